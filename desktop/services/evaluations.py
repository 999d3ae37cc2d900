"""Looking back and ahead: an evaluation is planned with the indication and held with the resident."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace


def plan_evaluation(workplace: Workplace, indication_id: str, due_on: date) -> tuple[str, ChangeSet]:
    """Plans one more evaluation of an approved indication.

    Raises:
        RuleBroken: ``not-approved``, ``too-early`` (due_on) before the help begins.
    """
    raise NotImplementedError


def hold_evaluation(workplace: Workplace, evaluation_id: str, **fields: object) -> ChangeSet:
    """Writes down what came out, under the model's field names; `held_on` is today when left out.

    Raises:
        RuleBroken: ``required`` (effect), ``in-future`` (held_on), ``not-a-field``.
    """
    raise NotImplementedError


def end_help(workplace: Workplace, indication_id: str, ended_on: date, reason: str) -> ChangeSet:
    """Writes down that the help ended; `reason` is a value of EndReason.

    Raises:
        RuleBroken: ``not-running``, ``too-early`` (ended_on) before the start.
    """
    raise NotImplementedError
