"""How residents reach each municipality, under Instellingen: seen by all, filled in by who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.reach import reach_lines
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import LongText
from desktop.views.design.pages import Column
from desktop.views.desk import Desk
from desktop.views.settings.reach import ReachForm, ReachPanel
from desktop.views.settings.region import RegionPanel
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]


@pytest.fixture
def led(workplace: Workplace) -> Workplace:
    return replace(workplace, colleague=Colleague(name="Tamara Postema", role=Role.TEAM_LEAD))


def shown(qtbot: QtBot, desk: Desk, settle: Settle) -> RegionPanel:
    made = RegionPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 1600)
    made.show()
    settle()
    return made


def words(panel: RegionPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def test_a_municipality_is_filled_in_and_goes_back_to_the_profile(
    qtbot: QtBot, desk: Desk, led: Workplace, settle: Settle
) -> None:
    panel = shown(qtbot, replace(desk, workplace=led), settle)
    fingers = Fingers(panel, settle)
    assert "nog niet ingevuld" in words(panel)
    fingers.press("Wijzigen: Stadskanaal")
    fingers.write("reach-phone", "bel ons")
    one(panel, LongText, "reach-address").setPlainText("Plein 1\n9501 AA Stadskanaal")
    fingers.press("reach-keep")
    assert (
        one(panel, ReachForm).rows["phone"].problem_text() == "Een telefoonnummer heeft cijfers, zoals 0599 12 34 56."
    )
    assert one(panel, LongText, "reach-address").toPlainText() == "Plein 1\n9501 AA Stadskanaal", "nothing is lost"
    fingers.write("reach-phone", "0599 11 22 33")
    fingers.press("reach-keep")
    assert "0599 11 22 33 · Plein 1, 9501 AA Stadskanaal" in words(panel)
    assert not [form for form in panel.findChildren(ReachForm) if form.isVisibleTo(panel)]
    fingers.press("Zoals in de inrichting: Stadskanaal")
    assert not any(line.is_own for line in reach_lines(led))


def test_a_consultant_reads_it_and_finds_no_button(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    panel = shown(qtbot, desk, settle)
    assert "Hoe inwoners de gemeente bereiken" in words(panel)
    assert not one(panel, ReachPanel).findChildren(QAbstractButton)


def test_the_keyboard_goes_back_to_the_button_that_opened_the_form(
    qtbot: QtBot, desk: Desk, led: Workplace, settle: Settle
) -> None:
    ground = Column()
    ground.body.addWidget(ReachPanel(replace(desk, workplace=led)))
    qtbot.addWidget(ground)
    ground.resize(900, 700)
    with qtbot.waitActive(ground):
        ground.show()
        ground.activateWindow()
    settle()
    fingers = Fingers(ground, settle)
    for ends in ("reach-cancel", "reach-keep"):
        fingers.press("Wijzigen: Stadskanaal")
        fingers.write("reach-phone", "0599 11 22 33")
        one(ground, QAbstractButton, ends).setFocus()
        fingers.press(ends)
        at = ground.focusWidget()
        assert at is not None
        assert at.accessibleName() == "Wijzigen: Stadskanaal"
