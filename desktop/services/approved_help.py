"""After the approval: the decision is written down, and the help begins."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.language import N_
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import CasePhase, EndReason, IndicationStatus, WaitEnd
from desktop.models.social_map import Provider
from desktop.models.waiting import WaitingListEntry
from desktop.rules.passing_on import MovedOn
from desktop.rules.said import is_said
from desktop.services.answers import answers_of, chosen_answers
from desktop.services.approval_day import not_undecidable
from desktop.services.cases import end_trajectories, move_on
from desktop.services.decisions import standing_decisions
from desktop.services.draft_facts import evaluation_days
from desktop.services.guards import not_later, open_case_of
from desktop.services.handovers import require_handover
from desktop.services.workplace import Workplace
from desktop.store.merged import family
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork

DECIDABLE = (IndicationStatus.APPROVED, IndicationStatus.REFUSED)
"""States in which a decision can be written down."""


def decide(workplace: Workplace, decision: Decision, *, replaces: str = "") -> ChangeSet:
    """Writes down the decision on an approved indication; the latest one stands.

    It answers the only application that waits, unless it says which. Help that is refused is not planned to be looked
    back on; what is granted after all runs as it was approved.
    `replaces` is the id of the decision that stood till now, when this one takes its place.

    Raises:
        RuleBroken: ``gone``, ``not-approved``, ``in-future`` (decided_on), ``decided-before`` (decided_on) before the
            case began or the decision that it replaces, ``decided-unapproved`` (decided_on) before the day on which
            its text was approved, ``decided-already`` when another stands than it replaces,
            ``refused-without-reason`` (motivation): a refusal says why (Awb art. 3:46 and 3:47); ``help-runs`` when
            what is refused has begun already; what `desktop.services.answers.chosen_answers` says (answers).
    """
    not_later("decided_on", decision.decided_on, workplace.today)
    if not decision.granted and not is_said(decision.motivation):
        raise RuleBroken("refused-without-reason", "motivation")
    with workplace.casework(N_("Write down decision")) as work:
        indication = work.get(Indication, decision.indication_id)
        if indication.status not in DECIDABLE:
            raise RuleBroken("not-approved")
        _takes_its_place(work, indication, decision, replaces)
        not_undecidable(indication, decision.decided_on)
        work.add(decision.model_copy(update={"answers": chosen_answers(work, indication, decision)}))
        if not decision.granted:
            _refuse(work, indication)
        elif indication.status is IndicationStatus.REFUSED:
            _grant_after_all(work, indication)
        move_on(work, work.get(Case, indication.case_id), CasePhase.DECIDED)
        return work.commit()


def _refuse(work: UnitOfWork, indication: Indication) -> None:
    if work.find(Trajectory, indication_id=indication.id):
        raise RuleBroken("help-runs")
    for planned in work.find(Evaluation, indication_id=indication.id, held_on=None):
        work.remove(Evaluation, planned.id)
    work.change(Indication, indication.id, status=IndicationStatus.REFUSED)


def _grant_after_all(work: UnitOfWork, indication: Indication) -> None:
    """As after an objection: the text stands as it was approved, and is looked back on as it says."""
    work.change(Indication, indication.id, status=IndicationStatus.APPROVED)
    work.add(*(Evaluation(indication_id=indication.id, due_on=day) for day in evaluation_days(indication)))


def start_help(workplace: Workplace, indication_id: str, started_on: date) -> ChangeSet:
    """Writes down that the help really began; a wait for it ends on that day.

    Help that goes on at another provider begins only once that provider has received it.

    Raises:
        RuleBroken: ``gone``, ``not-approved``, ``case-closed``, ``in-future`` (started_on), ``help-refused`` when the
            decision that stands refuses it, ``application-gone`` (started_on) from the day on which the application was
            withdrawn that nobody decided on, ``runs-already`` when it began already, ``began-before`` (started_on)
            before the case and the help that was indicated; what `desktop.services.handovers.require_handover` says
            (started_on).
    """
    not_later("started_on", started_on, workplace.today)
    with workplace.casework(N_("Start help")) as work:
        indication = _approved(work, indication_id)
        open_case_of(work, indication.case_id)
        _may_begin(work, indication, started_on)
        _received(workplace, work, indication, started_on)
        let_help_run(work, indication, started_on)
        return work.commit()


def let_help_run(work: UnitOfWork, indication: Indication, started_on: date) -> None:
    """Writes within an act that the help began: a wait for it ends on that day, and the case runs.

    What it changes or goes on from ends on the day before.
    """
    if indication.follows_id:
        _end_former(work, indication.follows_id, started_on - timedelta(days=1))
    work.add(Trajectory(indication_id=indication.id, started_on=started_on))
    there = family(work.connection, indication.provider_id) if indication.provider_id else ()
    for entry in work.find(WaitingListEntry, case_id=indication.case_id, product=indication.product, placed_on=None):
        here = entry.provider_id is None or entry.provider_id in there
        because = WaitEnd.PLACED if here else WaitEnd.PLACED_ELSEWHERE
        work.change(WaitingListEntry, entry.id, placed_on=max(started_on, entry.since), ended_because=because)
    move_on(work, work.get(Case, indication.case_id), CasePhase.RUNNING)


def _takes_its_place(reader: Reader, indication: Indication, decision: Decision, replaces: str) -> None:
    first = reader.get(Case, indication.case_id).opened_on
    stands = standing_decisions(reader, [indication.id]).get(indication.id)
    if stands is not None:
        if stands.id != replaces:
            raise RuleBroken("decided-already", day=stands.decided_on)
        first = max(first, stands.decided_on)
    if decision.decided_on < first:
        raise RuleBroken("decided-before", "decided_on", day=first)
    if not decision.granted and _running(reader, indication.id):
        raise RuleBroken("help-runs")


def _may_begin(reader: Reader, indication: Indication, started_on: date) -> None:
    stands = standing_decisions(reader, [indication.id]).get(indication.id)
    if stands is not None and not stands.granted:
        raise RuleBroken("help-refused", day=stands.decided_on)
    left = None if stands else answers_of(reader, indication, started_on).left
    if left is not None and left.withdrawn_on is not None and left.withdrawn_on <= started_on:
        raise RuleBroken("application-gone", "started_on", day=left.withdrawn_on)
    if _running(reader, indication.id):
        raise RuleBroken("runs-already")
    opened = reader.get(Case, indication.case_id).opened_on
    first = min(opened, indication.start or opened)
    if started_on < first:
        raise RuleBroken("began-before", "started_on", day=first)


def _running(reader: Reader, indication_id: str) -> bool:
    return bool(reader.count(Trajectory, indication_id=indication_id, ended_on=None))


def _received(workplace: Workplace, work: UnitOfWork, indication: Indication, started_on: date) -> None:
    """Who takes over help that runs has received it; the same provider hands nothing on to itself."""
    former = work.maybe(Indication, indication.follows_id) if indication.follows_id else None
    running = work.find(Trajectory, indication_id=former.id, ended_on=None) if former else []
    if former is None or not running or not former.provider_id or not indication.provider_id:
        return
    if former.provider_id not in family(work.connection, indication.provider_id):
        since = min(one.started_on for one in running)
        to = work.get(Provider, indication.provider_id).name
        require_handover(workplace, work, indication.case_id, MovedOn(started_on, since, to), "started_on")


def _end_former(work: UnitOfWork, former_id: str, last: date) -> None:
    former = work.maybe(Indication, former_id)
    if former is not None and former.status is IndicationStatus.APPROVED:
        end_trajectories(work, former_id, last, EndReason.MOVED_ON)
        work.change(Indication, former_id, status=IndicationStatus.ENDED)


def _approved(reader: Reader, indication_id: str) -> Indication:
    indication = reader.get(Indication, indication_id)
    if indication.status is not IndicationStatus.APPROVED:
        raise RuleBroken("not-approved")
    return indication
