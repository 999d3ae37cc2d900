"""Was the last thing a person did in a window a click with Ctrl held? Then what it opens gets a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from typing_extensions import override

_OTHERS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})


class CtrlClick(QObject):
    """Listens at the window itself, which sees only what comes from outside.

    Attributes:
        is_last: True from such a click until the person does something else there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_last = False

    def watch(self, window: QWindow) -> None:
        """From now on; again for the same window is once."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            self.is_last = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        elif event.type() in _OTHERS:
            self.is_last = False
        return False
