"""Asking the social map, and what it answers: the neighbourhood first, contracted care below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.kinds import AvailabilityStatus, Law


class EntryKind(StrEnum):
    """What an entry of the social map is."""

    COMMUNITY = "community"
    PROVIDER = "provider"


@dataclass(frozen=True)
class SearchQuestion:
    """What someone asks of the social map; an empty part asks nothing.

    Attributes:
        text: As typed, also halfway a word.
        age: The resident's, years; entries for other ages fall out, entries that do not say stay.
        near: A place, or a postal code of which only the four digits count; what is nearer stands higher.
        max_weeks: Longest wait to the first help; entries whose wait is not known fall out.
        no_indication: True leaves contracted care out.
        limit: Hits of each kind at the most.
    """

    text: str = ""
    municipality: str = ""
    product: str = ""
    law: Law | None = None
    age: int | None = None
    near: str = ""
    max_weeks: float | None = None
    no_indication: bool = False
    limit: int = 50


@dataclass(frozen=True)
class HitWait:
    """The newest figure for a provider: weeks to the first talk and to the first help apart, with its age."""

    intake_min: float | None
    intake_max: float | None
    start_min: float | None
    start_max: float | None
    status: AvailabilityStatus
    measured_on: date
    age_days: int


@dataclass(frozen=True)
class Hit:
    """One entry that was found.

    Attributes:
        distance_km: As the crow flies; None when a coordinate is missing or nothing near was asked.
        matched: Why it was found, in the language in force, like the word that fits or the corrected spelling.
        summary: The first words of its description.
        wait: None for a community service, and for a provider nobody reported on.
    """

    id: str
    kind: EntryKind
    name: str
    place: str
    distance_km: float | None
    wait: HitWait | None
    matched: tuple[str, ...]
    summary: str = ""
    phone: str = ""
    checked_on: date | None = None
    cost: str = ""
    free_of_charge: bool | None = None
    light_check: str = ""


@dataclass(frozen=True)
class SearchAnswer:
    """What was found.

    Attributes:
        total: Entries that fit, also those past the limit.
        corrected: What was searched instead when the text was spelled otherwise; empty when it was taken as typed.
    """

    took_ms: float
    total: int
    hits: tuple[Hit, ...]
    corrected: str = ""
