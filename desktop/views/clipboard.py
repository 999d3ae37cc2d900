"""What the program put on the clipboard, and taking it away again."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def clear_own_clipboard() -> None:
    """Empties the clipboard when its text came from here; what another program put there stays.

    Where the system does not tell whose it is (Wayland, when the program is not in front), it counts as another's.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(clipboard.Mode.Selection)
