"""Where on the line of time each bar of a young person lies, as shares of its width. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from desktop.language import _
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.rules.dates import add_days, add_months
from desktop.rules.eighteen.becoming import Becoming
from desktop.services.eighteen_board import YouthLine
from desktop.views.eighteen.words import gap_text

BEFORE, AFTER = 24, 12
"""Months before and after the birthday that are shown."""
_LATELY = 9
"""Who was eighteen longer ago sees the months around today instead."""


class Lane(Enum):
    """Which bar: youth help above, help for adults under it; a gap, or what is not shown, across both."""

    YOUTH = auto()
    AFTER = auto()
    GAP = auto()
    UNSEEN = auto()


@dataclass(frozen=True)
class Bar:
    """A bar from `start` to `end`, each 0 to 1; `goes_on` when it runs past the end of the line."""

    lane: Lane
    start: float
    end: float
    text: str
    goes_on: bool


@dataclass(frozen=True)
class Strip:
    """The whole line.

    Attributes:
        birthday: 0 to 1; None when it lies before the line.
        today: 0 to 1.
        marks: Every half year from the birthday, with its day.
    """

    first: date
    last: date
    bars: tuple[Bar, ...]
    birthday: float | None
    today: float
    marks: tuple[tuple[float, date], ...]


def strip(line: YouthLine, today: date) -> Strip:
    """Two years before the birthday and one after it: the birthday stands at the same place for everyone.

    Who was eighteen long ago is shown around today, so that what is left of the help is in sight.
    """
    adult = line.stands.adult_on
    middle = adult if today <= add_months(adult, _LATELY) else today
    first, last = add_months(middle, -BEFORE), add_months(middle, AFTER)
    scale = _Scale(first, last)
    marks = (add_months(adult, months) for months in range(-BEFORE, 6 * 12, 6))
    return Strip(
        first=first,
        last=last,
        bars=tuple(_bars(line, scale)),
        birthday=scale.share(adult) if first <= adult else None,
        today=scale.share(today),
        marks=tuple((scale.share(day), day) for day in marks if first <= day <= last),
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def share(self, day: date) -> float:
        whole = (self.last - self.first).days
        return min(1.0, max(0.0, (day - self.first).days / whole))


def _bars(line: YouthLine, scale: _Scale) -> Iterator[Bar]:
    for lane, helps in ((Lane.YOUTH, line.stands.youth), (Lane.AFTER, line.stands.after)):
        for one in helps:
            made = _bar(lane, scale, (one.help.start, one.last_day), _name(one))
            if made:
                yield made
    gap = line.stands.gap
    if gap:
        lane, text = (Lane.UNSEEN, _("not shown")) if line.is_hidden else (Lane.GAP, gap_text(gap))
        made = _bar(lane, scale, (gap.first, gap.until), text)
        if made:
            yield made


def _bar(lane: Lane, scale: _Scale, days: tuple[date, date | None], text: str) -> Bar | None:
    """None when it lies outside the line. A last day counts until its end."""
    start, last = days
    if start > scale.last or (last is not None and last < scale.first):
        return None
    end = scale.share(add_days(last, 1)) if last else 1.0
    return Bar(lane, scale.share(start), end, text, last is None or last > scale.last)


def _name(one: Becoming) -> str:
    act = _("Youth") if one.help.law is Law.JEUGDWET else _("Wmo") if one.help.law is Law.WMO else label(one.help.law)
    return f"{act}: {one.help.name}" if one.help.name else act
