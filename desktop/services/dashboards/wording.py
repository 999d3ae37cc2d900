"""Figures in words, the same on screen, in a file and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.language import _, ngettext
from desktop.language.forms import long_day, number
from desktop.models.labels import label
from desktop.services.dashboards.asking import PERIODS, Period
from desktop.services.dashboards.dashboard import Dashboard
from desktop.services.dashboards.definitions import PAGES
from desktop.services.dashboards.figure import Cell, Column, Figure, Measure

LEFT_OUT = "×"
"""What stands where a count was left out."""

NOTHING = "—"
"""What stands where there is no number."""

_FORMS = {Measure.EURO: "€ {n}", Measure.PER_CENT: "{n} %"}


def cell_text(cell: Cell, column: Column) -> str:
    """The number in its form; days, euros and parts of a hundred are whole."""
    if cell.hidden:
        return LEFT_OUT
    if cell.value is None:
        return NOTHING
    whole = column.measure in {Measure.EURO, Measure.PER_CENT, Measure.DAYS, Measure.COUNT}
    return _FORMS.get(column.measure, "{n}").format(n=number(round(cell.value) if whole else cell.value))


def title_of(shown: Dashboard) -> str:
    """Like ``Access · The last twelve months · Wmo 2015``."""
    law, whole = shown.question.law, shown.question.period is Period.BLOCK
    period = _days(*shown.days) if whole else _(PERIODS[shown.question.period])
    parts = (_(PAGES[shown.page]), period, label(law) if law else "")
    return " · ".join(filter(None, parts))


def counted_over(figure: Figure) -> str:
    """Over which days it was counted."""
    if figure.first == figure.last:
        return _("As it is on {day}", day=long_day(figure.last))
    return _days(figure.first, figure.last)


def _days(first: date, last: date) -> str:
    return _("From {first} to {last}", first=long_day(first), last=long_day(last))


def remarks(shown: Dashboard, figure: Figure) -> Iterator[str]:
    """Days, level, source, and how many numbers were left out."""
    yield f"{counted_over(figure)}."
    level = shown.levels[figure.definition.level]
    yield (
        _("Level: {level}, followed by {who}.", level=level.name, who=level.by)
        if level.by
        else _("Level: {level}.", level=level.name)
    )
    if figure.source:
        yield _("Source: {source}", source=figure.source)
    if figure.hidden:
        yield ngettext("1 number was left out.", "{n} numbers were left out.", figure.hidden)


def why_left_out(shown: Dashboard) -> str:
    """What the mark means."""
    small = shown.small
    return _(
        "{mark}: left out. It is about fewer than {n} people, or such a number could be worked out from it.",
        mark=LEFT_OUT, n=small.value,
    )  # fmt: skip
