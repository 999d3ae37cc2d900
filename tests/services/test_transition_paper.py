"""The plan for eighteen as it is gathered from a real store, and what the young person reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.language import LANGUAGES
from desktop.models.casework import WarmHandover
from desktop.models.course import Consent
from desktop.models.indications import Indication
from desktop.models.kinds import CareForm, ConsentBy, ConsentPurpose, HandoverTo, IndicationStatus, Law, TaskArea
from desktop.models.people import Colleague, NetworkMember
from desktop.models.transition import TransitionTask
from desktop.rules.dates import add_months
from desktop.services.cases import hand_over
from desktop.services.eighteen import shipped_tasks
from desktop.services.eighteen_page import Step, youth_page
from desktop.services.eighteen_plan import NewTask, add_task, begin_plan, change_plan, change_task, tick_task
from desktop.services.eighteen_words import told_text
from desktop.services.handovers import NewHandover, hold_handover, plan_handover
from desktop.services.papers import PaperKind, make_paper
from desktop.services.transition_paper import transition_page
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague, refused
from tests.helpers.eighteen import DAY, Young, a_youth, wmo_help
from tests.helpers.granted import everybody_sees_it, store

LONGEST_WORDS = 15
"""In one sentence of plain language (B1)."""


def words(desk: Workplace, young: Young, language: str = "nl") -> str:
    """What the paper says, without its marks."""
    page = make_paper(desk, PaperKind.TRANSITION_PLAN, young.case_id, language).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def young(desk: Workplace) -> Young:
    return a_youth(desk, days=100)


def test_it_tells_own_words_who_stays_who_is_near_and_both_names_of_the_handover(desk: Workplace, young: Young) -> None:
    plan, _changes = begin_plan(desk, young.case_id)
    change_plan(desk, plan, summary="Ik wil kok worden.", adult_who_stays="Oma Truus")
    store(desk, NetworkMember(resident_id=young.resident_id, name="Bilal", relation="vriend", helps_with="sport"))
    new = NewHandover("Fatima Haddad", desk.today, HandoverTo.OTHER_LAW, "Wmo-loket Oldambt")
    plan_handover(desk, young.case_id, new)
    said = words(desk, young)
    for told in (
        "Ik wil kok worden.",
        "Oma Truus",
        "Bilal (vriend)",
        "Marijke Veenstra helpt je nu. Na je 18e is dat Fatima Haddad (Wmo-loket Oldambt).",
        "is er nog geen hulp geregeld",
        "Je opent een eigen bankrekening.",
    ):
        assert told in said


def test_steps_are_told_in_the_language_of_the_paper_unless_someone_worded_them(desk: Workplace, young: Young) -> None:
    plan, _changes = begin_plan(desk, young.case_id)
    add_task(desk, plan, NewTask(TaskArea.HOUSING, "Kamer bekijken", young.adult_on, "Tante Els"))
    page = youth_page(desk, young.case_id)
    school = next(one.task.id for one in page.steps if one.task.code == "school-duty")
    change_task(desk, school, text="Praten met meneer Bos")
    english = words(desk, young, "en")
    for told in ("You open a bank account of your own.", "Kamer bekijken", "Tante Els", "Praten met meneer Bos"):
        assert told in english
    assert "bankrekening" not in english


def test_a_step_that_the_plan_lacks_is_told_to_the_young_person_too(desk: Workplace, young: Young) -> None:
    plan, _changes = begin_plan(desk, young.case_id)
    assert "Wat er nog bij komt" not in words(desk, young)
    with desk.store.work("As it was in the version before") as work:
        (task,) = work.find(TransitionTask, plan_id=plan, code="health-insurance")
        work.remove(TransitionTask, task.id)
        work.commit()
    assert re.search(r"Wat er nog bij komt Dit staat nog niet in je plan.* zorgverzekering", words(desk, young))


def test_help_that_runs_on_unsaid_is_not_told_as_no_help(desk: Workplace) -> None:
    long_ago = desk.today - timedelta(days=700)
    nineteen = a_youth(desk, days=-365, start=long_ago, end=desk.today + DAY, form=CareForm.TREATMENT_HELP)
    begin_plan(desk, nineteen.case_id)
    told = words(desk, nineteen)
    assert "Je hebt nu geen hulp" not in told
    assert "nog niet besloten" in told


def test_a_tick_does_not_say_that_consent_was_asked(desk: Workplace, young: Young) -> None:
    """The paper tells what the record of consent says, also where someone ticked the step or took the tick away."""
    begin_plan(desk, young.case_id)
    ticked(desk, consent_step(desk, young), desk.today)
    page = transition_page(desk, young.case_id)
    text = told_text(consent_step(desk, young).task)
    assert [step.done_on for step in page.steps if step.text == text] == [None]
    assert page.consent_from == add_months(young.adult_on, -24)
    day = desk.today - timedelta(days=8)
    asked = Consent(resident_id=young.resident_id, purpose=ConsentPurpose.TO_WMO, asked_on=day, by=ConsentBy.RESIDENT)
    store(desk, asked)
    ticked(desk, consent_step(desk, young), None)
    page = transition_page(desk, young.case_id)
    assert [step.done_on for step in page.steps if step.text == text] == [day]
    assert page.consent_from == young.adult_on


def ticked(desk: Workplace, step: Step, day: date | None) -> None:
    """As it stands in a store of before, when a step about consent could be ticked by hand."""
    with desk.store.work("Tick") as work:
        work.change(TransitionTask, step.task.id, done_on=day)
        work.commit()


def consent_step(desk: Workplace, young: Young) -> Step:
    return next(one for one in youth_page(desk, young.case_id).steps if one.task.code == "consent-at-16")


def test_what_is_done_says_so_in_the_place_of_its_day(desk: Workplace, young: Young) -> None:
    begin_plan(desk, young.case_id)
    steps = {one.task.code: one.task.id for one in youth_page(desk, young.case_id).steps}
    tick_task(desk, steps["digid"], desk.today)
    told = {step.text: step.done_on for step in transition_page(desk, young.case_id).steps}
    assert [text for text, done in told.items() if done] == [
        "Je vraagt een DigiD aan. Daarmee regel je dingen met de overheid."
    ]


def test_help_under_another_act_is_told_only_with_consent(desk: Workplace, young: Young) -> None:
    begin_plan(desk, young.case_id)
    wmo_help(desk, young, young.adult_on, consent=False)
    hidden = transition_page(desk, young.case_id)
    assert (hidden.gap, [one.after for one in hidden.helps]) == (None, [False])


def test_help_that_can_be_taken_up_again_says_until_when(desk: Workplace) -> None:
    young = a_youth(desk, days=100, form=CareForm.TREATMENT_HELP)
    begin_plan(desk, young.case_id)
    page = transition_page(desk, young.case_id)
    assert page.resume_by is not None
    assert page.helps[0].may_go_on_until is not None
    assert "kan weer beginnen" in words(desk, young)


def test_what_nobody_sees_yet_stands_at_its_foot_also_what_was_taken_away(desk: Workplace, young: Young) -> None:
    plan, _changes = begin_plan(desk, young.case_id)
    add_task(desk, plan, NewTask(TaskArea.HOUSING, "Kamer bekijken", young.adult_on, "Tante Els"))
    friend = NetworkMember(resident_id=young.resident_id, name="Bilal", relation="vriend")
    store(desk, friend)
    everybody_sees_it(desk)
    assert transition_page(desk, young.case_id).head.unsynced == 0
    with desk.store.work("Take away") as work:
        own = next(one for one in work.find(TransitionTask, plan_id=plan) if not one.code)
        work.remove(TransitionTask, own.id)
        work.commit()
    assert transition_page(desk, young.case_id).head.unsynced == 1
    with desk.store.work("Take away") as work:
        work.remove(NetworkMember, friend.id)
        work.commit()
    assert transition_page(desk, young.case_id).head.unsynced == 2


def test_help_that_stopped_years_ago_is_not_told_to_begin_again(desk: Workplace, young: Young) -> None:
    begin_plan(desk, young.case_id)
    past = {"start": desk.today - timedelta(days=3000), "end": desk.today - timedelta(days=2500)}
    told = {"case_id": young.case_id, "status": IndicationStatus.ENDED, "law": Law.JEUGDWET, **past}
    store(desk, Indication.model_validate(told | {"care_form": CareForm.TREATMENT_HELP}))
    assert transition_page(desk, young.case_id).resume_by is None
    assert "kan weer beginnen" not in words(desk, young)


def test_a_case_that_went_to_another_youth_consultant_has_no_consultant_for_after(
    desk: Workplace, lead: Workplace, young: Young
) -> None:
    """Handed over in bulk by the team lead: that talk is not the one with the Wmo consultant."""
    other = colleague(desk, "Anke Beukema")
    hand_over(lead, (young.case_id,), other.colleague.id)
    with desk.store.read() as reader:
        talk = reader.find(WarmHandover, case_id=young.case_id)[0]
    hold_handover(lead, talk.id, lead.today)
    begin_plan(other, young.case_id)
    page = youth_page(other, young.case_id)
    assert page.handovers == ()
    assert [one.task.done_on for one in page.steps if one.task.code == "handover"] == [None]
    assert "Na je 18e is dat" not in words(other, young)
    assert "Dat weten we nog niet" in words(other, young)


def test_who_helps_now_is_who_has_the_case_now(desk: Workplace, lead: Workplace, young: Young) -> None:
    """Not who agreed on the talk with the Wmo consultant, and handed the case on since."""
    begin_plan(desk, young.case_id)
    plan_handover(desk, young.case_id, NewHandover("Fatima Haddad", desk.today, HandoverTo.OTHER_LAW, "Wmo-loket"))
    other = colleague(desk, "Anke Beukema")
    hand_over(lead, (young.case_id,), other.colleague.id)
    assert "Anke Beukema helpt je nu. Na je 18e is dat Fatima Haddad (Wmo-loket)." in words(other, young)


def test_without_a_plan_there_is_no_paper_and_not_for_everyone(desk: Workplace, young: Young) -> None:
    refused("no-plan-yet", lambda: transition_page(desk, young.case_id))
    begin_plan(desk, young.case_id)
    manager = replace(desk, colleague=Colleague(name="Contract", role="contract-manager"))
    refused("not-allowed", lambda: transition_page(manager, young.case_id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_told_in_short_sentences_without_the_words_of_the_office(language: str) -> None:
    for rule in shipped_tasks(language):
        assert rule.told, rule.code
        for sentence in re.split(r"[.?!]\s*", rule.told):
            assert len(sentence.split()) <= LONGEST_WORDS, sentence
        assert not re.search(r"indicatie|beschikking|conform|middels|Jeugdwet|Participatiewet", rule.told), rule.code


def test_help_that_is_still_to_begin_says_when_it_does(desk: Workplace, young: Young) -> None:
    """It stands under help of the same name that stops: "goes on" would tell that nothing changes."""
    begin_plan(desk, young.case_id)
    wmo_help(desk, young, young.adult_on, end=None)
    said = words(desk, young)
    assert "begint op 3 maart 2027" in said
    assert "gaat door" not in said


def test_a_talk_of_which_the_day_has_gone_by_is_not_told_as_one_to_come(desk: Workplace, young: Young) -> None:
    begin_plan(desk, young.case_id)
    past = desk.today - timedelta(days=20)
    names = {"handed_by": "Marijke Veenstra", "received_by": "Fatima Haddad"}
    agreed = {"case_id": young.case_id, "to": HandoverTo.OTHER_LAW, "on_day": past}
    store(desk, WarmHandover.model_validate(names | agreed))
    said = words(desk, young)
    assert "Jullie zouden elkaar spreken op 3 november 2026." in said
    assert "Jullie spreken elkaar op" not in said


def test_to_who_is_eighteen_it_does_not_tell_what_is_to_come_by_then(desk: Workplace) -> None:
    young = a_youth(desk, days=-60)
    begin_plan(desk, young.case_id)
    said = words(desk, young)
    assert "Je werd 18 op 24 september 2026" in said
    for gone_by in ("Je wordt 18 op", "Als je 18 wordt, verandert", "voordat je 18 wordt", "als je 18 wordt."):
        assert gone_by not in said
