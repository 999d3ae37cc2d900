"""What someone who waits may expect, and what else there is: who can begin sooner, and what helps in the meantime."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.casework import Case
from desktop.models.kinds import AvailabilityStatus
from desktop.models.people import Resident
from desktop.models.search import Facet, Hit, HitKind, HitStop, SearchQuestion
from desktop.models.social_map import AvailabilityReport, ContractedProduct
from desktop.models.waiting import WaitingListEntry, WaitNorm
from desktop.rules.availability import hope
from desktop.rules.forecast import WEEK, Forecast
from desktop.rules.intake_stops import IntakeStop, stops_running, weightiest
from desktop.rules.norms import Breach, NormOutcome, breach, breach_of_range, need_since, norm_of_wait
from desktop.rules.permissions import Act, require
from desktop.services.availability import Report, reports_of
from desktop.services.choices import ServiceChoice, nearby_services
from desktop.services.expected_waits import ExpectedWait, forecast_of
from desktop.services.figure_age import aged, stale_after
from desktop.services.hit_stops import with_stops
from desktop.services.names import join_name
from desktop.services.norms import norms_of
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_ids
from desktop.store.reader import Reader
from desktop.store.search.searching import search

MOST = 5
"""So many of each are shown; the social map has all of them."""

LOOKED_AT = 200
"""Providers looked at for who can begin soonest."""

_TURN = {NormOutcome.WITHIN: 0, NormOutcome.MAYBE_OVER: 1, NormOutcome.OVER: 2, NormOutcome.UNKNOWN: 3}
_REFUSING = (AvailabilityStatus.INTAKE_STOP,)


@dataclass(frozen=True)
class OtherProvider:
    """A provider with a contract for the same help in the same municipality, where the resident does not wait yet."""

    hit: Hit
    breach: Breach
    """How its last reported wait stands against the norm."""


@dataclass(frozen=True)
class WaitProspect:
    """What is known of one wait that runs.

    Attributes:
        norm: Against which it is held; None when there is none.
        told: What the provider last reported for this help; None when nothing, or when no provider is chosen.
        told_days: How old that report is, in days.
        told_is_stale: True when that is out of date.
        told_is_disputed: True when another report of the same day says otherwise; `told` promises least.
        stop: That the provider's contract says new residents may be refused for this help; None when it does not.
        expected: By the waits in this store; None when no provider is chosen.
        is_late: True when it waits beyond the norm, or is expected or reported to.
        others: Who may begin sooner, those within the norm first.
        services: What can help in the meantime, near home.
    """

    entry_id: str
    norm: WaitNorm | None
    told: AvailabilityReport | None
    told_days: int | None
    told_is_stale: bool
    told_is_disputed: bool
    stop: IntakeStop | None
    expected: ExpectedWait | None
    is_late: bool
    others: tuple[OtherProvider, ...]
    services: tuple[ServiceChoice, ...]


def wait_prospect(workplace: Workplace, entry_id: str) -> WaitProspect:
    """What is known of a wait, and what else there is.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        return _Looking(workplace, reader, entry_id).prospect()


def told_of(reader: Reader, workplace: Workplace, entry: WaitingListEntry) -> Report | None:
    """What the provider last reported for this help, else for all its help; of one day what promises least."""
    if entry.provider_id is None:
        return None
    reports = reports_of(workplace, reader, entry.provider_id)
    fitting = [one for one in reports if one.report.product in {entry.product, ""}]
    return min(fitting, key=lambda one: (one.report.product != entry.product, one.age_days, _hope(one)), default=None)


def _hope(one: Report) -> tuple[int, float]:
    report = one.report
    return hope(report.status, report.start_max if report.start_max is not None else report.start_min)


