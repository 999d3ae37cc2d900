"""Noticing that nobody touches the program, without looking at every event of it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Listens at the windows themselves, which see only what comes from outside; nothing runs while nobody is there.

    Signals:
        idle: Nobody touched keyboard or mouse for the whole limit.
    """

    idle = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusWindowChanged.connect(self._on_focus)
        self._limit = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_time)

    def start(self, limit: int) -> None:
        """Watches from now on; `limit` in milliseconds."""
        self._limit = limit
        self._on_focus(QGuiApplication.focusWindow())
        self._touch()
        self._timer.start(limit)

    def stop(self) -> None:
        """Watches no more."""
        self._timer.stop()

    def set_limit(self, limit: int) -> None:
        """Another limit, in milliseconds, counted from the last touch."""
        self._limit = limit
        if self._timer.isActive():
            self._timer.start(max(0, limit - self._since.elapsed()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touch()
        return False

    def _touch(self) -> None:
        self._since.start()

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _on_time(self) -> None:
        left = self._limit - self._since.elapsed()
        if left > 0:
            self._timer.start(left)
        else:
            self.idle.emit()
