"""What the papers print: plain data, made by services and laid out by reports, so that neither knows the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.kinds import AlternativeKind, Frequency, IndicationStatus, Law, Provision, Unit


@dataclass(frozen=True)
class PaperNetworkMember:
    """Someone near the resident."""

    name: str
    relation: str
    helps_with: str
    informal_carer: bool


@dataclass(frozen=True)
class PaperDomain:
    """What was said about one life domain."""

    name: str
    situation: str
    own_words: str
    who_can_do_what: str
    score: int | None
    """1 to 5; None when the resident gave none."""


@dataclass(frozen=True)
class PaperAlternative:
    """What was looked at before custom care, and what was found."""

    kind: AlternativeKind
    answer: str
    sufficient: bool


@dataclass(frozen=True)
class PaperGoal:
    """What the resident wants to reach."""

    text: str
    domain: str
    """The life domain's name; empty when the goal belongs to none."""
    by_when: date | None
    reached: str
    """open, partly, reached or dropped."""


@dataclass(frozen=True)
class PaperService:
    """A community service on the plan, with what a resident needs to go there."""

    name: str
    organisation: str
    why: str
    address: str
    """Street, postal code and place on one line."""
    phone: str
    email: str
    url: str
    opening_hours: str
    how_to_join: str
    cost: str


@dataclass(frozen=True)
class PaperIndication:
    """Custom care on the plan; a draft is printed as a draft."""

    status: IndicationStatus
    law: Law
    lot: str
    segment: str
    product: str
    """Names from the region profile; empty where the region states only a result."""
    result: str
    volume: int | None
    unit: Unit | None
    frequency: Frequency | None
    start: date | None
    end: date | None
    """Last day, inclusive."""
    provision: Provision
    provider: str
    limited_choice: str
    leads_back_to: str
    stops_when: str
    evaluations: tuple[date, ...]


@dataclass(frozen=True)
class SupportPlanPage:
    """Everything the support plan prints, in the order in which it is read."""

    region: str
    municipality: str
    document: str
    """Title of the document the region profile was read from."""
    made_on: date
    version: int
    """1 for the first agreed plan; 0 while nothing was agreed yet."""
    resident: str
    """Initials, prefix and last name."""
    birth_date: date | None
    address: str
    consultant: str
    director: str
    law: Law
    received_on: date | None
    """Day of the report of need."""
    talked_on: date | None
    present: str
    question: str
    going_well: str
    network: tuple[PaperNetworkMember, ...]
    domains: tuple[PaperDomain, ...]
    alternatives: tuple[PaperAlternative, ...]
    goals: tuple[PaperGoal, ...]
    services: tuple[PaperService, ...]
    indications: tuple[PaperIndication, ...]
    summary: str
    agreements: str
    resident_agrees: bool | None
    """None until asked."""
    parts: tuple[str, ...]
    """What a plan must at least hold in this region, by name."""
