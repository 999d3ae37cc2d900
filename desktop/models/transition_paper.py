"""What the plan for eighteen prints: plain values, gathered by a service and laid out by a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.kinds import TaskArea
from desktop.models.papers import PaperHead, PaperHelper, PaperResident


@dataclass(frozen=True)
class PaperRun:
    """Help of a young person around eighteen.

    Attributes:
        last_day: None when it goes on without an end.
        may_go_on_until: Where a decision before the last day would let it go on; None where that cannot be.
        after: True for help under another act than the Jeugdwet.
        unsaid: True for help that runs on after eighteen though nobody wrote down that it may.
    """

    name: str
    provider: str
    start: date
    last_day: date | None
    may_go_on_until: date | None = None
    after: bool = False
    unsaid: bool = False


@dataclass(frozen=True)
class PaperToDo:
    """A step of the plan in plain words, who does it, and by when."""

    area: TaskArea
    text: str
    who: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True)
class PaperTalk:
    """The warm handover: both names, and the day of the talk."""

    handed_by: str
    received_by: str
    organisation: str
    on_day: date
    held: bool = False


@dataclass(frozen=True)
class TransitionPlanPage:
    """Everything the plan for eighteen prints, told to the young person.

    Attributes:
        summary: In the young person's own words; empty becomes room to write.
        adult_who_stays: Likewise.
        gap: First and last day without help, the last None while nothing follows; None when there are none, or when it
            may not be seen.
        lacking: What the rules ask for besides, in plain words: it is not on the plan yet.
        resume_by: Last day to take up youth help again; None where that cannot be.
        consent_from: Day from which consent must be asked again, where nobody did yet.
    """

    head: PaperHead
    resident: PaperResident
    adult_on: date
    summary: str = ""
    adult_who_stays: str = ""
    network: tuple[PaperHelper, ...] = ()
    helps: tuple[PaperRun, ...] = ()
    gap: tuple[date, date | None] | None = None
    steps: tuple[PaperToDo, ...] = ()
    lacking: tuple[str, ...] = ()
    talk: PaperTalk | None = None
    resume_by: date | None = None
    consent_from: date | None = None
