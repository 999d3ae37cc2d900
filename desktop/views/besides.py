"""The windows that stand beside the first: blanked and closed with it, and there again after unlocking."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QObject, QPoint

from desktop.views.paper.keeping import wipe_mail
from desktop.views.window.history import Spot
from desktop.views.window.main import BesideWindow, MainWindow

_ASIDE = QPoint(48, 48)
"""A new window does not lie over all of the one it came from."""


class Besides(QObject):
    """Opens and closes them.

    Attributes:
        windows: Those that are open, beside the first.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.windows: list[BesideWindow] = []
        self._first: MainWindow | None = None
        self._left: list[tuple[Spot, QByteArray]] = []

    def begin(self, first: MainWindow) -> None:
        """Another first window is there: those that stood beside the one before come back."""
        self._first = first
        first.beside_asked.connect(self.open)
        left, self._left = self._left, []
        for spot, geometry in left:
            self._show(spot).restoreGeometry(geometry)

    def open(self, spot: Spot) -> None:
        """One more, as large as the first and a little aside."""
        if self._first is not None:
            window = self._show(spot)
            window.resize(self._first.size())
            window.move(self._first.pos() + _ASIDE * (len(self.windows)))

    def leave(self) -> None:
        """Keeps what is typed in them and closes them; where they were is remembered."""
        windows, self.windows = self.windows, []
        self._left = [(window.here(), window.saveGeometry()) for window in windows]
        for window in windows:
            window.hide()
        for window in windows:
            window.flush()
            window.close_dialogs()
            self._let_go(window)
        self._first = None

    def _show(self, spot: Spot) -> BesideWindow:
        assert self._first is not None  # noqa: S101 - windows stand beside the first only
        window = self._first.beside(spot)
        window.beside_asked.connect(self.open)
        window.lock_asked.connect(self._first.lock_asked)
        window.closed.connect(partial(self._on_closed, window))
        self.windows.append(window)
        window.show()
        return window

    def _on_closed(self, window: BesideWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
            self._let_go(window)

    def _let_go(self, window: BesideWindow) -> None:
        wipe_mail(window)
        window.deleteLater()
