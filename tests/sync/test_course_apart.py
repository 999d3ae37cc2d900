"""Two laptops work on the course of one case without a network: nothing is lost, and no day is counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop.models.course import Consent, TermChange
from desktop.models.kinds import ConsentBy, ConsentPurpose, CourseCheck, PauseGround
from desktop.models.people import Household, Resident
from desktop.regions import profile
from desktop.services.case_page import TermLine, TermState
from desktop.services.case_reading import case_page
from desktop.services.cases import hand_in_application
from desktop.services.conflicts import list_conflicts
from desktop.services.consents import Asked, record_consent
from desktop.services.course import note_check
from desktop.services.households import add_carer
from desktop.services.term_changes import Pause, pause_term, resume_term
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case
from tests.helpers.laptops import Laptop
from tests.helpers.stores import REGION


def at_work(laptop: Laptop) -> Workplace:
    return replace(laptop.workplace, profile=profile(REGION))


def meet(*laptops: Laptop) -> None:
    for _time in range(2):
        for laptop in laptops:
            laptop.sync()


def decision(laptop: Laptop, case_id: str) -> TermLine:
    return next(line for line in case_page(at_work(laptop), case_id).terms if line.term == "decision")


def an_application(laptop: Laptop) -> str:
    desk = at_work(laptop)
    case_id = a_case(desk, received_on=desk.today - timedelta(days=20))
    hand_in_application(desk, case_id, "", desk.today - timedelta(days=9))
    return case_id


def paused(desk: Workplace, first: int) -> Pause:
    begins = desk.today - timedelta(days=first)
    return Pause(PauseGround.SUPPLEMENT, "De offerte ontbreekt.", begins, told_on=begins - timedelta(days=1))


def test_a_pause_travels_and_the_term_runs_again_on_the_other_laptop(anna: Laptop, bram: Laptop) -> None:
    case_id = an_application(anna)
    pause_term(at_work(anna), case_id, "decision", paused(at_work(anna), 5))
    meet(anna, bram)
    line = decision(bram, case_id)
    assert line.state is TermState.PAUSED
    assert line.pause is not None
    resume_term(at_work(bram), line.pause.id, at_work(bram).today)
    meet(bram, anna)
    assert decision(anna, case_id) == decision(bram, case_id)
    assert decision(anna, case_id).due == line.from_day + timedelta(days=14 + 5)
    assert not list_conflicts(anna.workplace)


def test_the_same_days_paused_on_both_are_left_out_once(anna: Laptop, bram: Laptop) -> None:
    case_id = an_application(anna)
    meet(anna, bram)
    for laptop, first in ((anna, 5), (bram, 4)):
        pause_term(at_work(laptop), case_id, "decision", paused(at_work(laptop), first))
    meet(anna, bram)
    assert anna.ask(lambda reader: reader.count(TermChange)) == 2
    left = decision(anna, case_id)
    assert left == decision(bram, case_id)
    assert left.due == left.from_day + timedelta(days=14 + 6)


def test_a_pause_that_is_undone_is_gone_on_both(anna: Laptop, bram: Laptop) -> None:
    case_id = an_application(anna)
    pause_term(at_work(anna), case_id, "decision", paused(at_work(anna), 5))
    meet(anna, bram)
    act = last_act(at_work(anna))
    assert act is not None
    undo(at_work(anna), act.act)
    meet(anna, bram)
    assert bram.ask(lambda reader: reader.find(TermChange)) == []


def test_both_write_down_a_carer_in_one_and_the_same_household(anna: Laptop, bram: Laptop) -> None:
    case_id = an_application(anna)
    meet(anna, bram)
    (resident,) = anna.ask(lambda reader: reader.find(Resident))
    for laptop, name in ((anna, "Wijkzuster"), (bram, "Thuisbegeleider")):
        add_carer(at_work(laptop), resident.id, name=name)
    meet(anna, bram)
    assert anna.ask(lambda reader: reader.count(Household)) == 1
    names = {helper.name for helper in case_page(at_work(bram), case_id).home.helpers}
    assert names == {"Wijkzuster", "Thuisbegeleider"}
    assert not list_conflicts(anna.workplace)


def test_two_answers_to_one_question_are_both_kept(anna: Laptop, bram: Laptop) -> None:
    an_application(anna)
    meet(anna, bram)
    (resident,) = anna.ask(lambda reader: reader.find(Resident))
    for laptop, given in ((anna, True), (bram, False)):
        day = at_work(laptop).today
        answer = Asked(ConsentPurpose.TO_PROVIDER, given, ConsentBy.RESIDENT, day)
        record_consent(at_work(laptop), resident.id, answer)
    meet(anna, bram)
    assert {one.given for one in bram.ask(lambda reader: reader.find(Consent))} == {True, False}


def test_what_was_done_travels_with_who_did_it(anna: Laptop, bram: Laptop) -> None:
    case_id = an_application(anna)
    note_check(at_work(anna), case_id, CourseCheck.IDENTITY, at_work(anna).today)
    meet(anna, bram)
    line = next(one for one in case_page(at_work(bram), case_id).checks if one.check is CourseCheck.IDENTITY)
    assert line.on == at_work(anna).today
    assert case_page(at_work(bram), case_id).case.identity_checked_by == anna.workplace.colleague.id
