"""A case from the report of need to its end."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.casework import (
    Application,
    Case,
    Conversation,
    NeedReport,
    PersonalPlan,
    Referral,
    WarmHandover,
)
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CasePhase, EndReason, Gender, IndicationStatus, Law, WaitEnd
from desktop.models.people import Colleague, Resident
from desktop.models.transition import TransitionPlan
from desktop.models.waiting import WaitingListEntry
from desktop.rules.passing_on import HANDED_ON, MovedOn
from desktop.rules.permissions import Act, require, works_on_cases
from desktop.rules.possible_days import IN_FORCE
from desktop.rules.step_days import last_day_of_report
from desktop.services.case_views import case_view
from desktop.services.guards import (
    NOTHING_SEEN,
    filled,
    not_before,
    not_later,
    nothing_handed_in,
    only,
    open_case_of,
)
from desktop.services.handovers import require_handover
from desktop.services.residents import new_resident
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.queries.places import municipality_of
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork

_DECIDED = (IndicationStatus.APPROVED, IndicationStatus.ENDED, IndicationStatus.REFUSED)

OPEN_DRAFT = (IndicationStatus.DRAFT, IndicationStatus.HANDED_IN, IndicationStatus.RETURNED)
"""An indication on which no decision was taken yet."""

PHASES = tuple(CasePhase)
"""In the order in which a case goes through them."""


_REPORT_DAYS = ("received_on", "client_support_told_on", "confirmed_on")


@dataclass(frozen=True)
class NewCase:
    """What is known when someone reports a need. Only the last name is compulsory, or the id of a known resident."""

    last_name: str = ""
    resident_id: str = ""
    """Of a resident who is known already; the person's fields here are then left alone."""
    first_names: str = ""
    initials: str = ""
    prefix: str = ""
    birth_date: date | None = None
    gender: Gender = Gender.UNKNOWN
    bsn: str = ""
    address: str = ""
    postal_code: str = ""
    place: str = ""
    municipality: str = ""
    phone: str = ""
    email: str = ""
    law: Law = Law.WMO
    question: str = ""
    report: str = ""
    """What was reported, in words."""
    channel: str = ""
    reported_by: str = ""
    received_on: date | None = None
    """Day the report came in; None means today."""
    client_support_told: bool = False
    """True when free client support was pointed out in this contact."""


@dataclass(frozen=True)
class CaseEnding:
    """How a case ends."""

    reason: EndReason
    note: str = ""


def open_case(workplace: Workplace, new: NewCase) -> tuple[str, ChangeSet]:
    """Opens a case with its report of need, and writes the resident down when not known yet.

    Returns:
        The case's id and what was touched.

    Raises:
        RuleBroken: What `desktop.rules.resident` says of a field, ``bsn-known`` (bsn; ``values['resident_id']``),
            ``in-future`` or ``done-before`` (received_on, when the act was not there yet), ``not-in-region``
            (municipality), ``gone`` (resident_id).
    """
    received = new.received_on or workplace.today
    not_later("received_on", received, workplace.today)
    not_before("received_on", received, IN_FORCE[new.law])
    with workplace.casework(N_("Open case")) as work:
        resident = work.get(Resident, new.resident_id) if new.resident_id else new_resident(workplace, work, new)
        case = _case(workplace, work, new, resident)
        work.add(case)
        told_on = workplace.today if new.client_support_told else None
        report = {
            "case_id": case.id,
            "received_on": received,
            "channel": new.channel,
            "text": new.report or new.question,
            "reported_by": new.reported_by,
            "client_support_told_on": told_on,
            "client_support_told_by": workplace.colleague.id if told_on else "",
        }
        work.add(validated(NeedReport, report))
        return case.id, work.commit()


def change_case(
    workplace: Workplace, case_id: str, saw: Mapping[str, object] = NOTHING_SEEN, **fields: object
) -> ChangeSet:
    """Corrects the question, the law, the municipality or who holds the direction; not the phase.

    `saw` is what stood there when it was typed.

    Raises:
        RuleBroken: ``case-closed``, ``read-along`` for the question or the law while an indication of the case lies
            with a second person, ``law-drafted`` (law) once help was drafted under the act as it is, or the limit that
            a field is outside of.
    """
    only(fields, ("question", "law", "municipality", "director"))
    with workplace.casework(N_("Change case")) as work:
        case = open_case_of(work, case_id)
        if any(name in fields and fields[name] != getattr(case, name) for name in ("question", "law")):
            nothing_handed_in(work, case_id)
        if fields.get("law", case.law) != case.law and work.count(Indication, case_id=case_id):
            raise RuleBroken("law-drafted", "law")
        work.change_as_seen(Case, case_id, saw, **fields)
        return work.commit()


