"""Who can do it: community services as the shorter way, then contracted providers by availability and nearness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.models.kinds import AvailabilityStatus

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class ServiceChoice:
    """A community service that may already answer the question."""

    service_id: str
    name: str
    place: str
    distance_km: float | None
    """As the crow flies; None when a coordinate is missing."""
    themes: tuple[str, ...]
    free_of_charge: bool | None
    on_plan: bool


@dataclass(frozen=True)
class ProviderChoice:
    """A contracted provider of this product in this municipality."""

    provider_id: str
    name: str
    place: str
    distance_km: float | None
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
    contract_end: date | None
    rate_cents: int | None
    youth_and_adults: bool
    """True when it works under both the Jeugdwet and the Wmo."""
    light_and_heavy: bool
    """True when it offers the usual form and the heavy one, so that nobody has to change provider."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen, the shorter way first."""

    services: tuple[ServiceChoice, ...]
    providers: tuple[ProviderChoice, ...]


def provider_choices(workplace: Workplace, indication_id: str) -> Choices:
    """Who can do it for this draft: who takes people soonest first, then who is nearest; a stop comes last.

    Raises:
        RuleBroken: ``gone``.
    """
    raise NotImplementedError
