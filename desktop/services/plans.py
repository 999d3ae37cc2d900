"""The plan: what was looked at first, the goals, the community services, and what is agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.models.kinds import AlternativeKind
    from desktop.models.papers import SupportPlanPage
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class Agreement:
    """What is agreed in a version of the plan."""

    summary: str = ""
    agreements: str = ""
    resident_agrees: bool | None = None
    """None until asked."""


def answer_alternative(
    workplace: Workplace, case_id: str, kind: AlternativeKind, answer: str, *, sufficient: bool = False
) -> ChangeSet:
    """Keeps what was found for one possibility before custom care; the newest answer of a kind stands.

    Raises:
        RuleBroken: ``required`` (answer) when it is called sufficient without a word why; ``case-closed``.
    """
    raise NotImplementedError


def add_goal(
    workplace: Workplace, case_id: str, text: str, *, domain: str = "", by_when: date | None = None
) -> tuple[str, ChangeSet]:
    """Adds a goal in the resident's words.

    Raises:
        RuleBroken: ``required`` (text), ``case-closed``, ``unknown-domain`` (domain).
    """
    raise NotImplementedError


def change_goal(workplace: Workplace, goal_id: str, **fields: object) -> ChangeSet:
    """Rewords a goal, or tells how far it came: text, domain, by_when, reached (open, partly, reached, dropped)."""
    raise NotImplementedError


def remove_goal(workplace: Workplace, goal_id: str) -> ChangeSet:
    """Takes a goal off the plan; can be undone."""
    raise NotImplementedError


def put_on_plan(workplace: Workplace, case_id: str, service_id: str, why: str = "") -> tuple[str, ChangeSet]:
    """Puts a community service on the resident's plan; once is enough, a second time only rewrites the reason.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``do-not-refer`` for a service one may not send residents to.
    """
    raise NotImplementedError


def take_off_plan(workplace: Workplace, plan_service_id: str) -> ChangeSet:
    """Takes a community service off the plan; can be undone."""
    raise NotImplementedError


def agree_plan(workplace: Workplace, case_id: str, agreement: Agreement) -> tuple[str, ChangeSet]:
    """Writes a new version of the support plan; earlier versions stay.

    Raises:
        RuleBroken: ``case-closed``, ``goal-missing`` without a goal, ``required`` (summary).
    """
    raise NotImplementedError


def plan_page(workplace: Workplace, case_id: str) -> SupportPlanPage:
    """Everything the support plan prints.

    Raises:
        RuleBroken: ``gone``.
    """
    raise NotImplementedError
