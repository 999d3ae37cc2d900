"""What the team lead sees: what waits for approval, and where it hurts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class ToApprove:
    """An indication that waits for the second person."""

    indication_id: str
    case_id: str
    resident: str
    product: str
    author: str
    author_id: str
    handed_in_at: datetime
    """UTC."""
    own_work: bool
    """True when this colleague drafted it, and so may not judge it."""


@dataclass(frozen=True)
class ConsultantLoad:
    """One consultant's caseload in figures; the keys of ``naober caseload --json``."""

    colleague_id: str
    name: str
    running: int
    """Open cases."""
    waiting: int
    """Residents on a waiting list."""
    deadlines: int
    """Cases with a term that ends within seven days or is late."""
    overdue_evaluations: int
    expiring: int
    """Indications that end within eight weeks."""
    approvals: int
    """Handed in and not judged yet."""


def to_approve(workplace: Workplace) -> tuple[ToApprove, ...]:
    """What waits for approval in the team, the longest waiting first.

    Raises:
        RuleBroken: ``not-allowed`` for who may not approve.
    """
    raise NotImplementedError


def caseload(workplace: Workplace, *, team: bool = False) -> tuple[ConsultantLoad, ...]:
    """This colleague's load, or with `team` that of every active consultant, by name; cases nobody has stand last.

    Raises:
        RuleBroken: ``not-allowed`` for a consultant who asks for the team.
    """
    raise NotImplementedError
