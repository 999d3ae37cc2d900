"""Terms of a case that are paused, run again and are extended, and what the day's list and the caseload make of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from desktop.models.course import TermChange, TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import EndReason, IndicationStatus, PauseGround, TermChangeKind
from desktop.services.case_page import TermLine, TermState
from desktop.services.case_reading import Deadline, MomentKind, case_list, case_page
from desktop.services.cases import CaseEnding, close_case, hand_in_application
from desktop.services.team import caseload
from desktop.services.term_changes import Extension, Pause, extend_term, pause_term, remove_term_change, resume_term
from desktop.services.term_settings import OwnTerm, drop_term, keep_term, terms_of_region
from desktop.services.today import TodayKind, today
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import MUNICIPALITY, a_case, talked
from tests.helpers.granted import store

WHY = "De offerte van de trap ontbreekt nog."


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


@pytest.fixture
def applied(desk: Workplace) -> str:
    """A case with an application of ten days ago."""
    case_id = a_case(desk, received_on=ago(desk, 30))
    talked(desk, case_id, ago(desk, 12))
    hand_in_application(desk, case_id, "", ago(desk, 10))
    return case_id


def term(desk: Workplace, case_id: str, name: str = "decision") -> TermLine:
    return next(line for line in case_page(desk, case_id).terms if line.term == name)


def paused(desk: Workplace, first: date | None, last: date | None = None, ground: str = WHY) -> Pause:
    return Pause(PauseGround.SUPPLEMENT, ground, first, last, told_on=ago(desk, 100))


def changes(desk: Workplace) -> list[TermChange]:
    with desk.store.read() as reader:
        return reader.find(TermChange)


def test_a_pause_stands_on_the_case_with_its_ground_and_moves_the_last_day(desk: Workplace, applied: str) -> None:
    before = term(desk, applied)
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 4), desk.today + timedelta(days=2)))
    line = term(desk, applied)
    assert (line.state, line.first_due, line.due) == (TermState.PAUSED, before.due, before.due + timedelta(days=7))
    assert line.pause is not None
    assert (line.pause.ground, line.pause.basis) == (WHY, PauseGround.SUPPLEMENT)
    assert line.ground is not None
    assert line.ground.paragraph == "art. 4:14 lid 1 en 4:15"


def test_the_day_on_which_the_application_is_complete_counts_again(desk: Workplace, applied: str) -> None:
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 7)))
    (pause,) = changes(desk)
    resume_term(desk, pause.id, desk.today)
    assert changes(desk)[0].until_on == ago(desk, 1)
    line = term(desk, applied)
    assert (line.state, line.due) == (TermState.RUNNING, line.first_due + timedelta(days=7))


def test_a_pause_that_left_no_day_out_is_none(desk: Workplace, applied: str) -> None:
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 3)))
    resume_term(desk, changes(desk)[0].id, ago(desk, 3))
    assert changes(desk) == []


def test_a_pause_is_undone_in_one_go_and_taken_off_again(desk: Workplace, applied: str) -> None:
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 3)))
    act = last_act(desk)
    assert act is not None
    undo(desk, act.act)
    assert changes(desk) == []
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 3)))
    remove_term_change(desk, changes(desk)[0].id)
    assert term(desk, applied).pauses == ()


def test_what_was_paused_and_extended_stands_on_the_line_of_time(desk: Workplace, applied: str) -> None:
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 4), ago(desk, 2)))
    extend_term(desk, applied, "decision", Extension(14, "Wij wachten op een advies.", desk.today))
    told = {(m.kind, m.on, m.text) for m in case_page(desk, applied).timeline}
    assert {
        (MomentKind.PAUSED, ago(desk, 4), "Besluit op de aanvraag"),
        (MomentKind.EXTENDED, desk.today, "Besluit op de aanvraag"),
    } <= told


def test_an_extension_is_told_before_the_term_ends_and_comes_once(desk: Workplace, applied: str) -> None:
    before = term(desk, applied)
    extend_term(desk, applied, "decision", Extension(14, "Wij wachten op een advies.", desk.today))
    line = term(desk, applied)
    assert (line.due, line.may_extend) == (before.due + timedelta(days=14), False)
    (made,) = changes(desk)
    assert (made.kind, made.told_on, made.days) == (TermChangeKind.EXTENDED, desk.today, 14)
    with pytest.raises(RuleBroken, match="extended-already"):
        extend_term(desk, applied, "decision", Extension(14, "Nog eens.", desk.today))


def test_a_second_application_has_its_own_weeks_its_own_pauses_and_its_own_extension(
    desk: Workplace, applied: str
) -> None:
    """Wmo 2015 art. 2.3.5 lid 2; Awb art. 4:14 and 4:15."""
    extend_term(desk, applied, "decision", Extension(7, WHY, ago(desk, 9)))
    help_given = Indication(case_id=applied, status=IndicationStatus.APPROVED)
    store(desk, help_given, Decision(indication_id=help_given.id, decided_on=ago(desk, 8)))
    assert (term(desk, applied).met_on, term(desk, applied).state) == (ago(desk, 8), TermState.MET)
    hand_in_application(desk, applied, "Iets anders", ago(desk, 4))
    line = term(desk, applied)
    assert (line.from_day, line.due, line.met_on) == (ago(desk, 4), ago(desk, -10), None)
    assert (line.extensions, line.may_extend, line.may_pause) == ((), True, True)
    extend_term(desk, applied, "decision", Extension(7, WHY, desk.today))
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 3), ago(desk, 2)))
    line = term(desk, applied)
    assert (len(line.extensions), len(line.pauses), line.due) == (1, 1, ago(desk, -21)), (
        "the last day would be a Saturday"
    )


def test_two_applications_that_both_wait_stand_there_each_with_its_own_day(desk: Workplace, applied: str) -> None:
    """Wmo 2015 art. 2.3.5 lid 2."""
    hand_in_application(desk, applied, "Ook nog", ago(desk, 1))
    lines = [line for line in case_page(desk, applied).terms if line.term == "decision"]
    assert [line.from_day for line in lines] == [ago(desk, 10), ago(desk, 1)]
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 5)))
    lines = [line for line in case_page(desk, applied).terms if line.term == "decision"]
    assert {line.from_day: line.state for line in lines} == {
        ago(desk, 10): TermState.PAUSED,
        ago(desk, 1): TermState.RUNNING,
    }


Bad = Callable[[Workplace, str], object]
BAD: list[tuple[Bad, str, str]] = [
    (lambda d, c: pause_term(d, c, "decision", paused(d, None)), "required", "from_on"),
    (lambda d, c: pause_term(d, c, "decision", paused(d, ago(d, 3), ground=" ")), "required", "ground"),
    (lambda d, c: pause_term(d, c, "decision", paused(d, ago(d, 10))), "pause-before-start", "from_on"),
    (lambda d, c: pause_term(d, c, "decision", paused(d, ago(d, 3), ago(d, 5))), "end-before-start", "until_on"),
    (lambda d, c: pause_term(d, c, "investigation", paused(d, ago(d, 3))), "term-not-running", ""),
    (lambda d, c: pause_term(d, c, "objection", paused(d, ago(d, 3))), "term-not-running", ""),
    (lambda d, c: pause_term(d, c, "nothing", paused(d, ago(d, 3))), "term-not-running", ""),
    (lambda d, c: extend_term(d, c, "decision", Extension(None, WHY, d.today)), "required", "days"),
    (lambda d, c: extend_term(d, c, "decision", Extension(0, WHY, d.today)), "required", "days"),
    (lambda d, c: extend_term(d, c, "decision", Extension(-3, WHY, d.today)), "too-small", "days"),
    (lambda d, c: extend_term(d, c, "decision", Extension(10**9, WHY, d.today)), "too-large", "days"),
    (lambda d, c: extend_term(d, c, "decision", Extension(7, WHY, None)), "required", "told_on"),
    (lambda d, c: extend_term(d, c, "decision", Extension(7, WHY, ago(d, -1))), "in-future", "told_on"),
]


@pytest.mark.parametrize(("act", "code", "field"), BAD)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    desk: Workplace, applied: str, act: Bad, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        act(desk, applied)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert changes(desk) == []


def test_a_term_runs_again_not_before_its_pause_and_not_tomorrow(desk: Workplace, applied: str) -> None:
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 3)))
    pause = changes(desk)[0].id
    for day, code in ((ago(desk, 4), "resume-before-pause"), (ago(desk, -1), "in-future"), (None, "required")):
        with pytest.raises(RuleBroken) as refused:
            resume_term(desk, pause, day)
        assert (refused.value.code, refused.value.field) == (code, "counts_from")


def test_nothing_is_changed_in_a_closed_case(desk: Workplace, applied: str) -> None:
    close_case(desk, applied, CaseEnding(EndReason.OTHER))
    with pytest.raises(RuleBroken, match="case-closed"):
        pause_term(desk, applied, "decision", paused(desk, ago(desk, 3)))


def test_a_paused_term_presses_nobody_until_it_has_slept_for_two_weeks(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=ago(desk, 60))
    talked(desk, case_id, ago(desk, 45))
    hand_in_application(desk, case_id, "", ago(desk, 40))
    assert [(line.kind, line.due) for line in today(desk).lines(TodayKind.TERM)] == [(TodayKind.TERM, ago(desk, 26))]
    pause_term(desk, case_id, "decision", paused(desk, ago(desk, 30), ago(desk, 1)))
    assert [line.due for line in today(desk).lines(TodayKind.TERM)] == [desk.today + timedelta(days=4)]
    assert (case_list(desk)[0].deadline, caseload(desk)[0].deadlines) == (desk.today + timedelta(days=4), 1)
    remove_term_change(desk, changes(desk)[0].id)
    pause_term(desk, case_id, "decision", paused(desk, ago(desk, 30)))
    assert today(desk).lines(TodayKind.TERM) == ()
    (asked,) = today(desk).lines(TodayKind.PAUSE)
    assert (asked.due, asked.what) == (ago(desk, 16), "Besluit op de aanvraag")
    line = case_list(desk)[0]
    assert (line.deadline, line.deadline_kind, caseload(desk)[0].deadlines) == (ago(desk, 16), Deadline.PAUSE, 1)


def test_a_fresh_pause_asks_nothing_yet(desk: Workplace, applied: str) -> None:
    pause_term(desk, applied, "decision", paused(desk, ago(desk, 3)))
    shown = today(desk)
    assert (shown.lines(TodayKind.TERM), shown.lines(TodayKind.PAUSE)) == ((), ())
    line = case_list(desk)[0]
    assert (line.deadline, line.deadline_kind) == (ago(desk, 3) + timedelta(days=14), Deadline.PAUSE)
    resume_term(desk, changes(desk)[0].id, ago(desk, 2))
    assert case_list(desk)[0].deadline_kind is Deadline.TERM
    assert caseload(desk)[0].deadlines == 1


def test_a_term_that_sleeps_does_not_press_the_team(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=ago(desk, 30))
    talked(desk, case_id, ago(desk, 16))
    hand_in_application(desk, case_id, "", ago(desk, 15))
    assert caseload(desk)[0].deadlines == 1
    pause_term(desk, case_id, "decision", paused(desk, ago(desk, 8)))
    assert caseload(desk)[0].deadlines == 0


def test_a_quicker_term_of_the_municipality_counts_everywhere(desk: Workplace, lead: Workplace, applied: str) -> None:
    keep_term(lead, OwnTerm("decision", MUNICIPALITY, 7, "Servicenormen", "blz. 2"))
    line = term(desk, applied)
    assert (line.due, line.state, line.source.document) == (ago(desk, 3), TermState.LATE, "Servicenormen")
    assert case_list(desk)[0].deadline == ago(desk, 3)
    assert today(desk).lines(TodayKind.TERM)[0].due == ago(desk, 3)
    (own,) = next(one for one in terms_of_region(lead) if one.term.id == "decision").settings
    drop_term(lead, own.id)
    assert term(desk, applied).due == line.from_day + timedelta(days=14)


def test_an_own_term_is_changed_not_doubled_and_only_by_who_may(desk: Workplace, lead: Workplace) -> None:
    for days in (7, 10):
        keep_term(lead, OwnTerm("decision", MUNICIPALITY, days))
    with desk.store.read() as reader:
        (setting,) = reader.find(TermSetting)
    assert setting.days == 10
    with pytest.raises(RuleBroken, match="not-allowed"):
        keep_term(desk, OwnTerm("decision", MUNICIPALITY, 5))
    with pytest.raises(RuleBroken, match="not-allowed"):
        drop_term(desk, setting.id)


@pytest.mark.parametrize(
    ("own", "code", "field"),
    [
        (OwnTerm("decision", MUNICIPALITY, 20), "term-longer-than-act", "days"),
        (OwnTerm("decision", MUNICIPALITY, None), "term-cannot-go", "days"),
        (OwnTerm("decision", MUNICIPALITY, 0), "too-small", "days"),
        (OwnTerm("objection", "", 20), "term-fixed", "days"),
        (OwnTerm("decision", "Nergenshuizen", 7), "not-in-region", "municipality"),
        (OwnTerm("nothing", "", 7), "gone", ""),
    ],
)
def test_an_own_term_that_the_act_leaves_no_room_for_is_refused(
    lead: Workplace, own: OwnTerm, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        keep_term(lead, own)
    assert (refused.value.code, refused.value.field) == (code, field)
    with lead.store.read() as reader:
        assert reader.count(TermSetting) == 0
