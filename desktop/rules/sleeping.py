"""Contracts that nobody is helped under: after how long a region may end them, and which are that far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.region import RegionProfile
from desktop.models.region_settings import Source

USUAL_DAYS = 365
"""Where the profile says that a contract without clients may end, or nothing at all, but no number of days."""

_USUAL_SOURCE = Source(document="Naober, standaardinstelling", paragraph="contracten zonder cliënten, aantal dagen")
_THRESHOLD = "end-without-clients"


@dataclass(frozen=True)
class Period:
    """So many days without clients, on whose word."""

    days: int
    source: Source


@dataclass(frozen=True)
class Served:
    """A contract that runs, and the last day on which someone was helped under it."""

    contract_id: str
    provider_id: str
    lot: str
    start: date
    last_client_on: date | None
    """Today while someone is helped or allotted; None when nobody ever was."""


@dataclass(frozen=True)
class Sleeping:
    """A contract without clients for longer than the period."""

    contract_id: str
    provider_id: str
    lot: str
    start: date
    last_client_on: date | None
    days: int
    """Since the last client, or since the contract began when there never was one."""
    period: Period


def period_of(profile: RegionProfile, lot_id: str) -> Period:
    """What the lot's contract terms say, else the region's threshold, else the usual year."""
    terms = next((lot.contract for lot in profile.lots if lot.id == lot_id), None)
    if terms and terms.end_without_clients_days is not None:
        return Period(terms.end_without_clients_days, terms.source)
    set_ = (t for t in profile.thresholds if t.kind == _THRESHOLD and t.number is not None and not t.product)
    return next((Period(t.number, t.source) for t in set_ if t.number), Period(USUAL_DAYS, _USUAL_SOURCE))


def sleeping(profile: RegionProfile, contracts: Iterable[Served], today: date) -> tuple[Sleeping, ...]:
    """The longest asleep first. A contract that is younger than the period had no time to begin."""
    found = []
    for one in contracts:
        period = period_of(profile, one.lot)
        since = max(one.start, one.last_client_on or date.min)
        if today - since >= timedelta(days=period.days):
            found.append(_asleep(one, (today - since).days, period))
    return tuple(sorted(found, key=lambda one: (-one.days, one.provider_id, one.contract_id)))


def _asleep(one: Served, days: int, period: Period) -> Sleeping:
    return Sleeping(one.contract_id, one.provider_id, one.lot, one.start, one.last_client_on, days, period)
