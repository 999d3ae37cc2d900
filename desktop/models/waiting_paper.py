"""What the letter to a resident who waits says: plain values, gathered by a service and laid out by a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desktop.models.papers import PaperContact, PaperHead, PaperResident, PaperService


@dataclass(frozen=True)
class PaperWaitPlace:
    """A provider at which someone waits.

    Attributes:
        told: The wait to the first help as the provider gave it; empty when it never did, with day and source.
    """

    provider: str
    since: date
    told: str = ""
    told_on: date | None = None
    told_by: str = ""


@dataclass(frozen=True)
class PaperExpectedWait:
    """What waits of others lead to expect, in whole weeks from the day of the letter.

    Attributes:
        share: Of ten residents, so many are likely to wait between low and high.
        based_on: Waits on which it rests; who waited there twice counts twice.
    """

    provider: str
    weeks: int
    low: int
    high: int
    share: int
    based_on: int


@dataclass(frozen=True)
class PaperWaitNorm:
    """How long one should wait at most, and by how many weeks this wait is over it already; 0 when it is not."""

    weeks: float
    document: str
    paragraph: str
    over: float = 0


@dataclass(frozen=True)
class WaitingLetterPage:
    """Everything the letter to someone who waits prints.

    Attributes:
        since: First day of the wait for this need, wherever it began.
        weeks: Whole weeks since then.
        calls_on: Day that was agreed for the next contact, when it has not gone by.
        hears_by: Day by which the resident hears from us when none was agreed; None when that has gone by too.
    """

    head: PaperHead
    resident: PaperResident
    product: str
    since: date
    weeks: int
    places: tuple[PaperWaitPlace, ...]
    expected: tuple[PaperExpectedWait, ...] = ()
    norm: PaperWaitNorm | None = None
    bridges: tuple[PaperService, ...] = ()
    calls_on: date | None = None
    hears_by: date | None = None
    limited_choice: str = ""
    contact: PaperContact = field(default_factory=PaperContact)
