"""The terms that run in all cases at once: the store tells the same of them as the rule of one case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import event

from desktop.models.base import Value
from desktop.models.casework import Application, Case, Conversation, NeedReport, Referral
from desktop.models.course import TermChange, TermSetting
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CasePhase, Law, ReferrerKind, TermChangeKind
from desktop.models.people import Resident
from desktop.models.region import Term
from desktop.rules.next_steps import events
from desktop.rules.term_runs import open_runs
from desktop.rules.term_settings import in_force
from desktop.rules.terms import Deadline, deadline
from desktop.services.case_reading import CaseFilter, case_list, case_list_counted
from desktop.services.case_views import case_view
from desktop.services.conversations import begin
from desktop.services.open_terms import open_deadlines, open_terms
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, colleague
from tests.helpers.drafts import SOURCE
from tests.helpers.granted import store

_OF_OUR_OWN = (
    Term(id="look", name="Kijken", days=5, counts_from="referral", source=SOURCE),
    Term(id="after-talk", name="Verslag", days=9, counts_from="conversation", source=SOURCE),
    Term(id="after-decision", name="Bellen", days=3, counts_from="decision", source=SOURCE),
    Term(id="after-letter", name="Nabellen", days=3, counts_from="announcement", source=SOURCE),
)
"""Of a region with terms that count from all that one can count from."""


@pytest.fixture
def desk(desk: Workplace) -> Workplace:
    """In a region with terms of its own beside those of the acts, one of which the municipality shortened."""
    store(desk, TermSetting(term="investigation", municipality="Oldambt", days=28))
    terms = (*desk.profile.terms, *_OF_OUR_OWN)
    return replace(desk, profile=desk.profile.model_copy(update={"terms": terms}))


def _by_the_rule(desk: Workplace, case_id: str) -> list[Deadline]:
    """The rule of one case, over all that is known of it."""
    with desk.store.read() as reader:
        view = case_view(reader, reader.get(Case, case_id))
        here = in_force(desk.profile.terms, reader.find(TermSetting), view.case.municipality)
    mine = [term for term in here if term.law in {None, view.case.law}]
    running = open_runs(mine, events(view), view.term_changes)
    return [deadline(run.term, run.began, desk.today, changes=run.changes) for run in running]


def _by_the_store(desk: Workplace, case_id: str) -> list[Deadline]:
    with desk.store.read() as reader:
        return [one for case, one in open_deadlines(desk.profile, reader, desk.today) if case == case_id]


def _order(one: Deadline) -> tuple[str, date]:
    return one.term.id, one.began


_DAYS = some.integers(-9, 0).map(lambda offset: date(2026, 11, 23) + timedelta(days=offset * 9))
_HAPPENED = some.lists(
    some.tuples(
        some.sampled_from(["report", "referral", "talk", "planned", "application", "decision", "pause", "extension"]),
        _DAYS,
        some.one_of(some.none(), _DAYS),
    ),
    max_size=7,
)


def _made(case_id: str, what: str, day: date, other: date | None) -> list[Value]:
    """One thing that happened; `other` is the day of what goes with it, when that came."""
    given_help = Indication(case_id=case_id)
    change = {"case_id": case_id, "term": "decision", "from_on": day, "ground": "x"}
    kinds: dict[str, list[Value]] = {
        "report": [NeedReport(case_id=case_id, received_on=day)],
        "referral": [Referral(case_id=case_id, kind=ReferrerKind.COURT, referred_on=day)],
        "talk": [Conversation(case_id=case_id, held_on=day, done=True, report_given_on=other)],
        "planned": [Conversation(case_id=case_id, held_on=day)],
        "application": [Application(case_id=case_id, applied_on=day)],
        "decision": [given_help, Decision(indication_id=given_help.id, decided_on=day, announced_on=other)],
        "pause": [TermChange.model_validate(change | {"kind": TermChangeKind.PAUSED, "until_on": other})],
        "extension": [TermChange.model_validate(change | {"kind": TermChangeKind.EXTENDED, "days": 10})],
    }
    return kinds[what]


_NAMED = some.lists(some.lists(some.integers(0, 3), max_size=2), max_size=4)
"""Of each decision which applications it names; of a decision beyond them, and for one that is not there, none."""


def _naming(made: list[Value], named: list[list[int]]) -> list[Value]:
    applications = [one.id for one in made if isinstance(one, Application)]
    decisions = [one.id for one in made if isinstance(one, Decision)]
    answers = {
        decision: tuple(applications[n] for n in dict.fromkeys(which) if n < len(applications))
        for decision, which in zip(decisions, named, strict=False)
    }
    return [
        one.model_copy(update={"answers": answers.get(one.id, ())}) if isinstance(one, Decision) else one
        for one in made
    ]


@given(
    happened=_HAPPENED,
    named=_NAMED,
    law=some.sampled_from([Law.WMO, Law.JEUGDWET]),
    place=some.sampled_from(["Oldambt", ""]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
def test_whatever_happened_the_store_finds_the_same_open_terms_as_the_rule(
    desk: Workplace, happened: list[tuple[str, date, date | None]], named: list[list[int]], law: Law, place: str
) -> None:
    resident = Resident(last_name="Boer")
    case = Case(resident_id=resident.id, law=law, municipality=place, opened_on=date(2026, 8, 1))
    made = [value for what, day, other in happened for value in _made(case.id, what, day, other)]
    store(desk, resident, case, *_naming(made, named))
    expected = sorted(_by_the_rule(desk, case.id), key=_order)
    assert sorted(_by_the_store(desk, case.id), key=_order) == expected
    with desk.store.read() as reader:
        nearest = open_terms(desk.profile, reader, desk.today).get(case.id)
    assert (nearest.day if nearest else None) == min((one.asks_on for one in expected), default=None)


def test_a_closed_case_has_no_terms_and_another_consultants_terms_are_not_mine(desk: Workplace) -> None:
    mine, closed = a_case(desk), a_case(desk)
    theirs = a_case(colleague(desk, "Samira Bouzid"))
    with desk.store.work("Close") as work:
        work.change(Case, closed, phase=CasePhase.CLOSED)
        work.commit()
    with desk.store.read() as reader:
        everyones = {case for case, _due in open_deadlines(desk.profile, reader, desk.today)}
        own = {case for case, _due in open_deadlines(desk.profile, reader, desk.today, desk.colleague.id)}
    assert (everyones, own) == ({mine, theirs}, {mine})


def test_the_number_of_questions_to_the_store_does_not_grow_with_the_cases(desk: Workplace) -> None:
    asked: list[str] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    acts: dict[str, Callable[[], object]] = {
        "list": lambda: case_list(desk, CaseFilter(consultant=desk.colleague.id)),
        "counted": lambda: case_list_counted(desk, CaseFilter(consultant=desk.colleague.id)),
        "today": lambda: today(desk),
    }
    counts: dict[str, list[int]] = {name: [] for name in acts}
    for number in range(12):
        late = a_case(desk, f"N{number}", received_on=desk.today - timedelta(days=60))
        begin(desk, late, desk.today)
        if number in {0, 11}:
            for name, act in acts.items():
                act()  # who comes on a list stands in the log once; that line asks for itself
                asked.clear()
                act()
                counts[name].append(sum("SELECT" in one for one in asked))
    assert len(today(desk).lines(TodayKind.TERM)) == 12
    assert all(few == many for few, many in counts.values()), counts
    assert counts["list"] == counts["counted"] == [4, 4], counts  # open events, changes, settings, the page


def test_of_a_case_with_no_more_than_a_late_term_today_reads_the_name_alone(desk: Workplace) -> None:
    """Ten thousand of them stay quick: no record of theirs is made into a value."""
    late = a_case(desk, received_on=desk.today - timedelta(days=60))
    today(desk)  # who comes there stands in the log once; that line names the one dossier
    asked: list[str] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *given: asked.append(str(given[3])))
    [line] = today(desk).lines(TodayKind.TERM)
    assert (line.who, line.what, line.case_id) == ("Jan de Boer", "Onderzoek na de melding", late)
    assert not any(late in one for one in asked)
