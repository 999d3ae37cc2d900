"""Setting a small number: at its card, with where it stands, and each fault at its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.small_numbers import small_number_lines
from desktop.views.design.inputs import Number
from desktop.views.desk import Desk
from desktop.views.settings.small_numbers import SmallNumbersPanel
from tests.helpers.widgets import one, press

Settle = Callable[[], None]


@pytest.fixture
def lead(desk: Desk) -> Desk:
    colleague = Colleague(name="Jelle", role=Role.TEAM_LEAD)
    return replace(desk, workplace=replace(desk.workplace, colleague=colleague))


@pytest.fixture
def panel(qtbot: QtBot, lead: Desk, settle: Settle) -> SmallNumbersPanel:
    made = SmallNumbersPanel(lead)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def words(panel: SmallNumbersPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_a_number_is_set_with_its_source_and_taken_off(panel: SmallNumbersPanel, lead: Desk, settle: Settle) -> None:
    press(panel, "small-number-new-people")
    settle()
    one(panel, Number, "small-number-value").put(4)
    press(panel, "small-number-keep")
    settle()
    assert "van 5 tot en met" in words(panel)
    one(panel, Number, "small-number-value").put(15)
    press(panel, "small-number-keep")
    settle()
    assert "vul" in words(panel).casefold(), "without a document it does not hold"
    one(panel, QLineEdit, "small-number-document").setText("Privacybeleid 2026")
    press(panel, "small-number-keep")
    settle()
    assert "de hele regio: 15" in words(panel)
    assert "Bron: Privacybeleid 2026" in words(panel)
    press(panel, "small-number-drop-people")
    settle()
    assert small_number_lines(lead.workplace)[0].own == ()
    assert "de hele regio: 15" not in words(panel)


def test_who_may_not_change_it_reads_it(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    made = SmallNumbersPanel(desk)
    qtbot.addWidget(made)
    made.show()
    settle()
    assert "Kleine aantallen" in words(made)
    assert not made.findChildren(QPushButton, "small-number-new-people")
