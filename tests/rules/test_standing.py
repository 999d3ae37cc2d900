from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import AvailabilityStatus
from desktop.rules.standing import (
    HALF_AT_KM,
    LEAST_READY,
    UNKNOWN_READY,
    Match,
    fit,
    nearness,
    readiness,
)

statuses = st.sampled_from(list(AvailabilityStatus))
weeks = st.one_of(st.none(), st.floats(0, 520))
days = st.floats(0, 5_000)


def test_next_door_counts_fully_and_at_twenty_kilometres_half() -> None:
    assert nearness(0) == 1
    assert nearness(HALF_AT_KM) == 0.5


def test_a_place_nobody_knows_counts_as_far_but_not_as_nowhere() -> None:
    assert nearness(100) < nearness(None) == nearness(60) < nearness(30)


def test_who_can_start_soon_stands_above_who_lets_wait_and_who_takes_nobody() -> None:
    soon, late = (readiness(AvailabilityStatus.OPEN, wait) for wait in (2, 30))
    assert soon > UNKNOWN_READY > late > readiness(AvailabilityStatus.INTAKE_STOP, None)
    assert readiness(AvailabilityStatus.OPEN, 0) == 1


@given(status=statuses, wait=weeks, age=days)
def test_every_wait_counts_between_taking_nobody_and_the_best(
    status: AvailabilityStatus, wait: float | None, age: float
) -> None:
    assert LEAST_READY <= readiness(status, wait, age) <= 1


@given(wait=weeks, age=days)
def test_unknown_is_never_the_best_and_never_nothing(wait: float | None, age: float) -> None:
    unknown = readiness(AvailabilityStatus.UNKNOWN, None, age)
    assert 0 < unknown == UNKNOWN_READY < readiness(AvailabilityStatus.OPEN, 0, age)
    assert readiness(AvailabilityStatus.INTAKE_STOP, wait, age) < unknown


@given(status=statuses, wait=weeks, age=days)
def test_an_older_figure_says_less(status: AvailabilityStatus, wait: float | None, age: float) -> None:
    newer, older = (abs(readiness(status, wait, days) - UNKNOWN_READY) for days in (age, age + 30))
    assert older <= newer


@given(st.lists(st.sampled_from(list(Match)), max_size=5), st.floats(0, 1))
def test_a_fit_is_a_share_and_nothing_asked_fits_all(found: list[Match], share: float) -> None:
    assert 0 < fit(found, share) <= 1
    assert fit([]) == 1


@pytest.mark.parametrize(("better", "worse"), list(zip(Match, list(Match)[1:], strict=False)))
def test_the_places_of_a_match_are_in_order(better: Match, worse: Match) -> None:
    assert fit([better], 1.0) > fit([worse], 1.0)


def test_a_name_typed_whole_fits_better_than_one_of_which_a_word_was_typed() -> None:
    assert fit([Match.NAME], 1.0) > fit([Match.NAME], 0.25) > fit([Match.LABEL], 0.25)
