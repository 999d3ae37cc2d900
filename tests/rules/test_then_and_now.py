"""Marks of the life domains at two talks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.then_and_now import Talk, ThenAndNow, earlier, then_and_now

DAY = date(2026, 11, 23)
DOMAINS = ("wonen", "geld", "werk")
MARKS = st.dictionaries(st.sampled_from(DOMAINS), st.integers(1, 5))
TALKS = st.lists(
    st.builds(Talk, st.uuids().map(str), st.integers(0, 5).map(lambda n: DAY + timedelta(days=n)), MARKS),
    min_size=1,
    max_size=6,
    unique_by=lambda talk: talk.id,
)


@given(TALKS)
def test_the_earlier_talk_is_the_last_one_before_that_has_a_mark(talks: list[Talk]) -> None:
    now = talks[0]
    found = earlier(talks, now)
    before = [one for one in talks if one.marks and (one.held_on, one.id) < (now.held_on, now.id)]
    if found is None:
        assert not before
    else:
        assert found in before
        assert all((one.held_on, one.id) <= (found.held_on, found.id) for one in before)


@given(MARKS, MARKS)
def test_every_domain_with_a_mark_is_told_once_in_the_regions_order(then: dict[str, int], now: dict[str, int]) -> None:
    found = then_and_now(DOMAINS, Talk("1", DAY, then), Talk("2", DAY, now))
    assert [one.domain for one in found] == [name for name in DOMAINS if name in then or name in now]
    assert all((one.then, one.now) == (then.get(one.domain), now.get(one.domain)) for one in found)


def test_without_an_earlier_talk_there_is_only_now() -> None:
    now = Talk("2", DAY, {"geld": 2})
    assert earlier([now], now) is None
    assert then_and_now(DOMAINS, None, now) == (ThenAndNow("geld", None, 2),)
