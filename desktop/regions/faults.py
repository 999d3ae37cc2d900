"""What may be wrong with a region profile, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.language import N_, _
from desktop.models.faults import WorldFault

TEXTS: Mapping[str, str] = {
    "not-text": N_("This file is not text in UTF-8, so it cannot be a region profile."),
    "syntax": N_("This is not valid TOML: {reason}."),
    "unknown-key": N_("{key} is not a part of a region profile. Check the spelling."),
    "missing": N_("{key} is missing."),
    "source-missing": N_("The source is missing: name the document and the paragraph this was read from."),
    "wrong-type": N_("{key} has the wrong kind of value: {expected} is needed."),
    "wrong-value": N_("{key} may not be {value}: {expected}."),
    "cbs-code": N_('A CBS municipality code has four digits between quotes, like "1895"; {value} has not.'),
    "duplicate": N_("{value} stands here a second time; every {key} may be used once."),
    "unknown-lot": N_("There is no lot {value} in this profile."),
    "unknown-segment": N_("There is no segment {value} in this profile."),
    "unknown-product": N_("There is no product {value} in this profile."),
    "unknown-small-number": N_("There is no number {value} in small_numbers.toml."),
    "small-number-outside": N_("{value} does not fit: it is from {first} up to {last}."),
    "unknown-municipality": N_("There is no municipality {value} in this profile."),
    "unknown-prompt": N_("There is no prompt {value}. A prompt of the region's own stands under own_prompts."),
    "unknown-number": N_("The prompt {code} knows no number {value}."),
    "unknown-field": N_("A draft indication has no field {value}."),
    "unknown-destination": N_("{value} is no product, segment or destination."),
    "unknown-event": N_("A term cannot count from {value}: that is nothing that happens in a case."),
    "unknown-referrer": N_("{value} is not a kind of referrer."),
    "unknown-area": N_("{value} is not an area of the plan for eighteen and after."),
    "unknown-phase": N_("{value} is not a phase of a case."),
    "unknown-trigger": N_("{value} is no product and no kind of alternative."),
    "taken": N_("{value} is a prompt every region can have; give the region's own prompt another name."),
    "number-missing": N_("{key} is missing, and {value} cannot be judged without it."),
    "shares": N_("The shares of {value} add up to {total} per cent; all lots of one act together make 100."),
    "order": N_("{key} comes before {value}."),
    "circle": N_("{value} is part of itself."),
    "law-differs": N_("{value} is another act than that of lot {lot}, which is {law}."),
    "segment-elsewhere": N_("Segment {value} belongs to another lot than {lot}."),
    "empty": N_("{key} may not be empty."),
}
"""Msgid by fault code."""


@dataclass(frozen=True)
class ProfileFault:
    """One mistake in a profile.

    Attributes:
        file: Where as it was given.
        line: From 1.
        code: One of `TEXTS`.
        text: In the language in force.
    """

    file: str
    line: int
    code: str
    text: str


class ProfileFaults(WorldFault):
    """A profile that cannot be used; carries every mistake that was found.

    Attributes:
        faults: In the order of the file.
    """

    def __init__(self, faults: Sequence[ProfileFault]) -> None:
        first = faults[0]
        super().__init__("profile-faulty", file=first.file, line=first.line, text=first.text, count=len(faults))
        self.faults = tuple(faults)


def text_of(code: str, values: Mapping[str, object]) -> str:
    """What is wrong, in the language in force."""
    return _(TEXTS[code], **values)
