"""What letters to a resident have in common: whom to call, how, and who signs."""

from __future__ import annotations

from desktop.language import _
from desktop.language.kept import in_dutch
from desktop.models.papers import PaperContact, PaperHead
from desktop.reports.content import Lines, Together
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
