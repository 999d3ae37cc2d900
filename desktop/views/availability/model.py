"""The matrix as a table: rows are providers, columns products. What a cell shows is made when it is first looked at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.models.availability import ProviderLine
from desktop.rules.availability import Mark
from desktop.services.availability_columns import OfferColumn
from desktop.services.availability_matrix import Cell, Matrix
from desktop.views.availability.words import SHAPES, age_line, norm_line, spoken_cell, state_of, state_words, waits_line
from desktop.views.design.tokens import Tone

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CellLook:
    """What is drawn: a shape with the state, both waits, and the age with what is over the norm."""

    shape: str
    tone: Tone
    state: str
    waits: str
    age: str
    stale: bool
    over: str


class MatrixModel(QAbstractTableModel):
    """Holds one answer; a cell's texts are made once."""

    def __init__(self) -> None:
        super().__init__()
        self._matrix = Matrix()
        self._looks: dict[tuple[int, int], CellLook | None] = {}

    def show_matrix(self, matrix: Matrix) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._matrix = matrix
        self._looks = {}
        self.endResetModel()

    def matrix(self) -> Matrix:
        """What it shows."""
        return self._matrix

    def place(self, index: AnyIndex) -> tuple[ProviderLine, OfferColumn] | None:
        """Provider and column of a cell; None outside the table."""
        if not index.isValid():
            return None
        return self._matrix.rows[index.row()], self._matrix.columns[index.column()]

    def find(self, provider_id: str, key: str = "") -> QModelIndex:
        """The cell of a provider and a column, else the provider's first filled one; invalid when it is not shown."""
        rows, columns = self._matrix.rows, self._matrix.columns
        row = next((at for at, line in enumerate(rows) if line.id == provider_id), -1)
        if row < 0:
            return QModelIndex()
        filled = [at for at, column in enumerate(columns) if (provider_id, column.key) in self._matrix.cells]
        wanted = [at for at in filled if columns[at].key == key]
        return self.index(row, (wanted or filled or [0])[0])

    def look(self, row: int, column: int) -> CellLook | None:
        """What a cell shows; None where the provider does not offer it."""
        place = (row, column)
        if place not in self._looks:
            cell = self._cell(self._matrix.rows[row], self._matrix.columns[column])
            self._looks[place] = _look_of(cell) if cell else None
        return self._looks[place]

    def first(self) -> QModelIndex:
        """The filled cell nearest to the upper left corner; invalid when there is none."""
        rows = {line.id: at for at, line in enumerate(self._matrix.rows)}
        columns = {column.key: at for at, column in enumerate(self._matrix.columns)}
        places = [(rows[provider], columns[key]) for provider, key in self._matrix.cells]
        return self.index(*min(places, key=sum)) if places else QModelIndex()

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._matrix.rows)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._matrix.columns)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            look = self.look(index.row(), index.column())
            return "\n".join(filter(None, (look.state, look.waits, look.age, look.over))) if look else ""
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            found = self.place(index)
            return spoken_cell(found[0].name, found[1].title, self._cell(*found)) if found else None
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._matrix.columns[section].title
        line = self._matrix.rows[section]
        return "\n".join(filter(None, (line.name, line.place, line.phone)))

    def _cell(self, line: ProviderLine, column: OfferColumn) -> Cell | None:
        return self._matrix.cells.get((line.id, column.key))


def _look_of(cell: Cell) -> CellLook:
    shape, tone = SHAPES[state_of(cell)]
    if cell.disputed:
        shape, tone = "compare", Tone.CAUTION
    return CellLook(
        shape=shape,
        tone=tone,
        state=state_words(cell),
        waits=waits_line(cell) if cell.offers or cell.contract_stop else "",
        age=age_line(cell),
        stale=Mark.STALE in cell.marks,
        over=norm_line(cell),
    )
