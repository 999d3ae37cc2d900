"""A lock never waits for a network: the server may hang while its connection lives, and nothing is lost by it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.models.social_map import Provider
from desktop.services.start import NewStore, Passphrase, create_store, open_store
from desktop.services.syncing import join, state_of_work, sync_now
from desktop.services.workplace import Workplace
from desktop.sync.postgres.store import PostgresStore
from desktop.sync.protocol import Hello
from desktop.views.app import Program
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.preferences import Preferences
from tests.helpers.desks import at_noon
from tests.helpers.offices import Office
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, enter, write

PASSPHRASE = "koffie fiets dijk regen"
SOON_MS = 3_000
"""Far less than any limit on the way to a server."""


class Hanging:
    """The backend of the first greeting is stopped before it is asked: it hears everything and says nothing."""

    def __init__(self) -> None:
        self.begun = Event()
        self.process = 0

    def stop(self, store: PostgresStore) -> None:
        if not self.begun.is_set() and store.line is not None:
            self.process = store.line.db.info.backend_pid
            os.kill(self.process, signal.SIGSTOP)
            self.begun.set()

    def go_on(self) -> None:
        if self.process:
            os.kill(self.process, signal.SIGCONT)
            self.process = 0


@pytest.fixture
def path(tmp_path: Path, office: Office) -> Path:
    """The store of someone who wrote something that the team does not have yet."""
    place = tmp_path / "naober.store"
    made = create_store(place, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon)
    url, secret = office.let_in(made.workplace.colleague)
    join(made.workplace, url, secret)
    sync_now(made.workplace)
    with made.workplace.work("Write") as work:
        work.add(Provider(id=new_id(), name="Veenzorg"))
        work.commit()
    made.workplace.store.close()
    return place


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch, office: Office) -> Iterator[Hanging]:
    if os.environ.get("NAOBER_POSTGRES"):
        pytest.skip("the server that was given is not ours to stop")
    made, greet = Hanging(), PostgresStore.hello

    def hello(self: PostgresStore, cursor: int, device: str, colleague: str = "") -> Hello:
        made.stop(self)
        return greet(self, cursor, device, colleague)

    monkeypatch.setattr(PostgresStore, "hello", hello)
    yield made
    made.go_on()
    assert office


@pytest.fixture
def program(qtbot: QtBot, dressed: QApplication, path: Path, preferences: Preferences) -> Iterator[Program]:
    made = Program(dressed, path, clock=at_noon, preferences=preferences)
    yield made
    qtbot.waitUntil(made.is_at_rest, timeout=20_000)
    made.end()
    for window in (made.window, made.gate):
        if window is not None:
            window.hide()
            window.deleteLater()
    made.deleteLater()


@pytest.fixture
def unlocked(qtbot: QtBot, program: Program) -> Callable[[], Workplace]:
    def unlock() -> Workplace:
        assert isinstance(program.gate, UnlockWindow)
        enter(write(program.gate, "Wachtwoordzin", PASSPHRASE))
        qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
        assert program.window is not None
        return program.window.desk.workplace

    return unlock


def test_a_server_that_hangs_keeps_no_lock_waiting_and_nothing_is_lost(
    qtbot: QtBot, program: Program, path: Path, hanging: Hanging, unlocked: Callable[[], Workplace]
) -> None:
    program.begin()
    workplace = unlocked()
    assert program.window is not None
    program.window.desk.meeting.begin(workplace)
    qtbot.waitUntil(hanging.begun.is_set, timeout=20_000)
    begun = monotonic()
    program.lock()
    assert program.window is None
    gate = program.gate
    assert isinstance(gate, UnlockWindow)
    qtbot.waitUntil(lambda: can_press(gate, "Openen"), timeout=SOON_MS)
    assert monotonic() - begun < SOON_MS / 1000
    assert workplace.store.key == b""
    open_store(path, Passphrase(PASSPHRASE), clock=at_noon).store.close()
    again = unlocked()
    assert len(state_of_work(again).waiting) == 1
    assert sync_now(again).pushed == 1, "a new line is another backend, which answers"


def test_a_sync_that_waits_for_a_server_that_hangs_can_be_stopped(
    qtbot: QtBot, program: Program, hanging: Hanging, unlocked: Callable[[], Workplace]
) -> None:
    program.begin()
    workplace = unlocked()
    assert program.window is not None
    meeting = program.window.desk.meeting
    meeting.begin(workplace)
    qtbot.waitUntil(hanging.begun.is_set, timeout=20_000)
    with qtbot.waitSignal(meeting.ended, timeout=SOON_MS) as ended:
        meeting.stop()
    assert ended.args == [None]
    assert meeting.trouble is None
