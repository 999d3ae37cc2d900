"""Undoing the last act by its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class LastAct:
    """What can be undone."""

    act: str
    """Id in the journal."""
    name: str
    """The person's verb, in the language in force."""
    made_at: datetime
    """UTC."""


def last_act(workplace: Workplace) -> LastAct | None:
    """This colleague's latest act on this device that can still be undone; None when there is none."""
    raise NotImplementedError


def undo(workplace: Workplace, act: str) -> ChangeSet:
    """Puts back what an act changed; the undoing is journalled as an act of its own.

    Raises:
        RuleBroken: ``changed-since`` when another act touched the same fields later, ``not-undoable`` for what was
            sent, approved or purged, ``gone``.
    """
    raise NotImplementedError
