"""What went before: which help counts as the same, and how its months add up."""

from collections.abc import Mapping

import pytest

from tests.helpers.drafts import RESULT, asked, draft


def test_repeated_help_is_counted_and_its_months_added_up() -> None:
    chain = [
        {"product": "gewoon", "start": "2025-01-01", "end": "2025-12-31"},
        {"product": "gewoon", "start": "2026-01-15", "end": "2026-12-31"},
        {"product": "gewoon", "start": "2020-01-01", "end": "2020-12-31"},
        {"product": "zwaar", "start": "2024-01-01", "end": "2024-12-31"},
    ]
    found = asked(draft(history=chain))["repeat-indication"]
    assert found.values == {"earlier": 2, "months_before": 24, "months_total": 36}
    assert "2 keer achter elkaar" in found.text
    assert "samen 24 maanden" in found.text


def test_months_that_two_earlier_indications_share_count_once() -> None:
    twice = {"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31"}
    assert asked(draft(history=[twice, twice]))["repeat-indication"].values["months_before"] == 12


def test_an_indication_inside_another_does_not_take_its_months_away() -> None:
    history = [
        {"product": "gewoon", "start": "2026-03-01", "end": "2026-04-30"},
        {"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31"},
    ]
    assert asked(draft(history=history))["repeat-indication"].values["months_before"] == 12


def test_where_only_results_are_stated_the_segment_tells_what_help_it_is() -> None:
    before = {"segment": "rust", "start": "2026-01-01", "end": "2026-12-31"}
    again = {**RESULT, "segment": "rust", "history": [before]}
    assert "repeat-indication" in asked(draft(**again))
    assert "repeat-indication" not in asked(draft(**{**again, "segment": "vrij"}))


@pytest.mark.parametrize(
    ("before", "is_asked"),
    [
        ({"lot": "resultaat"}, True),
        ({"product": "resultaat"}, True),
        ({"lot": "begeleiding"}, False),
        ({"lot": "resultaat", "segment": "vrij"}, False),
        ({}, False),
    ],
)
def test_where_a_lot_has_no_segments_the_lot_tells_what_help_it_is(
    before: Mapping[str, object], is_asked: bool
) -> None:
    history = [{**before, "start": "2026-01-01", "end": "2026-12-31"}]
    found = asked(draft(**{**RESULT, "history": history}))
    assert ("repeat-indication" in found) == is_asked
    if is_asked:
        assert found["repeat-indication"].text.startswith("resultaat is vlak hiervoor al één keer gegeven")


def test_need_did_not_return_while_other_help_still_ran() -> None:
    ended = {"product": "zwaar", "start": "2026-01-01", "end": "2026-10-01", "ended": "as-planned"}
    running = {"product": "logeren", "start": "2026-01-01", "end": None}
    assert "returned-soon" in asked(draft(history=[ended]))
    assert "returned-soon" not in asked(draft(history=[ended, running]))
