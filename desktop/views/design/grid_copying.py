"""Copying a grid whose columns are what is compared: whole, with its heads, by the same way as the rows of a table."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView

from desktop.models.audit import ShownList
from desktop.views.design.columns import keeper_of
from desktop.views.design.copying import CopiedRows

_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole)


def copies_grid(
    grid: QTableView, event: QKeyEvent, listed: ShownList | None = None, cases: Collection[str] = ()
) -> bool:
    """Copies all of a grid when that is what was pressed; else false.

    Qt would copy the one cell where one stands, and nobody would know of it.

    Args:
        grid: It.
        event: The key.
        listed: Which list of residents it shows; None where no resident stands in it.
        cases: Ids of their cases.
    """
    if not event.matches(QKeySequence.StandardKey.Copy):
        return False
    keeper, model = keeper_of(grid), grid.model()
    across, down = range(model.columnCount()), range(model.rowCount())
    if keeper is not None and across and down:
        heads = ("", *(_head(grid, at, Qt.Orientation.Horizontal) for at in across))
        rows = tuple(
            (_head(grid, row, Qt.Orientation.Vertical), *(_cell(grid, row, at) for at in across)) for row in down
        )
        keeper.copy(CopiedRows(heads, rows, listed, tuple(cases)))
    return True


def _head(grid: QTableView, at: int, orientation: Qt.Orientation) -> str:
    return _whole(*(grid.model().headerData(at, orientation, role) for role in _ROLES))


def _cell(grid: QTableView, row: int, column: int) -> str:
    index = grid.model().index(row, column)
    return _whole(*(index.data(role) for role in _ROLES))


def _whole(tip: object, shown: object) -> str:
    """Where the grid shows a part, all of it stands in the tip."""
    return str(tip or shown or "")
