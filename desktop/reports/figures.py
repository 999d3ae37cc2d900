"""A dashboard on paper: every figure as a table, with what it counts, over which days, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import speaking
from desktop.models.figure_papers import FiguresPage, PaperFigure
from desktop.reports.content import Block, Grid, Heading, Look, Paper, Title, Words

_LONGEST, _SHORTER = 26, 12
"""Letters that a name has at the most, and beside many columns; a longer one goes on to a next line."""

_AROUND, _BOLD, _LEAST = 4, 1.2, 7
"""Letters of room between two columns, how much wider those of a head are, and letters of the narrowest column."""

_MANY = 8
"""Columns from which on there are many."""


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
    yield Grid(one.heads, one.rows, _widths(one))
    yield Words(" ".join(one.remarks), Look.SMALL)


def _widths(one: PaperFigure) -> tuple[float, ...]:
    """Each column in the measure of its longest word or number, so that as few words as can be are broken."""
    most = _SHORTER if len(one.heads) >= _MANY else _LONGEST
    names = min(most, max(len(row[0]) for row in one.rows))
    numbers = [max([_BOLD * _word(head), *(len(row[n]) for row in one.rows)]) for n, head in enumerate(one.heads)][1:]
    letters = [max(_LEAST, letter) + _AROUND for letter in (max(names, _BOLD * _word(one.heads[0])), *numbers)]
    shares = [letter / sum(letters) for letter in letters]
    return (1 - sum(shares[1:]), *shares[1:])


def _word(text: str) -> int:
    return max(map(len, text.split()), default=0)