def change_report(workplace: Workplace, case_id: str, **fields: object) -> ChangeSet:
    """Corrects the report of need, like the day receipt was confirmed or client support was pointed out.

    Raises:
        RuleBroken: ``gone``, ``case-closed``; ``in-future`` or ``done-before`` (received_on, client_support_told_on,
            confirmed_on); ``report-after`` (received_on) what came of it; or the limit that a field is outside of.
    """
    only(fields, ("received_on", "channel", "text", "reported_by", "client_support_told_on", "confirmed_on"))
    for name in _REPORT_DAYS:
        not_later(name, fields.get(name), workplace.today)
    with workplace.casework(N_("Change report of need")) as work:
        open_case_of(work, case_id)
        reports = work.find(NeedReport, case_id=case_id)
        if not reports:
            raise RuleBroken("gone")
        change_report_in(workplace, work, reports[0], fields)
        return work.commit()


def hand_in_application(
    workplace: Workplace, case_id: str, text: str = "", applied_on: date | None = None
) -> ChangeSet:
    """Writes the application down: the term to a decision counts from here.

    Raises:
        RuleBroken: ``case-closed``, ``in-future`` or ``done-before`` (applied_on, before the report of need).
    """
    with workplace.casework(N_("Hand in application")) as work:
        case = open_case_of(work, case_id)
        applied = handed_in_on(workplace, work, case, "applied_on", applied_on)
        work.add(validated(Application, {"case_id": case_id, "applied_on": applied, "text": text}))
        move_on(work, case, CasePhase.APPLICATION)
        return work.commit()


def hand_in_personal_plan(workplace: Workplace, case_id: str, text: str, received_on: date | None = None) -> ChangeSet:
    """Keeps the resident's own plan, which came in on a day; today when left out.

    Raises:
        RuleBroken: ``case-closed``, ``required`` (text), ``in-future`` or ``done-before`` (received_on) when that is
            before the report of need.
    """
    filled("text", text)
    with workplace.casework(N_("Hand in personal plan")) as work:
        case = open_case_of(work, case_id)
        received = handed_in_on(workplace, work, case, "received_on", received_on)
        work.add(validated(PersonalPlan, {"case_id": case_id, "received_on": received, "text": text}))
        return work.commit()


def handed_in_on(workplace: Workplace, reader: Reader, case: Case, field: str, day: date | None) -> date:
    """The day on which the resident handed something in, today when left out.

    Raises:
        RuleBroken: ``in-future`` or ``done-before``, at the field, when that is before the report of need.
    """
    handed_in = day or workplace.today
    not_later(field, handed_in, workplace.today)
    not_before(field, handed_in, reported_on(reader, case))
    return handed_in


def reported_on(reader: Reader, case: Case) -> date:
    """Day of the first report of need, else the day on which the case was opened."""
    return min((one.received_on for one in reader.find(NeedReport, case_id=case.id)), default=case.opened_on)


def register_referral(workplace: Workplace, referral: Referral) -> ChangeSet:
    """Writes down that help came in by another door than the own access desk.

    Raises:
        RuleBroken: ``case-closed``, ``gone``, ``in-future`` or ``done-before`` (referred_on, when the act was not there
            yet).
    """
    not_later("referred_on", referral.referred_on, workplace.today)
    with workplace.casework(N_("Register referral")) as work:
        case = open_case_of(work, referral.case_id)
        not_before("referred_on", referral.referred_on, IN_FORCE[case.law])
        work.add(referral)
        return work.commit()


def close_case(workplace: Workplace, case_id: str, ending: CaseEnding) -> ChangeSet:
    """Ends a case; what still ran or was waited for under it ends on the same day.

    Raises:
        RuleBroken: ``case-closed``, ``draft-open`` while an indication waits for a decision, and what
            `desktop.services.handovers.require_handover` says.
    """
    with workplace.casework(N_("Close case")) as work:
        case = open_case_of(work, case_id)
        if work.count(Indication, case_id=case_id, status=OPEN_DRAFT):
            raise RuleBroken("draft-open")
        if ending.reason in HANDED_ON:
            require_handover(workplace, work, case_id, MovedOn(workplace.today, case.opened_on))
        for indication in work.find(Indication, case_id=case_id, status=IndicationStatus.APPROVED):
            end_trajectories(work, indication.id, workplace.today, ending.reason)
            work.change(Indication, indication.id, status=IndicationStatus.ENDED)
        for entry in work.find(WaitingListEntry, case_id=case_id, placed_on=None):
            work.change(WaitingListEntry, entry.id, placed_on=workplace.today, ended_because=WaitEnd.OTHER)
        reason = ": ".join(part for part in (ending.reason.value, ending.note) if part)
        work.change(Case, case_id, phase=CasePhase.CLOSED, closed_on=workplace.today, close_reason=reason)
        return work.commit()


def reopen_case(workplace: Workplace, case_id: str) -> ChangeSet:
    """Takes a closed case up again, in the phase that its contents show; help that ended stays ended.

    Raises:
        RuleBroken: ``gone``, ``not-closed``.
    """
    with workplace.casework(N_("Reopen case")) as work:
        if work.get(Case, case_id).phase is not CasePhase.CLOSED:
            raise RuleBroken("not-closed")
        work.change(Case, case_id, phase=phase_shown(work, case_id), closed_on=None, close_reason="")
        return work.commit()


