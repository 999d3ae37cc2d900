"""Referrals are registered, counted and followed; nothing is handed on without a receiving person and a date."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from desktop.language import speaking
from desktop.models.casework import Case, Referral, WarmHandover
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import (
    CasePhase,
    EndReason,
    HandoverTo,
    IndicationChange,
    IndicationStatus,
    Law,
    ReferrerKind,
    Role,
)
from desktop.models.region import PlanPart
from desktop.models.region_settings import Source
from desktop.rules.passing_on import HANDED_ON
from desktop.services.approved_help import start_help
from desktop.services.case_reading import CaseFilter, case_list, case_page
from desktop.services.cases import CaseEnding, close_case, hand_over
from desktop.services.draft_changes import begin_change
from desktop.services.evaluations import end_help
from desktop.services.handovers import (
    NewHandover,
    drop_handover,
    hold_handover,
    move_handover,
    plan_handover,
)
from desktop.services.indications import answer_prompt, approve, change_draft, check, hand_in
from desktop.services.plan_parts import plan_parts
from desktop.services.referrals import follow_referral, referral_choices, referrals_page, register
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, Drafted, a_case, a_handed_in_draft, a_provider, colleague, refused

GP, COURT = ReferrerKind.GENERAL_PRACTITIONER, ReferrerKind.COURT


def referred(desk: Workplace, case_id: str, days_ago: int = 0, **fields: object) -> str:
    told = {"kind": GP, "referrer": "Praktijk De Kade", "referred_on": desk.today - timedelta(days=days_ago)}
    register(desk, case_id, **(told | fields))
    with desk.store.read() as reader:
        return reader.find(Referral, case_id=case_id)[-1].id


def new(desk: Workplace, days: int = 3, **fields: object) -> NewHandover:
    made = NewHandover("Ton Hulst", desk.today + timedelta(days=days), HandoverTo.PROVIDER, "De Kwikstaart")
    return replace(made, **fields)  # type: ignore[arg-type]  # a test names the fields it changes


def handovers(desk: Workplace, case_id: str) -> list[WarmHandover]:
    with desk.store.read() as reader:
        return reader.find(WarmHandover, case_id=case_id)


def test_a_referral_is_registered_with_the_help_that_was_named(desk: Workplace) -> None:
    case_id, provider = a_case(desk, law=Law.JEUGDWET), a_provider(desk)
    referred(desk, case_id, 2, note="Slaapt slecht", product=PRODUCT, provider_id=provider)
    [one] = case_page(desk, case_id).referrals
    assert (one.kind, one.note, one.product, one.provider_id) == (GP, "Slaapt slecht", PRODUCT, provider)
    assert one.followed_on is None


def test_a_referral_without_a_day_or_of_tomorrow_is_refused_at_its_field(desk: Workplace) -> None:
    case_id = a_case(desk)
    refused("required referred_on", partial(register, desk, case_id, kind=GP, referred_on=None))
    tomorrow = desk.today + timedelta(days=1)
    refused("in-future referred_on", partial(register, desk, case_id, kind=GP, referred_on=tomorrow))


def test_what_a_region_opens_to_whom_is_what_can_be_chosen(desk: Workplace) -> None:
    youth, adult = a_case(desk, law=Law.JEUGDWET), a_case(desk)
    assert len(referral_choices(desk, youth).kinds) == 5, "this region names nobody: everyone outside is offered"
    there = replace(desk, profile=desk.profile.model_copy(update={"referrers": ("municipality", "court")}))
    assert referral_choices(there, youth).kinds == (COURT,)
    assert len(referral_choices(there, adult).kinds) == 5
    assert PRODUCT in referral_choices(desk, adult).products
    assert PRODUCT not in referral_choices(desk, youth).products


def test_a_referral_that_nobody_looked_at_stands_on_today_and_in_the_list_until_it_is_followed(
    desk: Workplace,
) -> None:
    case_id = a_case(desk)
    referral_id = referred(desk, case_id, 20)
    [line] = today(desk).lines(TodayKind.REFERRAL)
    assert (line.case_id, line.what, line.days_left) == (case_id, "Praktijk De Kade", -6)
    assert case_list(desk, CaseFilter())[0].deadline == desk.today - timedelta(days=6)
    refused("required outcome", partial(follow_referral, desk, referral_id, " ", desk.today))
    refused("required followed_on", partial(follow_referral, desk, referral_id, "Gebeld", None))
    for days, code in ((1, "in-future"), (-21, "too-early")):
        refused(code, partial(follow_referral, desk, referral_id, "Gebeld", desk.today + timedelta(days=days)))
    follow_referral(desk, referral_id, " Gebeld: hulp begint in januari. ", desk.today)
    [one] = case_page(desk, case_id).referrals
    assert (one.outcome, one.followed_on) == ("Gebeld: hulp begint in januari.", desk.today)
    assert today(desk).lines(TodayKind.REFERRAL) == ()


def test_a_region_sets_within_how_many_days_a_referral_is_looked_at(desk: Workplace) -> None:
    referred(desk, a_case(desk), 2)
    assert today(desk).lines(TodayKind.REFERRAL) == ()
    follow = desk.profile.referral_follow.model_copy(update={"within_days": 2})
    there = replace(desk, profile=desk.profile.model_copy(update={"referral_follow": follow}))
    assert [line.days_left for line in today(there).lines(TodayKind.REFERRAL)] == [0]


def test_referrals_are_counted_by_door_and_quarter(desk: Workplace) -> None:
    """Today is 23 November 2026."""
    first, second, own = (a_case(desk, law=Law.JEUGDWET) for _n in range(3))
    adult = a_case(desk)
    referred(desk, first, 200)  # the second quarter
    referral_id = referred(desk, second, 10)
    follow_referral(desk, referral_id, "Bekeken", desk.today)
    referred(desk, second, 300, kind=COURT)  # the first quarter
    referred(desk, second, 400)  # a year ago
    referred(desk, own, 10, kind=ReferrerKind.SELF)
    referred(desk, adult, 100)  # the third quarter
    page = referrals_page(desk)
    told = {door.kind: (door.quarters, door.followed) for door in page.doors}
    assert told == {GP: ((0, 1, 1, 1), 1), COURT: ((1, 0, 0, 0), 0), None: ((0, 0, 0, 1), 1)}
    assert (page.year, page.years, page.outside) == (2026, (2026, 2025), 4)
    assert [door.kind for door in page.doors] == [GP, COURT, None]
    youth = {door.kind: door.quarters for door in referrals_page(desk, law=Law.JEUGDWET).doors}
    assert youth == {GP: (0, 1, 0, 1), COURT: (1, 0, 0, 0), None: (0, 0, 0, 1)}
    assert {d.kind: d.total for d in referrals_page(desk, 2025).doors} == {GP: 1, None: 0}


def test_what_is_still_to_be_looked_at_stands_with_its_resident_the_most_pressing_first(desk: Workplace) -> None:
    late, later, closed = a_case(desk, "Jansen"), a_case(desk), a_case(desk)
    referred(desk, later, 5)
    referred(desk, late, 50)
    referred(desk, closed, 90)
    close_case(desk, closed, CaseEnding(EndReason.OTHER))
    lines = referrals_page(desk).lines
    assert [(line.case_id, line.resident) for line in lines] == [(late, "Jan de Jansen"), (later, "Jan de Boer")]
    assert (lines[0].due - desk.today).days == -36


def test_who_may_not_see_cases_sees_no_referrals(desk: Workplace) -> None:
    case_id = a_case(desk)
    referral_id = referred(desk, case_id)
    for role in (Role.CONTRACT_MANAGER, Role.ADMINISTRATOR):
        other = colleague(desk, "Carla Contract", role)
        refused(
            "not-allowed",
            partial(referrals_page, other),
            partial(referral_choices, other, case_id),
            partial(follow_referral, other, referral_id, "x", desk.today),
            partial(plan_handover, other, case_id, new(desk)),
        )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"received_by": " "}, "required received_by"),
        ({"on_day": None}, "required on_day"),
        ({"organisation": ""}, "required organisation"),
        ({"received_by": "de kwikstaart"}, "person-needed received_by"),
    ],
)
def test_nothing_is_agreed_without_a_person_a_day_and_where_the_person_works(
    desk: Workplace, fields: dict[str, object], code: str
) -> None:
    case_id = a_case(desk)
    refused(code, partial(plan_handover, desk, case_id, new(desk, 3, **fields)))
    assert handovers(desk, case_id) == []


def test_a_handover_is_agreed_moved_and_held(desk: Workplace) -> None:
    case_id = a_case(desk)
    handover_id, _changes = plan_handover(desk, case_id, new(desk, 0, what="De dochter belt."))
    [line] = today(desk).lines(TodayKind.HANDOVER)
    assert (line.case_id, line.what, line.days_left) == (case_id, "Ton Hulst", 0)
    refused("in-past on_day", partial(move_handover, desk, handover_id, desk.today - timedelta(days=1)))
    move_handover(desk, handover_id, desk.today + timedelta(days=5))
    assert [line.days_left for line in today(desk).lines(TodayKind.HANDOVER)] == [5]
    refused("required held_on", partial(hold_handover, desk, handover_id, None))
    refused("in-future held_on", partial(hold_handover, desk, handover_id, desk.today + timedelta(days=1)))
    hold_handover(desk, handover_id, desk.today)
    [held] = handovers(desk, case_id)
    assert (held.held_on, held.handed_by, held.what) == (desk.today, "Marijke Veenstra", "De dochter belt.")
    assert today(desk).lines(TodayKind.HANDOVER) == ()
    refused(
        "handover-held",
        partial(move_handover, desk, handover_id, desk.today),
        partial(drop_handover, desk, handover_id),
    )


def test_a_late_handover_stands_out_on_today_and_in_the_list(desk: Workplace) -> None:
    case_id = a_case(desk)
    with desk.store.work("Agreed") as work:
        day = desk.today - timedelta(days=4)
        work.add(WarmHandover(case_id=case_id, handed_by="Noor", received_by="Ton Hulst", on_day=day))
        work.commit()
    [line] = today(desk).lines(TodayKind.HANDOVER)
    assert (line.is_late, line.days_left) == (True, -4)
    assert case_list(desk, CaseFilter())[0].days_left == -4


def test_help_that_ends_asks_who_receives_it_until_someone_does(desk: Workplace) -> None:
    case_id = a_case(desk)
    ends = desk.today + timedelta(days=20)
    running = Indication(case_id=case_id, status=IndicationStatus.APPROVED, product=PRODUCT, start=desk.today, end=ends)
    with desk.store.work("Run") as work:
        work.add(running)
        work.commit()
    with speaking("nl"):
        assert [line.what for line in today(desk).lines(TodayKind.ENDING)] == [
            "Begeleiding regulier · nog geen warme overdracht afgesproken"
        ]
        plan_handover(desk, case_id, new(desk))
        assert [line.what for line in today(desk).lines(TodayKind.ENDING)] == ["Begeleiding regulier"]


def test_one_that_was_held_before_it_is_written_down_is_no_plan(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=9))
    plan_handover(desk, case_id, new(desk, -2))
    assert handovers(desk, case_id)[0].held_on == desk.today - timedelta(days=2)
    refused("too-early on_day", partial(plan_handover, desk, case_id, new(desk, -10)))


def test_what_was_agreed_can_be_taken_back(desk: Workplace) -> None:
    case_id = a_case(desk)
    handover_id, _changes = plan_handover(desk, case_id, new(desk))
    drop_handover(desk, handover_id)
    assert handovers(desk, case_id) == []


@pytest.mark.parametrize("reason", [EndReason.MOVED_ON, EndReason.OTHER_DOMAIN])
def test_a_case_that_goes_on_to_other_help_closes_only_once_someone_received_it(
    desk: Workplace, reason: EndReason
) -> None:
    case_id = a_case(desk)
    ending = CaseEnding(reason)
    refused("handover-missing reason", partial(close_case, desk, case_id, ending))
    handover_id, _changes = plan_handover(desk, case_id, new(desk))
    refused("handover-open reason", partial(close_case, desk, case_id, ending))
    hold_handover(desk, handover_id, desk.today)
    close_case(desk, case_id, ending)
    with desk.store.read() as reader:
        assert reader.get(Case, case_id).phase is CasePhase.CLOSED


@pytest.mark.parametrize("reason", [r for r in EndReason if r not in HANDED_ON])
def test_other_ends_ask_for_no_handover(desk: Workplace, reason: EndReason) -> None:
    case_id = a_case(desk)
    close_case(desk, case_id, CaseEnding(reason))
    with desk.store.read() as reader:
        assert reader.get(Case, case_id).phase is CasePhase.CLOSED


def test_help_after_which_other_help_goes_on_ends_only_once_someone_received_it(
    desk: Workplace, lead: Workplace
) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    start_help(desk, drafted.indication_id, desk.today)
    end = partial(end_help, desk, drafted.indication_id, desk.today, EndReason.MOVED_ON)
    refused("handover-missing", end)
    handover_id, _changes = plan_handover(desk, drafted.case_id, new(desk))
    refused("handover-open", end)
    hold_handover(desk, handover_id, desk.today)
    end()
    with desk.store.read() as reader:
        assert reader.get(Indication, drafted.indication_id).status is IndicationStatus.ENDED


def running_for(desk: Workplace, lead: Workplace, days: int) -> Drafted:
    """Help at De Kwikstaart that began so many days ago, in a case that was there long before."""
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    with desk.store.work("Long ago") as work:
        work.change(Case, drafted.case_id, opened_on=desk.today - timedelta(days=days + 400))
        work.commit()
    start_help(desk, drafted.indication_id, desk.today - timedelta(days=days))
    return drafted


def judged(desk: Workplace, lead: Workplace, draft: str, **fields: object) -> str:
    """A change that is filled in, handed in and approved."""
    filled = {
        "change_reason": "Zo gaat het beter.",
        "stops_when": "Jan houdt zijn post zelf bij.",
        "contribution_told_on": desk.today,
        "evaluations": ((desk.today + timedelta(days=80)).isoformat(),),
    }
    change_draft(desk, draft, **(filled | fields))
    for asked in check(desk, draft).questions:
        answer_prompt(desk, draft, asked.code, "Besproken.")
    hand_in(desk, draft)
    approve(lead, draft)
    return draft


def test_help_begins_at_another_provider_only_once_that_provider_received_it(desk: Workplace, lead: Workplace) -> None:
    given = running_for(desk, lead, 100)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.OTHER_PROVIDER)
    judged(desk, lead, draft, provider_id=a_provider(desk, "De Grutto"))
    begin = partial(start_help, desk, draft, desk.today)
    with pytest.raises(RuleBroken) as refusal:
        begin()
    assert (refusal.value.code, refusal.value.field, refusal.value.values["provider"]) == (
        "handover-to",
        "started_on",
        "De Grutto",
    )
    for wrong in (new(desk, -3), new(desk, -3, to=HandoverTo.COLLEAGUE, organisation="")):
        plan_handover(desk, given.case_id, wrong)
        refused("handover-to started_on", begin)
    plan_handover(desk, given.case_id, new(desk, -2, organisation="De Grutto"))
    begin()
    with desk.store.read() as reader:
        assert reader.get(Indication, given.indication_id).status is IndicationStatus.ENDED


def test_help_that_goes_on_at_the_same_provider_is_handed_to_nobody(desk: Workplace, lead: Workplace) -> None:
    given = running_for(desk, lead, 100)
    draft, _changes = begin_change(desk, given.indication_id, IndicationChange.LESS)
    start_help(desk, judged(desk, lead, draft, volume=1), desk.today)
    with desk.store.read() as reader:
        assert reader.get(Indication, given.indication_id).status is IndicationStatus.ENDED


@pytest.mark.parametrize(
    ("held", "fields", "code"),
    [
        (-3, {}, None),
        (-3, {"to": HandoverTo.COLLEAGUE, "organisation": ""}, "handover-other"),
        (-91, {}, "handover-other"),
        (-90, {}, None),
        (-201, {}, "handover-other"),
    ],
)
def test_an_old_handover_and_one_to_a_colleague_are_none_to_who_goes_on(
    desk: Workplace, lead: Workplace, held: int, fields: dict[str, object], code: str | None
) -> None:
    given = running_for(desk, lead, 200)
    plan_handover(desk, given.case_id, new(desk, held, **fields))
    end = partial(end_help, desk, given.indication_id, desk.today, EndReason.MOVED_ON)
    if code:
        refused(f"{code} reason", end)
        wide = desk.profile.handover_around.model_copy(update={"within_days": 200})
        there = replace(desk, profile=desk.profile.model_copy(update={"handover_around": wide}))
        if held == -91:
            end_help(there, given.indication_id, desk.today, EndReason.MOVED_ON)
    else:
        end()


def test_a_handover_was_not_held_before_the_case_was_there(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=9))
    handover_id, _changes = plan_handover(desk, case_id, new(desk))
    for day in (date(1900, 1, 1), desk.today - timedelta(days=10)):
        refused("done-before held_on", partial(hold_handover, desk, handover_id, day))
    hold_handover(desk, handover_id, desk.today - timedelta(days=9))


def test_a_case_handed_to_a_colleague_has_its_talk_on_that_colleagues_list(desk: Workplace, lead: Workplace) -> None:
    case_id = a_case(desk)
    other = colleague(desk, "Samira Bouzid")
    refused(
        "in-past on_day", partial(hand_over, lead, (case_id,), other.colleague.id, "", desk.today - timedelta(days=1))
    )
    hand_over(lead, (case_id,), other.colleague.id, "Belt graag.", desk.today + timedelta(days=2))
    assert today(desk).lines(TodayKind.HANDOVER) == ()
    [line] = today(other).lines(TodayKind.HANDOVER)
    assert (line.case_id, line.days_left) == (case_id, 2)


def test_the_support_plan_tells_who_takes_over_and_who_did(desk: Workplace) -> None:
    case_id = a_case(desk)
    part = PlanPart(id="handover", name="Overdracht", source=Source(document="Verzonnen", paragraph="1"))
    there = replace(desk, profile=desk.profile.model_copy(update={"plan_parts": (part,)}))
    first, _changes = plan_handover(desk, case_id, new(desk))
    plan_handover(desk, case_id, new(desk, 9, received_by="Els Vos"))
    hold_handover(desk, first, desk.today)
    with desk.store.read() as reader, speaking("nl"):
        [told] = plan_parts(there, reader, reader.get(Case, case_id), (), ())
    assert told.lines == (
        "Ton Hulst, De Kwikstaart nam het over op 23 november 2026",
        "Els Vos, De Kwikstaart neemt het over op 2 december 2026",
    )
