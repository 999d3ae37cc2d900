"""Keeping the coverage matrix as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.exchange.table_files import Plain, write_table
from desktop.language import _
from desktop.models.kinds import MeasureKind
from desktop.models.labels import label
from desktop.rules.coverage import Cell
from desktop.rules.permissions import Act, require
from desktop.services.coverage import CoveragePage, CoverageQuestion, coverage
from desktop.services.names import ProfileNames
from desktop.services.workplace import Workplace


def export_coverage(workplace: Workplace, path: Path, question: CoverageQuestion) -> Path:
    """Writes a line for every product and municipality; ``.xlsx`` as a workbook, else CSV. Returns the file written.

    Raises:
        RuleBroken: ``not-allowed``, ``lot-unknown``, ``specialism-unknown``.
        WorldFault: ``cannot-write``.
    """
    require(workplace.role, Act.EXPORT_FIGURES)
    file = path if path.suffix else path.with_suffix(".csv")
    write_table(file, _lines(coverage(workplace, question), ProfileNames.of(workplace.profile)))
    return file


def _lines(page: CoveragePage, names: ProfileNames) -> Iterator[tuple[Plain, ...]]:
    yield (
        _("Lot"),
        _("Product"),
        _("Municipality"),
        _("Contracted"),
        _("Take people"),
        _("Not known"),
        _("Lowest"),
        _("Highest"),
        _("Gap"),
        _("Above the maximum"),
        _("Hangs on"),
        _("Bought by"),
        label(MeasureKind.CLOSED),
    )
    for cell in page.cells:
        yield _line(cell, page, names)


def _line(cell: Cell, page: CoveragePage, names: ProfileNames) -> tuple[Plain, ...]:
    return (
        names.lots.get(cell.line.lot, cell.line.lot),
        cell.line.name,
        cell.municipality,
        cell.providers,
        cell.accepting,
        cell.unknown,
        cell.least,
        cell.most,
        _("yes") if cell.gap else "",
        cell.surplus or None,
        page.names.get(cell.only, ""),
        cell.bought_by,
        cell.closed.start.isoformat() if cell.closed else "",
    )
