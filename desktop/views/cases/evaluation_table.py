"""Evaluations beside each other, the earliest at the left, so that one sees how it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.audit import ShownList
from desktop.models.casework import Goal
from desktop.models.indications import Evaluation
from desktop.services.case_reading import CasePage, IndicationOnPage
from desktop.views.cases.evaluation_words import given_text, goal_text, next_text
from desktop.views.design.grid_copying import copies_grid
from desktop.views.design.tables import WholeCells

AnyIndex = QModelIndex | QPersistentModelIndex

_COLUMN_LETTERS, _HEAD_LETTERS = 26, 28
_HEAD_LINE, _HEAD_LINES = 24, 3
"""Letters on a line of a row's head, and lines of it; all of it stands in the tip."""
_LONGEST = 160
"""Letters of an answer that are shown; all of it stands in the evaluation itself, and in the tip."""


@dataclass(frozen=True)
class Held:
    """An evaluation that was held, with the help it looked back on."""

    evaluation: Evaluation
    item: IndicationOnPage


Question = tuple[str, Callable[[Held], str]]
"""The head of a row, and its answer by evaluation."""


def held_in(page: CasePage) -> tuple[Held, ...]:
    """All that were held in a case, the earliest first."""
    found = [Held(one, item) for item in page.indications for one in item.evaluations if one.held_on]
    return tuple(sorted(found, key=lambda one: (str(one.evaluation.held_on), one.evaluation.id)))


def questions(goals: Sequence[Goal], held: Sequence[Held]) -> tuple[Question, ...]:
    """The rows: the goals that were told of, then what the help brought; the help where it is not always the same."""
    told = {goal for one in held for goal in one.evaluation.goal_results}
    helps = {one.item.product for one in held}
    rows: list[Question] = [(_("Help"), lambda one: one.item.product)] if len(helps) > 1 else []
    rows += [(goal.text, _result(goal.id)) for goal in goals if goal.id in told]
    rows += [
        (_("What the help brought"), lambda one: one.evaluation.effect),
        (_("Mark"), _mark),
        (_("Given and agreed"), lambda one: given_text(one.item.indication, one.evaluation)),
        (_("Would less do?"), lambda one: one.evaluation.downscaling),
        (_("Who were there"), lambda one: one.evaluation.present),
        (_("What comes next"), _next),
    ]
    return tuple((head, answer) for head, answer in rows if any(answer(one) for one in held))


class EvaluationModel(QAbstractTableModel):
    """Questions down, evaluations across."""

    def __init__(self) -> None:
        super().__init__()
        self._held: tuple[Held, ...] = ()
        self._rows: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def cases(self) -> tuple[str, ...]:
        """Id of the case of which they are; none while nothing is shown."""
        return tuple({one.item.indication.case_id for one in self._held})

    def show_held(self, goals: Sequence[Goal], held: Sequence[Held]) -> None:
        """Replaces all."""
        self.beginResetModel()
        self._held = tuple(held)
        asked = questions(goals, held)
        self._rows = tuple((head, tuple(answer(one) for one in held)) for head, answer in asked)
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._held)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        head, answers = self._rows[index.row()]
        answer = answers[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cut(answer)
        if role == Qt.ItemDataRole.ToolTipRole:
            return answer
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._day(index.column())}, {head}: {answer or _('not told')}"
        return Qt.AlignmentFlag.AlignTop if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            head = self._day(section) if across else self._rows[section][0]
            return _wrapped(head) if role == Qt.ItemDataRole.DisplayRole else head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | (Qt.AlignmentFlag.AlignVCenter if across else Qt.AlignmentFlag.AlignTop)
        return None

    def _day(self, column: int) -> str:
        return short_day(self._held[column].evaluation.held_on)


class EvaluationTable(QTableView):
    """As high as its rows; the newest column is in view, the earlier ones a scroll to the left."""

    def __init__(self, model: EvaluationModel) -> None:
        super().__init__()
        self.setObjectName("evaluations-table")
        self.setAccessibleName(_("Evaluations beside each other, the earliest first"))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(WholeCells(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        down, across = self.verticalHeader(), self.horizontalHeader()
        for head in (down, across):
            head.setHighlightSections(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._on_other)
        self._cases = model.cases

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not copies_grid(self, event, ShownList.EVALUATIONS, self._cases()):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _on_other(self) -> None:
        self._fit()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())

    def _fit(self) -> None:
        columns = self.model().columnCount()
        if not columns:
            return
        letter = self.fontMetrics().averageCharWidth()
        self.verticalHeader().setFixedWidth(letter * _HEAD_LETTERS)
        room = self.viewport().width() // columns
        for column in range(columns):
            self.setColumnWidth(column, max(room, letter * _COLUMN_LETTERS))
        self.resizeRowsToContents()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(
            self.horizontalHeader().height() + self.verticalHeader().length() + bar + 2 * self.frameWidth()
        )


def _result(goal_id: str) -> Callable[[Held], str]:
    return lambda one: goal_text(one.evaluation.goal_results.get(goal_id, ""))


def _mark(one: Held) -> str:
    return "" if one.evaluation.satisfaction is None else str(one.evaluation.satisfaction)


def _next(one: Held) -> str:
    return "\n".join(filter(None, (next_text(one.evaluation.next), one.evaluation.next_step)))


def _wrapped(head: str) -> str:
    """A head breaks its lines only where it is told to."""
    return "\n".join(wrap(head, _HEAD_LINE, max_lines=_HEAD_LINES, placeholder=" …"))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
