"""The plan for eighteen uses nothing of another act without a yes, and says what it left out (Wmo 2015 art. 5.1.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication
from desktop.models.kinds import ConsentBy, ConsentPurpose, IndicationStatus, Law
from desktop.models.people import Resident
from desktop.rules.consent import Standing
from desktop.services.case_reading import case_page
from desktop.services.eighteen import LeftOut, Transition, transition_of_case
from desktop.services.eighteen_board import line_of
from desktop.services.workplace import Workplace
from tests.helpers.eighteen import a_youth, stopped

BORN = date(2009, 3, 1)


@pytest.fixture
def cases(desk: Workplace) -> dict[Law, str]:
    """A youth with help under both acts; the ids of the cases."""
    resident = Resident(last_name="Vis", birth_date=BORN)
    made = {law: Case(resident_id=resident.id, law=law, opened_on=desk.today) for law in (Law.JEUGDWET, Law.WMO)}
    helps = [
        Indication(
            case_id=case.id,
            law=law,
            status=IndicationStatus.APPROVED,
            product="begeleiding-regulier",
            start=desk.today,
            end=desk.today + timedelta(days=400) if law is Law.JEUGDWET else None,
        )
        for law, case in made.items()
    ]
    with desk.store.work("Begin") as work:
        work.add(resident, *made.values(), *helps)
        work.commit()
    return {law: case.id for law, case in made.items()}


def say(desk: Workplace, case_id: str, purpose: ConsentPurpose, **fields: object) -> None:
    with desk.store.work("Ask") as work:
        known = {"purpose": purpose, "asked_on": desk.today, "by": ConsentBy.RESIDENT}
        work.add(Consent.model_validate({"resident_id": work.get(Case, case_id).resident_id, **known, **fields}))
        work.commit()


def laws(found: Transition) -> set[Law]:
    return {one.help.law for one in (*found.ends, *found.continues)}


def left_out(found: Transition) -> list[tuple[Law, Standing, str]]:
    return [(one.law, one.standing, one.source.paragraph if one.source else "") for one in found.left_out]


def test_without_a_yes_only_the_help_of_the_cases_own_act_is_used(desk: Workplace, cases: dict[Law, str]) -> None:
    youth, wmo = (transition_of_case(desk, cases[law]) for law in (Law.JEUGDWET, Law.WMO))
    assert laws(youth) == {Law.JEUGDWET}
    assert left_out(youth) == [(Law.WMO, Standing.NOT_ASKED, "art. 9")]
    assert laws(wmo) == {Law.WMO}
    assert left_out(wmo) == [(Law.JEUGDWET, Standing.NOT_ASKED, "art. 5.1.1 lid 4")]


@pytest.mark.parametrize("purpose", [ConsentPurpose.FROM_YOUTH_HELP, ConsentPurpose.TO_WMO])
def test_with_a_yes_all_of_it_is_used(desk: Workplace, cases: dict[Law, str], purpose: ConsentPurpose) -> None:
    say(desk, cases[Law.WMO], purpose)
    found = transition_of_case(desk, cases[Law.WMO])
    assert laws(found) == {Law.JEUGDWET, Law.WMO}
    assert found.left_out == ()
    assert transition_of_case(desk, cases[Law.JEUGDWET]).left_out != (), "it is no yes to the other way round"


@pytest.mark.parametrize(
    ("fields", "standing"),
    [({"given": False}, Standing.REFUSED), ({"withdrawn_on": date(2026, 11, 23)}, Standing.WITHDRAWN)],
)
def test_a_no_and_a_yes_that_was_withdrawn_leave_it_out(
    desk: Workplace, cases: dict[Law, str], fields: dict[str, object], standing: Standing
) -> None:
    say(desk, cases[Law.WMO], ConsentPurpose.FROM_YOUTH_HELP, **fields)
    say(desk, cases[Law.WMO], ConsentPurpose.TO_NETWORK)
    assert left_out(transition_of_case(desk, cases[Law.WMO])) == [(Law.JEUGDWET, standing, "art. 5.1.1 lid 4")]


def test_a_yes_of_before_sixteen_that_a_parent_gave_along_holds_no_longer(
    desk: Workplace, cases: dict[Law, str]
) -> None:
    """The board says that it must be asked anew; it may not show meanwhile what only that yes allowed."""
    day = BORN.replace(year=BORN.year + 15)
    say(desk, cases[Law.JEUGDWET], ConsentPurpose.FROM_WMO, by=ConsentBy.BOTH, asked_on=day)
    assert left_out(transition_of_case(desk, cases[Law.JEUGDWET])) == [(Law.WMO, Standing.LAPSED, "art. 9")]
    with desk.store.read() as reader:
        resident_id = reader.get(Case, cases[Law.JEUGDWET]).resident_id
        line = line_of(desk, reader, resident_id)
    assert line is not None
    assert (line.is_hidden, line.stands.after) == (True, ())
    parallel = next(one for one in case_page(desk, cases[Law.JEUGDWET]).home.parallel if one.law is Law.WMO)
    assert (parallel.is_shared, parallel.help) == (False, ())
    say(desk, cases[Law.JEUGDWET], ConsentPurpose.FROM_WMO)
    assert transition_of_case(desk, cases[Law.JEUGDWET]).left_out == ()


def test_what_may_not_be_reused_at_all_is_left_out_without_a_question(desk: Workplace, cases: dict[Law, str]) -> None:
    with desk.store.work("Other act") as work:
        resident = work.get(Case, cases[Law.WMO]).resident_id
        case = Case(resident_id=resident, law=Law.ZVW, opened_on=desk.today)
        work.add(case, Indication(case_id=case.id, law=Law.ZVW, status=IndicationStatus.APPROVED, start=desk.today))
        work.commit()
    assert LeftOut(Law.ZVW, Standing.NOT_ASKED, None) in transition_of_case(desk, cases[Law.WMO]).left_out


def test_help_that_stopped_ends_on_the_day_it_really_did(desk: Workplace) -> None:
    """Like the board: the last day is that of the stop, and without one that of the decision."""
    young = a_youth(desk, days=300)
    with desk.store.read() as reader:
        [given] = reader.find(Indication, case_id=young.case_id)
    assert transition_of_case(desk, young.case_id).ends[0].last_day == given.end
    on = desk.today - timedelta(days=20)
    stopped(desk, given.id, on)
    found = transition_of_case(desk, young.case_id)
    assert [one.last_day for one in (*found.ends, *found.continues)] == [on]
