"""How long a laptop may go without meeting its team before it locks: what stands on it must not outlive its reason.

A laptop that is lost, or whose colleague left, hears of that only when it meets the central store. One that keeps away
from it is therefore held shut until it has (BIO2 8.01.01: data on a mobile device must be wipeable from afar). The
number of days is the team's own, kept at the central store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.sync import books

if TYPE_CHECKING:
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

USUAL_DAYS = 14
"""For a team that said nothing."""

LEAST_DAYS, MOST_DAYS = 1, 90

_SLACK = timedelta(days=1)
"""How far a clock may be put right without a question."""

_DAYS, _MET, _SEEN = "contact.days", "contact.met", "contact.seen"
_KEEP = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
_FORGET = "DELETE FROM setting WHERE name IN (?, ?, ?)"


@dataclass(frozen=True)
class Overdue:
    """A laptop that kept away too long."""

    days: int
    """How many it may keep away."""
    met_at: datetime
    """When a sync last came to its end, UTC."""


def met(work: UnitOfWork, days: int) -> None:
    """A sync came to its end; counting begins anew, also where the clock had run ahead."""
    moment = work.act.made_at.isoformat()
    work.connection.exec_driver_sql(_KEEP, [(_DAYS, str(days)), (_MET, moment), (_SEEN, moment)])


def forget(work: UnitOfWork) -> None:
    """The laptop belongs to no central store any more."""
    work.connection.exec_driver_sql(_FORGET, (_DAYS, _MET, _SEEN))


def close(work: UnitOfWork) -> None:
    """The central store does not know this login any more: shut from now on, until it does again."""
    work.connection.exec_driver_sql(_KEEP, [(_DAYS, "-1")])


def seen(work: UnitOfWork) -> None:
    """Remembers that it was at least this late: putting the clock back gives no more days."""
    latest = _read(work).get(_SEEN, "")
    moment = work.act.made_at.isoformat()
    if moment > latest:
        work.connection.exec_driver_sql(_KEEP, (_SEEN, moment))


def days_apart(reader: Reader) -> int:
    """How many days a laptop of this team may keep away, as this one heard it last."""
    told = int(_read(reader).get(_DAYS, USUAL_DAYS))
    return told if told > 0 else USUAL_DAYS


def overdue(reader: Reader, now: datetime) -> Overdue | None:
    """None while the laptop may be used: it met the team of late, works alone, or never met a team yet."""
    state, kept = books.read_state(reader), _read(reader)
    met_at = kept.get(_MET) or (state.synced_at if state else "")
    if state is None or not met_at:
        return None
    days, last = int(kept.get(_DAYS, USUAL_DAYS)), datetime.fromisoformat(met_at)
    latest = max(now, datetime.fromisoformat(kept.get(_SEEN, met_at)))
    # Before the team was met it cannot be: that clock ran ahead then, or is behind now, and tells nothing.
    is_before = last - now > _SLACK
    return Overdue(max(days, 0), last) if is_before or latest - last > timedelta(days=days) else None


def _read(reader: Reader) -> dict[str, str]:
    query = "SELECT name, value FROM setting WHERE name IN (?, ?, ?)"
    found = reader.connection.exec_driver_sql(query, (_DAYS, _MET, _SEEN)).all()
    return {row.name: row.value for row in found}
