"""What a paper prints: plain values, gathered by a service and laid out by a report, which knows no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.kinds import AlternativeKind, Frequency, IndicationStatus, Law, NextStep, Provision, Unit


@dataclass(frozen=True)
class PaperHead:
    """What stands at the top of every paper.

    Attributes:
        concept: True while any part of it is not approved; the paper then says so across each page.
        unsynced: Count of changes that colleagues have not seen yet; above 0 the foot of each page says so.
        mark: The municipality's mark as a picture (PNG or JPEG); empty when there is none.
    """

    municipality: str
    region: str
    made_on: date
    consultant: str
    concept: bool = False
    unsynced: int = 0
    mark: bytes = b""


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
class PaperStep:
    """A question of the investigation with what was found, both as they are printed."""

    asks: str
    answer: str


@dataclass(frozen=True)
class PaperHelper:
    """Someone near the resident."""

    name: str
    relation: str
    helps_with: str
    informal_carer: bool = False
    overburdened: bool = False


@dataclass(frozen=True)
class PaperCarer:
    """A professional who comes to the household, and what for."""

    name: str
    what: str


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
    reached: str = "open"
    """open, partly, reached or dropped."""


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
    volume_from: tuple[tuple[date, int], ...] = ()
    """More and less help inside the indication: first day and volume, in order; 0 is a pause."""


@dataclass(frozen=True)
class PaperPart:
    """A part that the region asks of a plan at the least.

    Attributes:
        id: Of the part in the profile.
        name: As the profile calls it, in Dutch.
        lines: What is known for it beyond what the plan prints anyway; empty when nothing is.
    """

    id: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperOther:
    """Other help in the household that may be told of.

    Attributes:
        who: Name of whose help it is; empty for the resident's own.
        help: What runs, as the region calls it.
        goals: Those not reached yet.
        ask: Who holds the direction of it, else who has the case.
    """

    who: str
    law: Law
    help: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True)
class SupportPlanPage:
    """Everything the support plan prints.

    Attributes:
        others: Other help in the household, as far as consent goes.
        other_directors: Who holds the direction of help that may not be told of.
    """

    head: PaperHead
    resident: PaperResident
    law: Law
    question: str
    director: str
    summary: str = ""
    agreements: str = ""
    resident_agrees: bool | None = None
    changed: tuple[str, ...] = ()
    """Parts that are not any more as they were agreed, in words."""
    conversation: PaperConversation | None = None
    network: tuple[PaperHelper, ...] = ()
    who_come: tuple[PaperCarer, ...] = ()
    alternatives: tuple[PaperAlternative, ...] = ()
    services: tuple[PaperService, ...] = ()
    goals: tuple[PaperGoal, ...] = ()
    help: tuple[PaperHelp, ...] = ()
    client_support_told_on: date | None = None
    steps: tuple[PaperStep, ...] = ()
    """The investigation step by step, as far as it was written down."""
    parts: tuple[PaperPart, ...] = ()
    others: tuple[PaperOther, ...] = ()
    other_directors: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperContribution:
    """What the household pays itself (Wmo 2015 art. 2.1.4a).

    Attributes:
        cents_per_month: As the municipality or region set it; None when that is not known.
        year: Calendar year it holds for.
        source: Document and paragraph of the amount.
        note: What was said about it.
        from_on: Day from which on something may be owed after all, for who comes of age during the help.
    """

    cents_per_month: int | None
    year: int
    source: str = ""
    note: str = ""
    from_on: date | None = None


@dataclass(frozen=True)
class PaperContact:
    """How the resident reaches the municipality; what is empty is not known.

    Attributes:
        hours: When the telephone is answered.
        address: Lines, as on an envelope.
    """

    phone: str = ""
    hours: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionPage:
    """Everything the decision prints.

    Attributes:
        grounds: The articles it rests on, by act.
        decided_on: None while it is a draft.
        announced_on: Day it was sent; None while it was not.
        objection_until: Last day to object, once it was sent.
        objection_weeks: Length of that term.
        contribution: None for help without one.
    """

    head: PaperHead
    resident: PaperResident
    law: Law
    help: PaperHelp
    granted: bool
    number: str
    grounds: tuple[str, ...]
    motivation: str
    question: str
    applied_on: date | None
    decided_on: date | None
    announced_on: date | None
    objection_until: date | None
    objection_weeks: int
    goals: tuple[PaperGoal, ...] = ()
    alternatives: tuple[PaperAlternative, ...] = ()
    contribution: PaperContribution | None = None
    pgb_reason: str = ""
    contact: PaperContact = PaperContact()


@dataclass(frozen=True)
class EvaluationPage:
    """Everything an evaluation prints; while it is not held, what is empty becomes room to write.

    Attributes:
        goals_kept: False when the goals are those of today, and not as they stood when it was held.
        satisfaction: The resident's mark, 1 to 10.
        next_on: Day of the next planned evaluation of the same help.
    """

    head: PaperHead
    resident: PaperResident
    law: Law
    help: PaperHelp
    due_on: date
    held_on: date | None = None
    present: str = ""
    goals: tuple[PaperGoal, ...] = ()
    goals_kept: bool = True
    effect: str = ""
    delivered: str = ""
    delivered_volume: int | None = None
    satisfaction: int | None = None
    downscaling: str = ""
    next: NextStep | None = None
    next_step: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class MapPage:
    """A page from the social map for a resident: a community service, or a provider whose help asks an indication."""

    head: PaperHead
    name: str
    organisation: str = ""
    about: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    url: str = ""
    when: str = ""
    for_whom: str = ""
    cost: str = ""
    """As published; empty means not known, never free."""
    how_to_join: str = ""
    light_check: str = ""
    needs_indication: bool = False
    laws: tuple[str, ...] = ()
    """Values of Law that help there is given under, for what it costs; empty means not known."""
    waits: tuple[str, ...] = ()
    """Lines; each with the day it was measured."""
    places: tuple[str, ...] = ()
    """Lines; where help is given, when that is more than one place."""
    checked_on: date | None = None
