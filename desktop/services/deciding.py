"""A decision as a person typed it: what is outside a limit is told at its field, and nothing of it is cut."""

from __future__ import annotations

from desktop.models.changes import ChangeSet
from desktop.models.indications import Decision
from desktop.services.approved_help import decide
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated


def decide_as_typed(workplace: Workplace, *, replaces: str = "", **fields: object) -> ChangeSet:
    """Writes a decision down, under the model's field names.

    Raises:
        RuleBroken: ``too-long`` or ``not-valid`` at a field, and what `desktop.services.approved_help.decide` says.
    """
    return decide(workplace, validated(Decision, fields), replaces=replaces)
