"""What is asked of the first window before the program is there, is done when it comes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.models.kinds import Role
from desktop.services.start import NewStore, create_store
from desktop.settings import Theme
from desktop.views import front as front_module
from desktop.views.design.theme import apply
from desktop.views.front import Front
from desktop.views.gate.first_run import FirstRun
from tests.helpers.desks import at_noon
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, enter, write

PASSPHRASE = "koffie fiets dijk regen"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "naober.store"


@pytest.fixture
def store(path: Path) -> None:
    made = create_store(path, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, PASSPHRASE), clock=at_noon)
    made.workplace.store.close()


@pytest.fixture
def begin(
    qtbot: QtBot, dressed: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Front]]:
    made: list[Front] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def show() -> Front:
        made.append(Front(dressed, path, at_noon))
        made[-1].begin()
        return made[-1]

    yield show
    (front,) = made
    if front.program is not None:
        qtbot.waitUntil(front.program.is_at_rest, timeout=20_000)
    front.end()
    for window in (front.gate, *((front.program.window, front.program.gate) if front.program else ())):
        if window is not None and isValid(window):
            window.hide()
            window.deleteLater()
    if front.program is not None:
        front.program.deleteLater()
    front.deleteLater()
    apply(dressed, Theme.LIGHT)


@pytest.mark.usefixtures("store")
def test_a_passphrase_that_is_given_before_the_program_is_loaded_opens_the_store(
    qtbot: QtBot, begin: Callable[[], Front]
) -> None:
    front = begin()
    assert front.program is None
    enter(write(front.gate, "Wachtwoordzin", PASSPHRASE))
    assert not can_press(front.gate, "Bezig met openen …")
    qtbot.waitUntil(lambda: front.program is not None and front.program.window is not None, timeout=20_000)


def test_without_a_store_the_first_question_takes_the_place_of_what_stood_there(
    qtbot: QtBot, begin: Callable[[], Front]
) -> None:
    front = begin()
    there = front.gate
    with qtbot.waitSignal(front.begun, timeout=20_000):
        pass
    assert front.program is not None
    assert isinstance(front.program.gate, FirstRun)
    assert not there.isVisible()


def test_a_program_that_cannot_be_loaded_says_so_and_ends(
    qtbot: QtBot, begin: Callable[[], Front], dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    codes: list[int] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: told.append(kind))
    monkeypatch.setattr(front_module, "_REST", "desktop.views.not_there")
    monkeypatch.setattr(dressed, "exit", codes.append)
    begin()
    qtbot.waitUntil(lambda: bool(codes), timeout=20_000)
    assert (told, codes) == ([ModuleNotFoundError], [1])
