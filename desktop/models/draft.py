"""A draft indication as the rules see it, and the prompts they answer with.

The same shape is read by ``naober draft check`` (see the command line's contract) and made by the screens. Unknown keys
and wrong types are refused, each named by its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from desktop.models.kinds import (
    AlternativeKind,
    AvailabilityStatus,
    CareForm,
    ContractKind,
    EndReason,
    Frequency,
    IndicationChange,
    Law,
    PromptLevel,
    Provision,
    Unit,
)
from desktop.models.region_settings import Source


class Unlooked(StrEnum):
    """Why help may not go on as if nothing had to be asked."""

    OVERDUE = "evaluation-overdue"
    NEVER_HELD = "evaluation-never-held"
    SAID_STOP = "evaluation-said-stop"
    PLANNED = "evaluation-planned"
    """One is planned for before the help would go on."""
    TAKEN_OFF = "evaluation-taken-off"
    """One was planned for before the help would go on, taken off, and nothing came in its place."""


class DraftPart(BaseModel):
    """A part of a draft: frozen and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DraftResident(DraftPart):
    """Of the resident only what the rules need."""

    birth_date: date | None = None


class DraftProvider(DraftPart):
    """The chosen provider as it stands on the day of drafting."""

    id: str | None = None
    contract_end: date | None = None
    status: AvailabilityStatus = AvailabilityStatus.UNKNOWN
    contracted: bool | None = None


class DraftAlternative(DraftPart):
    """An answer to what was looked at before custom care."""

    kind: AlternativeKind
    answer: str = ""
    sufficient: bool = False


class DraftPlus(DraftPart):
    """The questions of a heavy variant."""

    unsafe_or_crisis: bool = False
    little_control: bool = False
    leads_back_to: str = ""


class DraftPgb(DraftPart):
    """What the act wants to know before it gives a budget (Wmo 2015 art. 2.3.6 lid 2; Jeugdwet art. 8.1.1 lid 2)."""

    reason: str = ""
    manager: str = ""
    quality: str = ""


class DraftHistory(DraftPart):
    """An earlier indication of the same resident."""

    product: str = ""
    lot: str | None = None
    segment: str | None = None
    start: date
    end: date | None = None
    ended: EndReason = EndReason.OTHER


class Draft(DraftPart):
    """What the consultant has filled in so far.

    What was not looked back on before help goes on stands in ``unlooked`` with the days it is about in
    ``open_evaluations``; days alone are those of evaluations that were planned and not held.

    Of the keys that end in ``None``, None says that whoever sent the draft tells nothing of it, and then nothing is
    asked about it; an empty text says that it is still open.
    """

    region: str
    municipality: str = ""
    today: date
    resident: DraftResident = DraftResident()
    law: Law = Law.WMO
    lot: str | None = None
    segment: str | None = None
    product: str | None = None
    start: date | None = None
    end: date | None = None
    volume: int | None = Field(default=None, ge=1, le=99_999_999)
    unit: Unit | None = None
    frequency: Frequency | None = None
    result: str | None = None
    provision: Provision = Provision.IN_KIND
    provider: DraftProvider = DraftProvider()
    goals: tuple[str, ...] = ()
    evaluations: tuple[date, ...] = ()
    director: str | None = None
    directors: tuple[str, ...] = ()
    """Everyone of whom it is said that they direct the help of this household, in whichever case."""
    alternatives: tuple[DraftAlternative, ...] = ()
    plus: DraftPlus = DraftPlus()
    stops_when: str | None = None
    pgb: DraftPgb | None = None
    agreement: ContractKind = ContractKind.FRAMEWORK
    agreement_reason: str | None = None
    transport: bool = False
    transport_reason: str | None = None
    contribution_told: bool | None = None
    change: IndicationChange | None = None
    change_reason: str | None = None
    open_evaluations: tuple[date, ...] = ()
    unlooked: Unlooked | None = None
    history: tuple[DraftHistory, ...] = ()
    care_form: CareForm = CareForm.OTHER
    extended: bool = False
    carers_in_household: int = Field(default=1, ge=0, le=100)
    laws_in_household: int = Field(default=1, ge=1, le=5)
    reasons: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Comparable:
    """How long comparable trajectories lasted, by Kaplan-Meier.

    Attributes:
        n: Trajectories counted, running ones included.
        upper_quartile_days: Day by which three quarters had ended; None when fewer ever ended.
    """

    n: int
    upper_quartile_days: int | None


@dataclass(frozen=True)
class Prompt:
    """What the program says to a draft: advice with its source; the consultant decides.

    Attributes:
        code: Which prompt, as in the command line's contract.
        level: How strongly.
        field: Field of the draft it belongs to.
        text: In the language in force, with the numbers of the case filled in.
        source: Document and paragraph.
        answered: True when a reason under its code lifts it (only for ``ask``).
    """

    code: str
    level: PromptLevel
    field: str
    text: str
    source: Source
    answered: bool = False
    values: Mapping[str, object] = made(default_factory=dict)
