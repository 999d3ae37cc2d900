"""A dressed application, a desk on a real store, and the search for what a test left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.language import speak
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.views.design.theme import apply
from desktop.views.desk import Desk
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.preferences import Preferences
from desktop.views.tasks import Bug, Tasks
from desktop.views.writing import Writer
from tests.helpers.desks import Ways, make_workplace
from tests.helpers.leaks import dialogs_open, let_go, threads_running, timers_ticking


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    apply(qapp, Theme.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def nothing_left(dressed: QApplication) -> Iterator[None]:
    """Fails a test after which a thread, a timer or a dialog goes on."""
    speak("nl")
    yield
    let_go()
    assert not threads_running()
    assert not dialogs_open()
    assert not timers_ticking()
    assert dressed is not None


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def bugs() -> list[Bug]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, bugs: list[Bug]) -> Iterator[Tasks]:
    """The lane; a bug in a job fails the test."""
    made = Tasks()
    made.bug.connect(bugs.append)
    yield made
    qtbot.waitUntil(made.is_idle)
    assert made.close()
    assert not bugs


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(SettingsFile(tmp_path / "settings.json"))


@pytest.fixture
def ways() -> Ways:
    return Ways()


@pytest.fixture
def desk(workplace: Workplace, tasks: Tasks, preferences: Preferences, ways: Ways) -> Desk:
    notifier = ChangeNotifier()
    writer, meeting = Writer(tasks, notifier, ways), Meeting(tasks, notifier)
    return Desk(workplace, tasks, notifier, writer, ways, preferences, meeting)


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """Waits until every answer has come home, also to what was asked because of it, and stands on the screen."""

    def wait() -> None:
        for _turn in range(3):
            qtbot.waitUntil(tasks.is_idle, timeout=20_000)
            QCoreApplication.sendPostedEvents()

    return wait
