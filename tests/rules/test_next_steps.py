"""What must be done next."""

from datetime import date, timedelta

import pytest

from desktop.models.casework import Application, Case, Conversation, NeedReport
from desktop.models.course import TermChange, TermSetting
from desktop.models.indications import Decision, Evaluation, Indication
from desktop.models.kinds import CasePhase, IndicationStatus, Law, TermChangeKind
from desktop.models.people import Resident
from desktop.models.region import Term
from desktop.models.waiting import ContactMoment, WaitingListEntry
from desktop.rules.next_steps import CaseView, NextStep, StepKind, events, next_steps, term_steps
from desktop.rules.term_runs import open_runs
from desktop.rules.term_settings import in_force
from desktop.rules.terms import Deadline, deadline
from tests.helpers.drafts import SOURCE

TODAY = date(2026, 12, 1)
TERMS = (
    Term(id="investigation", name="Onderzoek", law=Law.WMO, days=42, counts_from="need-report", source=SOURCE),
    Term(id="personal-plan", name="Persoonlijk plan", law=Law.WMO, days=7, counts_from="need-report", source=SOURCE),
    Term(id="decision", name="Besluit", law=Law.WMO, days=14, counts_from="application", source=SOURCE),
    Term(id="youth-decision", name="Besluit", law=Law.JEUGDWET, days=56, counts_from="application", source=SOURCE),
    Term(id="objection", name="Bezwaar", days=42, counts_from="announcement", source=SOURCE),
)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def case(law: Law = Law.WMO, phase: CasePhase = CasePhase.REPORTED) -> Case:
    return Case(id="case", resident_id="resident", law=law, phase=phase, opened_on=day(-60))


def report(offset: int, told: bool = True) -> NeedReport:
    return NeedReport(case_id="case", received_on=day(offset), client_support_told_on=day(offset) if told else None)


def talk(offset: int, done: bool = False, given: int | None = None) -> Conversation:
    given_on = day(given) if given is not None else None
    return Conversation(id="talk", case_id="case", held_on=day(offset), done=done, report_given_on=given_on)


def indication(status: IndicationStatus, start: int = -100, end: int | None = None, name: str = "help") -> Indication:
    ends = day(end) if end is not None else None
    return Indication(id=name, case_id="case", status=status, product="gewoon", start=day(start), end=ends)


def open_terms(view: CaseView, terms: tuple[Term, ...] = TERMS) -> list[tuple[str, Deadline]]:
    mine = [term for term in terms if term.law in {None, view.case.law}]
    running = open_runs(mine, events(view), view.term_changes)
    return [(view.case.id, deadline(run.term, run.began, TODAY, changes=run.changes)) for run in running]


def steps(view: CaseView) -> list[tuple[str, date | None]]:
    found = (*term_steps(open_terms(view), TODAY), *next_steps([view], TODAY))
    return [(step.kind.value, step.due) for step in found]


def test_a_case_in_which_nothing_happened_asks_nothing() -> None:
    assert steps(CaseView(case())) == []


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (CaseView(case(), conversations=(talk(0),)), [("visit", day(0))]),
        (CaseView(case(), conversations=(talk(-3),)), [("visit", day(-3))]),
        (CaseView(case(), conversations=(talk(15),)), []),
        (CaseView(case(), conversations=(talk(0, done=True),)), []),
        (
            CaseView(case(), need_reports=(report(-2, told=False),), conversations=(talk(3),)),
            [("client-support", day(3)), ("visit", day(3))],
        ),
        (CaseView(case(), need_reports=(report(-40),)), [("term", day(2))]),
        (CaseView(case(), need_reports=(report(-50),)), [("term", day(-8))]),
        (CaseView(case(), need_reports=(report(-20),)), []),
        (CaseView(case(), need_reports=(report(-50),), conversations=(talk(-9, done=True, given=-2),)), []),
        (CaseView(case(), need_reports=(report(-50),), conversations=(talk(-9, done=True),)), [("term", day(-8))]),
        (CaseView(case(), applications=(Application(case_id="case", applied_on=day(-15)),)), [("term", day(-1))]),
        (CaseView(case(Law.JEUGDWET), applications=(Application(case_id="case", applied_on=day(-15)),)), []),
        (
            CaseView(
                case(),
                applications=(Application(case_id="case", applied_on=day(-15)),),
                decisions=(Decision(indication_id="help", decided_on=day(-60), announced_on=day(-59)),),
            ),
            [("term", day(-1))],
        ),
        (
            CaseView(case(), decisions=(Decision(indication_id="help", decided_on=day(-3), granted=False),)),
            [("unsent", day(-3))],
        ),
        (CaseView(case(), indications=(indication(IndicationStatus.RETURNED),)), [("returned", None)]),
        (CaseView(case(), indications=(indication(IndicationStatus.DRAFT, start=9),)), [("draft", day(9))]),
        (CaseView(case(), indications=(indication(IndicationStatus.HANDED_IN),)), []),
        (CaseView(case(), indications=(indication(IndicationStatus.APPROVED, end=56),)), [("ending", day(56))]),
        (CaseView(case(), indications=(indication(IndicationStatus.APPROVED, end=57),)), []),
        (CaseView(case(), indications=(indication(IndicationStatus.APPROVED, end=-1),)), []),
        (
            CaseView(
                case(),
                indications=(
                    indication(IndicationStatus.APPROVED, end=10),
                    indication(IndicationStatus.HANDED_IN, start=11, name="next"),
                ),
            ),
            [],
        ),
        (
            CaseView(case(), evaluations=(Evaluation(indication_id="help", due_on=day(-1)),)),
            [("evaluation", day(-1))],
        ),
        (CaseView(case(), evaluations=(Evaluation(indication_id="help", due_on=day(15)),)), []),
        (CaseView(case(), evaluations=(Evaluation(indication_id="help", due_on=day(-1), held_on=day(-1)),)), []),
        (
            CaseView(case(Law.JEUGDWET), Resident(last_name="Bos", birth_date=date(2009, 6, 1))),
            [("turns-18", date(2027, 6, 1))],
        ),
        (CaseView(case(Law.JEUGDWET), Resident(last_name="Bos", birth_date=date(2010, 12, 2))), []),
        (CaseView(case(Law.JEUGDWET), Resident(last_name="Bos", birth_date=date(2008, 12, 1))), []),
        (CaseView(case(Law.WMO), Resident(last_name="Bos", birth_date=date(2009, 6, 1))), []),
        (CaseView(case(phase=CasePhase.CLOSED), conversations=(talk(0),)), []),
    ],
)
def test_each_thing_to_do_is_there_with_its_day(view: CaseView, expected: list[tuple[str, date | None]]) -> None:
    assert steps(view) == expected


