"""Looking back and ahead: an evaluation is planned with the indication and held with the resident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from desktop.language import N_
from desktop.models.casework import Goal
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import EndReason, IndicationChange, IndicationStatus, NextStep
from desktop.rules.evaluations import DROPPED, RESULTS, GoingOn, Hindrance, goals_reached
from desktop.rules.next_steps import stopped
from desktop.rules.passing_on import HANDED_ON, MovedOn
from desktop.rules.permissions import Act, require
from desktop.services.cases import end_trajectories
from desktop.services.draft_history import hindrance_of
from desktop.services.guards import filled, not_later, only, open_case_of
from desktop.services.handovers import require_handover
from desktop.services.kept_basis import goals_looked_back_on, looked_back_on, next_as_agreed, next_look_back
from desktop.services.workplace import Workplace
from desktop.store.unit_of_work import UnitOfWork

OUTCOME = (
    "held_on",
    "present",
    "goal_results",
    "effect",
    "satisfaction",
    "delivered_volume",
    "delivered",
    "downscaling",
    "next",
    "next_step",
)
"""Fields that are filled in when an evaluation is held."""


def plan_evaluation(workplace: Workplace, indication_id: str, due_on: date) -> tuple[str, ChangeSet]:
    """Plans one more evaluation of an approved indication.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``not-approved``, ``too-early`` (due_on) before the help begins,
            ``after-the-help`` (due_on) when it has ended by then.
    """
    with workplace.casework(N_("Plan evaluation")) as work:
        indication = _of_open_case(work, indication_id)
        if indication.status is not IndicationStatus.APPROVED:
            raise RuleBroken("not-approved")
        evaluation = _planned(work, indication, due_on, "due_on")
        return evaluation.id, work.commit()


def hold_evaluation(
    workplace: Workplace, evaluation_id: str, *, then_on: date | None = None, **fields: object
) -> ChangeSet:
    """Writes down what came out, under the model's field names; what was written of it before is corrected.

    The goals of the plan go on as far as they came here, unless a later evaluation has told of them already.

    Args:
        workplace: Where one works.
        evaluation_id: Which evaluation.
        then_on: Day on which it is looked back on again at the latest; that evaluation is planned in the same act.
        fields: See `OUTCOME`; `held_on` is today when left out.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required`` (effect, next, or goal_results while a goal is left
            out), ``in-future`` (held_on), ``too-early`` (held_on before the help begins, then_on not after held_on),
            ``after-the-help`` (then_on), or the limit that a field is outside of.
    """
    only(fields, OUTCOME)
    filled("effect", fields.get("effect"))
    filled("next", fields.get("next"))
    held = fields.get("held_on") or workplace.today
    not_later("held_on", held, workplace.today)
    with workplace.casework(N_("Hold evaluation")) as work:
        before = work.get(Evaluation, evaluation_id)
        indication = _of_open_case(work, before.indication_id)
        goals = _looked_at(work, indication, before)
        results = _results(goals, before, fields.get("goal_results"))
        told = {**fields, "held_on": held, "goal_results": results, "goals_reached": goals_reached(results)}
        if before.held_on is None:
            told["rests_on"] = looked_back_on(goals)
        evaluation = work.change(Evaluation, evaluation_id, **told)
        _began_before(indication, evaluation)
        _goals_follow(work, indication, evaluation)
        if then_on is not None and evaluation.next is not NextStep.STOP:
            _plan_next(work, indication, evaluation, then_on)
        if before.held_on is None or then_on is not None:
            _keep_next(work, evaluation)
        return work.commit()


def remove_evaluation(workplace: Workplace, evaluation_id: str) -> ChangeSet:
    """Takes a planned evaluation off; one that was held stays.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``evaluation-held``.
    """
    with workplace.casework(N_("Remove evaluation")) as work:
        evaluation = work.get(Evaluation, evaluation_id)
        _of_open_case(work, evaluation.indication_id)
        if evaluation.held_on is not None:
            raise RuleBroken("evaluation-held")
        work.remove(Evaluation, evaluation_id)
        return work.commit()


def may_be_prolonged(workplace: Workplace, indication_id: str) -> Hindrance | None:
    """What keeps this indication from going on after its last day; the draft that prolongs it is told the same.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        indication = reader.get(Indication, indication_id)
        return hindrance_of(reader, workplace.profile, indication, GoingOn(workplace.today))


def end_help(workplace: Workplace, indication_id: str, ended_on: date, reason: EndReason) -> ChangeSet:
    """Writes down that the help ended, with what it was prolonged by and ran on under.

    After a death no prolongation begins any more, and nobody is asked for what was still to be evaluated.

    Raises:
        RuleBroken: ``gone``, ``not-running``, ``in-future`` (ended_on), ``too-early`` (ended_on) before the start, and
            what `desktop.services.handovers.require_handover` says.
    """
    not_later("ended_on", ended_on, workplace.today)
    with workplace.casework(N_("End help")) as work:
        running = work.find(Trajectory, indication_id=indication_id, ended_on=None)
        if not running:
            raise RuleBroken("not-running")
        if reason in HANDED_ON:
            moved = MovedOn(ended_on, min(one.started_on for one in running))
            require_handover(workplace, work, work.get(Indication, indication_id).case_id, moved)
        if ended_on < max(trajectory.started_on for trajectory in running):
            raise RuleBroken("too-early", "ended_on")
        end_trajectories(work, indication_id, ended_on, reason)
        _end_with(work, indication_id, ended_on, reason)
        return work.commit()


