"""The own contribution under Instellingen: seen by all, set by who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.contributions import amount_lines
from desktop.views.desk import Desk
from desktop.views.settings.contribution_form import ContributionForm
from desktop.views.settings.contributions import ContributionsPanel
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]


def shown(qtbot: QtBot, desk: Desk, settle: Settle) -> ContributionsPanel:
    made = ContributionsPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 1400)
    made.show()
    settle()
    return made


@pytest.fixture
def led(desk: Desk) -> Desk:
    lead = Colleague(name="Tamara Postema", role=Role.TEAM_LEAD)
    return replace(desk, workplace=replace(desk.workplace, colleague=lead))


def words(panel: ContributionsPanel) -> str:
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\u00a0", " ")


def test_everyone_sees_the_amounts_with_their_source(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    panel = shown(qtbot, desk, settle)
    assert "€ 20,60 per maand" in words(panel)
    assert "Concept-inkoopstrategie maatwerkvoorzieningen Wmo 2026 - 2036" in words(panel)
    assert "jonger is dan 18 betaalt niets, behalve voor: woonvoorzieningen" in words(panel)
    assert "Uitvoeringsbesluit Wmo 2015, art. 3.8" in words(panel)
    assert not panel.findChildren(QAbstractButton), "a consultant changes nothing"


def test_who_may_sets_a_year_and_takes_it_back(qtbot: QtBot, led: Desk, settle: Settle) -> None:
    panel = shown(qtbot, led, settle)
    fingers = Fingers(panel, settle)
    fingers.press("contribution-new")
    fingers.write("contribution-cents_per_month", "21,60")
    fingers.press("contribution-keep")
    assert one(panel, ContributionForm).rows["document"].problem_text()
    assert one(panel, QLineEdit, "contribution-cents_per_month").text() == "21,60", "nothing typed is lost"
    fingers.write("contribution-document", "Verordening 2026")
    fingers.press("contribution-keep")
    (own,) = [line.amount for line in amount_lines(led.workplace) if line.is_own]
    assert (own.year, own.cents_per_month, own.document) == (2026, 2160, "Verordening 2026")
    assert "€ 21,60 per maand" in words(panel)
    fingers.press("Wijzigen: 2026")
    fingers.write("contribution-cents_per_month", " ")
    fingers.press("contribution-keep")
    assert [line.amount.cents_per_month for line in amount_lines(led.workplace) if line.is_own] == [None]
    fingers.press("Verwijderen: 2026")
    assert not [line for line in amount_lines(led.workplace) if line.is_own]


@pytest.mark.parametrize(
    ("field", "typed"), [("cents_per_month", "veel"), ("cents_per_month", "-3"), ("cents_per_month", "1000000000")]
)
def test_what_is_no_amount_is_told_at_its_field(
    qtbot: QtBot, led: Desk, settle: Settle, field: str, typed: str
) -> None:
    panel = shown(qtbot, led, settle)
    fingers = Fingers(panel, settle)
    fingers.press("contribution-new")
    fingers.write("contribution-document", "Verordening 2026")
    fingers.write(f"contribution-{field}", typed)
    fingers.press("contribution-keep")
    assert one(panel, ContributionForm).rows[field].problem_text()
    assert not [line for line in amount_lines(led.workplace) if line.is_own]