WAITS = WaitingListEntry(id="wait", case_id="case", product="gewoon", since=day(-30))


@pytest.mark.parametrize(
    ("entry", "contacts", "due"),
    [
        (WAITS, (), day(-2)),
        (WAITS.model_copy(update={"since": day(-27)}), (), None),
        (WAITS, (ContactMoment(entry_id="wait", agreed_on=day(-2)),), day(-2)),
        (WAITS, (ContactMoment(entry_id="wait", agreed_on=day(2)),), None),
        (WAITS, (ContactMoment(entry_id="wait", agreed_on=day(-2), held_on=day(-2)),), None),
        (WAITS, (ContactMoment(entry_id="wait", agreed_on=day(-29), held_on=day(-28)),), day(0)),
        (WAITS, (ContactMoment(entry_id="other", agreed_on=day(2)),), day(-2)),
        (WAITS.model_copy(update={"review_on": day(0)}), (), day(0)),
        (WAITS.model_copy(update={"placed_on": day(-1)}), (), None),
    ],
)
def test_someone_who_waits_is_heard_on_the_agreed_day_and_never_forgotten(
    entry: WaitingListEntry, contacts: tuple[ContactMoment, ...], due: date | None
) -> None:
    found = next_steps([CaseView(case(), waiting=(entry,), contacts=contacts)], TODAY)
    assert [(s.kind, s.due, s.about) for s in found] == ([(StepKind.WAITING, due, "wait")] if due else [])


def test_the_most_pressing_comes_first_and_what_has_no_day_comes_last() -> None:
    view = CaseView(
        case(),
        need_reports=(report(-50),),
        conversations=(talk(4),),
        indications=(indication(IndicationStatus.RETURNED),),
    )
    assert [kind for kind, _due in steps(view)] == ["term", "visit", "returned"]


def test_the_nearest_term_comes_first() -> None:
    applied = (Application(case_id="case", applied_on=day(-11)), Application(case_id="case", applied_on=day(-13)))
    view = CaseView(case(), need_reports=(report(-40),), applications=applied)
    assert steps(view) == [("term", day(1)), ("term", day(2)), ("term", day(3))]


def test_a_step_tells_how_many_days_are_left() -> None:
    assert NextStep(StepKind.VISIT, "case", day(-3)).days_left(TODAY) == -3
    assert NextStep(StepKind.RETURNED, "case", None).days_left(TODAY) is None


def paused(first: int, last: int | None = None) -> TermChange:
    until = day(last) if last is not None else None
    fields = {"case_id": "case", "term": "decision", "kind": TermChangeKind.PAUSED, "ground": "x"}
    return TermChange.model_validate(fields | {"from_on": day(first), "until_on": until})


@pytest.mark.parametrize(
    ("applied", "change", "expected"),
    [
        (-11, paused(-9, -5), []),
        (-20, paused(-9, -5), [("term", day(-1))]),
        (-20, paused(-19), [("pause", day(-5))]),
        (-20, paused(-14), [("pause", day(0))]),
        (-20, paused(-13), []),
        (-20, paused(-19, 1), []),
        (-20, paused(-7, 0), [("term", day(2))]),
    ],
)
def test_a_paused_term_presses_less_and_is_not_forgotten(
    applied: int, change: TermChange, expected: list[tuple[str, date]]
) -> None:
    """Awb art. 4:15."""
    view = CaseView(
        case(), applications=(Application(case_id="case", applied_on=day(applied)),), term_changes=(change,)
    )
    assert steps(view) == expected


def test_a_quicker_term_of_the_municipality_counts_for_its_own_cases_only() -> None:
    here = case().model_copy(update={"municipality": "Epe"})
    settings = (TermSetting(term="investigation", municipality="Epe", days=28),)
    found = [
        (place, step.due)
        for place in ("Epe", "")
        for step in term_steps(
            open_terms(CaseView(here, need_reports=(report(-30),)), in_force(TERMS, settings, place)), TODAY
        )
    ]
    assert found == [("Epe", day(-2))]


def test_the_day_of_the_decision_and_of_its_announcement_are_two_events() -> None:
    """Awb art. 6:8 lid 1: the time to object counts from the day after the announcement."""
    sent = Decision(indication_id="help", decided_on=day(-9), announced_on=day(-7))
    unsent = Decision(indication_id="other", decided_on=day(-3))
    found = events(CaseView(case(), decisions=(sent, unsent)))
    assert (found.days["decision"], found.days["announcement"]) == ((day(-9), day(-3)), (day(-7),))
    assert "announcement" not in events(CaseView(case(), decisions=(unsent,))).days
