"""Gathering what an evaluation prints."""

from __future__ import annotations

from desktop.models.casework import Case, Goal
from desktop.models.indications import Evaluation, Indication
from desktop.models.papers import EvaluationPage, PaperGoal
from desktop.rules.permissions import Act, require
from desktop.services.kept_basis import goals_looked_back_on, next_look_back
from desktop.services.paper_heads import paper_head, paper_help, paper_resident
from desktop.services.paper_records import evaluation_records
from desktop.services.workplace import Workplace


def evaluation_page(workplace: Workplace, evaluation_id: str) -> EvaluationPage:
    """Everything an evaluation prints; before it is held, what is not known yet stays empty.

    The goals are those that were looked back on, and the next day is the one that was agreed then. Of an evaluation
    that was held before they were kept they are those of today; of the goals the paper says so.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        held = reader.get(Evaluation, evaluation_id)
        indication = reader.get(Indication, held.indication_id)
        case = reader.get(Case, indication.case_id)
        kept = goals_looked_back_on(held)
        goals = reader.find(Goal, case_id=case.id) if kept is None else kept
        others = reader.find(Evaluation, indication_id=indication.id)
        shown = evaluation_records(reader, case, indication)
        return EvaluationPage(
            head=paper_head(workplace, reader, case, shown, held.held_on or workplace.today),
            resident=paper_resident(reader, case),
            law=indication.law,
            help=paper_help(workplace, reader, indication),
            due_on=held.due_on,
            held_on=held.held_on,
            present=held.present,
            goals=tuple(_goal(goal, held) for goal in goals),
            goals_kept=held.held_on is None or kept is not None,
            effect=held.effect,
            delivered=held.delivered,
            delivered_volume=held.delivered_volume,
            satisfaction=held.satisfaction,
            downscaling=held.downscaling,
            next=held.next,
            next_step=held.next_step,
            next_on=next_look_back(held, others),
        )


def _goal(goal: Goal, held: Evaluation) -> PaperGoal:
    """How far it came at this evaluation; where that was not noted, how far it is now."""
    return PaperGoal(goal.text, "", goal.by_when, held.goal_results.get(goal.id, goal.reached))
