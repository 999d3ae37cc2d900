"""What systemd-logind and the screen savers tell on the message buses of Linux.

Interfaces: https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html and
https://systemd.io/INHIBITOR_LOCKS; ``ActiveChanged`` of the screen savers of GNOME and of freedesktop.org (KDE and
others).
"""

from __future__ import annotations

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
_SAVERS = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
)
_LONGEST_MS = 4_000
"""logind itself waits five seconds for whoever asked for a delay."""


class BusWatch(QObject):
    """Listens on both buses; where there is none it hears nothing, and says nothing of it.

    Signals:
        leaving: The computer is about to sleep, or a session on it was locked. Whose session is not asked: locking
            once too often hurts nobody.
    """

    leaving = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._delay: QDBusUnixFileDescriptor | None = None
        self._patience = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._patience.timeout.connect(self.let_sleep)
        self._system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        self._hear(self._system, (_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep"), "_on_sleep(bool)")
        self._hear(self._system, (_LOGIN, "", _SESSION, "Lock"), "_on_lock()")
        for service, path in _SAVERS:
            self._hear(session, (service, path, service, "ActiveChanged"), "_on_saver(bool)")
        self._ask_delay()

    @property
    def holds_delay(self) -> bool:
        """True while the computer waits for us before it sleeps."""
        return self._delay is not None

    def let_sleep(self) -> None:
        """Gives the delay back."""
        self._patience.stop()
        delay, self._delay = self._delay, None
        if delay is not None:
            delay.setFileDescriptor(-1)  # closes the copy that Qt holds

    def _hear(self, bus: QDBusConnection, source: tuple[str, str, str, str], slot: str) -> None:
        """From a service, its path, its interface and its signal."""
        bus.connect(*source, self, SLOT(slot))  # type: ignore[call-overload]  # it takes text, whatever its stub says

    def _ask_delay(self) -> None:
        """So that the window is blank and the store closed before the computer sleeps, not after it wakes."""
        asked = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, "Inhibit")
        asked.setArguments(["sleep", "Naober", "Closes what is open", "delay"])
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(asked), self)
        watcher.finished.connect(self._on_delay)

    @Slot(QDBusPendingCallWatcher)
    def _on_delay(self, watcher: QDBusPendingCallWatcher) -> None:
        given = watcher.reply().arguments() if not watcher.isError() else []
        watcher.deleteLater()
        if given and isinstance(given[0], QDBusUnixFileDescriptor) and given[0].isValid():
            self._delay = given[0]

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - as D-Bus gives it
        if begins:
            self._patience.start()
            self.leaving.emit()
        elif self._delay is None:
            self._ask_delay()

    @Slot()
    def _on_lock(self) -> None:
        self.leaving.emit()

    @Slot(bool)
    def _on_saver(self, is_active: bool) -> None:  # noqa: FBT001 - as D-Bus gives it
        if is_active:
            self.leaving.emit()
