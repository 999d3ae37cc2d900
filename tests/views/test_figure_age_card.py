"""When a figure is out of date: told with its source, and changed by who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.services.figure_age import figure_age
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.settings.figure_age import FigureAgeCard
from desktop.views.settings.norms import NormsPanel
from tests.helpers.casework import colleague
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]


def shown(qtbot: QtBot, desk: Desk, settle: Settle) -> NormsPanel:
    made = NormsPanel(desk)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, workplace: Workplace, settle: Settle) -> NormsPanel:
    return shown(qtbot, replace(desk, workplace=colleague(workplace, "Bram de Haan", Role.CONTRACT_MANAGER)), settle)


def words(panel: NormsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_the_number_is_told_changed_and_put_back(panel: NormsPanel, workplace: Workplace, settle: Settle) -> None:
    fingers = Fingers(panel, settle)
    assert one(panel, QLabel, "figure-age").text() == "Verouderd na 30 dagen"
    assert "Naober, standaardinstelling" in words(panel)
    fingers.press("figure-age-change")
    fingers.count("figure-age-days", 60)
    fingers.press("figure-age-keep")
    settle()
    assert one(panel, FigureAgeCard).rows["document"].problem_text()
    assert figure_age(workplace).days == 30
    fingers.write("figure-age-document", "Werkafspraak wachttijden")
    fingers.press("figure-age-keep")
    settle()
    assert (figure_age(workplace).days, figure_age(workplace).source.document) == (60, "Werkafspraak wachttijden")
    assert one(panel, QLabel, "figure-age").text() == "Verouderd na 60 dagen"
    fingers.press("figure-age-usual")
    settle()
    assert figure_age(workplace).days == 30
    assert one(panel, QLabel, "figure-age").text() == "Verouderd na 30 dagen"


def test_who_may_not_change_it_reads_it(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    panel = shown(qtbot, desk, settle)
    assert one(panel, QLabel, "figure-age").text() == "Verouderd na 30 dagen"
    assert not panel.findChildren(QAbstractButton, "figure-age-change")
