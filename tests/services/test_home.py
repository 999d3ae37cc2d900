"""The household of a case, and what of another act is shown there: nothing without consent."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from desktop.models.course import Carer, Consent
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import ConsentBy, ConsentPurpose, EndReason, IndicationStatus, Law, PromptLevel
from desktop.rules.consent import Standing
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, change_case, close_case
from desktop.services.consents import Asked, record_consent, withdraw_consent
from desktop.services.home import Home, Parallel
from desktop.services.households import (
    add_carer,
    add_network_member,
    change_carer,
    change_household,
    leave_household,
    put_in_household,
    remove_carer,
)
from desktop.services.indications import check
from desktop.services.plan_paper import gather as plan_page
from desktop.services.plans import Agreement, add_goal, agree_plan
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_draft, a_provider

SECRET = "Sem slaapt niet en is bang op school."


@dataclass(frozen=True)
class Family:
    """A mother with a Wmo case, and her son with a case for youth help, in one household."""

    mother: str
    son: str
    mother_id: str
    son_id: str


@pytest.fixture
def family(desk: Workplace) -> Family:
    mother = a_case(desk, "Boer", first_names="Anna")
    son = a_case(desk, "Boer", first_names="Sem", birth_date=date(2018, 1, 1), law=Law.JEUGDWET, question=SECRET)
    ids = [case_page(desk, one).resident.id for one in (mother, son)]
    put_in_household(desk, ids[1], ids[0])
    return Family(mother, son, *ids)


@pytest.fixture
def helped(desk: Workplace, family: Family) -> Family:
    """The son gets help."""
    running = Indication(
        case_id=family.son,
        status=IndicationStatus.APPROVED,
        law=Law.JEUGDWET,
        product=PRODUCT,
        start=desk.today - timedelta(days=9),
        provider_id=a_provider(desk, "De Jeugdboot"),
    )
    with desk.store.work("Run") as work:
        work.add(running)
        work.commit()
    return family


def home(desk: Workplace, case_id: str) -> Home:
    return case_page(desk, case_id).home


def parallel(desk: Workplace, case_id: str) -> Parallel:
    (found,) = home(desk, case_id).parallel
    return found


def asked(desk: Workplace, **fields: object) -> Asked:
    known = {
        "purpose": ConsentPurpose.FROM_YOUTH_HELP,
        "given": True,
        "by": ConsentBy.PARENT,
        "asked_on": desk.today,
        "how": "aan de keukentafel",
    }
    return Asked(**(known | fields))  # type: ignore[arg-type]  # a test names the fields it changes


def test_another_act_in_the_household_is_seen_but_not_what_was_told_under_it(desk: Workplace, helped: Family) -> None:
    """Wmo 2015 art. 5.1.1 lid 4."""
    other = parallel(desk, helped.mother)
    assert (other.who, other.law, other.consultant) == ("Sem de Boer", Law.JEUGDWET, desk.colleague.name)
    assert (other.purpose, other.answer.standing) == (ConsentPurpose.FROM_YOUTH_HELP, Standing.NOT_ASKED)
    assert (other.is_shared, other.question, other.help, other.plan_on) == (False, "", (), None)
    here = home(desk, helped.mother)
    assert ([helper.name for helper in here.helpers], here.coming) == ([""], 1)
    assert SECRET not in repr(case_page(desk, helped.mother).home)


def test_with_consent_of_the_parent_it_is_shown_and_withdrawing_it_hides_it_again(
    desk: Workplace, helped: Family
) -> None:
    add_goal(desk, helped.son, "Ik slaap weer.")
    agree_plan(desk, helped.son, Agreement("Samen verder.", "", resident_agrees=True))
    record_consent(desk, helped.son_id, asked(desk))
    other = parallel(desk, helped.mother)
    assert (other.is_shared, other.question, other.plan_on) == (True, SECRET, desk.today)
    assert other.help == ("Begeleiding regulier",)
    assert [helper.name for helper in home(desk, helped.mother).helpers] == ["De Jeugdboot"]
    (line,) = home(desk, helped.mother).consents
    assert line.answer.consent is not None
    assert (line.resident_id, line.answer.consent.how) == (helped.son_id, "aan de keukentafel")
    withdraw_consent(desk, line.answer.consent.id, desk.today)
    assert (parallel(desk, helped.mother).is_shared, parallel(desk, helped.mother).question) == (False, "")
    assert parallel(desk, helped.mother).answer.standing is Standing.WITHDRAWN


def test_a_yes_to_handing_on_to_the_wmo_is_a_yes_to_using_it_there(desk: Workplace, helped: Family) -> None:
    """The plan for 18 and a draft take it so; the household may not say otherwise."""
    record_consent(desk, helped.son_id, asked(desk, purpose=ConsentPurpose.TO_WMO))
    other = parallel(desk, helped.mother)
    assert (other.is_shared, other.question, other.answer.standing) == (True, SECRET, Standing.GIVEN)
    record_consent(desk, helped.son_id, asked(desk, given=False))
    assert not parallel(desk, helped.mother).is_shared


def test_consent_goes_one_way_only(desk: Workplace, family: Family) -> None:
    record_consent(desk, family.son_id, asked(desk))
    assert parallel(desk, family.mother).is_shared
    back = parallel(desk, family.son)
    assert (back.is_shared, back.purpose) == (False, ConsentPurpose.FROM_WMO)


def test_a_refusal_is_kept_and_nothing_is_shown(desk: Workplace, family: Family) -> None:
    record_consent(desk, family.son_id, asked(desk, given=False, by=ConsentBy.RESIDENT))
    assert parallel(desk, family.mother).answer.standing is Standing.REFUSED
    with desk.store.read() as reader:
        assert [one.given for one in reader.find(Consent)] == [False]


def test_cases_under_the_same_act_are_side_by_side_without_asking(desk: Workplace) -> None:
    first, second = a_case(desk, "Boer"), a_case(desk, "Boer", first_names="Piet", question="De was.")
    ids = [case_page(desk, one).resident.id for one in (first, second)]
    put_in_household(desk, ids[1], ids[0])
    other = parallel(desk, first)
    assert (other.is_shared, other.question, other.purpose) == (True, "De was.", None)
    close_case(desk, second, CaseEnding(EndReason.OTHER))
    assert home(desk, first).parallel == ()


def test_an_act_that_nobody_provided_for_is_never_shown(desk: Workplace) -> None:
    first, second = a_case(desk), a_case(desk, "Boer", first_names="Piet", law=Law.WLZ, question=SECRET)
    ids = [case_page(desk, one).resident.id for one in (first, second)]
    put_in_household(desk, ids[1], ids[0])
    other = parallel(desk, first)
    assert (other.is_shared, other.purpose, other.question) == (False, None, "")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"purpose": None}, "required", "purpose"),
        ({"given": None}, "required", "given"),
        ({"asked_on": None}, "required", "asked_on"),
        ({"asked_on": date(2999, 1, 1)}, "in-future", "asked_on"),
        ({"by": ConsentBy.RESIDENT}, "consent-not-by", "by"),
        ({"how": "x" * 201}, "too-long", "how"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_field(
    desk: Workplace, family: Family, fields: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        record_consent(desk, family.son_id, asked(desk, **fields))
    assert (refused.value.code, refused.value.field) == (code, field)
    with desk.store.read() as reader:
        assert reader.count(Consent) == 0


def test_a_consent_is_withdrawn_once_and_not_before_it_was_given(desk: Workplace, family: Family) -> None:
    record_consent(desk, family.son_id, asked(desk))
    with desk.store.read() as reader:
        (consent,) = reader.find(Consent)
    for day, code in (
        (None, "required"),
        (desk.today - timedelta(days=1), "withdrawn-before-asked"),
        (desk.today + timedelta(days=1), "in-future"),
    ):
        with pytest.raises(RuleBroken) as refused:
            withdraw_consent(desk, consent.id, day)
        assert (refused.value.code, refused.value.field) == (code, "withdrawn_on")
    withdraw_consent(desk, consent.id, desk.today)
    with pytest.raises(RuleBroken, match="withdrawn-already"):
        withdraw_consent(desk, consent.id, desk.today)
    act = last_act(desk)
    assert act is not None
    undo(desk, act.act)
    assert parallel(desk, family.mother).is_shared


def test_who_helps_whom_and_who_directs(desk: Workplace, family: Family) -> None:
    record_consent(desk, family.son_id, asked(desk))
    add_network_member(desk, family.mother_id, "Ineke", informal_carer=True, overburdened=True)
    add_network_member(desk, family.son_id, "Ineke", informal_carer=True)
    add_network_member(desk, family.son_id, "Opa", informal_carer=True)
    here = home(desk, family.mother)
    assert [(one.member.name, one.helps) for one in here.near] == [
        ("Ineke", "Anna de Boer"),
        ("Ineke", "Sem de Boer"),
        ("Opa", "Sem de Boer"),
    ]
    assert (here.load.informal, here.load.overburdened) == (("Ineke", "Opa"), ("Ineke",))
    assert here.household is not None
    change_household(desk, here.household.id, director="Samira")
    change_case(desk, family.son, director="Kees")
    assert home(desk, family.mother).directors == ("Samira", "Kees")


def test_a_draft_asks_who_directs_where_a_household_has_two_directors(desk: Workplace) -> None:
    """One household, one plan, one director: also under one act, with one carer."""
    drafted, other = a_draft(desk), a_case(desk, "Boer", first_names="Piet")
    ids = [case_page(desk, one).resident.id for one in (drafted.case_id, other)]
    put_in_household(desk, ids[1], ids[0])

    def asks() -> list[str]:
        return [one.text for one in check(desk, drafted.indication_id).prompts if one.code == "director-missing"]

    change_case(desk, drafted.case_id, director="Samira")
    change_case(desk, other, director=" samira ")
    assert asks() == []
    change_case(desk, other, director="Kees")
    (told,) = asks()
    assert "Samira en Kees" in told
    (prompt,) = [one for one in check(desk, drafted.indication_id).prompts if one.code == "director-missing"]
    (setting,) = [one for one in desk.profile.rules if one.code == "director-missing"]
    assert (prompt.level, prompt.source) == (PromptLevel.ASK, setting.source)
    close_case(desk, other, CaseEnding(EndReason.OTHER))
    assert asks() == []


def test_who_is_near_someone_under_another_act_is_not_shown_without_consent(desk: Workplace, family: Family) -> None:
    add_network_member(desk, family.son_id, "Opa", informal_carer=True)
    assert home(desk, family.mother).near == ()


def test_professionals_who_come_are_written_down_counted_and_stopped(desk: Workplace) -> None:
    case_id = a_case(desk)
    resident = case_page(desk, case_id).resident
    carer_id, _changes = add_carer(desk, resident.id, name="Wijkzuster", helps_with="wondzorg", law=Law.ZVW)
    here = home(desk, case_id)
    assert here.household is not None
    assert ([(one.name, one.law, one.what) for one in here.helpers], here.coming) == (
        [("Wijkzuster", Law.ZVW, "wondzorg")],
        1,
    )
    change_carer(desk, carer_id, start=desk.today + timedelta(days=3))
    assert (len(home(desk, case_id).helpers), home(desk, case_id).coming) == (1, 0)
    change_carer(desk, carer_id, start=None, end=desk.today - timedelta(days=1))
    assert home(desk, case_id).helpers == ()
    with pytest.raises(RuleBroken, match="end-before-start"):
        change_carer(desk, carer_id, start=desk.today)
    for fields in ({"name": " "}, {}):
        with pytest.raises(RuleBroken, match="required"):
            add_carer(desk, resident.id, **fields)
    remove_carer(desk, carer_id)
    with desk.store.read() as reader:
        assert reader.count(Carer) == 0


def test_the_draft_counts_who_come_by_hand_too_and_nobody_twice(desk: Workplace) -> None:
    drafted = a_draft(desk)
    resident = case_page(desk, drafted.case_id).resident
    for name in ("Wijkzuster", "de kwikstaart"):
        add_carer(desk, resident.id, name=name)
    assert check(desk, drafted.indication_id).draft.carers_in_household == 2


def test_someone_leaves_the_household_and_is_not_put_in_with_oneself(desk: Workplace, family: Family) -> None:
    leave_household(desk, family.son_id)
    assert home(desk, family.mother).mates == ()
    with pytest.raises(RuleBroken, match="same-resident"):
        put_in_household(desk, family.son_id, family.son_id)


def test_the_plan_on_paper_tells_who_comes_and_for_whom_it_is_too_heavy(desk: Workplace, helped: Family) -> None:
    add_network_member(desk, helped.mother_id, "Ineke", informal_carer=True, overburdened=True)
    add_carer(desk, helped.mother_id, name="Wijkzuster", helps_with="wondzorg")
    add_carer(desk, helped.mother_id, name="Later", start=desk.today + timedelta(days=3))
    paper = plan_page(desk, helped.mother)
    assert [(one.name, one.informal_carer, one.overburdened) for one in paper.network] == [("Ineke", True, True)]
    assert [(one.name, one.what) for one in paper.who_come] == [("Wijkzuster", "wondzorg")]
    record_consent(desk, helped.son_id, asked(desk))
    assert [one.name for one in plan_page(desk, helped.mother).who_come] == ["Wijkzuster"]
    record_consent(desk, helped.son_id, asked(desk, purpose=ConsentPurpose.TO_NETWORK))
    assert [one.name for one in plan_page(desk, helped.mother).who_come] == ["De Jeugdboot", "Wijkzuster"]
