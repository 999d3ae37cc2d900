"""Allocating by itself: it settles, it keeps what was told, and a number is never given twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import EndReason, IndicationChange
from desktop.models.messages import Allocation
from desktop.rules.messages.allotting import (
    FIRST_NUMBER,
    LAST_NUMBER,
    Desk,
    Granted,
    Size,
    allocated,
    allocation_id,
    numbers,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
HELP = Size("02", "02A03", 2, "04", "2")


def desk(*taken: str) -> Desk:
    return Desk("1895", NOW, TODAY, lambda id_: id_ in taken)


def first(indication: str, provider: str = "p1") -> int:
    return next(numbers("1895", indication, provider))


def test_a_number_follows_from_the_indication_alone() -> None:
    one = Granted("i1", "p1", HELP, TODAY, TODAY + timedelta(days=90))
    (made,) = allocated([one], [], desk())
    assert made.number == first("i1")
    assert made.id == allocation_id("1895", made.number)
    assert FIRST_NUMBER <= made.number <= LAST_NUMBER


def test_a_number_that_stands_for_another_need_is_passed_over() -> None:
    one = Granted("i1", "p1", HELP, TODAY, TODAY + timedelta(days=90))
    (made,) = allocated([one], [], desk(allocation_id("1895", first("i1"))))
    tried = numbers("1895", "i1", "p1")
    assert next(tried) != made.number == next(tried)


def test_another_municipality_may_use_the_same_number() -> None:
    assert allocation_id("1895", 5) != allocation_id("0037", 5)


DAYS = st.integers(-60, 400).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def courses(draw: st.DrawFn) -> list[Granted]:
    """Up to four indications of a case, some of which follow one before."""
    made: list[Granted] = []
    for n in range(draw(st.integers(1, 4))):
        start = draw(DAYS)
        follows = draw(st.sampled_from(["", *(one.indication_id for one in made)]))
        made.append(
            Granted(
                indication_id=f"i{n}",
                provider_id=draw(st.sampled_from(["p1", "p2", ""])),
                size=draw(st.sampled_from([HELP, Size("02", "02A03", 3, "04", "2"), Size("07")])),
                start=start,
                end=draw(st.none() | st.dates(start, start + timedelta(days=300))),
                follows_id=follows,
                change=draw(st.sampled_from([None, *IndicationChange])) if follows else None,
                stopped_on=draw(st.none() | DAYS),
                stopped_because=draw(st.sampled_from(list(EndReason))),
            )
        )
    return made


@given(courses())
def test_it_settles_and_keeps_to_the_calendar(course: list[Granted]) -> None:
    once = allocated(course, [], desk())
    assert allocated(course, once, desk()) == once
    assert len({one.number for one in once}) == len(once)
    assert all(one.end is None or one.end >= one.start for one in once)
    assert all((one.change_reason == "13") <= (one.end == one.start) for one in once)


@given(courses(), st.integers(0, 3))
def test_what_was_told_is_never_forgotten(course: list[Granted], count: int) -> None:
    told = allocated(course[:count], [], desk())
    after = allocated(course, told, desk())
    kept: dict[int, Allocation] = {one.number: one for one in after}
    assert all(one.number in kept for one in told)
    assert all((kept[one.number].start, kept[one.number].told) == (one.start, one.told) for one in told)
