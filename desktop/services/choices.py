"""Who can do it: community services as the shorter way, then contracted providers by availability and nearness."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import NamedTuple, Self

from desktop.models.casework import Case, Goal, PlanService
from desktop.models.indications import Indication
from desktop.models.kinds import AvailabilityStatus, ContractKind, MapStatus, MeasureKind
from desktop.models.people import Resident
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.region import RegionProfile
from desktop.models.social_map import CommunityService, Provider
from desktop.rules.availability import is_out_of_date
from desktop.rules.coverage_lines import in_force, line_for, measure_for
from desktop.rules.dates import age_on
from desktop.rules.forms_of_help import acts_of, youth_and_wmo
from desktop.rules.intake_stops import IntakeStop
from desktop.services.away import Away
from desktop.services.draft_facts import wanted
from desktop.services.figure_age import stale_after
from desktop.services.fitting import fit, subjects
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_for, kept_ids, shown_of
from desktop.store.queries.places import Point, point_of
from desktop.store.queries.standing import (
    LatestReport,
    Standing,
    Wanted,
    contracted_anywhere,
    latest_reports,
    standings,
)
from desktop.store.reader import Reader

MOST_OTHERS = 20
"""So many providers without a contract are offered where the agreement leaves that open."""

MOST_SERVICES = 8
"""So many community services are shown; the social map has all of them."""

_TURN = {AvailabilityStatus.ON_CONSULTATION: 1, AvailabilityStatus.UNKNOWN: 2, AvailabilityStatus.INTAKE_STOP: 3}
"""Who comes later whatever the wait; what is not known comes after what is, and before a stop."""


@dataclass(frozen=True)
class ServiceChoice:
    """A community service that may already answer the question."""

    service_id: str
    name: str
    place: str
    distance_km: float | None
    """As the crow flies to its nearest location; None when it is not known where that is."""
    themes: tuple[str, ...]
    free_of_charge: bool | None
    on_plan: bool
    nearest: str = ""
    """What that location is called; its own address by its place."""

    @property
    def entry_id(self) -> str:
        """Whose locations count."""
        return self.service_id

    @property
    def where(self) -> str:
        """Where it is: the nearest location where distances are known."""
        return self.nearest or self.place

    def at(self, distance_km: float | None, nearest: str) -> Self:
        """The same, so far away."""
        return replace(self, distance_km=distance_km, nearest=nearest)


@dataclass(frozen=True)
class ProviderChoice:
    """A contracted provider of this product in this municipality."""

    provider_id: str
    name: str
    place: str
    status: AvailabilityStatus
    intake_min: float | None
    intake_max: float | None
    intake_text: str
    start_min: float | None
    start_max: float | None
    start_text: str
    """Weeks, and the text as it was given."""
    measured_on: date | None
    age_days: int | None
    """None when nothing was ever reported."""
    is_stale: bool
    """True: that report is out of date."""
    disputed: bool
    """True: another report of that day says otherwise; this one promises least."""
    contract_end: date | None
    rate_cents: int | None
    youth_and_adults: bool
    """True when it works under both the Jeugdwet and the Wmo."""
    light_and_heavy: bool
    """True when it offers the usual form and the heavy one, so that nobody has to change provider."""
    stop: IntakeStop | None = None
    """That the contract says new residents may be refused, with its leave in writing."""
    contracted: bool = True
    """False for one that could only help under an agreement of its own, or one that bridges."""
    distance_km: float | None = None
    nearest: str = ""
    """As of a `ServiceChoice`."""

    @property
    def entry_id(self) -> str:
        """Whose locations count."""
        return self.provider_id

    @property
    def where(self) -> str:
        """As of a `ServiceChoice`."""
        return self.nearest or self.place

    def at(self, distance_km: float | None, nearest: str) -> Self:
        """The same, so far away."""
        return replace(self, distance_km=distance_km, nearest=nearest)


@dataclass(frozen=True)
class Seeker:
    """For whom something near home is sought."""

    municipality: str = ""
    age: int | None = None
    texts: tuple[str, ...] = ()
    """What it should be about, in anyone's words."""
    on_plan: frozenset[str] = frozenset()
    """Ids of services that stand on the plan already."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen, the shorter way first."""

    services: tuple[ServiceChoice, ...]
    providers: tuple[ProviderChoice, ...]
    closed: PurchaseMeasure | None
    """The measure that keeps new providers of this help out of this municipality; None when it is open."""