def hand_over(
    workplace: Workplace, case_ids: tuple[str, ...], to: str, what: str = "", on_day: date | None = None
) -> ChangeSet:
    """Hands cases to a colleague (by id), with a warm handover written in each that is still to be held.

    The plan for eighteen goes along where it was held by who had the case. `on_day` is the day of the talk in which it
    is handed on; today when left out.

    Raises:
        RuleBroken: ``gone``; ``not-active`` (to) for a colleague who left, ``no-casework`` (to) for one who may not see
            cases; ``in-past`` (on_day), ``not-allowed``.
    """
    require(workplace.role, Act.HAND_OVER_CASES)
    if on_day is not None and on_day < workplace.today:
        raise RuleBroken("in-past", "on_day")
    with workplace.casework(N_("Hand over case")) as work:
        colleague = work.get(Colleague, to)
        if not colleague.active:
            raise RuleBroken("not-active", "to")
        if not works_on_cases(colleague.role):
            raise RuleBroken("no-casework", "to")
        for case_id in case_ids:
            case = work.get(Case, case_id)
            work.change(Case, case_id, consultant=to, covers_for="", covered_until=None)
            work.change(Resident, case.resident_id, consultant=to)
            for plan in work.find(TransitionPlan, case_id=case_id):
                if plan.owner in {case.consultant, case.covers_for}:
                    work.change(TransitionPlan, plan.id, owner=to)
            handover = {
                "case_id": case_id,
                "handed_by": workplace.colleague.name,
                "received_by": colleague.name,
                "on_day": on_day or workplace.today,
                "what": what,
            }
            work.add(validated(WarmHandover, handover))
        return work.commit()


def reason_of_closing(case: Case) -> EndReason | None:
    """Why a case was closed, as `close_case` wrote it down; None while it is open, or where other words stand there."""
    known = case.close_reason.partition(":")[0]
    return EndReason(known) if known in {one.value for one in EndReason} else None


def move_on(work: UnitOfWork, case: Case, phase: CasePhase) -> None:
    """Brings a case to a phase, never back."""
    if PHASES.index(case.phase) < PHASES.index(phase):
        work.change(Case, case.id, phase=phase)


def end_trajectories(work: UnitOfWork, indication_id: str, ended_on: date, reason: EndReason) -> None:
    """Ends the help that still runs under an indication."""
    for trajectory in work.find(Trajectory, indication_id=indication_id, ended_on=None):
        last = max(ended_on, trajectory.started_on)
        work.change(Trajectory, trajectory.id, ended_on=last, end_reason=reason)


def change_report_in(workplace: Workplace, work: UnitOfWork, report: NeedReport, fields: Mapping[str, object]) -> None:
    """Changes a report of need within an act, as `change_report` says; the case began on the day it came in.

    Raises:
        RuleBroken: As `change_report`.
    """
    case = work.get(Case, report.case_id)
    last = last_day_of_report(case_view(work, case), report, workplace.profile.terms)
    changed = work.change(NeedReport, report.id, **fields)
    for name in _REPORT_DAYS[1:]:
        not_before(name, fields.get(name), changed.received_on)
    if changed.received_on == report.received_on:
        return
    not_before("received_on", changed.received_on, IN_FORCE[case.law])
    if last is not None and last < changed.received_on:
        raise RuleBroken("report-after", "received_on", day=last)
    if case.opened_on == report.received_on:
        work.change(Case, case.id, opened_on=changed.received_on)


def _case(workplace: Workplace, reader: Reader, new: NewCase, resident: Resident) -> Case:
    fields = {
        "resident_id": resident.id,
        "law": new.law,
        "municipality": new.municipality or resident.municipality or _responsible(workplace, reader, resident),
        "question": new.question,
        "consultant": workplace.colleague.id,
        "opened_on": new.received_on or workplace.today,
    }
    case = validated(Case, fields)
    if case.municipality and case.municipality not in {m.name for m in workplace.profile.municipalities}:
        raise RuleBroken("not-in-region", "municipality")
    return case


def _responsible(workplace: Workplace, reader: Reader, resident: Resident) -> str:
    """The municipality of the address, else the one the colleague works for; empty when neither is known."""
    known = municipality_of(reader, resident.postal_code, resident.place)
    return known or workplace.colleague.municipality


def phase_shown(reader: Reader, case_id: str, beside: Collection[str] = ()) -> CasePhase:
    """The phase that the contents of a case that is not closed show; what was withdrawn shows nothing.

    `beside` are indications (ids) that are left out: nobody can decide on them any more.
    """
    decided = [one.id for one in reader.find(Indication, case_id=case_id, status=_DECIDED)]
    shown = (
        (CasePhase.DECIDED, len({*decided} - {*beside})),
        (CasePhase.APPLICATION, reader.count(Application, case_id=case_id, withdrawn_on=None)),
        (CasePhase.CONVERSATION, reader.count(Conversation, case_id=case_id)),
    )
    return next((phase for phase, count in shown if count), CasePhase.REPORTED)
