"""How long someone who joins a waiting list is likely to wait."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.rules.forecast import WEEK, Forecast, TooFewWaits, at_least, forecast
from desktop.rules.pace import Calendar, Waited, quarter

TODAY = date(2026, 11, 23)
MINIMUM = 12


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def steady(placed: int = 30, *, every: int = 10, waited: int = 70, waiting: int = 7) -> list[Waited]:
    """A list that clears one place each `every` days, with so many on it today."""
    ended = [Waited(day(every * at + waited), day(every * at)) for at in range(1, placed + 1)]
    return ended + [Waited(day(every * at)) for at in range(waiting)]


def known(waits: list[Waited], *, ahead: int | None = None, minimum: int = MINIMUM) -> Forecast:
    found = forecast(waits, TODAY, minimum=minimum, ahead=ahead)
    assert isinstance(found, Forecast)
    return found


@st.composite
def lists(draw: st.DrawFn) -> list[Waited]:
    """Any list, as a store may hold it: waits of a day, ends in the future, people who left."""
    made = []
    for _ in range(draw(st.integers(0, 60))):
        since = day(draw(st.integers(-20, 900)))
        length = draw(st.one_of(st.none(), st.integers(0, 500)))
        placed = draw(st.booleans())
        made.append(Waited(since, None if length is None else since + timedelta(days=length), placed=placed))
    return made


def test_who_joins_a_steady_list_waits_for_those_before_to_be_placed() -> None:
    found = known(steady())
    assert found.ahead == 7
    assert found.based_on == 30
    assert found.weeks == pytest.approx(8 * 10 / WEEK, rel=0.2)
    assert found.low <= found.weeks < found.high


def test_too_few_placements_say_nothing_but_how_many_it_takes() -> None:
    assert forecast(steady(MINIMUM - 1), TODAY, minimum=MINIMUM) == TooFewWaits(MINIMUM)
    assert forecast([], TODAY, minimum=0) == TooFewWaits(1)
    assert isinstance(forecast(steady(MINIMUM), TODAY, minimum=MINIMUM), Forecast)


def test_who_left_without_a_place_is_no_placement() -> None:
    gone = [replace(wait, placed=False) for wait in steady()]
    assert isinstance(forecast(gone, TODAY, minimum=MINIMUM), TooFewWaits)


def test_the_last_year_counts_and_the_year_before_when_that_has_too_few() -> None:
    slow = [Waited(day(30 * at + 100), day(30 * at)) for at in range(1, 23)]
    assert known(slow).based_on == 12
    assert known(slow, minimum=20).based_on == 22
    long_ago = [Waited(day(900 + at), day(800 + at)) for at in range(30)]
    assert isinstance(forecast(long_ago, TODAY, minimum=MINIMUM), TooFewWaits)


def test_who_got_a_place_on_the_very_day_says_nothing_of_waiting() -> None:
    at_once = [Waited(day(at * 5), day(at * 5)) for at in range(1, 40)]
    assert isinstance(forecast(at_once, TODAY, minimum=MINIMUM), TooFewWaits)


def test_people_who_leave_make_it_shorter() -> None:
    leaving = [Waited(day(9 * at + 40), day(9 * at), placed=False) for at in range(1, 40)]
    assert known(steady() + leaving, ahead=20).weeks < known(steady(), ahead=20).weeks


def test_a_list_that_nearly_everyone_leaves_still_has_an_answer() -> None:
    fleeting = [Waited(day(at), day(at - 1), placed=False) for at in range(1, 360)]
    late = [Waited(day(360), day(360 - at)) for at in range(300, 320)]
    found = known(fleeting + late, ahead=3000)
    assert 0 < found.low <= found.weeks <= found.high


def test_where_nobody_waits_a_place_may_be_free() -> None:
    assert known(steady(waiting=0)).low == 0
    assert known(steady(waiting=1), ahead=0).low > 0


def test_more_cases_make_it_surer() -> None:
    few, many = known(steady(12)), known(steady(36))
    assert few.high - few.low > many.high - many.low


@settings(max_examples=50, deadline=None)
@given(lists(), st.integers(0, 40), st.integers(1, 12))
def test_a_longer_list_never_makes_it_shorter(waits: list[Waited], ahead: int, minimum: int) -> None:
    here = forecast(waits, TODAY, minimum=minimum, ahead=ahead)
    further = forecast(waits, TODAY, minimum=minimum, ahead=ahead + 1)
    if isinstance(here, Forecast):
        assert isinstance(further, Forecast)
        slack = 1e-6
        assert here.low <= further.low + slack
        assert here.weeks <= further.weeks + slack
        assert here.high <= further.high + slack


@settings(max_examples=50, deadline=None)
@given(lists(), st.integers(1, 12))
def test_it_is_never_negative_and_lies_in_its_interval(waits: list[Waited], minimum: int) -> None:
    found = forecast(waits, TODAY, minimum=minimum)
    if isinstance(found, Forecast):
        assert 0 <= found.low <= found.weeks <= found.high
        assert found.based_on >= minimum
    else:
        assert found == TooFewWaits(minimum)


@settings(max_examples=40, deadline=None)
@given(lists(), st.integers(1, 6), st.integers(0, 3000), st.randoms(use_true_random=False))
def test_it_knows_no_clock_and_no_order(waits: list[Waited], minimum: int, shift: int, dice: random.Random) -> None:
    """The same list some whole years of weeks later gives the same, as long as the time of year does not count."""
    mixed = list(waits)
    dice.shuffle(mixed)
    found = forecast(waits, TODAY, minimum=minimum)
    again = forecast(mixed, TODAY, minimum=minimum)
    assert isinstance(found, Forecast) == isinstance(again, Forecast)
    if isinstance(found, Forecast) and isinstance(again, Forecast) and not found.seasonal:
        by = timedelta(days=shift)
        later = [Waited(w.since + by, w.until + by if w.until else None, placed=w.placed) for w in waits]
        moved = forecast(later, TODAY + by, minimum=minimum)
        assert isinstance(moved, Forecast)
        if not moved.seasonal:
            assert moved.weeks == pytest.approx(found.weeks)
            assert moved.based_on == found.based_on


def seasonal(*, years: int) -> list[Waited]:
    """Three places a week from January to June, and one a week after; a list that is never empty."""
    made = [Waited(day(years * 364 + 60))]
    for ago in range(years * 364, 0, -1):
        on = day(ago)
        often = 3 if quarter(on) < 2 else 7
        if ago % often == 0:
            made.append(Waited(on - timedelta(days=50), on))
    return made + [Waited(day(at)) for at in range(1, 40)]


def test_two_years_of_data_let_the_time_of_year_count() -> None:
    assert known(seasonal(years=3)).seasonal
    assert not known(seasonal(years=1)).seasonal


def test_a_quiet_time_of_year_makes_it_longer() -> None:
    waits = seasonal(years=3)
    before_the_quiet, in_the_quiet_end = date(2026, 7, 1), date(2026, 12, 20)

    def weeks(on: date) -> float:
        kept = [w.as_of(on) for w in waits if w.since <= on]
        found = forecast(kept, on, minimum=MINIMUM, ahead=15)
        assert isinstance(found, Forecast)
        assert found.seasonal
        return found.weeks

    early = [w for w in waits if w.since <= before_the_quiet]
    assert len(early) > 40
    assert weeks(in_the_quiet_end) < weeks(before_the_quiet)


def test_days_of_usual_pace_and_real_days_go_back_and_forth() -> None:
    calendar = Calendar(day(730), (1.4, 1.2, 0.5, 0.9), seasonal=True)
    for days in (1, 45, 200, 800):
        end = TODAY + timedelta(days=days)
        assert calendar.after(TODAY, calendar.between(TODAY, end)) == pytest.approx(days)


def test_a_year_has_four_quarters() -> None:
    assert [quarter(date(2024, month, 1)) for month in range(1, 13)] == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3]
    assert quarter(date(2024, 12, 31)) == 3


@given(st.integers(1, 80), st.integers(1, 80), st.floats(0, 1))
def test_the_chance_of_more_places_is_never_larger(wanted: int, seen: int, chance: float) -> None:
    here, more = at_least(wanted, seen, chance), at_least(wanted + 1, seen, chance)
    assert 0 <= more <= here + 1e-9 <= 1 + 1e-8


def test_the_chance_of_one_place_after_one_was_seen_is_the_part_of_the_time() -> None:
    assert at_least(1, 1, 0.25) == pytest.approx(0.25)
    assert at_least(2, 1, 0.5) == pytest.approx(0.25)
