"""The filters of the social map as a tree: facets, their values with a count, and the way to the rest of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.search import Facet, FacetCount
from desktop.views.social_map.facet_words import ORDER, FacetWords

AnyIndex = QModelIndex | QPersistentModelIndex

SHOWN = 7
"""So many values of a facet at first; the rest stands behind one line more."""


class FacetRole(IntEnum):
    """What a row tells besides its words."""

    FACET = Qt.ItemDataRole.UserRole + 1
    VALUE = Qt.ItemDataRole.UserRole + 2
    """The value; empty for a facet, and for the line that shows the rest."""
    COUNT = Qt.ItemDataRole.UserRole + 3
    """None where there is nothing to count."""


@dataclass(frozen=True)
class _Line:
    value: str
    words: str
    count: int | None
    chosen: bool = False


@dataclass(frozen=True)
class _Group:
    facet: Facet
    chosen: int
    lines: tuple[_Line, ...]


class FacetModel(QAbstractItemModel):
    """Two levels. What is chosen is always there, also when nothing has it any more."""

    def __init__(self, words: FacetWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._groups: tuple[_Group, ...] = ()
        self._counts: Mapping[Facet, tuple[FacetCount, ...]] = {}
        self._narrowed: Mapping[Facet, tuple[str, ...]] = {}
        self._whole: set[Facet] = set()

    def show_counts(
        self, counts: Mapping[Facet, tuple[FacetCount, ...]], narrowed: Mapping[Facet, tuple[str, ...]]
    ) -> bool:
        """Other counts or choices; true when rows came or went, so that the view must be opened anew."""
        self._counts, self._narrowed = counts, narrowed
        groups = tuple(filter(None, map(self._group, ORDER)))
        if _shape(groups) == _shape(self._groups):
            self._groups = groups
            self._tell()
            return False
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()
        return True

    def show_rest(self, facet: Facet) -> None:
        """All values of a facet from now on."""
        self._whole.add(facet)
        self.show_counts(self._counts, self._narrowed)

    def at(self, facet: Facet, value: str = "") -> QModelIndex:
        """Where a facet, or a value of it, stands; an invalid index when it is not there."""
        for row, group in enumerate(self._groups):
            if group.facet is facet:
                top = self.index(row, 0)
                found = next((n for n, line in enumerate(group.lines) if value and line.value == value), -1)
                return self.index(found, 0, top) if value else top
        return QModelIndex()

    @override
    def index(self, row: int, column: int = 0, parent: AnyIndex | None = None) -> QModelIndex:
        if parent is None or not parent.isValid():
            return self.createIndex(row, column, 0) if 0 <= row < len(self._groups) else QModelIndex()
        if parent.internalId():
            return QModelIndex()
        inside = 0 <= row < len(self._groups[parent.row()].lines)
        return self.createIndex(row, column, parent.row() + 1) if inside else QModelIndex()

    @override
    def parent(self, index: AnyIndex | None = None) -> QModelIndex:  # type: ignore[override]  # Qt has two by that name
        if index is None or not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, 0)

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].lines)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 1

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and self._line(index) else usual

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._line(index)
        group = self._groups[int(index.internalId()) - 1 if line else index.row()]
        if role == FacetRole.FACET:
            return group.facet
        return self._of_line(line, role) if line else _of_group(group, role)

    def _line(self, index: AnyIndex) -> _Line | None:
        return self._groups[int(index.internalId()) - 1].lines[index.row()] if index.internalId() else None

    def _of_line(self, line: _Line, role: int) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and line.value:
            return Qt.CheckState.Checked if line.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and line.count is not None:
            return f"{line.words}, {ngettext('1 found', '{n} found', line.count)}"
        found: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: line.words,
            Qt.ItemDataRole.ToolTipRole: line.words,
            FacetRole.VALUE: line.value,
            FacetRole.COUNT: line.count,
        }
        return found.get(role)

    def _group(self, facet: Facet) -> _Group | None:
        chosen = self._narrowed.get(facet, ())
        counted = {one.value: one.count for one in self._counts.get(facet, ())}
        counted |= {value: 0 for value in chosen if value not in counted}
        if not counted:
            return None
        # Those of age are read from young to old, the others from many to few, as they come.
        values = sorted(counted, key=_as_number) if facet is Facet.AGE else list(counted)
        rest = [] if facet in self._whole else [value for value in values[SHOWN:] if value not in chosen]
        if len(rest) == 1:
            rest = []
        lines = [
            _Line(value, self._words.value(facet, value), counted[value], value in chosen)
            for value in values
            if value not in rest
        ]
        more = [_Line("", _("{n} more", n=len(rest)), None)] if rest else []
        return _Group(facet, len(chosen), (*lines, *more))

    def _tell(self) -> None:
        for row, group in enumerate(self._groups):
            top = self.index(row, 0)
            self.dataChanged.emit(top, top)
            self.dataChanged.emit(self.index(0, 0, top), self.index(len(group.lines) - 1, 0, top))


def _of_group(group: _Group, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return _(ORDER[group.facet])
    if role == Qt.ItemDataRole.AccessibleTextRole:
        told = ngettext("1 chosen", "{n} chosen", group.chosen) if group.chosen else ""
        return ", ".join(filter(None, (_(ORDER[group.facet]), told)))
    if role == FacetRole.COUNT:
        return group.chosen or None
    return "" if role == FacetRole.VALUE else None


def _shape(groups: tuple[_Group, ...]) -> list[tuple[Facet, tuple[str, ...]]]:
    return [(group.facet, tuple(line.value for line in group.lines)) for group in groups]


def _as_number(value: str) -> int:
    return int(value) if value.isdigit() else 0
