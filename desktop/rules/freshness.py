"""Which entries of the social map must be looked at first, and which not yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.kinds import CheckOutcome
from desktop.models.region_settings import MapUpkeep
from desktop.models.upkeep import EntryCheck

_MOST_USES = 12
"""More uses than this do not make an entry count as older: no entry is gone over at the cost of all others."""


def is_due(checked_on: date | None, today: date, norm: MapUpkeep) -> bool:
    """True when nobody ever looked, or not for so long that it may have changed."""
    return checked_on is None or (today - checked_on).days > norm.stale_after_days


def waits_for_retry(outcome: CheckOutcome | None, looked_on: date | None, today: date, norm: MapUpkeep) -> bool:
    """True when someone tried a short while ago and nobody answered."""
    if outcome is not CheckOutcome.NOT_REACHED or looked_on is None:
        return False
    return (today - looked_on).days < norm.retry_after_days


def order(checked_on: date | None, uses: int, today: date, norm: MapUpkeep) -> tuple[int, int]:
    """What to sort by, smallest first: never looked at, then by age, to which every use adds some days.

    `uses` counts plans, indications and places on waiting lists in which it stands.
    """
    weight = min(uses, _MOST_USES) * norm.use_counts_days
    return (0, -weight) if checked_on is None else (1, -((today - checked_on).days + weight))


def holding(checks: Iterable[EntryCheck]) -> list[EntryCheck]:
    """Those that tell something, the latest first: one that was taken back and the one that takes it back do not."""
    found = list(checks)
    taken = {check.takes_back for check in found}
    telling = (check for check in found if check.takes_back is None and check.id not in taken)
    return sorted(telling, key=lambda check: (check.checked_on, check.id), reverse=True)


def open_remarks(checks: Iterable[EntryCheck]) -> list[EntryCheck]:
    """Of the checks of one entry what was said to be wrong and nobody answered since, the latest first.

    Seen to be right and put right are answers. Not reached is none, and neither is another remark.
    """
    found: list[EntryCheck] = []
    for check in holding(checks):
        if check.outcome in _ANSWERS:
            break
        if check.outcome is CheckOutcome.WRONG:
            found.append(check)
    return found


_ANSWERS = frozenset({CheckOutcome.STILL_RIGHT, CheckOutcome.CORRECTED})
