"""What the program put on the clipboard, and taking it away again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def clear_own_clipboard() -> None:
    """Empties the clipboard when its text came from here; what another program put there stays.

    Where the system does not tell whose it is (Wayland, when the program is not in front), it counts as another's.
    """
    clipboard = QGuiApplication.clipboard()
    for mode in _MODES:
        if _is_ours(clipboard, mode):
            clipboard.clear(mode)


class ClipboardWatch(QObject):
    """Empties the clipboard a while after something was copied here, also while one works: others may read it.

    What cannot be seen when its time is over, because another program is in front, goes when this one is again.
    """

    def __init__(self, app: QGuiApplication, parent: QObject, limit: int) -> None:
        super().__init__(parent)
        self._limit = limit
        self._copied = {mode: _Copied(self, mode) for mode in _MODES}
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._on_clipboard)
        clipboard.selectionChanged.connect(self._on_selection)
        app.applicationStateChanged.connect(self._on_state)

    def set_limit(self, limit: int) -> None:
        """Another limit, in milliseconds, for what is copied from now on."""
        self._limit = limit

    def _on_clipboard(self) -> None:
        self._copied[QClipboard.Mode.Clipboard].begin(self._limit)

    def _on_selection(self) -> None:
        self._copied[QClipboard.Mode.Selection].begin(self._limit)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            for copied in self._copied.values():
                copied.clear_if_late()


class _Copied(QObject):
    """The text that was put in one of the places, until it is taken away or replaced."""

    def __init__(self, parent: QObject, mode: QClipboard.Mode) -> None:
        super().__init__(parent)
        self._mode, self._text, self._is_late = mode, "", False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_time)

    def begin(self, limit: int) -> None:
        """Something else stands there; when it came from here it stands so many milliseconds."""
        clipboard = QGuiApplication.clipboard()
        self._is_late = False
        self._text = clipboard.text(self._mode) if _is_ours(clipboard, self._mode) else ""
        if self._text:
            self._timer.start(limit)
        else:
            self._timer.stop()

    def clear_if_late(self) -> None:
        """Its time was over before, and it could not be seen then."""
        if self._is_late:
            self._on_time()

    def _on_time(self) -> None:
        clipboard = QGuiApplication.clipboard()
        self._is_late = not _is_ours(clipboard, self._mode) and clipboard.text(self._mode) != self._text
        if not self._is_late:
            self._text = ""
            clipboard.clear(self._mode)


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    if mode is QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.ownsClipboard()
