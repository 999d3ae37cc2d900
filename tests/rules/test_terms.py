"""Legal and local terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import Law
from desktop.models.region import Term
from desktop.rules.answers import Event
from desktop.rules.dates import is_working_day
from desktop.rules.term_runs import happened, open_runs
from desktop.rules.terms import TermState, deadline, due_day
from tests.helpers.drafts import SOURCE
from tests.helpers.region_drafts import PROFILES


def term(term_id: str, days: int, counts_from: str, **fields: object) -> Term:
    known = {"id": term_id, "name": term_id, "days": days, "counts_from": counts_from, "law": Law.WMO, "source": SOURCE}
    return Term.model_validate(known | fields)


INVESTIGATION = term("investigation", 42, "need-report")
DECISION = term("decision", 14, "application")


def test_six_weeks_after_the_report_count_from_the_day_after_it() -> None:
    assert due_day(INVESTIGATION, date(2026, 10, 5)) == date(2026, 11, 16)


def test_a_legal_term_that_ends_in_a_weekend_or_on_a_holiday_goes_on_until_the_next_working_day() -> None:
    assert due_day(INVESTIGATION, date(2026, 10, 10)) == date(2026, 11, 23)
    assert due_day(DECISION, date(2026, 12, 11)) == date(2026, 12, 28)


def test_a_term_of_the_regions_own_and_a_very_long_one_end_when_they_end() -> None:
    assert due_day(term("own", 42, "need-report", by_act=False), date(2026, 10, 10)) == date(2026, 11, 21)
    assert due_day(term("long", 98, "need-report"), date(2026, 8, 15)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        (date(2026, 11, 8), TermState.OK, 8),
        (date(2026, 11, 9), TermState.SOON, 7),
        (date(2026, 11, 16), TermState.SOON, 0),
        (date(2026, 11, 17), TermState.OVERDUE, -1),
    ],
)
def test_a_term_is_near_in_its_last_week_and_late_only_when_its_last_day_is_over(
    today: date, state: TermState, left: int
) -> None:
    found = deadline(INVESTIGATION, date(2026, 10, 5), today)
    assert (found.state, found.days_left) == (state, left)


def test_only_terms_whose_event_took_place_and_whose_work_is_not_done_are_open() -> None:
    reported, today = {"need-report": [Event(date(2026, 11, 2))]}, date(2026, 11, 3)
    found = open_runs([DECISION, INVESTIGATION], happened(reported))
    assert [run.term.id for run in found] == ["investigation"]
    assert open_runs([INVESTIGATION], happened(reported | {"decision": [Event(today)]})) == ()


@pytest.mark.parametrize("region", sorted(PROFILES))
def test_time_to_object_is_lengthened_too_though_it_holds_under_every_act(region: str) -> None:
    objection = next(term for term in PROFILES[region].terms if term.id == "objection")
    assert objection.law is None
    assert due_day(objection, date(2026, 11, 13)) == date(2026, 12, 28)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 90))
def test_a_legal_term_always_ends_on_a_working_day_and_never_early(began: date, days: int) -> None:
    due = due_day(term("any", days, "need-report"), began)
    assert is_working_day(due)
    assert timedelta(days=days) <= due - began <= timedelta(days=days + 6)
