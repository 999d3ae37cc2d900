"""How often consultants departed from a prompt, told in such a way that nobody is pointed at.

The figures are for a talk in the team about the prompts, not about a colleague: a prompt that is departed from often
may be a bad one. So they are told only over enough indications of enough colleagues, of whom none makes up more than
half, and in steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.rules.dates import add_months
from desktop.rules.small_numbers import SmallNumbers

STEP = 5
"""Counts are told in steps: from one more the last one could be worked out."""


@dataclass(frozen=True)
class Limits:
    """With how few nothing is told; `desktop.rules.small_numbers` says where the numbers come from.

    Attributes:
        indications: Fewer in all, and nothing is told.
        times: A prompt that was departed from less often is not told of.
        colleagues: With two, each knows what the other did.
        months: Older ones tell of another time.
    """

    indications: int
    times: int
    colleagues: int
    months: int

    @classmethod
    def of(cls, numbers: SmallNumbers) -> Limits:
        """As they hold in a region."""
        return cls(
            numbers["departures-least-indications"],
            numbers["departures-least-times"],
            numbers["departures-least-colleagues"],
            numbers["departures-months"],
        )


@dataclass(frozen=True)
class Told:
    """An indication that was handed in.

    Attributes:
        codes: Prompts under which a reason was written.
        author: Colleague's id.
        day: When it was handed in.
    """

    codes: frozenset[str]
    author: str
    day: date


@dataclass(frozen=True)
class Departure:
    """One prompt.

    Attributes:
        code: Its code.
        times: It was departed from at least so often.
    """

    code: str
    times: int


@dataclass(frozen=True)
class Departures:
    """What is told.

    Attributes:
        indications: There were at least so many; 0 when there are too few to tell anything.
        since: Those from this day on count.
        lines: The prompts that were departed from often enough, the most often first.
        others: True when there are prompts of which too little is known to tell.
    """

    indications: int
    since: date
    lines: tuple[Departure, ...] = ()
    others: bool = False


def departures(handed_in: Iterable[Told], today: date, limits: Limits) -> Departures:
    """Over the last months that count."""
    since = add_months(today, -limits.months)
    counted = [one for one in handed_in if since <= one.day <= today]
    if len(counted) < limits.indications or len({one.author for one in counted}) < limits.colleagues:
        return Departures(0, since)
    by_code: dict[str, Counter[str]] = {}
    for one in counted:
        for code in one.codes:
            by_code.setdefault(code, Counter())[one.author] += 1
    may_tell = {code: authors for code, authors in by_code.items() if _may_tell(authors, limits)}
    lines = [Departure(code, authors.total() // STEP * STEP) for code, authors in may_tell.items()]
    lines.sort(key=lambda line: (-line.times, line.code))
    return Departures(len(counted) // STEP * STEP, since, tuple(lines), others=len(lines) < len(by_code))


def _may_tell(authors: Counter[str], limits: Limits) -> bool:
    times = authors.total()
    return times >= limits.times and len(authors) >= limits.colleagues and max(authors.values()) * 2 <= times
