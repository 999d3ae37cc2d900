"""What is asked before a deed that is far to go back from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.services.inviting import HANDS_IN_DAYS
from desktop.views.sync.question import Question


def may_shut_out(name: str, parent: QWidget) -> Question:
    """Whether a colleague's access goes, in the orderly way."""
    text = _(
        "{name} reads and writes nothing in the central store from now on. At the next sync the laptop hands in what "
        "was not shared yet, for the team lead to judge; then the cases go from that laptop. It can do so for {days} "
        "days. What was shared stays.",
        name=name,
        days=HANDS_IN_DAYS,
    )
    return Question(_("Withdraw the access of {name}?", name=name), text, _("Withdraw access"), parent)


def may_close(name: str, days: int, parent: QWidget) -> Question:
    """Whether the login of a laptop that may be in other hands is closed at once."""
    text = _(
        "The login is closed at once and hands nothing in: what {name} had not shared is lost. When the laptop comes "
        "on the network it locks itself; without a network it does so after {days} days. What stands on it is "
        "encrypted. Report the loss as your municipality arranged it. {name} can go on with a new invitation on "
        "another laptop.",
        name=name,
        days=days,
    )
    return Question(_("Is the laptop of {name} lost?", name=name), text, _("Close the login"), parent)


def may_bring_up(parent: QWidget) -> Question:
    """Whether the database is brought up to this program."""
    text = _(
        "No record is touched. Laptops with an older Naober must update before they can synchronise again; their work "
        "waits safely. Make a copy first."
    )
    return Question(_("Bring the database up to this version?"), text, _("Yes, bring it up"), parent)


def may_write_anew(parent: QWidget) -> Question:
    """Whether the tables are written anew, during which nobody can synchronise."""
    text = _(
        "The database writes its tables anew, and the bytes of what was destroyed go from its files. Nobody can "
        "synchronise meanwhile; their work waits. It needs as much room again as the tables take. Older copies of the "
        "database, and the log that the server keeps for putting it back (WAL), hold those bytes still: have whoever "
        "manages it destroy those too."
    )
    return Question(_("Write the tables anew?"), text, _("Yes, write them anew"), parent)
