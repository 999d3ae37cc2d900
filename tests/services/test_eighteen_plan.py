"""The plan for eighteen and after: what is proposed, what is kept up, and what one young person's page tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop.language import speaking
from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication
from desktop.models.kinds import CareForm, CasePhase, ConsentBy, ConsentPurpose, HandoverTo, Law, MapStatus, TaskArea
from desktop.models.people import Colleague
from desktop.models.region import Lot
from desktop.models.social_map import Contract, ContractedProduct, Provider
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.dates import add_months
from desktop.rules.eighteen.standing import Press
from desktop.services.consents import Asked, record_consent
from desktop.services.eighteen_board import board
from desktop.services.eighteen_page import Step, YouthPage, youth_page
from desktop.services.eighteen_plan import (
    NewTask,
    add_proposed,
    add_task,
    begin_plan,
    change_plan,
    change_task,
    remove_task,
    tick_task,
)
from desktop.services.handovers import NewHandover, hold_handover, plan_handover
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague, refused
from tests.helpers.eighteen import Young, a_youth
from tests.helpers.granted import store


def step(page: YouthPage, code: str) -> Step:
    return next(one for one in page.steps if one.task.code == code)


def begun(desk: Workplace, **fields: object) -> tuple[Young, str]:
    young = a_youth(desk, **fields)  # type: ignore[arg-type]
    return young, begin_plan(desk, young.case_id)[0]


def test_a_plan_begins_with_the_steps_of_the_rules_counted_back_from_the_birthday(desk: Workplace) -> None:
    young, plan_id = begun(desk)
    page = youth_page(desk, young.case_id)
    assert page.plan is not None
    assert (page.plan.id, page.plan.owner, page.to_propose) == (plan_id, desk.colleague.id, ())
    assert step(page, "bank-account").task.due == add_months(young.adult_on, -3)
    assert step(page, "wmo-report").task.due < young.adult_on - timedelta(days=56)
    assert {one.task.area for one in page.steps} == {*TaskArea}
    assert [one.task.due for one in page.of_area(TaskArea.INCOME)] == sorted(
        one.task.due for one in page.of_area(TaskArea.INCOME)
    )
    assert step(page, "wmo-report").source is not None


def test_two_who_begin_make_one_and_the_same_plan(desk: Workplace) -> None:
    young, plan_id = begun(desk)
    refused("already-there", lambda: begin_plan(desk, young.case_id))
    with desk.store.read() as reader:
        tasks = {task.id for task in reader.find(TransitionTask, plan_id=plan_id)}
    with desk.store.work("Away") as work:
        for task_id in tasks:
            work.remove(TransitionTask, task_id)
        work.remove(TransitionPlan, plan_id)
        work.commit()
    assert begin_plan(desk, young.case_id)[0] == plan_id
    with desk.store.read() as reader:
        assert {task.id for task in reader.find(TransitionTask, plan_id=plan_id)} == tasks


def test_a_plan_is_for_who_stands_on_the_board_in_an_open_case(desk: Workplace) -> None:
    small = a_youth(desk, "Klein", days=900)
    refused("not-on-board", lambda: begin_plan(desk, small.case_id), lambda: youth_page(desk, small.case_id))
    closed = a_youth(desk, "Dicht")
    with desk.store.work("Close") as work:
        work.change(Case, closed.case_id, phase=CasePhase.CLOSED)
        work.commit()
    refused("case-closed", lambda: begin_plan(desk, closed.case_id))


def test_what_the_case_tells_itself_stands_there_as_done(desk: Workplace) -> None:
    young = a_youth(desk)
    day = desk.today - timedelta(days=8)
    refused_by_parent = Consent(
        resident_id=young.resident_id, purpose=ConsentPurpose.TO_WMO, asked_on=day, by=ConsentBy.PARENT, given=False
    )
    store(desk, refused_by_parent, refused_by_parent.model_copy(update={"id": young.case_id, "by": ConsentBy.RESIDENT}))
    handover, _changes = plan_handover(
        desk, young.case_id, NewHandover("Fatima Haddad", day, HandoverTo.OTHER_LAW, "Wmo-loket Oldambt")
    )
    hold_handover(desk, handover, day)
    begin_plan(desk, young.case_id)
    page = youth_page(desk, young.case_id)
    assert step(page, "consent-at-16").task.done_on == day
    assert step(page, "handover").task.done_on == day
    assert step(page, "consent-at-18").task.done_on is None
    at_16, at_18 = page.consents
    assert (at_16.asked_on, at_16.is_late(desk.today)) == (day, False)
    assert (at_18.asked_on, at_18.due) == (None, young.adult_on)
    (shown,) = page.handovers
    assert (shown.handed_by, shown.received_by) == ("Marijke Veenstra", "Fatima Haddad")


def test_consent_of_before_sixteen_or_by_a_parent_must_be_asked_again(desk: Workplace) -> None:
    young = a_youth(desk, days=100)
    before = add_months(young.adult_on, -30)
    store(desk, Consent(resident_id=young.resident_id, purpose=ConsentPurpose.TO_WMO, asked_on=before))
    (at_16, _at_18) = youth_page(desk, young.case_id).consents
    assert at_16.asked_on is None
    assert at_16.is_late(desk.today)


def test_a_tick_counts_on_the_board_and_can_be_undone(desk: Workplace) -> None:
    young, _plan = begun(desk, days=30)
    assert board(desk).lines[0].press is Press.TOO_LATE
    report = step(youth_page(desk, young.case_id), "wmo-report").task.id
    changes = tick_task(desk, report, desk.today)
    assert board(desk).lines[0].press is Press.TASKS_LATE
    undo(desk, changes.act)
    assert step(youth_page(desk, young.case_id), "wmo-report").task.done_on is None
    refused("in-future", lambda: tick_task(desk, report, desk.today + timedelta(days=1)))


def test_a_step_about_consent_is_ticked_by_the_answer_and_not_by_hand(desk: Workplace) -> None:
    young, _plan = begun(desk)
    asked_for = step(youth_page(desk, young.case_id), "consent-at-16").task
    refused("tick-by-consent", lambda: tick_task(desk, asked_for.id, desk.today))
    answer = Asked(ConsentPurpose.TO_WMO, given=False, by=ConsentBy.RESIDENT, asked_on=desk.today)
    changes = record_consent(desk, young.resident_id, answer)
    assert step(youth_page(desk, young.case_id), "consent-at-16").task.done_on == desk.today
    assert step(youth_page(desk, young.case_id), "consent-at-18").task.done_on is None
    refused("tick-by-consent", lambda: tick_task(desk, asked_for.id, None))
    undo(desk, changes.act)
    assert step(youth_page(desk, young.case_id), "consent-at-16").task.done_on is None


def test_a_tick_by_hand_of_before_can_be_taken_back_and_a_missing_one_takes_the_day_of_the_answer(
    desk: Workplace,
) -> None:
    young, _plan = begun(desk)
    asked_for = step(youth_page(desk, young.case_id), "consent-at-16").task
    with desk.store.work("Before") as work:
        work.change(TransitionTask, asked_for.id, done_on=desk.today)
        work.commit()
    tick_task(desk, asked_for.id, None)
    day = desk.today - timedelta(days=3)
    store(desk, Consent(resident_id=young.resident_id, purpose=ConsentPurpose.TO_WMO, asked_on=day))
    tick_task(desk, asked_for.id, desk.today)
    assert step(youth_page(desk, young.case_id), "consent-at-16").task.done_on == day


def test_the_handover_is_done_once_the_talk_was_held(desk: Workplace) -> None:
    young, _plan = begun(desk)
    new = NewHandover("Fatima Haddad", desk.today, HandoverTo.OTHER_LAW, "Wmo-loket Oldambt")
    agreed, _changes = plan_handover(desk, young.case_id, new)
    assert step(youth_page(desk, young.case_id), "handover").task.done_on is None
    hold_handover(desk, agreed, desk.today)
    assert step(youth_page(desk, young.case_id), "handover").task.done_on == desk.today


def test_a_plan_that_was_begun_is_taken_back_whole(desk: Workplace) -> None:
    young = a_youth(desk)
    _plan, changes = begin_plan(desk, young.case_id)
    undo(desk, changes.act)
    page = youth_page(desk, young.case_id)
    assert (page.plan, page.steps) == (None, ())
    with desk.store.read() as reader:
        assert reader.count(TransitionTask) == 0


def test_a_step_of_ones_own_is_added_changed_and_taken_off(desk: Workplace) -> None:
    young, plan_id = begun(desk)
    new = NewTask(TaskArea.HOUSING, " Kamer bekijken ", desk.today, "de jongere")
    task_id, _changes = add_task(desk, plan_id, new)
    change_task(desk, task_id, text="Twee kamers bekijken", owner="Tante Els")
    mine = next(one for one in youth_page(desk, young.case_id).steps if one.task.id == task_id)
    assert (mine.text, mine.owner, mine.source, mine.task.area) == (
        "Twee kamers bekijken", "Tante Els", None, TaskArea.HOUSING,
    )  # fmt: skip
    refused(
        "required",
        lambda: add_task(desk, plan_id, replace(new, text=" ")),
        lambda: change_task(desk, task_id, due=None),
    )
    refused("required", lambda: add_task(desk, plan_id, replace(new, due=None)))
    remove_task(desk, task_id)
    assert all(one.task.id != task_id for one in youth_page(desk, young.case_id).steps)
    report = step(youth_page(desk, young.case_id), "wmo-report").task.id
    refused("step-of-the-rules", lambda: remove_task(desk, report))


def test_who_does_a_step_and_the_step_itself_speak_the_language_in_force(desk: Workplace) -> None:
    young, _plan = begun(desk)
    with speaking("nl"):
        dutch = step(youth_page(desk, young.case_id), "bank-account")
    with speaking("en"):
        english = step(youth_page(desk, young.case_id), "bank-account")
    assert (dutch.text, dutch.owner) == ("Een eigen bankrekening openen", "de jongere")
    assert (english.text, english.owner) == ("Open a bank account", "the young person")
    change_task(desk, english.task.id, text="Rekening openen bij de Rabobank")
    with speaking("en"):
        assert step(youth_page(desk, young.case_id), "bank-account").text == "Rekening openen bij de Rabobank"


def test_the_plan_keeps_the_adult_who_stays_the_own_words_and_who_holds_it(desk: Workplace) -> None:
    young, plan_id = begun(desk)
    other = colleague(desk, "Joke").colleague
    change_plan(desk, plan_id, adult_who_stays="Opa Jan", summary="Ik wil kok worden.", owner=other.id)
    page = youth_page(desk, young.case_id)
    assert page.plan is not None
    assert (page.plan.adult_who_stays, page.plan.summary) == ("Opa Jan", "Ik wil kok worden.")
    assert (page.line.owner_name, page.colleagues[other.id]) == ("Joke", "Joke")


def test_steps_that_came_with_other_help_can_be_added(desk: Workplace) -> None:
    young, plan_id = begun(desk)
    with desk.store.work("Other help") as work:
        (given,) = work.find(Indication, case_id=young.case_id)
        work.change(Indication, given.id, care_form=CareForm.TREATMENT_HELP)
        work.commit()
    missing = {one.rule.code for one in youth_page(desk, young.case_id).to_propose}
    assert missing == {"extended-help", "mental-health", "look-back-6"}
    add_proposed(desk, plan_id)
    page = youth_page(desk, young.case_id)
    assert page.to_propose == ()
    assert step(page, "extended-help").task.due == add_months(young.adult_on, -6)


YOUTH_LOT = "jeugd"


def with_youth_lot(desk: Workplace) -> Workplace:
    """The same region, where youth help is bought too."""
    known = desk.profile.lots[0]
    youth = Lot.model_validate(known.model_dump() | {"id": YOUTH_LOT, "name": "Jeugdhulp", "law": Law.JEUGDWET})
    return replace(desk, profile=desk.profile.model_copy(update={"lots": (*desk.profile.lots, youth)}))


def a_provider(desk: Workplace, name: str, *lots: str, towns: tuple[str, ...] = (), **fields: object) -> str:
    provider = Provider.model_validate({"name": name} | fields)
    store(desk, provider)
    for lot in lots:
        contract = Contract(provider_id=provider.id, lot=lot, start=desk.today - timedelta(days=90))
        line = ContractedProduct(
            contract_id=contract.id, provider_id=provider.id, lot=lot, municipalities=towns, start=contract.start
        )
        store(desk, contract, line)
    return provider.id


def test_providers_that_do_both_are_proposed_first_and_who_helps_now_before_them(desk: Workplace) -> None:
    desk = with_youth_lot(desk)
    wmo = "wmo-begeleiding"
    a_provider(desk, "Alleen Wmo", wmo)
    a_provider(desk, "Beide", wmo, YOUTH_LOT)
    now = a_provider(desk, "Nu al", wmo, YOUTH_LOT)
    a_provider(desk, "Alleen jeugd", YOUTH_LOT)
    a_provider(desk, "Elders", wmo, YOUTH_LOT, towns=("Stadskanaal",))
    a_provider(desk, "Niet doen", wmo, YOUTH_LOT, status=MapStatus.DO_NOT_REFER)
    young = a_youth(desk, provider_id=now)
    found = youth_page(desk, young.case_id).providers
    assert [(one.name, one.offers_both, one.helps_now) for one in found] == [
        ("Nu al", True, True), ("Beide", True, False), ("Alleen Wmo", False, False),
    ]  # fmt: skip


def test_a_page_is_for_who_may_see_cases(desk: Workplace) -> None:
    young = a_youth(desk)
    manager = replace(desk, colleague=Colleague(name="Contract", role="contract-manager"))
    refused("not-allowed", lambda: youth_page(manager, young.case_id), lambda: begin_plan(manager, young.case_id))
