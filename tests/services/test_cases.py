"""From the report of need to the end of a case."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from desktop.models.casework import Case, NeedReport, Referral, WarmHandover
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CasePhase, EndReason, IndicationStatus, Law, ReferrerKind, Role
from desktop.models.people import Household, Resident
from desktop.models.waiting import WaitingListEntry
from desktop.services.approved_help import start_help
from desktop.services.case_reading import MomentKind, TermState, case_page
from desktop.services.cases import (
    CaseEnding,
    NewCase,
    change_case,
    change_report,
    close_case,
    hand_in_application,
    hand_in_personal_plan,
    hand_over,
    open_case,
    register_referral,
    reopen_case,
)
from desktop.services.conversations import begin
from desktop.services.households import (
    add_network_member,
    change_household,
    change_network_member,
    network,
    put_in_household,
    remove_network_member,
)
from desktop.services.indications import approve
from desktop.services.places import places_of
from desktop.services.residents import change_resident, known_residents
from desktop.services.workplace import Workplace
from tests.helpers.bsns import made_up_bsns
from tests.helpers.casework import MUNICIPALITY, a_case, a_draft, a_handed_in_draft, colleague, refused, talked

BSN, OTHER_BSN = made_up_bsns(2)


def test_opening_a_case_writes_down_the_resident_the_case_and_the_report(desk: Workplace) -> None:
    new = NewCase(
        last_name=" Boer ", prefix="de", bsn=BSN, postal_code="9671ab", municipality=MUNICIPALITY, report="Belde."
    )
    case_id, changes = open_case(desk, new)
    assert changes.touches("resident", "case_file", "need_report")
    page = case_page(desk, case_id)
    assert (page.resident.last_name, page.resident.postal_code) == ("Boer", "9671 AB")
    assert (page.case.phase, page.case.consultant) == (CasePhase.REPORTED, desk.colleague.id)
    assert page.report is not None
    assert (page.report.received_on, page.report.text) == (desk.today, "Belde.")


def test_nothing_is_asked_twice_of_a_person_who_is_known(desk: Workplace) -> None:
    first = case_page(desk, a_case(desk, bsn=BSN))
    again = case_page(desk, open_case(desk, NewCase(resident_id=first.resident.id, question="Iets anders"))[0])
    assert again.resident == first.resident
    assert again.case.municipality == MUNICIPALITY
    assert again.other_cases == (first.case,)


def test_a_bsn_that_is_known_points_to_its_resident(desk: Workplace) -> None:
    known = case_page(desk, a_case(desk, bsn=BSN)).resident
    with pytest.raises(RuleBroken) as refused:
        a_case(desk, "Jansen", bsn=BSN)
    assert (refused.value.code, refused.value.field) == ("bsn-known", "bsn")
    assert refused.value.values["resident_id"] == known.id


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("last_name", " ", "last-name-missing"),
        ("bsn", "123456789", "bsn-fails-elfproef"),
        ("birth_date", date(2999, 1, 1), "birth-date-in-future"),
        ("received_on", date(2999, 1, 1), "in-future"),
        ("municipality", "Nergenshuizen", "not-in-region"),
        ("question", "x" * 5001, "too-long"),
    ],
)
def test_a_wrong_field_is_refused_at_the_field_and_nothing_stays(
    desk: Workplace, field: str, wrong: object, code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        a_case(desk, **{field: wrong})
    assert (refused.value.code, refused.value.field) == (code, field)
    with desk.store.read() as reader:
        assert (reader.count(Resident), reader.count(Case)) == (0, 0)


def test_residents_are_found_by_the_beginning_of_a_name_and_by_bsn(desk: Workplace) -> None:
    a_case(desk, "Boerma", bsn=BSN)
    a_case(desk, "Jansen", first_names="Bo", bsn=OTHER_BSN)
    assert [r.last_name for r in known_residents(desk, "bo")] == ["Boerma", "Jansen"]
    assert [r.last_name for r in known_residents(desk, OTHER_BSN)] == ["Jansen"]
    assert known_residents(desk, "%") == ()
    assert known_residents(desk, " ") == ()


def test_a_wrong_field_that_nobody_touched_holds_no_other_field_up(desk: Workplace) -> None:
    """It can have come in from a list or from another laptop."""
    resident = case_page(desk, a_case(desk, bsn=BSN)).resident
    wrong = {"email": "jan.boer@", "postal_code": "12", "bsn": "123456789"}
    with desk.store.work("Come in") as work:
        work.change(Resident, resident.id, **wrong)
        work.commit()
    change_resident(desk, resident.id, phone="055-555 0001")
    for name, value in wrong.items():
        with pytest.raises(RuleBroken) as told:
            change_resident(desk, resident.id, **{"place": "Epe", name: value})  # type: ignore[arg-type]  # no field is named saw
        assert told.value.field == name
    change_resident(desk, resident.id, email="jan@boer.nl")
    with desk.store.read() as reader:
        found = reader.get(Resident, resident.id)
    assert (found.phone, found.email, found.postal_code) == ("055-555 0001", "jan@boer.nl", "12")


def test_correcting_a_resident_checks_what_is_corrected(desk: Workplace) -> None:
    resident = case_page(desk, a_case(desk, bsn=BSN)).resident
    change_resident(desk, resident.id, bsn=BSN, phone=" 055-555 0001 ")
    with desk.store.read() as reader:
        assert reader.get(Resident, resident.id).phone == "055-555 0001"
    with pytest.raises(RuleBroken, match="last-name-missing"):
        change_resident(desk, resident.id, last_name="")
    with pytest.raises(ValueError, match="consultant"):
        change_resident(desk, resident.id, consultant="someone")


def test_the_term_of_an_application_counts_from_the_day_it_was_made(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=20))
    talked(desk, case_id, desk.today - timedelta(days=9))
    hand_in_application(desk, case_id, "Begeleiding", desk.today - timedelta(days=2))
    page = case_page(desk, case_id)
    assert page.case.phase is CasePhase.APPLICATION
    terms = {term.term: term for term in page.terms}
    assert terms["investigation"].state is TermState.MET
    assert terms["decision"].from_day == desk.today - timedelta(days=2)
    a_saturday = desk.today + timedelta(days=12)
    assert terms["decision"].due == a_saturday + timedelta(days=2)
    assert terms["decision"].state is TermState.RUNNING


def test_youth_help_has_its_eight_weeks_also_where_the_region_buys_none(desk: Workplace) -> None:
    """Awb art. 4:13: a decision within a reasonable term, eight weeks at the most."""
    case_id = a_case(desk, law=Law.JEUGDWET, received_on=desk.today - timedelta(days=20))
    applied = desk.today - timedelta(days=14)
    hand_in_application(desk, case_id, "", applied)
    [term] = case_page(desk, case_id).terms
    assert (term.term, term.due, term.source.paragraph) == ("youth-decision", applied + timedelta(days=56), "art. 4:13")


def test_an_application_cannot_come_before_the_report_or_after_today(desk: Workplace) -> None:
    case_id = a_case(desk)
    for day, code in ((desk.today - timedelta(days=1), "done-before"), (desk.today + timedelta(days=1), "in-future")):
        with pytest.raises(RuleBroken, match=code):
            hand_in_application(desk, case_id, "", day)


def test_a_term_that_passed_is_late_and_one_met_too_late_is_missed(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=60))
    assert {t.term: t.state for t in case_page(desk, case_id).terms} == {"investigation": TermState.LATE}
    talked(desk, case_id, desk.today, desk.today)
    assert {t.term: t.state for t in case_page(desk, case_id).terms} == {"investigation": TermState.MISSED}


def test_the_residents_own_plan_meets_its_own_term(desk: Workplace) -> None:
    case_id = a_case(desk)
    hand_in_personal_plan(desk, case_id, "Zo wil ik het.")
    page = case_page(desk, case_id)
    assert page.personal_plan is not None
    assert {t.term: t.state for t in page.terms}["personal-plan"] is TermState.MET
    with pytest.raises(RuleBroken, match="required"):
        hand_in_personal_plan(desk, case_id, " ")


def test_the_report_of_need_can_be_completed_later(desk: Workplace) -> None:
    case_id = a_case(desk, client_support_told=False)
    change_report(desk, case_id, client_support_told_on=desk.today, confirmed_on=desk.today)
    report = case_page(desk, case_id).report
    assert report is not None
    assert (report.client_support_told_on, report.confirmed_on) == (desk.today, desk.today)
    with desk.store.work("Remove") as work:
        work.remove(NeedReport, report.id)
        work.commit()
    with pytest.raises(RuleBroken, match="gone"):
        change_report(desk, case_id, text="Te laat")


def test_a_referral_by_a_doctor_is_registered(desk: Workplace) -> None:
    case_id = a_case(desk)
    seen = Referral(case_id=case_id, kind=ReferrerKind.GENERAL_PRACTITIONER, referrer="De Kade", referred_on=desk.today)
    register_referral(desk, seen)
    page = case_page(desk, case_id)
    assert page.referrals == (seen,)
    assert MomentKind.REFERRAL in {moment.kind for moment in page.timeline}


def test_closing_ends_what_ran_and_reopening_shows_where_it_stood(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    start_help(desk, drafted.indication_id, desk.today)
    close_case(desk, drafted.case_id, CaseEnding(EndReason.AS_PLANNED, "De doelen zijn gehaald."))
    page = case_page(desk, drafted.case_id)
    assert (page.case.phase, page.case.closed_on) == (CasePhase.CLOSED, desk.today)
    assert page.case.close_reason == "as-planned: De doelen zijn gehaald."
    assert page.indications[0].indication.status is IndicationStatus.ENDED
    assert page.indications[0].trajectories[0].ended_on == desk.today
    assert page.indications[0].trajectories[0].end_reason is EndReason.AS_PLANNED
    refused(
        "case-closed",
        lambda: change_case(desk, drafted.case_id, question="Nog iets"),
        lambda: close_case(desk, drafted.case_id, CaseEnding(EndReason.OTHER)),
        lambda: begin(desk, drafted.case_id),
    )
    reopen_case(desk, drafted.case_id)
    again = case_page(desk, drafted.case_id).case
    assert (again.closed_on, again.phase) == (None, CasePhase.DECIDED), "it was decided, also now that the help ended"
    with pytest.raises(RuleBroken, match="not-closed"):
        reopen_case(desk, drafted.case_id)


def test_a_case_with_an_open_draft_is_not_closed(desk: Workplace) -> None:
    drafted = a_draft(desk)
    with pytest.raises(RuleBroken, match="draft-open"):
        close_case(desk, drafted.case_id, CaseEnding(EndReason.OTHER))


def test_closing_a_case_ends_its_waits(desk: Workplace) -> None:
    case_id = a_case(desk)
    entry = WaitingListEntry(case_id=case_id, since=desk.today - timedelta(days=9))
    with desk.store.work("Wait") as work:
        work.add(entry)
        work.commit()
    close_case(desk, case_id, CaseEnding(EndReason.EARLY))
    assert case_page(desk, case_id).waiting[0].entry.placed_on == desk.today


def test_reopening_returns_to_the_phase_that_the_contents_show(desk: Workplace) -> None:
    for prepare, phase in (
        (lambda _case: None, CasePhase.REPORTED),
        (lambda case: begin(desk, case), CasePhase.CONVERSATION),
        (lambda case: hand_in_application(desk, case), CasePhase.APPLICATION),
    ):
        case_id = a_case(desk)
        prepare(case_id)
        close_case(desk, case_id, CaseEnding(EndReason.EARLY))
        reopen_case(desk, case_id)
        assert case_page(desk, case_id).case.phase is phase


def test_nothing_is_handed_on_without_a_receiving_person_and_a_date(desk: Workplace, lead: Workplace) -> None:
    case_id = a_case(desk)
    other = colleague(desk, "Samira Bouzid")
    hand_over(lead, (case_id,), other.colleague.id, "Belt graag in de ochtend.")
    page = case_page(desk, case_id)
    assert (page.case.consultant, page.consultant) == (other.colleague.id, "Samira Bouzid")
    assert page.resident.consultant == other.colleague.id
    [handover] = page.handovers
    assert (handover.handed_by, handover.received_by, handover.on_day) == (
        "Annelies Terpstra",
        "Samira Bouzid",
        desk.today,
    )


def test_all_cases_are_handed_over_or_none(desk: Workplace, lead: Workplace) -> None:
    case_id = a_case(desk)
    other = colleague(desk, "Samira Bouzid")
    with pytest.raises(RuleBroken, match="gone"):
        hand_over(lead, (case_id, "no-such-case"), other.colleague.id)
    with desk.store.read() as reader:
        assert reader.count(WarmHandover) == 0


def test_a_colleague_who_left_receives_nothing(desk: Workplace, lead: Workplace) -> None:
    case_id = a_case(desk)
    gone = colleague(desk, "Wim Vertrokken")
    with desk.store.work("Leave") as work:
        work.change(type(gone.colleague), gone.colleague.id, active=False)
        work.commit()
    with pytest.raises(RuleBroken, match="not-active"):
        hand_over(lead, (case_id,), gone.colleague.id)


def test_who_may_not_see_cases_sees_and_changes_none(desk: Workplace) -> None:
    case_id = a_case(desk)
    resident = case_page(desk, case_id).resident
    for role in (Role.CONTRACT_MANAGER, Role.ADMINISTRATOR):
        other = colleague(desk, "Carla Contract", role)
        refused(
            "not-allowed",
            partial(case_page, other, case_id),
            partial(a_case, other),
            partial(change_case, other, case_id, question="x"),
            partial(change_resident, other, resident.id, phone="x"),
            partial(begin, other, case_id),
            partial(add_network_member, other, resident.id, "Anna"),
            partial(hand_over, other, (case_id,), desk.colleague.id),
        )


def test_a_consultant_does_not_hand_cases_over(desk: Workplace) -> None:
    refused("not-allowed", partial(hand_over, desk, (a_case(desk),), desk.colleague.id))


def test_two_residents_share_a_household_with_one_director(desk: Workplace) -> None:
    first, second = a_case(desk), a_case(desk, "Boer", first_names="Anna")
    residents = case_page(desk, first).resident, case_page(desk, second).resident
    put_in_household(desk, residents[0].id, residents[1].id)
    page = case_page(desk, first)
    assert page.home.household is not None
    change_household(desk, page.home.household.id, director="Samira Bouzid")
    assert [mate.first_names for mate in case_page(desk, second).home.mates] == ["Jan"]
    household = case_page(desk, second).home.household
    assert household is not None
    assert household.director == "Samira Bouzid"
    third = case_page(desk, a_case(desk, "Klein")).resident
    put_in_household(desk, third.id, residents[0].id)
    with desk.store.read() as reader:
        assert reader.count(Household) == 1


def test_the_network_is_written_down_corrected_and_taken_off(desk: Workplace) -> None:
    resident = case_page(desk, a_case(desk)).resident
    member_id, _changes = add_network_member(desk, resident.id, "Anna", relation="dochter", informal_carer=True)
    change_network_member(desk, member_id, overburdened=True)
    assert [(m.name, m.relation, m.overburdened) for m in network(desk, resident.id)] == [("Anna", "dochter", True)]
    with pytest.raises(RuleBroken, match="required"):
        change_network_member(desk, member_id, name="")
    with pytest.raises(RuleBroken, match="gone"):
        add_network_member(desk, "no-such-resident", "Anna")
    remove_network_member(desk, member_id)
    assert network(desk, resident.id) == ()


def test_the_page_tells_who_comes_into_the_household(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    with desk.store.work("Earlier") as work:
        work.change(Indication, drafted.indication_id, start=desk.today - timedelta(days=1))
        work.commit()
    home = case_page(desk, drafted.case_id).home
    assert ([helper.name for helper in home.helpers], home.coming) == (["De Kwikstaart"], 1)
    with desk.store.read() as reader:
        assert reader.count(Trajectory) == 0


@pytest.mark.parametrize(
    ("typed", "municipality"),
    [
        ({"postal_code": "9501 AB"}, "Stadskanaal"),
        ({"postal_code": "", "place": "winschoten"}, "Oldambt"),
        ({"postal_code": "1011 AB", "place": "Stadskanaal"}, "Stadskanaal"),
        ({"postal_code": "", "place": "Ergens"}, ""),
        ({"postal_code": "", "place": ""}, ""),
    ],
)
def test_the_address_tells_which_municipality_is_responsible(
    desk: Workplace, typed: dict[str, str], municipality: str
) -> None:
    with desk.store.work("Places") as work:
        work.add(*places_of(desk.profile))
        work.commit()
    page = case_page(desk, a_case(desk, municipality="", **typed))
    assert page.case.municipality == municipality


def test_without_address_the_colleague_s_own_municipality_is_responsible(desk: Workplace) -> None:
    local = replace(desk, colleague=desk.colleague.model_copy(update={"municipality": "Stadskanaal"}))
    assert case_page(desk, a_case(local, municipality="", place="", postal_code="")).case.municipality == "Stadskanaal"
