"""What must I do today: one list, every line of which opens the thing it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace


class TodayKind(StrEnum):
    """Group of a line; their order here is the order on the screen."""

    VISIT = "visit"
    TERM = "term"
    RETURNED = "returned"
    TO_APPROVE = "to-approve"
    WAITING = "waiting"
    EVALUATION = "evaluation"
    ENDING = "ending"
    TURNS_18 = "turns-18"
    DRAFT = "draft"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class TodayLine:
    """One thing to do.

    Attributes:
        who: The resident, as a colleague would say the name; empty for a conflict about no resident.
        what: In a few words, in the language in force or the profile's own: the term's name, the product, the remark.
        due: Day it must be done; None when there is none.
        days_left: From today to `due`; negative when it is late.
    """

    kind: TodayKind
    who: str
    what: str
    due: date | None = None
    days_left: int | None = None
    case_id: str = ""
    indication_id: str = ""
    conversation_id: str = ""
    conflict_id: str = ""

    @property
    def is_late(self) -> bool:
        """True when its day has passed."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True)
class TodayGroup:
    """The lines of one kind, the most pressing first; never empty."""

    kind: TodayKind
    lines: tuple[TodayLine, ...]


@dataclass(frozen=True)
class Today:
    """The screen's content; no groups means: nothing waits."""

    day: date
    groups: tuple[TodayGroup, ...]

    def lines(self, kind: TodayKind) -> tuple[TodayLine, ...]:
        """The lines of one kind; empty when there are none."""
        return next((g.lines for g in self.groups if g.kind is kind), ())


def today(workplace: Workplace) -> Today:
    """What waits for this colleague: own cases, and for a team lead what others handed in for approval."""
    raise NotImplementedError
