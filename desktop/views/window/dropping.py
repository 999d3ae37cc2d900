"""A file that is dropped anywhere on a window is one to import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent, QWindow
from typing_extensions import override


class Dropping(QObject):
    """Listens at the window itself: a field under the file would write its address instead.

    Signals:
        dropped: The `Path` of a file or folder of this computer.
    """

    dropped = Signal(object)

    def watch(self, window: QWindow) -> None:
        """From now on; again for the same window is once."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        path = _file_in(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(path)
        return True


def _file_in(event: QDropEvent) -> Path | None:
    """The first file; None for text, a picture or an address elsewhere."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if urls and urls[0].isLocalFile() else None
