"""The shape of a case's page: everything that hangs on a case, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.models.casework import (
    Alternative,
    Application,
    Case,
    Conversation,
    Goal,
    NeedReport,
    PersonalPlan,
    Referral,
    SupportPlan,
    WarmHandover,
)
from desktop.models.course import TermChange
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import CourseCheck
from desktop.models.people import Colleague, Resident
from desktop.models.region_settings import Source
from desktop.models.transition import TransitionPlan
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.rules.applications import FirstDay
from desktop.rules.norms import Breach
from desktop.services.answers import NOTHING_TO_ANSWER, UNDECIDED, Answering
from desktop.services.home import Home
from desktop.services.request_lines import RequestLine


class TermState(StrEnum):
    """How a term stands."""

    RUNNING = "running"
    SOON = "soon"
    """Within seven days."""
    LATE = "late"
    PAUSED = "paused"
    """Today does not count."""
    MET = "met"
    MISSED = "missed"
    """Met, but after its last day."""
    WITHDRAWN = "withdrawn"
    """Ended on the day on which the application was withdrawn, whatever its last day was."""


@dataclass(frozen=True)
class TermLine:
    """A legal or local term of a case."""

    term: str
    """Id in the profile."""
    name: str
    from_day: date
    due: date
    met_on: date | None
    state: TermState
    days_left: int
    days: int
    """Of the term as it holds here, before anything was paused or extended."""
    source: Source
    first_due: date
    """Its last day before anything was paused or extended."""
    pauses: tuple[TermChange, ...] = ()
    extensions: tuple[TermChange, ...] = ()
    pause: TermChange | None = None
    """The one that today falls in."""
    ground: Source | None = None
    """Where pausing and extending stand."""
    unclear: bool = False
    """True when it is met by its day only: nobody wrote down which application the decision answers."""
    may_pause: bool = False
    """True when it runs and the act lets it be paused."""
    may_extend: bool = False


@dataclass(frozen=True)
class CheckLine:
    """One thing an act asks along the way."""

    check: CourseCheck
    source: Source
    on: date | None
    """None when it was not done yet."""
    by: str
    """Name of the colleague who did; empty when that is not known."""
    is_late: bool
    """True when it had to be done before the talk, and was not."""


@dataclass(frozen=True)
class PlannedService:
    """A community service on the plan, with what one needs to go there."""

    id: str
    """Of the plan service, to take it off again."""
    service_id: str
    name: str
    place: str
    phone: str
    why: str
    added_on: date
    checked_days: int | None
    """Since someone saw that the map is right about it; None when nobody ever did."""


@dataclass(frozen=True)
class IndicationOnPage:
    """An indication with what hangs on it."""

    indication: Indication
    product: str
    """The product's name, or the lot's where only a result is stated."""
    segment: str
    provider: str
    decision: Decision | None
    trajectories: tuple[Trajectory, ...]
    evaluations: tuple[Evaluation, ...]
    author: str
    judged_by: str
    answering: Answering = NOTHING_TO_ANSWER
    """What the decision on it answers, or could answer."""

    @property
    def is_undecided(self) -> bool:
        """True while a first decision can still come, and the help did not begin without one."""
        return self.indication.status in UNDECIDED and self.decision is None and not self.trajectories

    @property
    def is_past_deciding(self) -> bool:
        """True when no first decision can come any more: it ended, lapsed, or nothing that was applied for stands."""
        return self.indication.status not in UNDECIDED or (self.is_undecided and self.answering.is_left)


@dataclass(frozen=True)
class WaitOnPage:
    """A wait with its bridge and its contacts."""

    entry: WaitingListEntry
    product: str
    provider: str
    weeks: int
    """Whole weeks waited so far at this provider."""
    measures: tuple[InterimMeasure, ...]
    contacts: tuple[ContactMoment, ...]
    next_contact: date | None
    """As agreed; None when nothing is, or the wait is over."""
    contact_due: date | None = None
    """When the resident is to be heard, agreed or not; None when the wait is over."""
    breach: Breach | None = None
    """How the wait for this need so far, wherever it began, stands against the norm for it."""
    need_since: date | None = None
    """First day of the wait for this need, when that was at another provider."""


class MomentKind(StrEnum):
    """What happened."""

    REPORT = "report"
    REFERRAL = "referral"
    PERSONAL_PLAN = "personal-plan"
    CONVERSATION = "conversation"
    APPLICATION = "application"
    WITHDRAWN = "withdrawn"
    PLAN = "plan"
    INDICATION = "indication"
    DECISION = "decision"
    SENT = "sent"
    """The decision went to the resident."""
    PAUSED = "paused"
    EXTENDED = "extended"
    START = "start"
    END = "end"
    EVALUATION = "evaluation"
    WAITING = "waiting"
    CONTACT = "contact"
    HANDOVER = "handover"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True)
class Moment:
    """One line of the timeline; what lies in the future is planned."""

    on: date
    kind: MomentKind
    text: str
    """Product, place or person; empty when the kind says it all."""
    id: str = ""
    """Of the record it tells of."""


@dataclass(frozen=True)
class CasePage:
    """A case with everything that hangs on it, each list in the order in which it is read."""

    case: Case
    resident: Resident
    consultant: str
    home: Home
    report: NeedReport | None
    referrals: tuple[Referral, ...]
    terms: tuple[TermLine, ...]
    checks: tuple[CheckLine, ...]
    """What the acts ask along the way, in the order in which it is done."""
    conversations: tuple[Conversation, ...]
    personal_plan: PersonalPlan | None
    alternatives: tuple[Alternative, ...]
    """One per kind the region asks for; an unanswered one has an empty answer, and an empty id when not stored yet."""
    goals: tuple[Goal, ...]
    services: tuple[PlannedService, ...]
    applications: tuple[Application, ...]
    """The oldest first."""
    waits_for_decision: tuple[Application, ...]
    """Those of them that nobody decided on and that were not withdrawn, the oldest first."""
    applies_from: FirstDay | None
    """When an application comes after the investigation; None where no act asks that."""
    plan: SupportPlan | None
    """The newest version."""
    indications: tuple[IndicationOnPage, ...]
    waiting: tuple[WaitOnPage, ...]
    handovers: tuple[WarmHandover, ...]
    other_cases: tuple[Case, ...]
    """Of the same resident."""
    timeline: tuple[Moment, ...]
    """The newest first."""
    colleagues: tuple[Colleague, ...] = field(default=())
    """To whom it could be handed."""
    plan_changed: tuple[str, ...] = ()
    """Parts of the newest plan that are not any more as they were agreed, in words."""
    requests: tuple[RequestLine, ...] = ()
    """To destroy the dossier, the newest first."""
    eighteen: TransitionPlan | None = None
    """The plan for eighteen and after, of a young person who has one."""
