"""What letters to a resident have in common: whom to call, how, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.language import _, ngettext
from desktop.language.forms import long_day
from desktop.language.kept import in_dutch
from desktop.models.papers import PaperContact, PaperHead
from desktop.reports.content import Block, Lines, Together, Words, items
from desktop.reports.words import sender


def whom_to_call(head: PaperHead) -> str:
    """The consultant by name; the team where nobody has the case."""
    who = head.consultant
    if who:
        return _("Your consultant is {name}. Call the municipality and ask for {name}.", name=who)
    return _("Call the municipality and ask for the team that knows you.")


def reached_by(known: PaperContact) -> str:
    """The number and the address; where the municipality did not fill them in, where they are found."""
    if not known.phone and not known.address:
        return _("You find the telephone number and the address on the website of your municipality.")
    hours = f" ({in_dutch(known.hours)})" if known.hours else ""
    phone = (
        _("The telephone number is {number}{hours}.", number=known.phone, hours=hours)
        if known.phone
        else _("You find the telephone number on the website of your municipality.")
    )
    address = _("The address is {address}.", address=", ".join(known.address)) if known.address else ""
    return " ".join(filter(None, (phone, address)))


def closing(head: PaperHead, contact: PaperContact) -> Together:
    """Who signs, and from where; it stays on one page."""
    signed = (_("Kind regards,"), head.consultant, sender(head), *contact.address, contact.phone)
    return Together((Lines(tuple(part for part in signed if part)),))


def how_to_object(weeks: int, until: date | None, to: str) -> Iterator[Block]:
    """Within how long, to whom and with what in it (Awb, articles 6:4, 6:5, 6:7 and 6:8).

    Args:
        weeks: Within which one objects.
        until: Their last day; None while the decision was not sent.
        to: Who decides on it, with the address.
    """
    within = ngettext(
        "You can object. You do that within 1 week.",
        "You can object. You do that within {n} weeks.",
        weeks,
    )
    begins = _("This term begins on the day after the one on which we sent this decision.")
    ends = _("Send your objection on {day} at the latest.", day=long_day(until)) if until else begins
    yield Words(f"{within} {ends}")
    yield Words(_("Send a letter to: {body}. Put in it:", body=to))
    yield items(
        _("your name and your address"),
        _("the date on which you write"),
        _("which decision it is about; send a copy of this letter if you can"),
        _("why you do not agree"),
        _("your signature"),
    )
    yield Words(
        _(
            "Objecting costs nothing. You may ask someone to do it for you or to help you, "
            "such as a free independent client supporter."
        )
    )
