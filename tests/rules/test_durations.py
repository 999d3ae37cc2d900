"""Kaplan-Meier, checked against the textbook."""

from datetime import date, timedelta
from fractions import Fraction
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.draft import Comparable
from desktop.rules.durations import Durations, Spell, TooFew, comparable, durations, spells

RUNNING = {6: 1, 9: 1, 10: 1, 11: 1, 17: 1, 19: 1, 20: 1, 25: 1, 32: 2, 34: 1, 35: 1}
ENDED = {6: 3, 7: 1, 10: 1, 13: 1, 16: 1, 22: 1, 23: 1}
TEXTBOOK = [Spell(days, ended=False) for days, n in RUNNING.items() for _ in range(n)] + [
    Spell(days, ended=True) for days, n in ENDED.items() for _ in range(n)
]
"""Weeks of remission under 6-MP (Freireich and others, 1963), the example of most textbooks: 21 cases, 9 events."""


def known(given: list[Spell], minimum: int = 1) -> Durations:
    found = durations(given, minimum)
    assert isinstance(found, Durations)
    return found


def test_the_textbook_example_gives_the_textbook_curve() -> None:
    found = known(TEXTBOOK)
    assert (found.n, found.events) == (21, 9)
    curve = [(s.days, s.at_risk, s.ended, round(s.surviving, 3)) for s in found.curve]
    assert curve == [
        (6, 21, 3, 0.857),
        (7, 17, 1, 0.807),
        (10, 15, 1, 0.753),
        (13, 12, 1, 0.690),
        (16, 11, 1, 0.627),
        (22, 7, 1, 0.538),
        (23, 6, 1, 0.448),
    ]


def test_the_textbook_example_gives_the_published_band() -> None:
    band = [(round(s.low, 3), round(s.high, 3)) for s in known(TEXTBOOK).curve]
    published = [
        (0.620, 0.952),
        (0.563, 0.923),
        (0.503, 0.889),
        (0.432, 0.849),
        (0.368, 0.805),
        (0.268, 0.747),
        (0.188, 0.680),
    ]
    assert band == published


def test_the_textbook_median_is_found_and_the_upper_quartile_is_not_reached() -> None:
    found = known(TEXTBOOK)
    assert found.median_days == 23
    assert found.upper_quartile_days is None


def test_without_running_trajectories_it_is_the_plain_share_that_lasts() -> None:
    found = known([Spell(days, ended=True) for days in (10, 20, 30, 40)])
    assert [(s.days, s.surviving) for s in found.curve] == [
        (10, 0.75),
        (20, 0.5),
        (30, pytest.approx(0.25)),
        (40, 0.0),
    ]
    assert (found.median_days, found.upper_quartile_days) == (20, 30)
    assert (found.curve[-1].low, found.curve[-1].high) == (0.0, 0.0)


def test_a_mean_over_ended_trajectories_would_be_far_too_short() -> None:
    """Everyone stays 400 days; one starts each week, and today most of them still run."""
    today = date(2026, 12, 1)
    starts = [today - timedelta(weeks=n) for n in range(100)]
    periods = [(start, end if (end := start + timedelta(days=399)) <= today else None) for start in starts]
    early = [(today - timedelta(weeks=n), today - timedelta(weeks=n) + timedelta(days=29)) for n in range(60, 80)]
    lasted = spells([*periods, *early], today)
    ended = [spell.days for spell in lasted if spell.ended]
    assert sum(ended) / len(ended) < 300
    assert known(lasted).median_days == 400


def test_what_ends_after_today_still_runs_and_what_has_yet_to_begin_is_left_out() -> None:
    today = date(2026, 12, 1)
    periods = [
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 11, 1), date(2027, 1, 1)),
        (date(2026, 11, 1), None),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 2), None),
        (date(2026, 11, 1), date(2026, 10, 1)),
    ]
    assert spells(periods, today) == [Spell(30, True), Spell(31, False), Spell(31, False), Spell(1, True)]


def test_on_fewer_than_the_minimum_it_says_nothing_not_even_how_many() -> None:
    assert durations(TEXTBOOK[:9], 10) == TooFew(10)
    assert durations([], 0) == TooFew(0)
    assert comparable(TooFew(10)) is None


def test_a_draft_is_compared_with_the_upper_quartile() -> None:
    found = durations([Spell(days, ended=True) for days in range(1, 101)])
    assert comparable(found) == Comparable(100, 75)


SPELLS = st.lists(st.builds(Spell, st.integers(1, 3000), st.booleans()), min_size=1, max_size=60)


@given(SPELLS)
def test_the_curve_only_falls_and_stays_inside_its_band_and_between_0_and_1(given: list[Spell]) -> None:
    curve = known(given).curve
    surviving = [1.0, *(s.surviving for s in curve)]
    assert surviving == sorted(surviving, reverse=True)
    assert all(0 <= s.low <= s.surviving + 1e-9 and s.surviving - 1e-9 <= s.high <= 1 for s in curve)
    assert [s.days for s in curve] == sorted({s.days for s in given if s.ended})


@given(SPELLS, st.integers(1, 3000))
def test_one_that_still_runs_never_shortens_the_median(given: list[Spell], days: int) -> None:
    before, after = known(given).median_days, known([*given, Spell(days, ended=False)]).median_days
    assert after is None or (before is not None and after >= before)


def by_the_textbook(given: list[Spell]) -> list[tuple[int, float, float]]:
    """Kaplan and Meier's product and Greenwood's sum as they are written down, day by day, in exact fractions."""
    surviving, greenwood, found = Fraction(1), Fraction(0), []
    for day in sorted({spell.days for spell in given}):
        at_risk = sum(spell.days >= day for spell in given)
        ended = sum(spell.days == day and spell.ended for spell in given)
        if ended:
            surviving *= Fraction(at_risk - ended, at_risk)
            greenwood += Fraction(ended, at_risk * (at_risk - ended)) if at_risk > ended else 0
            found.append((day, float(surviving), float(greenwood)))
    return found


@given(SPELLS)
def test_the_estimator_is_that_of_the_textbook(given: list[Spell]) -> None:
    steps = known(given).curve
    textbook = by_the_textbook(given)
    assert [step.days for step in steps] == [day for day, _surviving, _sum in textbook]
    for step, (_day, surviving, greenwood) in zip(steps, textbook, strict=True):
        assert step.surviving == pytest.approx(surviving, abs=1e-12)
        if 0 < surviving < 1:
            spread = 1.959964 * greenwood**0.5 / log(surviving)
            assert step.low == pytest.approx(surviving ** exp(-spread), abs=1e-9)
            assert step.high == pytest.approx(surviving ** exp(spread), abs=1e-9)


def test_what_is_drawn_under_and_on_the_curve() -> None:
    found = known(TEXTBOOK)
    assert [found.at_risk(days) for days in (0, 6, 7, 10, 22, 23, 35, 36)] == [21, 21, 17, 15, 7, 6, 1, 0]
    assert found.running == (6, 9, 10, 11, 17, 19, 20, 25, 32, 34, 35)
    assert found.surviving(5) == (1.0, 1.0, 1.0)
    assert [round(part, 3) for part in found.surviving(6)] == [0.857, 0.620, 0.952]
    assert found.surviving(9) == found.surviving(7)
    assert found.surviving(999) == found.surviving(23)


@given(SPELLS, st.integers(0, 3100))
def test_at_risk_are_those_that_had_come_so_far(given: list[Spell], days: int) -> None:
    found = known(given)
    assert found.at_risk(days) == sum(spell.days >= days for spell in given)
    assert all(found.at_risk(step.days) == step.at_risk for step in found.curve)
