from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.language.places import resource
from desktop.views.app import Program, begin_with
from desktop.views.gate.first_run import FirstRun
from desktop.views.preferences import Preferences
from tests.helpers.desks import at_noon
from tests.helpers.stores import REGION
from tests.helpers.widgets import can_press, one, press

NEXT = "Volgende"


@pytest.fixture
def program(qtbot: QtBot, dressed: QApplication, tmp_path: Path, preferences: Preferences) -> Iterator[Program]:
    made = Program(dressed, tmp_path / "naober.store", clock=at_noon, preferences=preferences)
    yield made
    qtbot.waitUntil(made.is_at_rest, timeout=20_000)
    made.end()
    if made.gate is not None:
        made.gate.hide()
        made.gate.deleteLater()
    made.deleteLater()


def first_run(program: Program) -> FirstRun:
    assert isinstance(program.gate, FirstRun)
    return program.gate


def test_the_region_of_a_profile_that_someone_opens_can_be_chosen(program: Program, tmp_path: Path) -> None:
    profile = tmp_path / "nieuw.naober-region.toml"
    text = resource("regions", f"{REGION}.toml").read_text("utf-8")
    profile.write_text(text.replace('name = "Oldambt & Stadskanaal"', 'name = "Onze regio"', 1), encoding="utf-8")
    begin_with(program, profile)
    press(first_run(program), NEXT)
    press(first_run(program), NEXT)
    assert not can_press(first_run(program), NEXT)
    press(first_run(program), "Onze regio")
    assert can_press(first_run(program), NEXT)


def test_a_profile_with_a_mistake_is_told_and_the_other_regions_can_be_chosen(program: Program, tmp_path: Path) -> None:
    profile = tmp_path / "stuk.naober-region.toml"
    profile.write_text("name =", encoding="utf-8")
    begin_with(program, profile)
    told = one(first_run(program), QMessageBox)
    assert "stuk.naober-region.toml" in told.text()
    told.close()
    press(first_run(program), NEXT)
    press(first_run(program), NEXT)
    press(first_run(program), "Oldambt & Stadskanaal")
    assert can_press(first_run(program), NEXT)
