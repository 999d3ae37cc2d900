"""Invented cases with help that ran, put into a real store; and one case with ten years behind it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop.models.base import Value
from desktop.models.casework import (
    Alternative,
    Application,
    Case,
    Conversation,
    DomainNote,
    Goal,
    NeedReport,
    PlanService,
    SupportPlan,
    WarmHandover,
)
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import (
    AlternativeKind,
    CasePhase,
    Frequency,
    IndicationStatus,
    Law,
    NextStep,
    Role,
    Unit,
)
from desktop.models.people import Colleague, Household, NetworkMember, Resident
from desktop.models.social_map import CommunityService, Provider
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.regions import profile
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.identity import Identity

NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)
TODAY = NOW.date()
REGION, LOT, SEGMENT, PRODUCT, TOWN = (
    "oldambt-stadskanaal", "wmo-begeleiding", "1A", "begeleiding-regulier", "Oldambt",
)  # fmt: skip
YEARS = 10
SAID = "Zij houdt de post bij en gaat op woensdag naar de inloop; het geld lukt nog niet zonder hulp. "
_SEED = 11
_LONGER = 9
"""One in so many goes on under a second indication."""


def workplace(folder: Path) -> Workplace:
    """An empty, encrypted store with a consultant at it. Whoever makes it closes the store."""
    colleague = Colleague(name="Benchmark", role=Role.CONSULTANT)
    store = Store.create(folder / "cases.naober", bytes(range(32)), Identity(REGION, colleague.id))
    made = Workplace(store, profile(REGION), colleague, lambda: NOW)
    put(made, [colleague])
    return made


def put(here: Workplace, values: list[Value]) -> None:
    """Into the store, in the order of the kinds."""
    kinds = list(dict.fromkeys(type(value) for value in values))
    with here.store.work("Fill") as work:
        for kind in kinds:
            work.add(*(value for value in values if type(value) is kind))
        work.commit()


def cases(count: int, consultant: str) -> Iterator[Value]:
    """So many residents, each with a case and help that ran for some months to some years; the same every time."""
    dice = random.Random(_SEED)  # noqa: S311 - invented, the same every time
    for number in range(count):
        born = date(dice.randrange(1930, 2005), dice.randrange(1, 13), 1)
        resident = Resident(last_name=f"Inwoner {number}", birth_date=born, municipality=TOWN, place="Winschoten")
        began = TODAY - timedelta(days=dice.randrange(30, 3000))
        case = Case(
            resident_id=resident.id, law=Law.WMO, municipality=TOWN, question=SAID, phase=CasePhase.RUNNING,
            consultant=consultant, opened_on=began,
        )  # fmt: skip
        yield from (resident, case, NeedReport(case_id=case.id, received_on=began, text=SAID))
        for _turn in range(1 + (number % _LONGER == 0)):
            last = began + timedelta(days=dice.randrange(30, 1200))
            for one in _help(case.id, began, last, None):
                yield one
                if isinstance(one, Indication):
                    yield Decision(indication_id=one.id, decided_on=began)
            began = last + timedelta(days=1)


def undecided(count: int, consultant: str) -> Iterator[Value]:
    """So many running cases with help and without any decision: a term runs in each, and in most it has passed."""
    yield from (value for value in cases(count, consultant) if not isinstance(value, Decision))


def _help(case_id: str, first: date, last: date, provider: str | None) -> Iterator[Value]:
    over = last < TODAY
    given = Indication(
        case_id=case_id,
        status=IndicationStatus.ENDED if over else IndicationStatus.APPROVED,
        law=Law.WMO,
        lot=LOT,
        segment=SEGMENT,
        product=PRODUCT,
        start=first,
        end=last,
        volume=2,
        unit=Unit.HOUR,
        frequency=Frequency.WEEK,
        result=SAID,
        stops_when=SAID,
        provider_id=provider,
    )
    yield given
    if first <= TODAY:
        yield Trajectory(indication_id=given.id, started_on=first, ended_on=last if over else None)


def long_case(consultant: str) -> tuple[str, list[Value]]:
    """A case of ten years and its id: help prolonged twice a year, talks, waits, people, all that may hang on it."""
    home = Household(name="Bakker", director="")
    resident = Resident(last_name="Bakker", birth_date=date(1950, 5, 1), municipality=TOWN, household_id=home.id)
    mate = Resident(last_name="Bakker", birth_date=date(1948, 5, 1), municipality=TOWN, household_id=home.id)
    opened = TODAY - timedelta(days=365 * YEARS)
    case = Case(
        resident_id=resident.id, law=Law.WMO, municipality=TOWN, question=SAID, phase=CasePhase.RUNNING,
        consultant=consultant, opened_on=opened,
    )  # fmt: skip
    providers = [Provider(name=f"Aanbieder {n}", laws=("WMO",)) for n in range(4)]
    services = [CommunityService(name=f"Voorziening {n}", place="Winschoten") for n in range(6)]
    goals = [Goal(case_id=case.id, text=f"Doel {n}: {SAID}"[:120]) for n in range(8)]
    made: list[Value] = [home, resident, mate, case, NeedReport(case_id=case.id, received_on=opened, text=SAID)]
    made += [*providers, *services, *goals]
    made += [NetworkMember(resident_id=resident.id, name=f"Naaste {n}", helps_with=SAID[:80]) for n in range(8)]
    made += [Alternative(case_id=case.id, kind=kind, answer=SAID * 2) for kind in AlternativeKind]
    made += [PlanService(case_id=case.id, service_id=one.id, why=SAID, added_on=opened) for one in services]
    made += [Application(case_id=case.id, applied_on=opened)]
    for year in range(YEARS):
        made += _year(case, opened + timedelta(days=365 * year), goals, providers[year % len(providers)].id)
    return case.id, made


def _year(case: Case, first: date, goals: list[Goal], provider: str) -> Iterator[Value]:
    talk = Conversation(case_id=case.id, held_on=first, where="thuis", question=SAID, notes=SAID * 20, done=True)
    yield talk
    yield from (DomainNote(conversation_id=talk.id, domain=f"d{n}", situation=SAID * 3, score=3) for n in range(10))
    yield SupportPlan(case_id=case.id, made_on=first, summary=SAID * 5, agreements=SAID * 5)
    yield WarmHandover(case_id=case.id, handed_by="Noor", received_by="Bram", on_day=first, held_on=first)
    wait = WaitingListEntry(
        case_id=case.id, provider_id=provider, product=PRODUCT, since=first, placed_on=first + timedelta(days=60)
    )
    yield wait
    yield InterimMeasure(entry_id=wait.id, what=SAID[:90], start=first)
    days = [first + timedelta(days=14 * n) for n in range(4)]
    yield from (ContactMoment(entry_id=wait.id, agreed_on=day, held_on=day, note=SAID) for day in days)
    for half in range(2):
        begin = first + timedelta(days=182 * half)
        end = begin + timedelta(days=181 if (half or begin < TODAY - timedelta(days=365)) else 400)
        for one in _help(case.id, begin, end, provider):
            yield one
            if isinstance(one, Indication):
                yield Decision(indication_id=one.id, decided_on=begin, announced_on=begin, motivation=SAID * 5)
                yield from (_looked_back(one.id, begin + timedelta(days=60 * (n + 1)), goals) for n in range(2))


def _looked_back(indication_id: str, due: date, goals: list[Goal]) -> Evaluation:
    if due > TODAY:
        return Evaluation(indication_id=indication_id, due_on=due)
    return Evaluation(
        indication_id=indication_id,
        due_on=due,
        held_on=due,
        effect=SAID * 2,
        goal_results={goal.id: "partly" for goal in goals},
        satisfaction=7,
        delivered_volume=2,
        present="Mevrouw en de begeleider",
        next=NextStep.THE_SAME,
        next_step=SAID,
    )