def end_stopped_help(workplace: Workplace, indication_id: str) -> ChangeSet:
    """The indication of help that stopped before its last day ends too, on the day and for the reason that was told.

    A message of a provider stops the help only (`desktop.rules.next_steps.stopped`); this is the person's act after it.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``not-stopped``, and what
            `desktop.services.handovers.require_handover` says.
    """
    with workplace.casework(N_("End the indication of stopped help")) as work:
        indication = _of_open_case(work, indication_id)
        runs = work.find(Trajectory, indication_id=indication_id)
        run = stopped(indication, runs)
        if run is None or run.ended_on is None:
            raise RuleBroken("not-stopped")
        reason = run.end_reason or EndReason.OTHER
        if reason in HANDED_ON:
            moved = MovedOn(run.ended_on, min(one.started_on for one in runs))
            require_handover(workplace, work, indication.case_id, moved)
        _end_with(work, indication_id, run.ended_on, reason)
        return work.commit()


def _end_with(work: UnitOfWork, indication_id: str, ended_on: date, reason: EndReason) -> None:
    """An indication ends with what it was prolonged by."""
    until = date.max if reason is EndReason.DECEASED else ended_on
    ended = [indication_id, *_prolonged(work, indication_id, until)]
    for one in ended:
        work.change(Indication, one, status=IndicationStatus.ENDED)
    if reason is EndReason.DECEASED:
        for open_one in work.find(Evaluation, indication_id=ended, held_on=None):
            work.remove(Evaluation, open_one.id)


def _of_open_case(work: UnitOfWork, indication_id: str) -> Indication:
    indication = work.get(Indication, indication_id)
    open_case_of(work, indication.case_id)
    return indication


def _prolonged(work: UnitOfWork, indication_id: str, until: date) -> list[str]:
    """By what help was prolonged that ran on under the first: it began by then, and has no begin of its own."""
    follows = {"follows_id": indication_id, "change": IndicationChange.PROLONGED, "status": IndicationStatus.APPROVED}
    found = []
    for one in work.find(Indication, **follows):
        if one.start and one.start <= until and not work.count(Trajectory, indication_id=one.id):
            found += [one.id, *_prolonged(work, one.id, until)]
    return found


def _planned(work: UnitOfWork, indication: Indication, due_on: date, field: str) -> Evaluation:
    if indication.start and due_on < indication.start:
        raise RuleBroken("too-early", field)
    if indication.end and due_on > indication.end:
        raise RuleBroken("after-the-help", field)
    evaluation = Evaluation(indication_id=indication.id, due_on=due_on)
    work.add(evaluation)
    return evaluation


def _looked_at(work: UnitOfWork, indication: Indication, before: Evaluation) -> tuple[Goal, ...]:
    """The goals that are still wanted; in a correction those that were looked back on, as they stood then."""
    kept = goals_looked_back_on(before)
    goals = work.find(Goal, case_id=indication.case_id) if kept is None else kept
    return tuple(one for one in goals if one.reached != DROPPED or one.id in before.goal_results)


def _results(goals: Iterable[Goal], before: Evaluation, given: object) -> dict[str, str]:
    """How far each goal came: once one is told of, all of them; in a correction, those told before.

    Of a goal that is not there any more what was told stays, where nobody can tell of it anew.
    """
    known = {goal.id for goal in goals}
    told = {str(goal): str(result) for goal, result in given.items()} if isinstance(given, Mapping) else {}
    if any(result not in RESULTS for result in told.values()):
        raise RuleBroken("not-valid", "goal_results")
    if told and not told.keys() >= (before.goal_results.keys() & known if before.held_on else known):
        raise RuleBroken("required", "goal_results")
    gone = {goal: result for goal, result in before.goal_results.items() if goal not in known}
    return gone | told if told else told


def _began_before(indication: Indication, evaluation: Evaluation) -> None:
    if indication.start and evaluation.held_on and evaluation.held_on < indication.start:
        raise RuleBroken("too-early", "held_on")


def _goals_follow(work: UnitOfWork, indication: Indication, evaluation: Evaluation) -> None:
    of_case = [one.id for one in work.find(Indication, case_id=indication.case_id)]
    later = [
        one
        for one in work.find(Evaluation, indication_id=of_case)
        if one.held_on and evaluation.held_on and one.held_on > evaluation.held_on
    ]
    already = {goal for one in later for goal in one.goal_results}
    for goal in work.find(Goal, case_id=indication.case_id):
        result = evaluation.goal_results.get(goal.id)
        if result and goal.id not in already and result != goal.reached:
            work.change(Goal, goal.id, reached=result)


def _keep_next(work: UnitOfWork, evaluation: Evaluation) -> None:
    """What was agreed on the next look back, as it stands when this one is held: later it may be held, or moved."""
    bare = {name: text for name, text in evaluation.rests_on.items() if name != "next_on"}
    planned = work.find(Evaluation, indication_id=evaluation.indication_id)
    agreed = next_look_back(evaluation.model_copy(update={"rests_on": bare}), planned)
    work.change(Evaluation, evaluation.id, rests_on=bare | next_as_agreed(agreed))


def _plan_next(work: UnitOfWork, indication: Indication, evaluation: Evaluation, then_on: date) -> None:
    if evaluation.held_on and then_on <= evaluation.held_on:
        raise RuleBroken("too-early", "then_on")
    open_ones = work.find(Evaluation, indication_id=indication.id, held_on=None)
    if all(one.due_on != then_on for one in open_ones):
        _planned(work, indication, then_on, "then_on")
