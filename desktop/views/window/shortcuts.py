"""What can be done from everywhere, with its keys; the list a person sees is made from these actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QLabel, QWidget

from desktop.language import _
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.dress import column, dress
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle

LOCK_KEYS = "Ctrl+L"
NUMBERED = 10
"""Lines of the navigation that a key opens."""


@dataclass(frozen=True)
class Shortcut:
    """A key and what it does."""

    text: str
    keys: str
    does: Callable[[], object]
    listed: bool = True
    """False for what the palette offers in another way already."""


def place_keys(at: int) -> str:
    """Keys of a line of the navigation, counted from 1: Ctrl+1 to Ctrl+9, then Ctrl+0; none further down."""
    return f"Ctrl+{at % 10}" if at <= NUMBERED else ""


def add_actions(owner: QWidget, shortcuts: Iterable[Shortcut]) -> list[QAction]:
    """Makes an action of each, owned by the widget itself: a hidden bar must not take its keys away."""
    made = []
    for shortcut in shortcuts:
        action = QAction(shortcut.text, owner)
        action.setShortcut(QKeySequence(shortcut.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(shortcut.does)
        action.setData(shortcut.listed)
        owner.addAction(action)
        made.append(action)
    return made


class InDialogs(QObject):
    """Lends one action to every dialog of a window: a dialog takes the window's own keys away."""

    def __init__(self, action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._action, self._window = action, window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        front = now.window() if now is not None else None
        if isinstance(front, QDialog) and front in self._window.findChildren(QDialog):
            front.addAction(self._action)


class ShortcutList(QDialog):
    """All keys that work here."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(_("Keys")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XXL)
        grid.setVerticalSpacing(Space.S)
        layout.addLayout(grid)
        for at, action in enumerate(a for a in actions if not a.shortcut().isEmpty()):
            self._add(grid, at, action)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    def _add(self, grid: QGridLayout, at: int, action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        for column_at, (text, look) in enumerate(((keys, "strong"), (action.text(), "body"))):
            label = QLabel(text)
            dress(label, look)
            grid.addWidget(label, at, column_at)
