"""A resident who waits is heard and seen: since when, for what, what bridges it, and the next contact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.models.waiting import InterimMeasure, WaitingListEntry
    from desktop.services.workplace import Workplace


def put_on_waiting_list(workplace: Workplace, entry: WaitingListEntry) -> tuple[str, ChangeSet]:
    """Writes down that someone waits.

    Raises:
        RuleBroken: ``case-closed``, ``in-future`` (since).
    """
    raise NotImplementedError


def bridge(workplace: Workplace, measure: InterimMeasure) -> tuple[str, ChangeSet]:
    """Writes down what bridges a wait."""
    raise NotImplementedError


def agree_contact(workplace: Workplace, entry_id: str, agreed_on: date) -> tuple[str, ChangeSet]:
    """Agrees a day on which the resident is called or seen."""
    raise NotImplementedError


def hold_contact(workplace: Workplace, contact_id: str, note: str, held_on: date | None = None) -> ChangeSet:
    """Writes down a contact that was held, today unless another day is named.

    Raises:
        RuleBroken: ``contact-held`` when it was written down before, ``in-future`` (held_on).
    """
    raise NotImplementedError


def end_wait(workplace: Workplace, entry_id: str, placed_on: date) -> ChangeSet:
    """The wait is over."""
    raise NotImplementedError
