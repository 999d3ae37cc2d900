"""The shape of what waits for a colleague today: lines, in groups of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TodayKind(StrEnum):
    """Group of a line; their order here is the order on the screen."""

    VISIT = "visit"
    TERM = "term"
    REQUEST = "request"
    PAUSE = "pause"
    STOPPED = "stopped"
    UNSENT = "unsent"
    RETURNED = "returned"
    TO_APPROVE = "to-approve"
    WAITING = "waiting"
    EVALUATION = "evaluation"
    ENDING = "ending"
    REFERRAL = "referral"
    HANDOVER = "handover"
    TURNS_18 = "turns-18"
    COVER = "cover"
    SIGNAL = "signal"
    CONTRACT = "contract"
    OVER_NORM = "over-norm"
    CHECK = "check"
    DRAFT = "draft"
    CONFLICT = "conflict"
    MORE = "more"


@dataclass(frozen=True)
class TodayLine:
    """One thing to do.

    Attributes:
        who: The resident, as a colleague would say the name, or the provider; empty for what is about nobody.
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
    entry_id: str = ""

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

    @property
    def pressing(self) -> int:
        """How many are for today or late: the number beside the screen's name."""
        return sum(line.is_late or line.days_left == 0 for group in self.groups for line in group.lines)

    def lines(self, kind: TodayKind) -> tuple[TodayLine, ...]:
        """The lines of one kind; empty when there are none."""
        return next((g.lines for g in self.groups if g.kind is kind), ())
