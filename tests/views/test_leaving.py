"""A computer that sleeps, and a session that is locked, are noticed: over a real message bus of the test's own."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.clipboard import clear_own_clipboard
from desktop.views.leaving.clock import ClockWatch
from desktop.views.leaving.linux import BusWatch
from desktop.views.leaving.windows import MessageWatch, is_leaving

LOGIN = "org.freedesktop.login1"
MANAGER = f"{LOGIN}.Manager"

needs_bus = pytest.mark.skipif(sys.platform != "linux", reason="message buses are Linux's")


class Logind(QDBusVirtualObject):
    """Gives a delay as the real one does, and says what others are told."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.bus = bus
        self.held = -1
        self.asked: list[list[object]] = []

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 - Qt's name
        self.asked.append(message.arguments())
        self.held, given = os.pipe()
        os.set_blocking(self.held, False)
        reply = message.createReply()
        reply.setArguments([QDBusUnixFileDescriptor(given)])
        connection.send(reply)
        os.close(given)
        return True

    def tell(self, path: str, interface: str, name: str, *values: object) -> None:
        told = QDBusMessage.createSignal(path, interface, name)
        told.setArguments(list(values))
        assert self.bus.send(told)

    @property
    def waits(self) -> bool:
        """True while somebody holds the other end."""
        try:
            return os.read(self.held, 1) != b""
        except BlockingIOError:
            return True


@pytest.fixture
def logind(monkeypatch: pytest.MonkeyPatch) -> Iterator[Logind]:
    daemon = shutil.which("dbus-daemon")
    assert daemon, "installer/prepare.sh test brings it"
    command = (daemon, "--session", "--nofork", "--nopidfile", "--print-address")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        address = running.stdout.readline().strip()
        here = QDBusConnection.connectToBus(address, "logind")
        for name in (LOGIN, "org.gnome.ScreenSaver"):
            assert here.registerService(name)
        made = Logind(here)
        assert here.registerVirtualObject("/org/freedesktop/login1", made)
        monkeypatch.setattr(QDBusConnection, "systemBus", lambda: QDBusConnection.connectToBus(address, "system"))
        monkeypatch.setattr(QDBusConnection, "sessionBus", lambda: QDBusConnection.connectToBus(address, "session"))
        yield made
        for name in ("logind", "system", "session"):
            QDBusConnection.disconnectFromBus(name)
        running.terminate()


@pytest.fixture
def watch(qtbot: QtBot, logind: Logind) -> Iterator[BusWatch]:
    """One that was given its delay."""
    parent = QObject()
    made = BusWatch(parent)
    qtbot.waitUntil(lambda: made.holds_delay)
    assert logind.waits
    yield made
    parent.deleteLater()


@needs_bus
def test_the_computer_waits_with_sleeping_until_all_is_put_away(qtbot: QtBot, logind: Logind, watch: BusWatch) -> None:
    assert [words[0] for words in logind.asked] == ["sleep"]
    assert logind.asked[0][3] == "delay"
    with qtbot.waitSignal(watch.leaving):
        logind.tell("/org/freedesktop/login1", MANAGER, "PrepareForSleep", True)
    assert logind.waits
    watch.let_sleep()
    assert not logind.waits
    assert not watch.holds_delay


@needs_bus
def test_after_waking_it_asks_for_the_delay_again(qtbot: QtBot, logind: Logind, watch: BusWatch) -> None:
    watch.let_sleep()
    with qtbot.assertNotEmitted(watch.leaving, wait=100):
        logind.tell("/org/freedesktop/login1", MANAGER, "PrepareForSleep", False)
        qtbot.waitUntil(lambda: len(logind.asked) == 2)


@needs_bus
@pytest.mark.parametrize(
    ("path", "interface", "name", "values"),
    [
        ("/org/freedesktop/login1/session/_32", f"{LOGIN}.Session", "Lock", ()),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (True,)),
    ],
    ids=["loginctl lock-session", "GNOME"],
)
def test_a_locked_session_is_noticed(
    qtbot: QtBot, logind: Logind, watch: BusWatch, path: str, interface: str, name: str, values: tuple[object, ...]
) -> None:
    with qtbot.waitSignal(watch.leaving):
        logind.tell(path, interface, name, *values)


@needs_bus
def test_a_screen_saver_that_ends_locks_nothing(qtbot: QtBot, logind: Logind, watch: BusWatch) -> None:
    with qtbot.assertNotEmitted(watch.leaving, wait=200):
        logind.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)


@needs_bus
def test_without_any_bus_nothing_is_heard_and_nothing_breaks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = "unix:path=/nowhere/at/all"
    monkeypatch.setattr(QDBusConnection, "systemBus", lambda: QDBusConnection.connectToBus(nowhere, "none"))
    monkeypatch.setattr(QDBusConnection, "sessionBus", lambda: QDBusConnection.connectToBus(nowhere, "none either"))
    parent = QObject()
    made = BusWatch(parent)
    qtbot.wait(50)
    assert not made.holds_delay
    made.let_sleep()
    parent.deleteLater()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("seconds", "leapt"), [(10, False), (50, False), (61, True), (7 * 3600, True), (-7200, False)])
def test_a_clock_that_leapt_means_that_the_computer_slept(seconds: float, leapt: bool) -> None:
    now, parent, told = [1000.0], QObject(), list[None]()
    watch = ClockWatch(parent, now=lambda: now[0], every_ms=1_000_000)
    watch.leapt.connect(lambda: told.append(None))
    now[0] += seconds
    watch.look()
    watch.look()
    assert bool(told) == leapt
    assert len(told) < 2
    parent.deleteLater()


@pytest.mark.parametrize(
    ("message", "parameter", "leaving"),
    [(0x218, 0x4, True), (0x218, 0x12, False), (0x2B1, 0x7, True), (0x2B1, 0x8, False), (0x2B1, 0x2, True),
     (0x10, 0x4, False)],
    ids=["sleeps", "wakes", "locked", "unlocked", "another person in front", "a window closes"],
)  # fmt: skip
def test_what_windows_tells_is_understood(qapp: QApplication, message: int, parameter: int, leaving: bool) -> None:
    told, parent = list[None](), QObject()
    watch = MessageWatch(qapp, parent)
    watch.leaving.connect(lambda: told.append(None))
    sent = wintypes.MSG(message=message, wParam=parameter)
    assert watch.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    assert watch.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(sent)) == (False, 0)
    assert is_leaving(message, parameter) == leaving
    assert bool(told) == leaving
    assert len(told) < 2
    qapp.removeNativeEventFilter(watch)
    parent.deleteLater()


@pytest.mark.parametrize("is_own", [True, False])
def test_what_was_copied_here_does_not_stay_on_the_clipboard_and_what_came_from_elsewhere_does(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, is_own: bool
) -> None:
    # Without a display nobody owns a clipboard.
    monkeypatch.setattr(type(qapp.clipboard()), "ownsClipboard", lambda _self: is_own)
    qapp.clipboard().setText("Mevrouw Mulder")
    clear_own_clipboard()
    assert qapp.clipboard().text() == ("" if is_own else "Mevrouw Mulder")
