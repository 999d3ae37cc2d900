"""Who is looked at by a second person: all, or what the region's sample holds; nobody draws twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.region_settings import Approval, Source
from desktop.rules.second_person import asks_second_person, lot_of

SOURCE = Source(document="Verzonnen werkwijze", paragraph="3")


def rule(share: int, limit: int | None = None) -> Approval:
    return Approval(all_from_cents=limit, share_percent=share, source=SOURCE)


DRAWN, LEFT = "case-4:0", "case-3:0"
"""Of a share of one in ten the first is drawn, the second is not; see the test under this."""


def test_the_examples_lie_where_they_are_said_to_lie() -> None:
    assert lot_of(DRAWN) < 10 <= lot_of(LEFT)


@pytest.mark.parametrize(
    ("approval", "draw", "cost", "judged_before", "asked"),
    [
        (None, LEFT, 1, False, True),
        (rule(100), LEFT, 1, False, True),
        (rule(10), DRAWN, 1, False, True),
        (rule(10), LEFT, 1, False, False),
        (rule(10), LEFT, None, False, False),
        (rule(10, limit=500_000), LEFT, 499_999, False, False),
        (rule(10, limit=500_000), DRAWN, 499_999, False, True),
        (rule(10, limit=500_000), LEFT, 500_000, False, True),
        (rule(10, limit=500_000), LEFT, None, False, True),
        (rule(10, limit=0), LEFT, 0, False, True),
        (rule(10), LEFT, 1, True, True),
    ],
)
def test_who_is_asked(approval: Approval | None, draw: str, cost: int | None, judged_before: bool, asked: bool) -> None:
    assert asks_second_person(approval, draw, cost, judged_before=judged_before) is asked


@given(st.text(), st.integers(1, 99), st.integers(0, 10**9))
def test_a_larger_share_never_lets_through_what_a_smaller_one_draws(draw: str, share: int, cost: int) -> None:
    if asks_second_person(rule(share), draw, cost, judged_before=False):
        assert asks_second_person(rule(share + 1), draw, cost, judged_before=False)


def test_a_share_is_about_that_share_of_many() -> None:
    drawn = sum(asks_second_person(rule(10), f"case-{n}:0", 1, judged_before=False) for n in range(10_000))
    assert 900 < drawn < 1_100
