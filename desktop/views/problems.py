"""Where a failure is told: at the field it is about when that stands there, else in words under the screen."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.desk import Navigator


def tell_problem(fault: RuleBroken | WorldFault, rows: Mapping[str, FieldRow], navigator: Navigator) -> None:
    """Puts a broken rule at its field, with the keyboard on it and in view; whatever has no field here is said."""
    row = rows.get(fault.field) if isinstance(fault, RuleBroken) else None
    if row is None:
        navigator.say(explain(fault), icon="caution")
        return
    row.problem(explain(fault))
    row.field.setFocus()
    bring_into_view(row)


def clear_problems(rows: Mapping[str, FieldRow]) -> None:
    """Takes away what was told at fields before."""
    for row in rows.values():
        if row.problem_text():
            row.problem("")
