"""Looking back and ahead: an evaluation is planned with the indication and held with the resident."""

from __future__ import annotations

from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import EndReason, IndicationStatus
from desktop.services.cases import end_trajectories
from desktop.services.guards import filled, not_later, only
from desktop.services.handovers import require_handover
from desktop.services.workplace import Workplace

OUTCOME = ("held_on", "effect", "goals_reached", "downscaling", "satisfaction", "delivered", "next_step")
"""Fields that are filled in when an evaluation is held."""


def plan_evaluation(workplace: Workplace, indication_id: str, due_on: date) -> tuple[str, ChangeSet]:
    """Plans one more evaluation of an approved indication.

    Raises:
        RuleBroken: ``gone``, ``not-approved``, ``too-early`` (due_on) before the help begins.
    """
    with workplace.casework(N_("Plan evaluation")) as work:
        indication = work.get(Indication, indication_id)
        if indication.status is not IndicationStatus.APPROVED:
            raise RuleBroken("not-approved")
        if indication.start and due_on < indication.start:
            raise RuleBroken("too-early", "due_on")
        evaluation = Evaluation(indication_id=indication_id, due_on=due_on)
        work.add(evaluation)
        return evaluation.id, work.commit()


def hold_evaluation(workplace: Workplace, evaluation_id: str, **fields: object) -> ChangeSet:
    """Writes down what came out, under the model's field names; `held_on` is today when left out.

    Raises:
        RuleBroken: ``gone``, ``required`` (effect), ``in-future`` (held_on), or the limit that a field is outside of.
    """
    only(fields, OUTCOME)
    filled("effect", fields.get("effect"))
    held = fields.get("held_on") or workplace.today
    not_later("held_on", held, workplace.today)
    with workplace.casework(N_("Hold evaluation")) as work:
        work.change(Evaluation, evaluation_id, **{**fields, "held_on": held})
        return work.commit()


def end_help(workplace: Workplace, indication_id: str, ended_on: date, reason: EndReason) -> ChangeSet:
    """Writes down that the help ended.

    Raises:
        RuleBroken: ``gone``, ``not-running``, ``in-future`` (ended_on), ``too-early`` (ended_on) before the start, and
            what `desktop.services.handovers.require_handover` says.
    """
    not_later("ended_on", ended_on, workplace.today)
    with workplace.casework(N_("End help")) as work:
        require_handover(work, work.get(Indication, indication_id).case_id, reason)
        running = work.find(Trajectory, indication_id=indication_id, ended_on=None)
        if not running:
            raise RuleBroken("not-running")
        if ended_on < max(trajectory.started_on for trajectory in running):
            raise RuleBroken("too-early", "ended_on")
        end_trajectories(work, indication_id, ended_on, reason)
        work.change(Indication, indication_id, status=IndicationStatus.ENDED)
        return work.commit()
