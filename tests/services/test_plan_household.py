"""The other help in a household on a plan: with consent what it is, without it only who holds the direction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication
from desktop.models.kinds import ConsentBy, ConsentPurpose, EndReason, IndicationStatus, Law
from desktop.models.papers import SupportPlanPage
from desktop.reports.html_page import html
from desktop.reports.support_plan import support_plan
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, change_case, close_case
from desktop.services.consents import Asked, record_consent, withdraw_consent
from desktop.services.households import put_in_household
from desktop.services.plan_paper import gather
from desktop.services.plans import add_goal
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_provider

GOAL, HELP, DIRECTOR = "Sem slaapt weer door.", "Begeleiding regulier", "Samira Bouzid"
HEADING = "Andere hulp in uw huishouden"


@dataclass(frozen=True)
class Family:
    """A mother whose plan it is, and someone in her household who gets help."""

    mother: str
    other: str
    other_id: str


def family(desk: Workplace, law: Law, birth_date: date = date(2018, 1, 1)) -> Family:
    mother = a_case(desk, "Boer", first_names="Anna")
    other = a_case(desk, "Boer", first_names="Sem", birth_date=birth_date, law=law)
    ids = [case_page(desk, one).resident.id for one in (mother, other)]
    put_in_household(desk, ids[1], ids[0])
    change_case(desk, other, director=DIRECTOR)
    add_goal(desk, other, GOAL)
    start = desk.today - timedelta(days=9)
    running = Indication(
        case_id=other,
        status=IndicationStatus.APPROVED,
        law=law,
        product=PRODUCT,
        start=start,
        provider_id=a_provider(desk, "De Jeugdboot"),
    )
    with desk.store.work("Run") as work:
        work.add(running)
        work.commit()
    return Family(mother, other, ids[1])


def yes(desk: Workplace, resident_id: str, purpose: ConsentPurpose, by: ConsentBy = ConsentBy.PARENT) -> str:
    record_consent(desk, resident_id, Asked(purpose=purpose, given=True, by=by, asked_on=desk.today, how="thuis"))
    with desk.store.read() as reader:
        return max(reader.find(Consent, resident_id=resident_id), key=lambda one: one.id).id


def paper(page: SupportPlanPage) -> str:
    return html(support_plan(page))


def hidden(page: SupportPlanPage) -> bool:
    """Only the director is told: not who, not under which act, not what for."""
    text = paper(page)
    told = [part for part in (GOAL.rstrip("."), HELP, "Sem de Boer (", "Jeugdwet", "De Jeugdboot") if part in text]
    assert DIRECTOR in text
    return page.others == () and page.other_directors == (DIRECTOR,) and told == []


def test_without_other_help_there_is_no_such_part(desk: Workplace) -> None:
    page = gather(desk, a_case(desk))
    assert (page.others, page.other_directors) == ((), ())
    assert HEADING not in paper(page)


def test_youth_help_of_a_child_needs_a_yes_for_reuse_and_one_for_telling(desk: Workplace) -> None:
    """Wmo 2015 art. 5.1.1 lid 4 and art. 5.3.3."""
    found = family(desk, Law.JEUGDWET)
    assert hidden(gather(desk, found.mother))
    yes(desk, found.other_id, ConsentPurpose.FROM_YOUTH_HELP)
    assert hidden(gather(desk, found.mother))
    told = yes(desk, found.other_id, ConsentPurpose.TO_NETWORK)
    page = gather(desk, found.mother)
    [other] = page.others
    assert (other.who, other.law, other.help) == ("Sem de Boer", Law.JEUGDWET, (HELP,))
    assert (other.goals, other.ask, page.other_directors) == ((GOAL,), DIRECTOR, ())
    text = paper(page)
    assert HEADING in text
    assert f"Het doel: {GOAL} Vragen hierover? Vraag het aan {DIRECTOR}." in text
    withdraw_consent(desk, told, desk.today)
    assert hidden(gather(desk, found.mother))


def test_help_of_a_housemate_under_the_same_act_needs_their_yes_as_well(desk: Workplace) -> None:
    """Colleagues see it side by side; the resident to whom the paper is handed is no colleague."""
    found = family(desk, Law.WMO, date(1985, 1, 1))
    assert case_page(desk, found.mother).home.parallel[0].is_shared
    assert hidden(gather(desk, found.mother))
    assert gather(desk, found.mother).who_come == ()
    yes(desk, found.other_id, ConsentPurpose.TO_NETWORK, ConsentBy.RESIDENT)
    page = gather(desk, found.mother)
    assert [one.who for one in page.others] == ["Sem de Boer"]
    assert [one.name for one in page.who_come] == ["De Jeugdboot"]


@pytest.mark.parametrize("purpose", [ConsentPurpose.FROM_PARTICIPATION, None])
def test_own_help_under_another_act_needs_the_residents_own_yes(
    desk: Workplace, purpose: ConsentPurpose | None
) -> None:
    own = a_case(desk)
    resident = case_page(desk, own).resident.id
    other = a_case(desk, "Boer", law=Law.PARTICIPATIEWET)
    with desk.store.work("The same resident") as work:
        work.change(Case, other, resident_id=resident, director=DIRECTOR)
        work.commit()
    if purpose:
        yes(desk, resident, purpose, ConsentBy.RESIDENT)
    page = gather(desk, own)
    assert [(one.who, one.law, one.ask) for one in page.others] == (
        [("", Law.PARTICIPATIEWET, DIRECTOR)] if purpose else []
    )
    assert page.other_directors == (() if purpose else (DIRECTOR,))


def test_who_has_the_case_is_asked_where_nobody_holds_the_direction_and_a_closed_case_is_over(desk: Workplace) -> None:
    found = family(desk, Law.JEUGDWET)
    change_case(desk, found.other, director="")
    assert gather(desk, found.mother).other_directors == (desk.colleague.name,)
    close_case(desk, found.other, CaseEnding(EndReason.OTHER))
    assert gather(desk, found.mother).other_directors == ()
