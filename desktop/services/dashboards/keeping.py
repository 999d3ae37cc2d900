"""Keeping a dashboard as a file for a spreadsheet, and gathering it for paper: both without small counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.exchange.table_files import Plain, write_table
from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.faults import RuleBroken
from desktop.models.figure_papers import FiguresPage, PaperFigure
from desktop.models.kinds import Law
from desktop.models.papers import PaperHead
from desktop.services.dashboards.asking import Period, Question
from desktop.services.dashboards.dashboard import Dashboard, dashboard_to_share
from desktop.services.dashboards.definitions import INFLOW, Page
from desktop.services.dashboards.figure import Cell, Figure, Measure
from desktop.services.dashboards.wording import LEFT_OUT, cell_text, remarks, title_of, why_left_out
from desktop.services.workplace import Workplace

_BETWEEN = ","


def export_dashboard(workplace: Workplace, path: Path, page: Page, question: Question) -> Path:
    """Writes every figure with its definition and days; ``.xlsx`` as a workbook, else CSV. Returns the file written.

    Raises:
        RuleBroken: ``not-allowed``.
        WorldFault: ``cannot-write``.
    """
    file = path if path.suffix else path.with_suffix(".xlsx")
    write_table(file, _lines(workplace, dashboard_to_share(workplace, page, question)))
    return file


def export_figure(workplace: Workplace, path: Path, id_: str) -> Path:
    """The same for one figure of the access desk, like its ``routes`` or ``inflow``.

    It is the one of the dashboard: from two kinds of count beside each other one could subtract.

    Raises:
        RuleBroken: ``not-allowed``; ``block-told-otherwise``.
        WorldFault: ``cannot-write``.
    """
    file = path if path.suffix else path.with_suffix(".xlsx")
    write_table(file, _lines(workplace, _only(workplace, id_)))
    return file


def _only(workplace: Workplace, id_: str) -> Dashboard:
    shown = dashboard_to_share(workplace, Page.ACCESS)
    return replace(shown, figures=tuple(one for one in shown.figures if one.id == id_))


def subject_of(page: Page, question: Question) -> str:
    """What a paper of a dashboard is about, in one text."""
    return _BETWEEN.join((page.value, question.period.value, question.law.value if question.law else ""))


def figures_page(workplace: Workplace, subject: str) -> FiguresPage:
    """Everything the paper of a dashboard prints.

    Raises:
        RuleBroken: ``gone`` for what names no dashboard, ``not-allowed``.
    """
    shown = _only(workplace, subject) if subject == INFLOW.id else dashboard_to_share(workplace, *_asked(subject))
    head = PaperHead("", workplace.profile.name, shown.made_on, workplace.colleague.name)
    figures = tuple(_on_paper(shown, figure) for figure in shown.figures if figure.rows)
    return FiguresPage(head, title_of(shown), why_left_out(shown), _set_by(shown), figures)


def _asked(subject: str) -> tuple[Page, Question]:
    """What `subject_of` put together."""
    page, period, law = (*subject.split(_BETWEEN), "", "")[:3]
    if page not in set(Page) or period not in set(Period) or law not in {"", *Law}:
        raise RuleBroken("gone")
    return Page(page), Question(Period(period), Law(law) if law else None)


def _set_by(shown: Dashboard) -> str:
    return _("Source: {source}", source=f"{shown.small.source.document}, {shown.small.source.paragraph}")


def _on_paper(shown: Dashboard, figure: Figure) -> PaperFigure:
    rows = tuple(
        (row.name, *(cell_text(cell, column) for cell, column in zip(row.cells, figure.columns, strict=True)))
        for row in figure.rows
    )
    heads = (figure.head, *(column.name for column in figure.columns))
    return PaperFigure(_(figure.definition.name), figure.text, tuple(remarks(shown, figure)), heads, rows)


def _lines(workplace: Workplace, shown: Dashboard) -> Iterator[tuple[Plain, ...]]:
    yield workplace.profile.name, title_of(shown)
    yield _("Made on"), long_day(shown.made_on)
    yield why_left_out(shown), _set_by(shown)
    for figure in shown.figures:
        yield ()
        yield (_(figure.definition.name),)
        yield (figure.text,)
        yield (" ".join(remarks(shown, figure)),)
        yield (figure.head, *(column.name for column in figure.columns))
        for row in figure.rows:
            yield (row.name, *map(_plain, row.cells, (column.measure for column in figure.columns)))


def _plain(cell: Cell, measure: Measure) -> Plain:
    """A number stays a number; what is no count is rounded to a cent or a tenth."""
    if cell.hidden or cell.value is None:
        return LEFT_OUT if cell.hidden else None
    return int(cell.value) if measure is Measure.COUNT else round(cell.value, 2 if measure is Measure.EURO else 1)
