"""Departures are told only over enough indications of enough colleagues, so that nobody is pointed at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.departures import (
    STEP,
    Departure,
    Departures,
    Limits,
    Told,
    departures,
)

LIMITS = Limits(indications=20, times=5, colleagues=3, months=12)
TODAY = date(2026, 11, 26)
SINCE = date(2025, 11, 26)


def told(author: str, *codes: str, days_ago: int = 10) -> Told:
    return Told(frozenset(codes), author, TODAY - timedelta(days=days_ago))


def team(*per_author: int, code: str = "intake-stop", others: int = 30) -> list[Told]:
    """So many departures of each colleague, among indications without any."""
    with_reason = [told(f"c{at}", code) for at, times in enumerate(per_author) for _time in range(times)]
    return with_reason + [told(f"c{at % 4}") for at in range(others)]


@pytest.mark.parametrize(
    ("per_author", "lines"),
    [
        ((3, 3, 3), (Departure("intake-stop", 5),)),
        ((4, 4, 4), (Departure("intake-stop", 10),)),
        ((2, 1, 1), ()),
        ((5, 5), ()),
        ((9, 1, 1), ()),
        ((5, 3, 2), (Departure("intake-stop", 10),)),
    ],
    ids=["nine", "twelve", "too few times", "two colleagues", "mostly one colleague", "half is one colleague"],
)
def test_a_prompt_is_told_of_when_nobody_can_be_picked_out(
    per_author: tuple[int, ...], lines: tuple[Departure, ...]
) -> None:
    found = departures(team(*per_author), TODAY, LIMITS)
    assert found.lines == lines
    assert found.others is not bool(lines)
    assert found.indications == (sum(per_author) + 30) // STEP * STEP


def test_nothing_at_all_is_told_over_too_few_indications_or_colleagues() -> None:
    few = team(3, 3, 3, others=LIMITS.indications - 10)
    assert departures(few, TODAY, LIMITS) == Departures(0, SINCE)
    two = [told(f"c{at % 2}", "intake-stop") for at in range(40)]
    assert departures(two, TODAY, LIMITS) == Departures(0, SINCE)


def test_what_is_older_than_a_year_does_not_count() -> None:
    old = [told(one.author, *one.codes, days_ago=400) for one in team(3, 3, 3)]
    assert departures(old, TODAY, LIMITS).indications == 0


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.frozensets(st.sampled_from(["x", "y", "z"]))), min_size=0, max_size=80
    )
)
def test_whatever_is_told_hides_who_and_exactly_how_many(rows: list[tuple[str, frozenset[str]]]) -> None:
    found = departures([Told(codes, author, TODAY) for author, codes in rows], TODAY, LIMITS)
    for line in found.lines:
        by = [author for author, codes in rows if line.code in codes]
        assert line.times % STEP == 0
        assert LIMITS.times <= line.times <= len(by)
        assert len(set(by)) >= LIMITS.colleagues
        assert max(map(by.count, by)) * 2 <= len(by)
