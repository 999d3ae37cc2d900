"""What one needs on the screen to hold an evaluation: the goals, what was indicated and given, and the time before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Case, Goal
from desktop.models.indications import Evaluation, Indication, VolumeChange
from desktop.models.social_map import Provider
from desktop.rules.evaluations import DROPPED, next_day
from desktop.rules.permissions import Act, require
from desktop.rules.volumes import volume_on
from desktop.services.delivery import DeliveryTold, delivery_of
from desktop.services.kept_basis import goals_looked_back_on
from desktop.services.names import ProfileNames
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader


@dataclass(frozen=True)
class ToHold:
    """An evaluation with all that is looked back on.

    Attributes:
        help: Name of the product, or of the segment or lot where only a result is stated.
        goals: Those still wanted, and those this evaluation told of; once it is held as they stood then.
        indicated: Volume in force on the day, in the indication's unit and frequency; None where a result is stated.
        delivery: What is known of the help as it was given.
        before: The evaluation of this help that was held last before this one.
        wanted_by: Day on which the region wants the next look back at the latest; None when it wants none.
    """

    evaluation: Evaluation
    indication: Indication
    help: str
    provider: str
    goals: tuple[Goal, ...]
    indicated: int | None
    delivery: tuple[DeliveryTold, ...]
    before: Evaluation | None
    wanted_by: date | None


def to_hold(workplace: Workplace, evaluation_id: str) -> ToHold:
    """What is needed to hold an evaluation, or to correct what was written of it.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        evaluation = reader.get(Evaluation, evaluation_id)
        indication = reader.get(Indication, evaluation.indication_id)
        case = reader.get(Case, indication.case_id)
        provider = reader.maybe(Provider, indication.provider_id) if indication.provider_id else None
        others = [one for one in reader.find(Evaluation, indication_id=indication.id) if one.id != evaluation.id]
        held = evaluation.held_on or workplace.today
        return ToHold(
            evaluation=evaluation,
            indication=indication,
            help=ProfileNames.of(workplace.profile).help(indication.product, indication.segment, indication.lot),
            provider=provider.name if provider else "",
            goals=_goals(reader, case, evaluation),
            indicated=volume_on(indication, reader.find(VolumeChange, indication_id=indication.id), held),
            delivery=delivery_of(reader, indication),
            before=max(
                (one for one in others if one.held_on and one.held_on <= held),
                key=lambda one: (one.held_on or date.min, one.id),
                default=None,
            ),
            wanted_by=_wanted_by(workplace, indication, case, others, held),
        )


def _goals(reader: Reader, case: Case, evaluation: Evaluation) -> tuple[Goal, ...]:
    kept = goals_looked_back_on(evaluation)
    goals = reader.find(Goal, case_id=case.id) if kept is None else kept
    return tuple(goal for goal in goals if goal.reached != DROPPED or goal.id in evaluation.goal_results)


def _wanted_by(
    workplace: Workplace, indication: Indication, case: Case, others: list[Evaluation], held: date
) -> date | None:
    """None as well when a next one is planned already."""
    if any(one.held_on is None and one.due_on > held for one in others):
        return None
    return next_day(workplace.profile, indication, case.municipality, held, workplace.today)
