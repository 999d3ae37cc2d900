"""What is allocated, given what was decided and what was allocated before.

Rules of iWmo and iJw 3.2: OP380 (the same help is stretched, not allocated anew), OP033x1 (an allocation is taken away
by ending it on its first day, with reason 13), OP087 (a message holds all current and changed allocations). Another
volume is another allocation, also where it goes up and down inside one indication.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from desktop.models.messages import Allocation
from desktop.rules.messages.granted import Granted, Part, Size
from desktop.rules.messages.kinds import CUT_REASONS, DELETED, PROLONGED, SHORTENED, STOP_REASONS

FIRST_NUMBER, LAST_NUMBER = 100_000_000, 999_999_999
"""All numbers have nine digits: lower ones may have been given out by what a municipality used before."""

_ALLOCATIONS = uuid.UUID("5d0f6c6e-6a0b-5c0e-9d57-0b1c7a6f3a10")
"""Under which the id of an allocation is made from its number."""

_DAY = timedelta(days=1)

_TRIES = 8
"""Numbers of one need that are looked through to find what it was told under; each is free but once in ages."""


@dataclass(frozen=True)
class Desk:
    """Who allocates, and when.

    Attributes:
        municipality_code: Four digits.
        now: UTC.
        today: The day it is.
        is_taken: True for an allocation's id that stands for another need already.
        kept: The provider that stands for a provider: itself, unless it was merged into another.
    """

    municipality_code: str
    now: datetime
    today: date
    is_taken: Callable[[str], bool]
    kept: Callable[[str], str] = str

    def is_same_provider(self, row: Allocation, one: Granted) -> bool:
        """True also when the one is a double of the other: ids are never rewritten, so numbers stay as they are."""
        return self.kept(row.provider_id) == self.kept(one.provider_id)


def allocation_id(municipality_code: str, number: int) -> str:
    """The id of the one allocation of a municipality that can have this number.

    Whoever gives out the same number twice makes the same record twice, and the central store asks a person about it.
    """
    return str(uuid.uuid5(_ALLOCATIONS, f"{municipality_code}/{number}"))


def numbers(municipality_code: str, indication_id: str, provider_id: str) -> Iterator[int]:
    """The numbers that an indication may get at a provider, in the order in which they are tried.

    They follow from the indication alone, so that two laptops that allocate it apart give it the same number.
    """
    attempt = 0
    while True:
        text = f"{municipality_code}/{indication_id}/{provider_id}/{attempt}"
        digest = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        yield FIRST_NUMBER + digest % (LAST_NUMBER - FIRST_NUMBER + 1)
        attempt += 1


def allocated(granted: Iterable[Granted], known: Iterable[Allocation], desk: Desk) -> tuple[Allocation, ...]:
    """All allocations of a case as they should be told now; those that need no change come back as they are.

    Args:
        granted: Every granted indication of the case.
        known: Every allocation of the case, as told before.
        desk: Who allocates, and when.
    """
    in_order = _what_follows_last({one.indication_id: one for one in granted})
    given = [one for one in in_order if not one.never_given]
    plan = _Plan(list(known), desk, _taken_over(given))
    for one in reversed([one for one in in_order if one.never_given]):
        plan.take_back(one, goes_on={other.indication_id for other in in_order})
    for one in given:
        plan.take(one)
    return tuple(plan.rows)


def withdrawn(allocation: Allocation, now: datetime) -> Allocation:
    """The allocation taken away: it ends on its first day, with reason 13 (rule OP033x1)."""
    gone = {"end": allocation.start, "change_reason": DELETED, "reference": "", "allocated_at": now}
    return allocation.model_copy(update=gone)


def is_current(allocation: Allocation, today: date) -> bool:
    """True until its last day is over; a deleted one never is."""
    return allocation.change_reason != DELETED and (allocation.end is None or allocation.end >= today)


class _Plan:
    def __init__(self, rows: list[Allocation], desk: Desk, followed: Mapping[str, date]) -> None:
        self.rows = rows
        self.desk = desk
        self.followed = followed

    def take(self, one: Granted) -> None:
        mine = [row for row in self.rows if self._is_for(row, one)]
        if mine:
            self._cut(one)
            if all(row.change_reason == DELETED for row in mine):
                if not _granted_since(one, mine):
                    # Taken away by hand.
                    return
                mine = []
        parts = one.parts()
        found = self._found(parts, one, mine)
        stray = [row for row in mine if row.change_reason != DELETED and row not in found.values()]
        for row in stray:
            self._drop(row, one.start - _DAY)
        for part in parts:
            known = found.get(part.key)
            if known is not None and not (stray and known.change_reason == DELETED):
                self._end(known, part, one)
            else:
                self._tell(part, one, told=bool(mine))

    def take_back(self, one: Granted, goes_on: Container[str]) -> None:
        """Takes away what was told of help that is not given; what it had stretched is of the help before again."""
        for row in [row for row in self.rows if row.indication_id == one.indication_id]:
            if row.change_reason == DELETED:
                continue
            if row.start < one.start and one.follows_id in goes_on:
                back = {"end": one.start - _DAY, "change_reason": SHORTENED, "reference": ""}
                self._replace(row, indication_id=one.follows_id, **back)
            else:
                self._drop(row, one.start - _DAY)

    def _found(self, parts: Iterable[Part], one: Granted, mine: Sequence[Allocation]) -> dict[str, Allocation]:
        """The allocation of each part, as far as it has one; one that holds goes before one that was taken away."""
        left, found = sorted(mine, key=lambda row: row.change_reason == DELETED), dict[str, Allocation]()
        for part in sorted(parts, key=lambda part: part.key == one.indication_id):
            given = set(islice(numbers(self.desk.municipality_code, part.key, one.provider_id), _TRIES))
            row = next((row for row in left if row.number in given), None)
            if row is None and part.key == one.indication_id:
                # Stretched from an earlier indication, or told under a number that was not made here.
                row = next((row for row in left if row.start <= part.start and _has_volume(row, part)), None)
            if row is not None:
                found[part.key] = row
                left.remove(row)
        return found

    def _tell(self, part: Part, one: Granted, *, told: bool) -> None:
        """Stretches what is there, or allocates anew; help that was over before anybody was told is not told of."""
        if any(self._covers(row, part, one) for row in self.rows):
            return
        before = self._before(part, one) if part.key == one.indication_id else None
        if before is not None:
            longer = {"end": part.last, "change_reason": PROLONGED, "reference": one.reference}
            self._replace(before, indication_id=one.indication_id, **longer)
            self._cut(one)
            return
        self._cut(one)
        taken_over = self.followed.get(one.indication_id, date.max)
        goes_on = one.last is None or one.last >= self.desk.today
        if one.provider_id and (goes_on or told) and (part.key == one.indication_id or part.start < taken_over):
            self.rows.append(self._new(part, one))

    def _is_for(self, row: Allocation, one: Granted) -> bool:
        return row.indication_id == one.indication_id and self.desk.is_same_provider(row, one)

    def _covers(self, row: Allocation, part: Part, one: Granted) -> bool:
        """True when this help was allocated already, and is carried by a later indication since it was stretched."""
        same = row.told == part.size.told() and self.desk.is_same_provider(row, one)
        return same and row.start == part.start and row.indication_id != one.indication_id

    def _before(self, part: Part, one: Granted) -> Allocation | None:
        """The allocation to stretch (OP380): of what it follows, or one that touches it in the same case.

        It is the same help in the same size from the same provider, it has not expired, and no day lies between.
        """
        for row in self.rows:
            linked = row.indication_id == one.follows_id or not one.follows_id
            same = row.told == part.size.told() and self.desk.is_same_provider(row, one)
            joins = row.end is not None and row.start <= part.start <= row.end + _DAY
            if linked and same and joins and is_current(row, self.desk.today):
                return row
        return None

    def _end(self, mine: Allocation, part: Part, one: Granted) -> None:
        """Brings the last day in line with what was decided and what became of it."""
        end = part.last
        longer = mine.end is not None and (end is None or end > mine.end)
        # Where another indication took over, that one says until when.
        if mine.change_reason == DELETED or mine.end == end or (longer and one.indication_id in self.followed):
            return
        over = (
            STOP_REASONS.get(one.stopped_because, SHORTENED) if one.stopped_because and end == one.last else SHORTENED
        )
        end = end if end is None else max(mine.start, end)
        self._replace(mine, end=end, change_reason=PROLONGED if longer else over, reference=one.reference)

    def _drop(self, row: Allocation, last: date) -> None:
        """Ends what no longer holds; what would have no day left was never meant to be."""
        if last < row.start:
            self._put(row, withdrawn(row, self.desk.now))
        elif row.end is None or row.end > last:
            self._replace(row, end=last, change_reason=SHORTENED, reference="")

    def _cut(self, one: Granted) -> None:
        """Ends what this indication takes the place of on the day before, or takes it away when nothing is left."""
        for before in [a for a in self.rows if a.indication_id == one.follows_id and a.change_reason != DELETED]:
            last = one.start - _DAY
            if last < before.start:
                self._put(before, withdrawn(before, self.desk.now))
            elif before.end is None or before.end > last:
                reason = CUT_REASONS.get(one.change, SHORTENED) if one.change else SHORTENED
                self._replace(before, end=last, change_reason=reason, reference=one.reference)

    def _new(self, part: Part, one: Granted) -> Allocation:
        code = self.desk.municipality_code
        number = next(n for n in numbers(code, part.key, one.provider_id) if self._is_free(n))
        return Allocation(
            id=allocation_id(code, number),
            indication_id=one.indication_id,
            provider_id=one.provider_id,
            number=number,
            municipality_code=code,
            reference=one.reference,
            allocated_at=self.desk.now,
            start=part.start,
            end=part.last,
            told=part.size.told(),
        )

    def _is_free(self, number: int) -> bool:
        id_ = allocation_id(self.desk.municipality_code, number)
        return all(row.id != id_ for row in self.rows) and not self.desk.is_taken(id_)

    def _replace(self, before: Allocation, **fields: object) -> None:
        self._put(before, before.model_copy(update={**fields, "allocated_at": self.desk.now}))

    def _put(self, before: Allocation, after: Allocation) -> None:
        self.rows[self.rows.index(before)] = after


def _taken_over(granted: Iterable[Granted]) -> dict[str, date]:
    """From which day another indication takes the place of one, by the id of that one."""
    found: dict[str, date] = {}
    for one in granted:
        if one.follows_id:
            found[one.follows_id] = min(one.start, found.get(one.follows_id, date.max))
    return found


def _what_follows_last(granted: Mapping[str, Granted]) -> list[Granted]:
    """By first day, but nothing before what it follows."""

    def place(one: Granted) -> tuple[int, date, str]:
        seen, before = {one.indication_id}, granted.get(one.follows_id)
        while before is not None and before.indication_id not in seen:
            seen.add(before.indication_id)
            before = granted.get(before.follows_id)
        return len(seen), one.start, one.indication_id

    return sorted(granted.values(), key=place)


def _granted_since(one: Granted, taken_away: Iterable[Allocation]) -> bool:
    """True for what was refused and taken away, and given after all since, like after an objection."""
    again = one.granted_again_on
    return again is not None and all(row.allocated_at.date() <= again for row in taken_away)


def _has_volume(row: Allocation, part: Part) -> bool:
    """Category and code are not looked at: what a product is called may change after it was told."""
    return Size.of(row.told).volume == part.size.volume
