"""In a round of calls a name is read whole: in the list, and in the question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.services.workplace import Workplace
from desktop.views.availability.round_pages import RoundList
from desktop.views.availability.screen import ROUND
from desktop.views.desk import Desk
from tests.helpers.accessibility import cut_off
from tests.helpers.waits import REGULAR, a_provider, measured
from tests.helpers.widgets import one, press
from tests.views.availability.conftest import shown

LONG = "Stichting Ambulante Begeleiding en Dagbesteding Oost-Groningen en Omstreken, locatie De Oude Steenfabriek"


def test_a_long_name_and_its_offer_stand_whole_in_the_list_and_in_the_question(
    qtbot: QtBot, desk: Desk, workplace: Workplace, settle: Callable[[], None]
) -> None:
    for name in (LONG, "Aa"):
        measured(workplace, a_provider(workplace, name, REGULAR), days=200, intake=(4, 4), start=(8, 8))
    made = shown(qtbot, desk, settle, ROUND)
    made.resize(968, 800)
    press(made, "round-begin")
    settle()
    listed = one(made, RoundList, "round-list")
    row = next(at for at in range(2) if LONG in str(listed.model().index(at, 0).data()))
    told = listed.lines.shown(row, 0, listed.columnWidth(0))
    assert "".join(told.split()) == "".join(f"{LONG}Begeleiding regulier".split())
    assert LONG in str(listed.model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert listed.horizontalScrollBar().maximum() == 0
    listed.gone_to.emit(row)
    settle()
    assert LONG in {label.text() for label in made.findChildren(QLabel) if label.isVisible()}
    assert cut_off(made) == []
