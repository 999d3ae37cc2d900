"""The palette itself: type, choose with the arrows, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QListView, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.views.design.announce import announce
from desktop.views.design.dress import column, dress
from desktop.views.design.tokens import Space
from desktop.views.palette.matching import Line, fitting
from desktop.views.palette.model import PaletteDelegate, PaletteModel
from desktop.views.tasks import Tasks

Finder = Callable[[str], Sequence[Line]]
"""Looks things up by what was typed; runs on the store's lane."""

_FEWEST_LETTERS = 2
_PAUSE_MS = 120
_MOST_LINES = 40


class Palette(QDialog):
    """Actions at once; cases, providers and services as they are found."""

    def __init__(self, actions: Sequence[Line], finder: Finder, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(_("Go to …"))
        self._actions, self._finder, self._tasks = actions, finder, tasks
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self._field.textChanged.connect(self._on_text)
        self._show(fitting(actions, ""))
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        arrows = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in arrows:
            self._list.keyPressEvent(event)
            self._speak()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        outer = column(self)
        card = QFrame()
        dress(card, "palette")
        outer.addWidget(card)
        layout = column(card, gap=0, edge=1)
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Type an action, a name or a service"))
        self._field.setAccessibleName(_("Go to …"))
        dress(self._field, "palette")
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._on_enter)
        self._model = PaletteModel(self)
        self._list = QListView()
        self._list.setAccessibleName(_("What fits"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress(self._list, "palette")
        self._list.clicked.connect(self._on_enter)
        self._nothing = QLabel(_("Nothing fits. Try another word."))
        self._nothing.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        dress(self._nothing, "muted")
        for widget in (self._field, self._list, self._nothing):
            layout.addWidget(widget)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        width = min(640, over.width() - 2 * Space.XXL)
        self.resize(width, min(460, over.height() - 120))
        corner = over.mapToGlobal(over.rect().topLeft())
        self.move(corner.x() + (over.width() - width) // 2, corner.y() + 72)

    def _on_text(self) -> None:
        self._show(fitting(self._actions, self._field.text()))
        self._pause.start()

    def _look_up(self) -> None:
        typed = self._field.text().strip()
        if len(typed) >= _FEWEST_LETTERS:
            self._tasks.store(partial(self._finder, typed), self._on_found, key="palette")

    def _on_found(self, found: Sequence[Line]) -> None:
        self._show([*fitting(self._actions, self._field.text()), *found])

    def _show(self, lines: Sequence[Line]) -> None:
        self._model.show_lines(lines[:_MOST_LINES])
        self._list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        if lines:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _speak(self) -> None:
        announce(self._field, str(self._list.currentIndex().data() or ""))

    def _on_enter(self) -> None:
        at = self._list.currentIndex()
        if not at.isValid():
            return
        line = self._model.line(at.row())
        self.accept()
        line.run(line.key) if line.key else line.run()
