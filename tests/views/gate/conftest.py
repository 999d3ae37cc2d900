"""The program before its store is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.app import Program
from desktop.views.gate.first_run import FirstRun
from desktop.views.preferences import Preferences
from tests.helpers.desks import at_noon


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "here" / "naober.store"


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
def at_rest(qtbot: QtBot, program: Program) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(program.is_at_rest, timeout=20_000)


@pytest.fixture
def gate(program: Program) -> FirstRun:
    program.begin()
    assert isinstance(program.gate, FirstRun)
    return program.gate
