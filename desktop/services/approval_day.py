"""On which day a text was approved: the day on which that was entered, or an earlier one that the second person told.

A decision cannot be of before that day, there was no text yet: `docs/decisions/an-approval-that-is-entered-late.md`.
What was told lies under the seal, with what the decision rests on.
"""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import MOST_REASON, Indication
from desktop.services.guards import filled, not_before, not_later
from desktop.services.workplace import Workplace
from desktop.store.mapping import is_keepable

APPROVED_ON = "approved_on"
"""Under this name it stands beside what a decision rests on."""


class Approved(NamedTuple):
    """When a text was approved.

    Attributes:
        on: The day that counts.
        why: Why it was entered later than it was; empty when it was not.
    """

    on: date
    why: str = ""


def told_late(workplace: Workplace, case: Case, on: date | None, why: str) -> dict[str, str]:
    """What is kept of an approval that was given outside Naober on an earlier day; nothing of one that is given now.

    Raises:
        RuleBroken: ``in-future`` or ``done-before`` (approved_on) after today or before the case began; ``required``,
            ``too-long`` or ``not-valid`` (approved_why).
    """
    not_later("approved_on", on, workplace.today)
    if on is None or on == workplace.today:
        return {}
    not_before("approved_on", on, case.opened_on)
    filled("approved_why", why)
    if len(why.strip()) > MOST_REASON:
        raise RuleBroken("too-long", "approved_why", most=MOST_REASON)
    if not is_keepable(why):
        raise RuleBroken("not-valid", "approved_why")
    return {APPROVED_ON: json.dumps([on.isoformat(), why.strip()], ensure_ascii=False)}


def approval_of(indication: Indication) -> Approved | None:
    """When it was approved; None while it is not, and of a text of before that was kept."""
    if APPROVED_ON in indication.rests_on:
        on, why = json.loads(indication.rests_on[APPROVED_ON])
        return Approved(date.fromisoformat(on), why)
    if indication.judged_at is None or not indication.seal:
        return None
    return Approved(indication.judged_at.astimezone().date())


def not_undecidable(indication: Indication, decided_on: date) -> None:
    """Refuses a decision on a text that was not approved yet.

    Raises:
        RuleBroken: ``decided-unapproved`` (decided_on).
    """
    approved = approval_of(indication)
    if approved is not None and decided_on < approved.on:
        raise RuleBroken("decided-unapproved", "decided_on", day=approved.on)