class _Looking:
    """One wait while it is looked at."""

    def __init__(self, workplace: Workplace, reader: Reader, entry_id: str) -> None:
        self.workplace, self.reader = workplace, reader
        self.entry = reader.get(WaitingListEntry, entry_id)
        self.case = reader.get(Case, self.entry.case_id)
        norms = norms_of(reader, workplace.profile)
        self.norm = norm_of_wait(norms, self.case.law, self.entry.product)

    def prospect(self) -> WaitProspect:
        found = told_of(self.reader, self.workplace, self.entry)
        told = found.report if found else None
        expected = forecast_of(self.workplace, self.reader, self.entry)
        return WaitProspect(
            entry_id=self.entry.id,
            norm=self.norm,
            told=told,
            told_days=found.age_days if found else None,
            told_is_stale=found.is_stale if found else False,
            told_is_disputed=found.disputed if found else False,
            stop=self._stop(),
            expected=expected,
            is_late=self._is_late(told, expected),
            others=self._others(),
            services=nearby_services(self.workplace, self.reader, self.case)[:MOST],
        )

    def _stop(self) -> IntakeStop | None:
        if self.entry.provider_id is None:
            return None
        asked = {"provider_id": self.entry.provider_id, "product": self.entry.product, "intake_stop": True}
        return weightiest(stops_running(self.reader.find(ContractedProduct, **asked), self.workplace.today))

    def _is_late(self, told: AvailabilityReport | None, expected: ExpectedWait | None) -> bool:
        began = need_since(self.entry, self.reader.find(WaitingListEntry, case_id=self.case.id))
        waited = max(0, (self.workplace.today - began).days) / WEEK
        waits = [breach(self.norm, waited)]
        if told is not None:
            if told.status in _REFUSING:
                return True
            waits.append(breach_of_range(self.norm, told.start_min, told.start_max))
        if expected is not None and isinstance(expected.found, Forecast):
            waits.append(breach(self.norm, waited + expected.found.weeks))
        return any(wait.is_over for wait in waits)

    def _others(self) -> tuple[OtherProvider, ...]:
        asked, today = self._question(), self.workplace.today
        answer = search(self.reader, asked, today=today)
        waits = self.reader.find(WaitingListEntry, case_id=self.case.id, product=self.entry.product, placed_on=None)
        taken = kept_ids(self.reader.connection, (wait.provider_id for wait in waits if wait.provider_id)).values()
        found = [
            OtherProvider(hit, self._reported(hit))
            for hit in aged(
                with_stops(self.reader, answer.hits, asked, today), stale_after(self.reader, self.workplace.profile)
            )
            if hit.kind is HitKind.PROVIDER and hit.id not in taken and not _refuses(hit)
        ]
        return tuple(sorted(found, key=_soonest)[:MOST])

    def _question(self) -> SearchQuestion:
        """The same help, under the same act, in the same municipality."""
        resident = self.reader.get(Resident, self.case.resident_id)
        product = self.entry.product
        is_product = any(one.id == product for one in self.workplace.profile.products)
        return SearchQuestion(
            municipality=self.case.municipality,
            product=product if is_product else "",
            law=self.case.law,
            near=join_name(resident.postal_code, resident.place),
            near_if_known=True,
            narrowed={Facet.KIND: (HitKind.PROVIDER.value,)}
            | ({Facet.SEGMENT: (product,)} if product and not is_product else {}),
            limit=LOOKED_AT,
        )

    def _reported(self, hit: Hit) -> Breach:
        wait = hit.wait
        return breach_of_range(self.norm, wait.start_min if wait else None, wait.start_max if wait else None)


def _refuses(hit: Hit) -> bool:
    return hit.stop is HitStop.ALL or (hit.wait is not None and hit.wait.status in _REFUSING)


def _soonest(other: OtherProvider) -> tuple[int, float, float, str]:
    wait, away = other.hit.wait, other.hit.distance_km
    weeks = wait.start_max if wait and wait.start_max is not None else float("inf")
    turn = _TURN.get(other.breach.outcome, 0 if weeks < float("inf") else 1)
    return turn, weeks, float("inf") if away is None else away, other.hit.name
