"""Each time a term begins to run in a case, and what meets it."""

from datetime import date, timedelta

import pytest

from desktop.models.course import TermChange
from desktop.models.kinds import Law, TermChangeKind
from desktop.models.region import Term
from desktop.rules.answers import Event
from desktop.rules.term_runs import happened, open_runs, runs
from tests.helpers.region_drafts import PROFILES

FIRST = date(2026, 9, 1)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def on(offset: int, **told: object) -> Event:
    return Event(day(offset), **told)  # type: ignore[arg-type]  # a test names the fields it fills


def term(term_id: str, region: str = "bommelerwaard") -> Term:
    return next(one for one in PROFILES[region].terms if one.id == term_id)


def told(name: str, **days: tuple[int, ...]) -> list[tuple[int, int | None]]:
    """When each run of a term began and was met, in days after the first."""
    seen = happened({event.replace("_", "-"): [on(n) for n in found] for event, found in days.items()})
    return [((one.began - FIRST).days, one.met_on and (one.met_on - FIRST).days) for one in runs(term(name), seen)]  # type: ignore[misc]  # a date is never falsy


@pytest.mark.parametrize("name", ["decision", "youth-decision"])
def test_each_application_is_met_only_by_a_decision_on_or_after_it(name: str) -> None:
    """Wmo 2015 art. 2.3.5 lid 2; Awb art. 4:13 for youth help."""
    assert told(name, application=(10,), decision=(20,)) == [(10, 20)]
    assert told(name, application=(10, 300), decision=(20,)) == [(10, 20), (300, None)]
    assert told(name, application=(10, 300), decision=(20, 310)) == [(10, 20), (300, 310)]
    assert told(name, application=(10,), decision=(9,)) == [(10, None)]
    assert told(name, application=(10,), decision=(10,)) == [(10, 10)]


def answered(applications: list[Event], decisions: list[Event], name: str = "decision") -> list[object]:
    """Of each run of a term on which day it was met, in days after the first, and whether that is unclear."""
    seen = happened({"need-report": [on(0), on(15)], "application": applications, "decision": decisions})
    return [(one.met_on and (one.met_on - FIRST).days, one.unclear) for one in runs(term(name), seen)]


@pytest.mark.parametrize("name", ["decision", "youth-decision"])
def test_a_decision_ends_the_weeks_of_the_application_that_it_answers_and_of_no_other(name: str) -> None:
    """Wmo 2015 art. 2.3.5 lid 2; Awb art. 4:13: on each application is decided in time."""
    both = [on(10, id="first"), on(12, id="second")]
    assert answered(both, [on(20, answers=("first",))], name) == [(20, False), (None, False)]
    assert answered(both, [on(20, answers=("second",))], name) == [(None, False), (20, False)]
    assert answered(both, [on(20, answers=("first", "second"))], name) == [(20, False), (20, False)]
    assert answered(both, [on(20, answers=("first",)), on(25, answers=("second",))], name) == [(20, False), (25, False)]
    assert answered(both, [on(9, answers=("first",))], name) == [(None, False), (None, False)]


def test_two_applications_of_one_day_wait_for_each_other() -> None:
    both = [on(10, id="first"), on(10, id="second")]
    assert answered(both, [on(20, answers=("second",))]) == [(None, False)]
    assert answered(both, [on(20, answers=("second",)), on(22, answers=("first",))]) == [(22, False)]


def test_a_decision_of_which_nobody_wrote_down_what_it_answers_is_told_by_its_day_and_says_so() -> None:
    both = [on(10, id="first"), on(12, id="second")]
    assert answered(both, [on(20)]) == [(20, True), (20, True)]
    assert answered(both[:1], [on(20)]) == [(20, False)]
    assert answered(both, [on(11)]) == [(11, False), (None, False)]
    assert answered(both, [on(20), on(20, answers=("first",))]) == [(20, False), (20, True)]


def test_a_decision_on_an_application_ends_no_investigation_of_a_need_that_was_reported_after_it() -> None:
    """Wmo 2015 art. 2.3.2 lid 1."""
    applied = [on(10, id="first")]
    assert answered(applied, [on(20, answers=("first",))], "investigation") == [(20, False), (None, False)]
    assert answered(applied, [on(20)], "investigation") == [(20, False), (20, False)]


def test_each_report_of_need_has_its_own_six_weeks() -> None:
    """Wmo 2015 art. 2.3.2 lid 1."""
    assert told("investigation", need_report=(0, 200), report_given=(30,)) == [(0, 30), (200, None)]
    assert told("investigation", need_report=(0, 200), decision=(40, 230)) == [(0, 40), (200, 230)]


def test_six_weeks_are_met_when_the_resident_has_what_came_out_of_it_not_on_the_day_of_the_talk() -> None:
    """Wmo 2015 art. 2.3.2 lid 1 and 8."""
    assert told("investigation", need_report=(0,), conversation=(10,)) == [(0, None)]
    assert told("investigation", need_report=(0,), conversation=(10,), report_given=(60,)) == [(0, 60)]


def test_an_application_shows_that_the_report_was_given_only_after_a_talk() -> None:
    """Wmo 2015 art. 2.3.2 lid 9."""
    assert told("investigation", need_report=(0,), conversation=(10,), application=(20,)) == [(0, 20)]
    assert told("investigation", need_report=(0,), application=(20,)) == [(0, None)]
    assert told("investigation", need_report=(0,), conversation=(30,), application=(20,)) == [(0, None)]


def test_the_residents_own_terms_are_never_the_desks() -> None:
    """Wmo 2015 art. 2.3.2 lid 2; Awb art. 6:7."""
    seen = happened({"need-report": [on(0)], "announcement": [on(0)], "application": [on(5)]})
    names = ("personal-plan", "objection", "decision")
    assert [one.term.id for one in open_runs(map(term, names), seen)] == ["decision"]
    assert told("personal-plan", need_report=(0, 100), personal_plan=(4,)) == [(0, 4), (100, None)]
    assert told("objection", announcement=(0, 90), decision=(0, 90)) == [(0, None), (90, None)]


def test_a_change_holds_for_what_was_open_on_its_first_day() -> None:
    """Awb art. 4:14 and 4:15."""
    made = [
        TermChange(case_id="case", term="decision", kind=TermChangeKind.PAUSED, from_on=day(n), ground=str(n))
        for n in (12, 21, 305)
    ]
    seen = happened({"application": [on(10), on(300)], "decision": [on(20)]})
    held = [[one.ground for one in run.changes] for run in runs(term("decision"), seen, made)]
    assert held == [["12"], ["305"]]


@pytest.mark.parametrize("region", sorted(PROFILES))
@pytest.mark.parametrize("law", [Law.WMO, Law.JEUGDWET])
def test_in_every_region_a_second_application_runs_anew(region: str, law: Law) -> None:
    terms = [one for one in PROFILES[region].terms if one.law is law]
    seen = happened({"application": [on(0), on(100)], "decision": [on(5)]})
    assert [(run.number, run.began) for run in open_runs(terms, seen)] == [(1, day(100))]
