"""A laptop that kept away from its team too long is locked until it meets the team again."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.faults import RuleBroken, WorldFault
from desktop.rules.permissions import Act, require
from desktop.services import syncing
from desktop.services.workplace import Workplace
from desktop.sync import books, contact
from desktop.sync.contact import LEAST_DAYS, MOST_DAYS

OPENED = N_("Open the store")


def kept_away(workplace: Workplace) -> WorldFault | None:
    """Why this laptop is locked; None when it may be used. To be asked at every opening.

    The fault is ``kept-away`` with ``days``, or ``login-closed`` where the central store closed the login. Putting the
    clock back gives no more days: the store remembers how late it was.
    """
    with workplace.store.read() as reader:
        is_joined, late = books.read_state(reader) is not None, contact.overdue(reader, workplace.now)
    if is_joined:  # also when it is locked: else the clock put back would open it again
        with workplace.work(OPENED) as work:
            contact.seen(work)
            work.commit()
    if late is None:
        return None
    return WorldFault("kept-away", days=late.days) if late.days else WorldFault("login-closed")


def days_apart(workplace: Workplace) -> int:
    """After how many days without meeting the team a laptop of it locks."""
    with workplace.store.read() as reader:
        return contact.days_apart(reader)


def settle_days_apart(workplace: Workplace, days: int) -> None:
    """Says how many days a laptop of this team may go without meeting it; each hears it at its next sync.

    Raises:
        RuleBroken: ``not-allowed`` for who is no administrator, ``days-apart`` (days) outside 1 to 90.
        WorldFault: ``sync-not-joined``, and what is wrong with the central store.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise RuleBroken("days-apart", "days", least=LEAST_DAYS, most=MOST_DAYS)
    url, secret = syncing.state_of_work(workplace).url, syncing.team_code(workplace)
    if not url:
        raise WorldFault("sync-not-joined")
    syncing.central_of(workplace, url, secret).settle_days_apart(days)
