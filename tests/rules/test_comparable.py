"""Which help is compared with each other, and that help that went on under a next indication did not end."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.draft import DraftHistory
from desktop.models.kinds import Law
from desktop.models.region_settings import AgeBands
from desktop.rules.comparable import (
    NEVER_UNDER,
    AgeBand,
    Group,
    Run,
    age_bands,
    band_of,
    gap_days,
    group_of,
    joined,
    minimum,
    source,
)
from desktop.rules.durations import Durations, durations, spells
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.duration import whole_length
from tests.helpers.drafts import QUIET, draft, region, rule, source_of

DAY = date(2020, 1, 1)


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def run(whose: str, first: int, last: int | None = None, birth: date | None = None) -> Run:
    return Run(whose, on(first), None if last is None else on(last), birth)


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ([run("a", 0, 9)], [(0, 9)]),
        ([run("a", 0, 9), run("b", 10, 19)], [(0, 9), (10, 19)]),
        ([run("a", 10, 19), run("a", 0, 9)], [(0, 19)]),
        ([run("a", 0, 9), run("a", 41, 50)], [(0, 50)]),
        ([run("a", 0, 9), run("a", 42, 50)], [(0, 9), (42, 50)]),
        ([run("a", 0, 30), run("a", 5, 9)], [(0, 30)]),
        ([run("a", 0, 9), run("a", 10)], [(0, None)]),
        ([run("a", 0), run("a", 10, 19)], [(0, None)]),
        ([run("a", 9, 0), run("a", 20, 29)], [(20, 29)]),
    ],
)
def test_runs_of_one_resident_that_follow_each_other_are_one_trajectory(
    runs: list[Run], found: list[tuple[int, int | None]]
) -> None:
    wanted = [(on(first), None if last is None else on(last)) for first, last in found]
    assert joined(runs, 31) == wanted


def test_only_ages_in_the_band_at_the_start_of_the_whole_trajectory_count() -> None:
    of_eighteen = date(2002, 6, 1)
    runs = [
        run("a", 0, 99, of_eighteen),
        run("a", 100, 300, of_eighteen),
        run("b", 0, 99),
        run("c", 400, 500, of_eighteen),
    ]
    assert joined(runs, 31, AgeBand(0, 17)) == [(on(0), on(300))], (
        "it began at seventeen; without a birth date no age fits"
    )
    assert joined(runs, 31, AgeBand(18, None)) == [(on(400), on(500))]


RUNS = st.lists(
    st.builds(
        lambda whose, first, days: run(whose, first, None if days is None else first + days),
        st.sampled_from("abc"),
        st.integers(0, 400),
        st.none() | st.integers(0, 200),
    ),
    max_size=12,
)


def days_helped(runs: list[Run], gap: int) -> set[tuple[str, int]]:
    """Every day on which a resident was helped, and the short gaps between, counted day by day."""
    horizon = 1000
    found: set[tuple[str, int]] = set()
    for whose in {one.whose for one in runs}:
        mine = [one for one in runs if one.whose == whose]
        helped = {
            day for one in mine for day in range((one.first - DAY).days, ((one.last or on(horizon)) - DAY).days + 1)
        }
        ordered = sorted(helped)
        for day, following in pairwise(ordered):
            if following - day - 1 <= gap:
                helped |= set(range(day, following))
        found |= {(whose, day) for day in helped}
    return found


@given(RUNS, st.integers(0, 60))
def test_joining_counts_every_day_of_help_once_whatever_the_order(runs: list[Run], gap: int) -> None:
    together = joined(runs, gap)
    assert sorted(together, key=str) == sorted(joined(runs[::-1], gap), key=str)
    counted = sum(((last or on(1000)) - first).days + 1 for first, last in together)
    assert counted == len(days_helped(runs, gap))


@given(RUNS)
def test_joining_again_with_each_its_own_resident_changes_nothing(runs: list[Run]) -> None:
    once = joined(runs, 31)
    assert joined([Run(str(n), first, last) for n, (first, last) in enumerate(once)], 31) == once


def test_help_that_is_prolonged_each_year_lasts_years_and_not_a_year() -> None:
    """Twenty residents with three indications of a year each: none of them was helped for a year only."""
    runs = [run(str(n), 365 * year + n, 365 * (year + 1) + n - 1) for n in range(20) for year in range(3)]
    today = on(2000)
    apart = durations(spells([(one.first, one.last) for one in runs], today))
    whole = durations(spells(joined(runs, 31), today))
    assert isinstance(apart, Durations)
    assert isinstance(whole, Durations)
    assert (apart.n, apart.median_days) == (60, 365)
    assert (whole.n, whole.median_days) == (20, 1095)


def test_the_bands_and_numbers_are_the_regions() -> None:
    two = region(age_bands=AgeBands(from_ages=(65, 0)))
    assert age_bands(two) == (AgeBand(0, 64), AgeBand(65, None))
    assert (band_of(two, 64), band_of(two, 65)) == (AgeBand(0, 64), AgeBand(65, None))
    few = region(
        (
            rule("longer-than-comparable", numbers={"minimum_cases": 2}),
            rule("repeat-indication", numbers={"gap_days": 9}),
        )
    )
    assert (minimum(few), gap_days(few)) == (NEVER_UNDER, 9)
    many = region((rule("longer-than-comparable", numbers={"minimum_cases": 30}),))
    assert (minimum(many), gap_days(many)) == (30, 31)
    assert source(many) == source_of("longer-than-comparable")
    silent = region(())
    assert (minimum(silent), source(silent).document) == (10, "Naober")


def test_a_draft_is_compared_with_its_product_segment_act_and_age() -> None:
    group = group_of(Drafted(region(), draft(QUIET)))
    assert group == Group(Law.WMO, "begeleiding", "gewoon", "herstel", AgeBand(23, 64))
    assert group is not None
    assert list(group.wider()) == [group, Group(Law.WMO, "begeleiding", "gewoon", "herstel")]
    unborn = group_of(Drafted(region(), draft(QUIET, resident={})))
    assert unborn is not None
    assert list(unborn.wider()) == [unborn]
    assert group_of(Drafted(region(), draft(QUIET, product=None, segment=None))) is None


@pytest.mark.parametrize(
    ("history", "days"),
    [
        ([], 365),
        ([("gewoon", date(2026, 1, 1), date(2026, 12, 31))], 730),
        ([("gewoon", date(2026, 1, 1), date(2026, 11, 30))], 730),
        ([("gewoon", date(2026, 1, 1), date(2026, 11, 29))], 365),
        ([("zwaar", date(2026, 1, 1), date(2026, 12, 31))], 365),
    ],
)
def test_the_drafted_length_counts_the_same_help_directly_before_it(
    history: list[tuple[str, date, date]], days: int
) -> None:
    earlier = tuple(DraftHistory(product=product, start=first, end=last) for product, first, last in history)
    whole = draft(QUIET).model_copy(update={"history": earlier})
    assert whole_length(Drafted(region(), whole)) == days
