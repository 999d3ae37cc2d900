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

LEAST_INDICATIONS = 20
"""Fewer in all, and nothing is told; Naober's own setting."""

LEAST_TIMES = 5
"""A prompt that was departed from less often is not told of; Naober's own setting."""

LEAST_COLLEAGUES = 3
"""With two, each knows what the other did."""

MONTHS = 12
"""Older ones tell of another time."""

STEP = 5
"""Counts are told in steps: from one more the last one could be worked out."""


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


def departures(handed_in: Iterable[Told], today: date) -> Departures:
    """Over the last `MONTHS`."""
    since = add_months(today, -MONTHS)
    counted = [one for one in handed_in if since <= one.day <= today]
    if len(counted) < LEAST_INDICATIONS or len({one.author for one in counted}) < LEAST_COLLEAGUES:
        return Departures(0, since)
    by_code: dict[str, Counter[str]] = {}
    for one in counted:
        for code in one.codes:
            by_code.setdefault(code, Counter())[one.author] += 1
    lines = [Departure(code, authors.total() // STEP * STEP) for code, authors in by_code.items() if _may_tell(authors)]
    lines.sort(key=lambda line: (-line.times, line.code))
    return Departures(len(counted) // STEP * STEP, since, tuple(lines), others=len(lines) < len(by_code))


def _may_tell(authors: Counter[str]) -> bool:
    times = authors.total()
    return times >= LEAST_TIMES and len(authors) >= LEAST_COLLEAGUES and max(authors.values()) * 2 <= times
