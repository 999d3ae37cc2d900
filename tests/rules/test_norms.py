"""Which norm a wait is held against, and by how much it is broken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import Law, WaitPhase
from desktop.models.waiting import WaitNorm
from desktop.rules.norms import NormOutcome, breach, breach_of_range, norm_for, overlay

INTAKE, START, WHOLE = WaitPhase

WEEKS = st.none() | st.floats(min_value=0, max_value=520)


def norm(key: str, weeks: float | None = 6, **fields: Any) -> WaitNorm:  # noqa: ANN401 - a shorthand for fields of many kinds
    return WaitNorm.model_validate({"key": key, "weeks": weeks, "name": key, **fields})


def chosen(*norms: WaitNorm, law: Law | None = Law.WMO, product: str = "a", phase: WaitPhase = START) -> str:
    found = norm_for(norms, law=law, product=product, phase=phase)
    return found.key if found else ""


def test_one_that_names_the_product_goes_before_one_of_the_act_and_that_before_one_for_all() -> None:
    every = norm("every")
    act = norm("act", law=Law.WMO)
    product = norm("product", law=Law.WMO, products=("a", "b"))
    assert chosen(every, act, product) == "product"
    assert chosen(every, act, product, product="c") == "act"
    assert chosen(every, act, product, law=Law.JEUGDWET, product="c") == "every"
    assert chosen(norm("few", products=("a",)), norm("many", products=("a", "b"), weeks=2)) == "few"


def test_a_norm_of_an_act_does_not_hold_where_the_act_is_not_known() -> None:
    assert chosen(norm("act", law=Law.WMO), law=None) == ""


def test_the_norm_of_a_part_goes_before_one_for_the_whole_wait_which_limits_each_part() -> None:
    whole, start = norm("whole", 4, phase=WHOLE), norm("start", 10, phase=START)
    assert chosen(whole, start, phase=START) == "start"
    assert chosen(whole, start, phase=INTAKE) == "whole"
    assert chosen(start, phase=WHOLE) == ""
    assert chosen(start, phase=INTAKE) == ""


def test_of_two_equals_the_shortest_holds() -> None:
    assert chosen(norm("long", 8, phase=START), norm("short", 3, phase=START)) == "short"


def test_a_stored_norm_takes_the_place_of_the_shipped_one_and_one_without_weeks_is_off() -> None:
    shipped = [norm("a"), norm("b"), norm("c")]
    merged = overlay(shipped, [norm("a", 9), norm("b", None), norm("d", 2)])
    assert {one.key: one.weeks for one in merged} == {"a": 9, "c": 6, "d": 2}


def test_of_two_stored_ones_with_one_key_the_younger_holds() -> None:
    older, younger = norm("a", 4, id="0190-1"), norm("a", 5, id="0190-2")
    assert [one.weeks for one in overlay([], [younger, older])] == [5]


@pytest.mark.parametrize(
    ("low", "high", "outcome", "over"),
    [
        (8, 8, NormOutcome.OVER, 2),
        (7, 12, NormOutcome.OVER, 1),
        (20, None, NormOutcome.OVER, 14),
        (4, 8, NormOutcome.MAYBE_OVER, None),
        (2, None, NormOutcome.MAYBE_OVER, None),
        (None, 8, NormOutcome.MAYBE_OVER, None),
        (None, 6, NormOutcome.WITHIN, 0),
        (0, 0, NormOutcome.WITHIN, 0),
        (6.02, 6.02, NormOutcome.WITHIN, 0),
        (None, None, NormOutcome.UNKNOWN, None),
    ],
)
def test_a_range_breaks_the_norm_for_certain_only_when_its_lower_end_does(
    low: float | None, high: float | None, outcome: NormOutcome, over: float | None
) -> None:
    found = breach_of_range(norm("six"), low, high)
    assert (found.outcome, found.over) == (outcome, over)


@given(weeks=WEEKS, most=st.floats(min_value=0, max_value=520))
def test_a_wait_that_is_not_known_breaks_nothing_and_a_known_one_is_within_or_over(
    weeks: float | None, most: float
) -> None:
    found = breach(norm("n", most), weeks)
    assert (found.outcome is NormOutcome.UNKNOWN) == (weeks is None)
    assert found.outcome is not NormOutcome.MAYBE_OVER
    assert found.is_over == (found.over is not None and found.over > 0)


@given(weeks=WEEKS)
def test_without_a_norm_nothing_is_broken(weeks: float | None) -> None:
    assert breach(None, weeks).outcome is NormOutcome.NO_NORM
    assert breach(norm("off", None), weeks).outcome is NormOutcome.NO_NORM


@given(low=WEEKS, high=WEEKS, more=st.floats(min_value=0.1, max_value=100))
def test_waiting_longer_never_brings_one_back_within_the_norm(
    low: float | None, high: float | None, more: float
) -> None:
    order = list(NormOutcome)
    one = breach_of_range(norm("six"), low, high)
    longer = breach_of_range(norm("six"), None if low is None else low + more, None if high is None else high + more)
    assert order.index(longer.outcome) >= order.index(one.outcome)