NO_REPORT = LatestReport(AvailabilityStatus.UNKNOWN, None, None, "", None, None, "", date.min)
"""Nothing was ever reported: not known, which is not the same as no wait."""


def provider_choices(workplace: Workplace, indication_id: str) -> Choices:
    """Who can do it for this draft: who takes people soonest first, then who is nearest; a stop comes last.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        indication = reader.get(Indication, indication_id)
        case = reader.get(Case, indication.case_id)
        resident = reader.get(Resident, case.resident_id)
        home = point_of(reader, resident.postal_code, resident.place, case.municipality)
        services = _services(workplace, reader, case, resident, home)
        asked = wanted(case, indication, workplace.today)
        providers = contracted(workplace, reader, asked, home)
        if indication.agreement is not ContractKind.FRAMEWORK:
            providers += _others(workplace, reader, (indication, asked), home, {one.provider_id for one in providers})
        closed = _closed(workplace, reader, case, indication)
    return Choices(services, providers, closed)


def nearby_services(workplace: Workplace, reader: Reader, case: Case) -> tuple[ServiceChoice, ...]:
    """Community services for the resident of a case: on the plan, fitting the question, near."""
    resident = reader.get(Resident, case.resident_id)
    home = point_of(reader, resident.postal_code, resident.place, case.municipality)
    return _services(workplace, reader, case, resident, home)


def contracted(workplace: Workplace, reader: Reader, asked: Wanted, home: Point | None) -> tuple[ProviderChoice, ...]:
    """Who has a contract for what is wanted: who takes people soonest first, then who is nearest; a stop comes last."""
    found = standings(reader, asked)
    reports = latest_reports(reader, [s.provider_id for s in found], asked)
    around = _Around(workplace, Away(reader, home), stale_after(reader, workplace.profile))
    choices = around.away.told([_provider(s, reports.get(s.provider_id), around, asked.product) for s in found])
    return tuple(sorted(choices, key=_soonest))


def _others(
    workplace: Workplace,
    reader: Reader,
    drafted: tuple[Indication, Wanted],
    home: Point | None,
    known: Collection[str],
) -> tuple[ProviderChoice, ...]:
    """Providers under the act that have no contract for what is wanted: the chosen one, then the nearest."""
    indication, asked = drafted
    active = {one.id: one for one in reader.find(Provider, status=MapStatus.ACTIVE)}
    shown = (active[id_] for id_ in shown_of(reader.connection, active))
    bought = contracted_anywhere(reader, workplace.today)
    others = (_without_contract(one, bought.get(one.id, frozenset())) for one in shown if one.id not in known)
    found = [one for one in others if indication.law.value in _acts(workplace, one)]
    reports = latest_reports(reader, [one.provider_id for one in found], asked)
    around = _Around(workplace, Away(reader, home), stale_after(reader, workplace.profile))
    choices = around.away.told([_provider(one, reports.get(one.provider_id), around) for one in found])
    choices.sort(key=lambda one: (one.provider_id != indication.provider_id, _near(one)))
    return tuple(replace(one, contracted=False) for one in choices[:MOST_OTHERS])


def _acts(workplace: Workplace, standing: Standing) -> tuple[str, ...]:
    return acts_of(workplace.profile, standing.laws, standing.lots, standing.products)


def _without_contract(provider: Provider, elsewhere: Collection[tuple[str, str]]) -> Standing:
    """Not contracted for what is wanted, yet perhaps for something else: lots and products."""
    return Standing(
        provider_id=provider.id,
        name=provider.name,
        place=provider.place,
        laws=provider.laws,
        contract_end=None,
        rate_cents=None,
        rate_unit=None,
        stop=None,
        products=frozenset(product for _lot, product in elsewhere),
        lots=frozenset(lot for lot, _product in elsewhere),
    )


def _near(choice: ProviderChoice) -> tuple[float, str]:
    return inf if choice.distance_km is None else choice.distance_km, choice.name


def _closed(workplace: Workplace, reader: Reader, case: Case, indication: Indication) -> PurchaseMeasure | None:
    today = workplace.today
    line = line_for(workplace.profile, today, indication.lot, indication.segment, indication.product)
    holding = in_force(reader.find(PurchaseMeasure), today)
    return measure_for(holding, MeasureKind.CLOSED, line, case.municipality) if line else None


class _Around(NamedTuple):
    """From where distances are told, and from which age on a report is out of date."""

    workplace: Workplace
    away: Away
    stale_after: int


def _provider(standing: Standing, report: LatestReport | None, around: _Around, product: str = "") -> ProviderChoice:
    workplace, _away, oldest = around
    told = report or NO_REPORT
    age = (workplace.today - report.measured_on).days if report else None
    pair = _forms_of(workplace.profile, product)
    return ProviderChoice(
        provider_id=standing.provider_id,
        name=standing.name,
        place=standing.place,
        status=AvailabilityStatus.INTAKE_STOP if standing.refuses else told.status,
        intake_min=told.intake_min,
        intake_max=told.intake_max,
        intake_text=told.intake_text,
        start_min=told.start_min,
        start_max=told.start_max,
        start_text=told.start_text,
        measured_on=report.measured_on if report else None,
        age_days=age,
        is_stale=is_out_of_date(age, oldest),
        disputed=told.disputed and not standing.refuses,
        contract_end=standing.contract_end,
        rate_cents=standing.rate_cents,
        youth_and_adults=youth_and_wmo(_acts(workplace, standing)),
        light_and_heavy=len(pair) > 1 and pair <= standing.products,
        stop=standing.stop,
    )


def _soonest(choice: ProviderChoice) -> tuple[int, float, float, str]:
    near = inf if choice.distance_km is None else choice.distance_km
    # What is out of date says little: such a provider comes after those of whom something is known.
    stale = _TURN[AvailabilityStatus.UNKNOWN] if choice.is_stale else 0
    turn = max(stale, _TURN.get(choice.status, 0))
    return turn, inf if choice.start_min is None else choice.start_min, near, choice.name


def _forms_of(profile: RegionProfile, product: str) -> frozenset[str]:
    """The usual form and the heavy one of the same help."""
    usual = next((p.heavy_form_of for p in profile.products if p.id == product and p.heavy_form_of), product)
    return frozenset({usual, *(p.id for p in profile.products if p.heavy_form_of == usual)}) if usual else frozenset()


def _services(
    workplace: Workplace, reader: Reader, case: Case, resident: Resident, home: Point | None
) -> tuple[ServiceChoice, ...]:
    planned = (one.service_id for one in reader.find(PlanService, case_id=case.id))
    seeker = Seeker(
        municipality=case.municipality,
        age=age_on(resident.birth_date, workplace.today) if resident.birth_date else None,
        texts=(case.question, *(goal.text for goal in reader.find(Goal, case_id=case.id))),
        on_plan=frozenset(kept_ids(reader.connection, planned).values()),
    )
    return near_home(reader, seeker, home)


def near_home(reader: Reader, seeker: Seeker, home: Point | None) -> tuple[ServiceChoice, ...]:
    """Open to someone of this age in this municipality: on the plan, fitting what is asked, near; `MOST_SERVICES`."""
    found = reader.find(CommunityService, status=MapStatus.ACTIVE)
    hidden = kept_for(reader.connection)
    fitting = [s for s in found if s.id not in hidden and _is_for(s, seeker.municipality, seeker.age)]
    asked = subjects(seeker.texts)
    away = Away(reader, home)
    km = away.kilometres(service.id for service in fitting)
    ranked = sorted(((fit(asked, s), _service(s, km.get(s.id), seeker.on_plan)) for s in fitting), key=_shorter_way)
    return tuple(away.told(choice for _fit, choice in ranked[:MOST_SERVICES]))


def _service(service: CommunityService, away: float | None, on_plan: frozenset[str]) -> ServiceChoice:
    return ServiceChoice(
        service_id=service.id,
        name=service.name,
        place=service.place,
        distance_km=away,
        themes=service.themes,
        free_of_charge=service.free_of_charge,
        on_plan=service.id in on_plan,
    )


def _is_for(service: CommunityService, municipality: str, age: int | None) -> bool:
    here = not service.municipalities or not municipality or municipality in service.municipalities
    old_enough = age is None or service.minimum_age is None or age >= service.minimum_age
    young_enough = age is None or service.maximum_age is None or age <= service.maximum_age
    return here and old_enough and young_enough


def _shorter_way(ranked: tuple[int, ServiceChoice]) -> tuple[bool, int, float, str]:
    fitting, choice = ranked
    return not choice.on_plan, -fitting, inf if choice.distance_km is None else choice.distance_km, choice.name
