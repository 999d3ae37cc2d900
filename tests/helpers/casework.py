"""Cases at the stage a test needs, made with the real services on a real store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AlternativeKind, AvailabilityStatus, CourseCheck, Frequency, Role, Unit
from desktop.models.people import Colleague
from desktop.models.social_map import AvailabilityReport, Contract, ContractedProduct, Provider
from desktop.services.cases import NewCase, open_case
from desktop.services.conversations import begin, finish, write
from desktop.services.course import note_check
from desktop.services.indications import begin_draft, change_draft, hand_in
from desktop.services.plans import add_goal, answer_alternative

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.workplace import Workplace

PRODUCT, SEGMENT, LOT, MUNICIPALITY = "begeleiding-regulier", "1A", "wmo-begeleiding", "Oldambt"


@dataclass(frozen=True)
class Drafted:
    """A case with a draft in which everything is filled in."""

    case_id: str
    indication_id: str
    provider_id: str


def colleague(desk: Workplace, name: str, role: Role = Role.CONSULTANT) -> Workplace:
    """The same store, with another colleague at it."""
    other = Colleague(name=name, role=role.value)
    with desk.store.work("Begin", actor="test") as work:
        work.add(other)
        work.commit()
    return replace(desk, colleague=other)


def a_case(desk: Workplace, last_name: str = "Boer", /, **fields: object) -> str:
    """An open case of someone of thirty-six in Winschoten."""
    known = NewCase(
        last_name=last_name,
        first_names="Jan",
        prefix="de",
        birth_date=date(1990, 5, 1),
        municipality=MUNICIPALITY,
        place="Winschoten",
        postal_code="9671 AB",
        question="Ik raak het overzicht kwijt.",
        client_support_told=True,
    )
    return open_case(desk, replace(known, **fields))[0]  # type: ignore[arg-type]  # a test names the fields it changes


def talked(desk: Workplace, case_id: str, held_on: date, given_on: date | None = None) -> str:
    """A talk of which the report is finished, and given to the resident on a day when that is told."""
    talk, _changes = begin(desk, case_id, held_on)
    write(desk, talk, question="Ik wil weer overzicht.")
    finish(desk, talk)
    if given_on is not None:
        note_check(desk, case_id, CourseCheck.REPORT_GIVEN, given_on)
    return talk


def a_provider(desk: Workplace, name: str = "De Kwikstaart", **fields: object) -> str:
    """A provider contracted for the usual form of guidance until the end of 2028."""
    provider = Provider(name=name, laws=("WMO",), place="Winschoten", latitude=53.14, longitude=7.03)
    contract = Contract(provider_id=provider.id, lot=LOT, start=date(2022, 6, 1), end=date(2028, 12, 31))
    offered = {
        "product": PRODUCT,
        "municipalities": (MUNICIPALITY,),
        "start": contract.start,
        "rate_cents": 6000,
        "rate_unit": Unit.HOUR,
    }
    whose = {"contract_id": contract.id, "provider_id": provider.id, "lot": LOT}
    product = ContractedProduct.model_validate(whose | offered | fields)
    with desk.store.work("Add") as work:
        work.add(provider, contract, product)
        work.commit()
    return provider.id


def a_report(desk: Workplace, provider_id: str, status: AvailabilityStatus, **fields: object) -> str:
    """What a provider told of its wait for the usual form, three days ago."""
    measured_on = desk.today - timedelta(days=3)
    told = {"provider_id": provider_id, "product": PRODUCT, "measured_on": measured_on, "status": status}
    report = AvailabilityReport.model_validate(told | fields)
    with desk.store.work("Report") as work:
        work.add(report)
        work.commit()
    return report.id


def answer_all(desk: Workplace, case_id: str) -> None:
    """Every possibility before custom care is answered, none of them is enough."""
    for kind in AlternativeKind:
        answer_alternative(desk, case_id, kind, answer="Besproken: dat is niet genoeg.")


def a_draft(desk: Workplace, **fields: object) -> Drafted:
    """A draft in which nothing blocks and nothing asks."""
    case_id, provider_id = a_case(desk), a_provider(desk)
    answer_all(desk, case_id)
    add_goal(desk, case_id, "Ik houd mijn post bij.")
    indication_id, _changes = begin_draft(desk, case_id)
    start = desk.today + timedelta(days=14)
    chosen = {
        "lot": LOT,
        "segment": SEGMENT,
        "product": PRODUCT,
        "start": start,
        "end": start + timedelta(days=180),
        "volume": 2,
        "unit": Unit.HOUR,
        "frequency": Frequency.WEEK,
        "provider_id": provider_id,
        "stops_when": "Jan houdt zijn post drie maanden zelf bij.",
        "contribution_told_on": desk.today,
        "evaluations": ((start + timedelta(days=80)).isoformat(),),
    }
    change_draft(desk, indication_id, **(chosen | fields))
    return Drafted(case_id, indication_id, provider_id)


def a_handed_in_draft(desk: Workplace) -> Drafted:
    """The same, handed in."""
    drafted = a_draft(desk)
    hand_in(desk, drafted.indication_id)
    return drafted


def refused(code: str, *acts: Callable[[], object]) -> None:
    """Every one of these acts is refused, with this code."""
    for act in acts:
        with pytest.raises(RuleBroken, match=code):
            act()
