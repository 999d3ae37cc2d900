"""What the letter says that confirms that an application was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desktop.models.kinds import ConsentBy
from desktop.models.papers import PaperContact, PaperHead, PaperResident


@dataclass(frozen=True)
class WithdrawalPage:
    """Everything that letter prints.

    Attributes:
        asked: What was applied for, in the words of the application.
        by: Who withdrew it; None when that is not known.
        how: How that was told.
        others: Days on which applications came in that still wait for a decision.
        runs: True when help runs in this case, which goes on.
    """

    head: PaperHead
    resident: PaperResident
    applied_on: date
    withdrawn_on: date
    asked: str = ""
    by: ConsentBy | None = None
    how: str = ""
    others: tuple[date, ...] = ()
    runs: bool = False
    contact: PaperContact = field(default_factory=PaperContact)
