"""What happened in a case, and what is planned, on one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.casework import Application
from desktop.models.indications import Indication
from desktop.models.labels import label
from desktop.services.answers import told_answer
from desktop.services.approval_day import Approved, approval_of
from desktop.services.case_page import CasePage, IndicationOnPage, Moment, MomentKind
from desktop.services.names import join_name


def timeline(page: CasePage) -> CasePage:
    """The page with its moments, the newest first."""
    moments = sorted(_moments(page), key=lambda m: (m.on, m.id), reverse=True)
    return replace(page, timeline=tuple(moments))


def _moments(page: CasePage) -> Iterator[Moment]:
    yield from _beginning(page)
    for talk in page.conversations:
        yield Moment(talk.held_on, MomentKind.CONVERSATION, talk.where, talk.id)
    for application in page.applications:
        yield Moment(application.applied_on, MomentKind.APPLICATION, "", application.id)
        if application.withdrawn_on:
            yield Moment(application.withdrawn_on, MomentKind.WITHDRAWN, _withdrawn(application), application.id)
    yield from _terms(page)
    if page.plan:
        yield Moment(page.plan.made_on, MomentKind.PLAN, "", page.plan.id)
    for on_page in page.indications:
        yield from _help(on_page)
    yield from _waits(page)
    for handover in page.handovers:
        yield Moment(handover.on_day, MomentKind.HANDOVER, handover.received_by, handover.id)
    if page.case.closed_on:
        yield Moment(page.case.closed_on, MomentKind.CLOSED, "", page.case.id)


def _withdrawn(application: Application) -> str:
    by = label(application.withdrawn_by) if application.withdrawn_by else ""
    told = _("of {day}", day=short_day(application.applied_on))
    return " · ".join(filter(None, (told, by, application.withdrawn_how, application.withdrawn_why)))


def _terms(page: CasePage) -> Iterator[Moment]:
    for term in page.terms:
        for pause in term.pauses:
            yield Moment(pause.from_on, MomentKind.PAUSED, term.name, pause.id)
        for later in term.extensions:
            yield Moment(later.from_on, MomentKind.EXTENDED, term.name, later.id)


def _beginning(page: CasePage) -> Iterator[Moment]:
    if page.report:
        yield Moment(page.report.received_on, MomentKind.REPORT, page.report.channel, page.report.id)
    else:
        yield Moment(page.case.opened_on, MomentKind.OPENED, "", page.case.id)
    for referral in page.referrals:
        yield Moment(referral.referred_on, MomentKind.REFERRAL, referral.referrer, referral.id)
    if page.personal_plan:
        yield Moment(page.personal_plan.received_on, MomentKind.PERSONAL_PLAN, "", page.personal_plan.id)


def _help(on_page: IndicationOnPage) -> Iterator[Moment]:
    indication, what = on_page.indication, join_name(on_page.product)
    approved = approval_of(indication)
    if approved is not None:
        yield Moment(approved.on, MomentKind.INDICATION, _approved(what, indication, approved), indication.id)
    if on_page.decision:
        told = join_name(what, f"({told_answer(on_page.answering)})") if on_page.answering.is_choice else what
        yield Moment(on_page.decision.decided_on, MomentKind.DECISION, told, on_page.decision.id)
        if on_page.decision.announced_on:
            yield Moment(on_page.decision.announced_on, MomentKind.SENT, what, on_page.decision.id)
    for trajectory in on_page.trajectories:
        yield Moment(trajectory.started_on, MomentKind.START, what, trajectory.id)
        if trajectory.ended_on:
            yield Moment(trajectory.ended_on, MomentKind.END, what, trajectory.id)
    for evaluation in on_page.evaluations:
        yield Moment(evaluation.held_on or evaluation.due_on, MomentKind.EVALUATION, what, evaluation.id)


def _approved(what: str, indication: Indication, approved: Approved) -> str:
    if not approved.why or indication.judged_at is None:
        return what
    entered = _("entered on {day}: {why}", day=short_day(indication.judged_at.astimezone().date()), why=approved.why)
    return " · ".join((what, entered))


def _waits(page: CasePage) -> Iterator[Moment]:
    """A contact counts for every place where the resident waits for a need, and is told once."""
    told: set[tuple[str, date]] = set()
    for wait in page.waiting:
        yield Moment(wait.entry.since, MomentKind.WAITING, wait.product, wait.entry.id)
        for contact in sorted(wait.contacts, key=lambda one: not one.note):
            key = (wait.entry.need or wait.entry.id, contact.held_on or contact.agreed_on)
            if contact.note or key not in told:
                yield Moment(key[1], MomentKind.CONTACT, contact.note, contact.id)
            told.add(key)
