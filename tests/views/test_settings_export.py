"""Exporting from the settings: the form, the place, the progress and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tables import Table
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.settings.export_remarks import RemarksCard
from desktop.views.settings.screen import SettingsScreen
from tests.helpers import rich_map
from tests.helpers.desks import Ways
from tests.helpers.widgets import can_press, one, press


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, workplace: Workplace) -> SettingsScreen:
    rich_map.fill(workplace)
    made = SettingsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    made.open_thing("export")
    return made


def choose(screen: SettingsScreen, kind: str) -> None:
    field = next(c for c in screen.exports.findChildren(Choice) if c.findData(kind) >= 0)
    field.setCurrentIndex(field.findData(kind))
    field.activated.emit(field.currentIndex())


def texts(screen: SettingsScreen) -> str:
    return " ".join(text.text() for text in screen.exports.findChildren(Text) if text.isVisibleTo(screen))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("xlsx", "kaart.xlsx"), ("csv", "sociale-kaart-csv-2026-11-23"), ("hsds", "sociale-kaart-hsds-2026-11-23")],
)
def test_each_form_is_written_where_one_said(
    screen: SettingsScreen, tmp_path: Path, ways: Ways, settle: Callable[[], None], kind: str, name: str
) -> None:
    choose(screen, kind)
    screen.exports.export_to(tmp_path / name if kind == "xlsx" else tmp_path)
    settle()
    assert (tmp_path / name).exists()
    assert one(screen, RemarksCard).isVisible()
    assert str(tmp_path / name) in texts(screen)
    assert ways.told[-1][0] == "5 vermeldingen van de sociale kaart zijn geëxporteerd"
    assert can_press(screen, "Kies waar het komt …")


def test_every_remark_stands_below_with_its_reason(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    choose(screen, "hsds")
    screen.exports.export_to(tmp_path)
    settle()
    model = one(screen.exports, Table).model()
    rows = [[str(model.index(r, c).data()) for c in range(2)] for r in range(model.rowCount())]
    assert [row[0] for row in rows].count("weggelaten") == 4
    assert all(row[1] for row in rows)


def test_that_the_files_are_not_encrypted_is_said_before(screen: SettingsScreen) -> None:
    assert "niet versleuteld" in texts(screen)
    assert "Niets over inwoners" in texts(screen)


def test_a_place_that_cannot_be_written_to_is_said_in_words(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    choose(screen, "csv")
    screen.exports.export_to(tmp_path / "nergens")
    settle()
    told = [t.text() for h in screen.findChildren(Hint) if h.isVisibleTo(screen) for t in h.findChildren(Text)]
    assert "kon niet worden geschreven" in " ".join(told)


def test_cancel_leaves_nothing_and_says_so(
    screen: SettingsScreen, tmp_path: Path, ways: Ways, settle: Callable[[], None]
) -> None:
    choose(screen, "hsds")
    (tmp_path / "hier").mkdir()
    screen.exports.export_to(tmp_path / "hier")
    press(one(screen.exports, ProgressStrip), "Annuleren")
    settle()
    assert list((tmp_path / "hier").iterdir()) == []
    assert ways.told[-1][0] == "Gestopt. Er is niets geschreven."


def test_the_place_is_asked_with_the_name_filled_in(screen: SettingsScreen, qtbot: QtBot) -> None:
    choose(screen, "xlsx")
    press(screen, "Kies waar het komt …")
    dialog = one(screen.exports, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "sociale-kaart-2026-11-23.xlsx"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
