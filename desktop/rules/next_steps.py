"""What a consultant must do next: visits, terms, evaluations, contacts, drafts that came back, help that ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.casework import Application, Case, Conversation, NeedReport, PersonalPlan, Referral, WarmHandover
from desktop.models.course import TermChange
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import CasePhase, IndicationStatus, Law
from desktop.models.people import Resident
from desktop.models.waiting import ContactMoment, WaitingListEntry
from desktop.rules.answers import Event, event_of
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.prompts.youth import ADULT
from desktop.rules.term_runs import (
    ANNOUNCEMENT,
    APPLICATION,
    CONVERSATION,
    DECISION,
    NEED_REPORT,
    PERSONAL_PLAN,
    REFERRAL,
    REPORT_GIVEN,
    Happened,
    happened,
)
from desktop.rules.terms import SOON_DAYS, Deadline

AHEAD_DAYS = 14
"""So many days ahead a visit or an evaluation is shown."""

ENDING_DAYS = 56
"""Help that ends within eight weeks is shown: time to look back, and to arrange what comes after."""

HEARD_DAYS = 28
"""Someone who waits without an agreed contact is called after so many days."""

TURNS_18_MONTHS = 24
"""Two years before the eighteenth birthday the plan for after begins."""


_COMES = frozenset(
    {IndicationStatus.DRAFT, IndicationStatus.HANDED_IN, IndicationStatus.RETURNED, IndicationStatus.APPROVED}
)
"""Help that may still come, or that does."""


class StepKind(StrEnum):
    """What there is to do."""

    VISIT = "visit"
    TERM = "term"
    PAUSE = "pause"
    """A pause that lasts long: does it still hold?"""
    RETURNED = "returned"
    WAITING = "waiting"
    EVALUATION = "evaluation"
    ENDING = "ending"
    TURNS_18 = "turns-18"
    DRAFT = "draft"
    CLIENT_SUPPORT = "client-support"
    REFERRAL = "referral"
    HANDOVER = "handover"
    STOPPED = "stopped"
    """Help that stopped before its last day, as a provider told, while its indication stands: does that end too?"""
    UNSENT = "unsent"
    """A decision that nobody sent yet: it holds for nobody, and the time to object does not begin (Awb 3:40, 6:8)."""


@dataclass(frozen=True)
class NextStep:
    """One thing to do in one case.

    Attributes:
        due: Day it must be done; None when it waits without a day.
        about: Id of what it is about: a conversation, an indication, a waiting list entry, or the term's id.
        what: Name of the term or id of the product, for the line; empty where the kind says it all.
    """

    kind: StepKind
    case_id: str
    due: date | None
    about: str = ""
    what: str = ""

    def days_left(self, today: date) -> int | None:
        """From today to its day; negative when it is late."""
        return (self.due - today).days if self.due else None


@dataclass(frozen=True)
class CaseView:
    """One case with all that the next steps hang on."""

    case: Case
    resident: Resident | None = None
    need_reports: tuple[NeedReport, ...] = ()
    referrals: tuple[Referral, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    personal_plans: tuple[PersonalPlan, ...] = ()
    applications: tuple[Application, ...] = ()
    indications: tuple[Indication, ...] = ()
    decisions: tuple[Decision, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    waiting: tuple[WaitingListEntry, ...] = ()
    contacts: tuple[ContactMoment, ...] = ()
    term_changes: tuple[TermChange, ...] = ()
    handovers: tuple[WarmHandover, ...] = ()
    trajectories: tuple[Trajectory, ...] = ()


def next_steps(views: Iterable[CaseView], today: date) -> tuple[NextStep, ...]:
    """All steps of these cases but their terms, the most pressing first; a closed case has none."""
    running = (view for view in views if view.case.phase is not CasePhase.CLOSED)
    return _in_order(step for view in running for step in _of_case(view, today))


def term_steps(open_terms: Iterable[tuple[str, Deadline]], today: date) -> tuple[NextStep, ...]:
    """Terms that run out soon or have run out, and pauses to look at again, the most pressing first.

    `open_terms` are the terms that the desk must still meet, each with its case (id).
    """
    return _in_order(
        NextStep(StepKind.PAUSE if one.sleeps else StepKind.TERM, case_id, one.asks_on, one.term.id, one.term.name)
        for case_id, one in open_terms
        if (one.asks_on - today).days <= (0 if one.sleeps else SOON_DAYS)
    )


def events(view: CaseView) -> Happened:
    """What happened, by the name under which a term counts from it."""
    done = [talk for talk in view.conversations if talk.done]
    return happened(
        {
            NEED_REPORT: (Event(one.received_on) for one in view.need_reports),
            REFERRAL: (Event(one.referred_on) for one in view.referrals),
            CONVERSATION: (Event(talk.held_on) for talk in done),
            REPORT_GIVEN: (Event(talk.report_given_on) for talk in done if talk.report_given_on),
            PERSONAL_PLAN: (Event(plan.received_on) for plan in view.personal_plans),
            APPLICATION: map(event_of, view.applications),
            DECISION: (Event(one.decided_on, answers=one.answers) for one in view.decisions),
            ANNOUNCEMENT: (Event(one.announced_on) for one in view.decisions if one.announced_on),
        }
    )


def _in_order(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    return tuple(sorted(steps, key=lambda step: (step.due or date.max, step.kind.value, step.case_id, step.about)))


def _of_case(view: CaseView, today: date) -> Iterator[NextStep]:
    yield from _visits(view, today)
    yield from _drafts(view)
    yield from _unsent(view)
    yield from _evaluations(view, today)
    yield from _contacts(view, today)
    yield from _ending(view, today)
    yield from _eighteen(view, today)


def _visits(view: CaseView, today: date) -> Iterator[NextStep]:
    """Talks that are planned soon or not written up, and client support that was not pointed out before the talk."""
    told = [r for r in view.need_reports if r.client_support_told_on]
    for talk in view.conversations:
        if talk.done or (talk.held_on - today).days > AHEAD_DAYS:
            continue
        yield NextStep(StepKind.VISIT, view.case.id, talk.held_on, talk.id)
        if view.need_reports and not told:
            yield NextStep(StepKind.CLIENT_SUPPORT, view.case.id, talk.held_on, talk.id)


def _drafts(view: CaseView) -> Iterator[NextStep]:
    for one in view.indications:
        if one.status is IndicationStatus.RETURNED:
            yield NextStep(StepKind.RETURNED, view.case.id, None, one.id, one.product)
        elif one.status is IndicationStatus.DRAFT:
            yield NextStep(StepKind.DRAFT, view.case.id, one.start, one.id, one.product)


def _unsent(view: CaseView) -> Iterator[NextStep]:
    for one in view.decisions:
        if one.announced_on is None:
            yield NextStep(StepKind.UNSENT, view.case.id, one.decided_on, one.indication_id)


def _evaluations(view: CaseView, today: date) -> Iterator[NextStep]:
    for one in view.evaluations:
        if one.held_on is None and (one.due_on - today).days <= AHEAD_DAYS:
            yield NextStep(StepKind.EVALUATION, view.case.id, one.due_on, one.indication_id)


def contact_due(since: date, *, planned: Iterable[date], held: Iterable[date]) -> date:
    """When someone who waits is heard next: on the first day agreed, else some weeks after the last contact."""
    return min(planned, default=add_days(max([since, *held]), HEARD_DAYS))


def contact_due_of(entry: WaitingListEntry, contacts: Iterable[ContactMoment]) -> date:
    """The same of a wait with its own contacts; the day of review counts as agreed."""
    mine = tuple(contacts)
    review = [entry.review_on] if entry.review_on else []
    planned = [contact.agreed_on for contact in mine if contact.held_on is None]
    return contact_due(
        entry.since, planned=[*planned, *review], held=[contact.held_on for contact in mine if contact.held_on]
    )


def _contacts(view: CaseView, today: date) -> Iterator[NextStep]:
    for entry in view.waiting:
        due = contact_due_of(entry, (contact for contact in view.contacts if contact.entry_id == entry.id))
        if entry.placed_on is None and due <= today:
            yield NextStep(StepKind.WAITING, view.case.id, due, entry.id, entry.product)


def _ending(view: CaseView, today: date) -> Iterator[NextStep]:
    """Approved help that ends soon, or that still runs past its last day, and that nothing follows up."""
    open_runs_of = {run.indication_id for run in view.trajectories if run.ended_on is None}
    # Help that was prolonged may still run under the indication with which it began.
    running = {_which(one) for one in view.indications if one.id in open_runs_of}
    for one in view.indications:
        run = stopped(one, view.trajectories)
        if run is not None:
            yield NextStep(StepKind.STOPPED, view.case.id, None, one.id, one.product)
        if run is not None or one.status is not IndicationStatus.APPROVED or one.end is None:
            continue
        left = (one.end - today).days
        if left > ENDING_DAYS or (left < 0 and _which(one) not in running):
            continue
        if not any(follows_up(one, other) for other in view.indications):
            yield NextStep(StepKind.ENDING, view.case.id, one.end, one.id, one.product)


def stopped(one: Indication, trajectories: Iterable[Trajectory]) -> Trajectory | None:
    """How help ended that was approved for longer; None while it runs, has not begun, or ran to its last day.

    A message of a provider stops the help (iWmo and iJw 307). The indication stands until a person ends it: another
    provider may go on with it, or the same one begin again.
    """
    mine = [run for run in trajectories if run.indication_id == one.id]
    last = max(mine, key=lambda run: (run.ended_on or date.max, run.id), default=None)
    if one.status is not IndicationStatus.APPROVED or last is None or last.ended_on is None:
        return None
    return last if one.end is None or last.ended_on < one.end else None


def follows_up(one: Indication, other: Indication) -> bool:
    """True for what says that it goes on from it, or is the same help from a later day; what was refused is not."""
    if other.status not in _COMES or other.id == one.id:
        return False
    later = one.end is not None and other.start is not None and other.start > one.end
    return other.follows_id == one.id or (_which(other) == _which(one) and later)


def _which(one: Indication) -> tuple[str, ...]:
    """Which help it is: the product, or where only a result is stated the lot and its segment."""
    return (one.product,) if one.product else (one.lot, one.segment)


def _eighteen(view: CaseView, today: date) -> Iterator[NextStep]:
    birth = view.resident.birth_date if view.resident else None
    if birth is None or view.case.law is not Law.JEUGDWET:
        return
    adult = birthday(birth, ADULT)
    if add_months(adult, -TURNS_18_MONTHS) <= today < adult:
        yield NextStep(StepKind.TURNS_18, view.case.id, adult)
