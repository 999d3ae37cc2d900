"""A dashboard on paper: every figure as a table, with what it counts, over which days, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import speaking
from desktop.models.figure_papers import FiguresPage, PaperFigure
from desktop.reports.content import Block, Grid, Heading, Look, Paper, Title, Words

_NAMES, _NARROW = 0.34, 0.2
"""Share of the width for the names of the rows."""

_MANY = 7
"""From so many columns of numbers on, names are narrow."""


def figures(page: FiguresPage, language: str = "nl") -> Paper:
    """What the paper says."""
    with speaking(language):
        return Paper(page.head, page.title, language, tuple(_story(page)))


def _story(page: FiguresPage) -> Iterator[Block]:
    yield Title(page.title, page.head.region)
    yield Words(page.left_out, Look.SMALL)
    if page.source:
        yield Words(page.source, Look.SMALL)
    for one in page.figures:
        yield from _figure(one)


def _figure(one: PaperFigure) -> Iterator[Block]:
    yield Heading(one.name)
    yield Words(one.definition)
    yield Grid(one.heads, one.rows, _widths(len(one.heads)))
    yield Words(" ".join(one.remarks), Look.SMALL)


def _widths(columns: int) -> tuple[float, ...]:
    """The names get a third, or less beside many numbers; the numbers share the rest."""
    others = columns - 1
    first = _NAMES if others < _MANY else _NARROW
    rest = tuple((1 - first) / others for _n in range(others))
    return (1 - sum(rest), *rest)
