"""Allocating by itself: it settles, it keeps what was told, and a number is never given twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import EndReason, IndicationChange
from desktop.models.messages import Allocation
from desktop.rules.messages.allotting import (
    FIRST_NUMBER,
    LAST_NUMBER,
    Desk,
    allocated,
    allocation_id,
    numbers,
)
from desktop.rules.messages.granted import Granted, Size, Step
from desktop.rules.messages.kinds import DELETED

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
def steps(draw: st.DrawFn, start: date, indication: str) -> Step:
    """A change of volume somewhere in an indication, a pause among them."""
    after = draw(st.integers(0, 300))
    return Step(f"{indication}-{after}", start + timedelta(days=after), draw(st.integers(0, 3)))


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
                steps=tuple(draw(st.lists(steps(start, f"i{n}"), max_size=3))),
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


@given(courses(), st.sets(st.integers(0, 3)))
def test_nobody_is_left_with_help_that_is_not_given_after_all(course: list[Granted], refused: set[int]) -> None:
    told = allocated(course, [], desk())
    after_all = [replace(one, never_given=n in refused) for n, one in enumerate(course)]
    once = allocated(after_all, told, desk())
    not_given = {one.indication_id: one.start for one in after_all if one.never_given}
    live = [row for row in once if row.change_reason != DELETED]
    assert all(row.end < not_given.get(row.indication_id, date.max) for row in live if row.end)
    assert not [row for row in live if row.end is None and row.indication_id in not_given]
    assert allocated(after_all, once, desk()) == once


PERIOD = [TODAY + timedelta(days=days) for days in range(-40, 121)]
# Help does not pause from its first day on: it begins later (`desktop.rules.volumes.check_change`).
LISTS = st.lists(st.tuples(st.integers(0, 160), st.integers(0, 3)).filter(any), max_size=4)


def holds(rows: tuple[Allocation, ...], day: date) -> list[int | None]:
    """The volumes that a provider knows of for a day."""
    live = [row for row in rows if row.change_reason != DELETED and row.end and row.start <= day <= row.end]
    return [Size.of(row.told).volume for row in live]


@given(st.lists(LISTS, min_size=1, max_size=4))
def test_a_provider_always_knows_the_volume_that_holds_on_each_day(lists: list[list[tuple[int, int]]]) -> None:
    """Changes come and are taken back; after each message every day has the one volume that holds then, or none."""
    told: tuple[Allocation, ...] = ()
    for round_, changes in enumerate(lists):
        made = [Step(f"{round_}-{n}", PERIOD[after], volume) for n, (after, volume) in enumerate(changes)]
        told = allocated([Granted("i1", "p1", HELP, PERIOD[0], PERIOD[-1], steps=tuple(made))], told, desk())
        in_order = sorted(made, key=lambda step: (step.from_on, step.change_id))
        for day in PERIOD:
            begun = [step.volume for step in in_order if step.from_on <= day]
            volume = begun[-1] if begun else HELP.volume
            assert holds(told, day) == ([volume] if volume else [])


def test_a_change_that_was_taken_back_leaves_what_was_told_before_it() -> None:
    one = Granted("i1", "p1", HELP, TODAY, PERIOD[-1])
    first_told = allocated([one], [], desk())
    less = Granted("i1", "p1", HELP, TODAY, PERIOD[-1], steps=(Step("c1", TODAY + timedelta(days=30), 1),))
    then = allocated([less], first_told, desk())
    assert [(row.start, Size.of(row.told).volume, row.change_reason) for row in then] == [
        (TODAY, 2, "05"),
        (TODAY + timedelta(days=30), 1, ""),
    ]
    back, gone = allocated([one], then, desk())
    assert (back.number, back.end, back.change_reason) == (first_told[0].number, PERIOD[-1], "04")
    assert (gone.end, gone.change_reason) == (gone.start, "13")


def test_what_goes_on_in_the_volume_of_the_last_change_stretches_that_one() -> None:
    """OP380."""
    step = Step("c1", TODAY + timedelta(days=30), 1)
    before = Granted("i1", "p1", HELP, TODAY, PERIOD[-1], steps=(step,))
    told = allocated([before], [], desk())
    on = Granted(
        "i2",
        "p1",
        Size("02", "02A03", 1, "04", "2"),
        PERIOD[-1] + timedelta(days=1),
        PERIOD[-1] + timedelta(days=90),
        follows_id="i1",
        change=IndicationChange.PROLONGED,
    )
    _, stretched = after = allocated([before, on], told, desk())
    assert (stretched.number, stretched.start, stretched.end) == (told[1].number, step.from_on, on.end)
    assert allocated([before, on], after, desk()) == after


def test_what_was_taken_away_by_hand_does_not_come_back_by_a_change() -> None:
    (told,) = allocated([Granted("i1", "p1", HELP, TODAY, PERIOD[-1])], [], desk())
    away = told.model_copy(update={"end": told.start, "change_reason": DELETED})
    less = Granted("i1", "p1", HELP, TODAY, PERIOD[-1], steps=(Step("c1", TODAY + timedelta(days=30), 1),))
    assert allocated([less], [away], desk()) == (away,)
