"""What a paper prints: plain values, gathered by a service and laid out by a report, which knows no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.kinds import AlternativeKind, Frequency, IndicationStatus, Law, Provision, Unit


@dataclass(frozen=True)
class PaperHead:
    """What stands at the top of every paper.

    Attributes:
        concept: True while any part of it is not approved; the paper then says so across each page.
        unsynced: Count of changes that colleagues have not seen yet; above 0 the foot of each page says so.
    """

    municipality: str
    region: str
    made_on: date
    consultant: str
    concept: bool = False
    unsynced: int = 0


@dataclass(frozen=True)
class PaperResident:
    """The resident as a paper names this person."""

    name: str
    birth_date: date | None
    address: tuple[str, ...] = ()
    """Lines; empty without a fixed address."""
    household: str = ""


@dataclass(frozen=True)
class PaperDomain:
    """One life domain of the conversation; score 1 to 5, or None when it was not given."""

    name: str
    situation: str
    own_words: str
    who_can_do_what: str
    score: int | None


@dataclass(frozen=True)
class PaperConversation:
    """The talk that the plan rests on."""

    held_on: date
    where: str
    present: str
    question: str
    going_well: str
    domains: tuple[PaperDomain, ...] = ()


@dataclass(frozen=True)
class PaperHelper:
    """Someone near the resident."""

    name: str
    relation: str
    helps_with: str
    informal_carer: bool = False


@dataclass(frozen=True)
class PaperAlternative:
    """What was looked at before custom care, and what was found."""

    kind: AlternativeKind
    answer: str
    sufficient: bool


@dataclass(frozen=True)
class PaperService:
    """A community service on the plan."""

    name: str
    why: str
    place: str = ""
    when: str = ""
    contact: str = ""
    cost: str = ""
    checked_on: date | None = None
    """Day someone last saw that this is right; None when nobody ever did."""


@dataclass(frozen=True)
class PaperGoal:
    """A goal in the resident's words."""

    text: str
    domain: str = ""
    by_when: date | None = None


@dataclass(frozen=True)
class PaperHelp:
    """Indicated help: with product and volume, or as a result only, as the region works."""

    product: str
    result: str
    provider: str
    provision: Provision
    law: Law
    status: IndicationStatus
    start: date | None
    end: date | None
    volume: int | None
    unit: Unit | None
    frequency: Frequency | None
    evaluations: tuple[date, ...] = ()
    stops_when: str = ""
    leads_back_to: str = ""
    limited_choice: str = ""


@dataclass(frozen=True)
class SupportPlanPage:
    """Everything the support plan prints."""

    head: PaperHead
    resident: PaperResident
    law: Law
    question: str
    director: str
    summary: str = ""
    agreements: str = ""
    resident_agrees: bool | None = None
    conversation: PaperConversation | None = None
    network: tuple[PaperHelper, ...] = ()
    alternatives: tuple[PaperAlternative, ...] = ()
    services: tuple[PaperService, ...] = ()
    goals: tuple[PaperGoal, ...] = ()
    help: tuple[PaperHelp, ...] = ()
    client_support_told_on: date | None = None
