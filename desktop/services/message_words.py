"""Why a message could not be written, or a line of one could not be taken over, in words by code."""

from __future__ import annotations

from desktop.language import N_, _

MESSAGE_WORDS: dict[str, str] = {
    "not-told": N_("No message that was written tells of this allocation; it stands ready."),
    "message-needs-bsn": N_("A message needs the client's BSN. Fill it in at the case."),
    "message-needs-birth-date": N_("A message needs the client's date of birth. Fill it in at the case."),
    "message-house-unclear": N_(
        "The house number in the address cannot be told apart. Write it like Dorpsstraat 12 A."
    ),
    "message-needs-agb": N_("The provider has no AGB code of eight digits. Fill it in at Contracts."),
    "message-needs-provider": N_("No provider was chosen in this indication."),
    "message-needs-municipality": N_("It is not known which municipality is responsible. Fill it in at the case."),
    "message-needs-category": N_(
        "The region's profile names no product category for this help. Without one only a budget could be allocated, "
        "and a budget cannot be sent from here."
    ),
    "message-needs-code": N_(
        "The region's profile names no product code for this product; a volume cannot be allocated without one."
    ),
    "message-combination": N_("Unit and frequency together are not one of the 31 ways in which help can be allocated."),
    "message-budget": N_(
        "An amount in euros is a budget here, and a budget cannot be sent with an allocation. "
        "Choose another unit, or tell the provider in your own system."
    ),
    "message-needs-end": N_("Help of so much per week cannot be allocated without a last day."),
    "message-element-missing": N_("{element} is missing, or stands in the wrong place."),
    "message-element-strange": N_("{element} does not belong where it stands."),
    "message-code-unknown": N_("“{value}” in {element} is not a code of the standard."),
    "message-form": N_("“{value}” in {element} does not have the right form."),
    "message-too-short": N_("{element} is empty."),
    "message-too-long": N_("“{value}…” in {element} is too long."),
    "message-number": N_("The number {value} in {element} is too small or too large."),
    "message-day": N_("“{value}” in {element} is not a day that exists."),
    "message-bsn": N_("“{value}” in {element} is not a right BSN."),
    "message-header": N_("“{value}” in {element} does not belong to this message or this version of the standard."),
    "message-not-xml": N_("This file is not whole or not XML; it goes wrong on line {value}."),
    "message-has-dtd": N_("This file brings its own rules for reading it (DTD or entities). It was not opened."),
    "message-other-version": N_("This message is of another version of the standard than 3.2."),
    "message-other-kind": N_("This is not a message 305, 307, 315 or 317 of iWmo or iJw."),
    "message-too-deep": N_("This file nests deeper than any message does."),
    "message-unreadable-again": N_("Ask the provider for a right message, and read that one."),
    "line-client-unknown": N_("Nobody with this BSN is known here."),
    "line-no-case": N_("This client has no case under this act."),
    "line-allocation-unknown": N_("This allocation number is not known here."),
    "line-allocation-deleted": N_("This allocation was taken away."),
    "line-other-client": N_("This allocation belongs to another client."),
    "line-other-provider": N_("This allocation belongs to another provider than the sender."),
    "line-other-law": N_("This allocation belongs to another act."),
    "line-in-future": N_("This day lies in the future."),
    "line-before-allocation": N_("The help would have begun before the allocation does."),
    "line-after-allocation": N_("The help would have begun after the allocation ended."),
    "line-allocation-unclear": N_("More than one allocation fits, and the line names no number."),
    "line-help-unknown": N_("This provider was not allocated this help for this client."),
    "line-other-birth-date": N_("This is not the birth date of the client with this BSN."),
    "line-case-closed": N_("The case is closed. Open it again first when help begins after all."),
    "line-ends-before-begin": N_("The help would have ended before it began."),
    "allocated-already": N_("The provider was told of this help from here; it has a number already."),
    "number-taken": N_("This number belongs to another allocation. Look at the message once more."),
    "told-start-later": N_(
        "The indication begins on {day}, before the day that the provider was told. Then it is another allocation: "
        "the next message tells it anew."
    ),
    "not-granted": N_("There is no decision yet that grants this help. Write it down first."),
    "allocation-begun": N_("This help has begun: end it instead of taking its allocation away."),
    "allocation-withdrawn": N_("This allocation was taken away already."),
    "not-refused": N_("This was taken over meanwhile."),
}
"""Msgid by code."""


def reason_text(reason: str) -> str:
    """The sentence for a refused line's reason: its code, then the element, then the text that stood there."""
    code, _space, rest = reason.partition(" ")
    element, _space, value = rest.partition(" ")
    text = MESSAGE_WORDS.get(code)
    if text is None:
        return _("This could not be done ({code}). Nothing was changed.", code=code)
    return _(text, element=element, value=value)
