"""What Windows tells its programs of sleep and of the session.

https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast and
https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QWindow

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_WTS_LEAVING = frozenset({0x2, 0x4, 0x6, 0x7})
"""Console disconnected, remote disconnected, logged off, locked."""


def is_leaving(message: int, parameter: int) -> bool:
    """True for a message that says that the computer sleeps or that its person leaves."""
    if message == _WM_POWERBROADCAST:
        return parameter == _PBT_APMSUSPEND
    return message == _WM_WTSSESSION_CHANGE and parameter in _WTS_LEAVING


class MessageWatch(QObject, QAbstractNativeEventFilter):
    """Reads the messages that Windows sends to the windows of the program.

    Signals:
        leaving: See `is_leaving`.
    """

    leaving = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        QObject.__init__(self, parent)
        QAbstractNativeEventFilter.__init__(self)
        self._told: set[int] = set()
        app.installNativeEventFilter(self)
        app.focusWindowChanged.connect(self._on_window)

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: Any
    ) -> tuple[bool, int]:
        if QByteArray(eventType) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if is_leaving(told.message, told.wParam):
                self.leaving.emit()
        return False, 0

    def _on_window(self, window: QWindow | None) -> None:
        """Sessions are told only to windows that asked; sleep is told to all."""
        if window is None or sys.platform != "win32":
            return
        number = int(window.winId())
        if number not in self._told and ctypes.windll.wtsapi32.WTSRegisterSessionNotification(number, 0):
            self._told.add(number)
