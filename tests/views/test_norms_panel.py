"""Norms for waiting under Instellingen: seen by all, changed by who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.norms import norm_lines, norms
from desktop.services.workplace import Workplace
from desktop.views.design.buttons import ChipRow
from desktop.views.desk import Desk
from desktop.views.settings.norm_form import NormForm
from desktop.views.settings.norms import NormsPanel
from tests.helpers.desks import Ways
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]
GUIDANCE = "tree-begeleiding"


@pytest.fixture
def led(workplace: Workplace) -> Workplace:
    return replace(workplace, colleague=Colleague(name="Tamara Postema", role=Role.TEAM_LEAD))


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, led: Workplace, settle: Settle) -> NormsPanel:
    return shown(qtbot, replace(desk, workplace=led), settle)


def shown(qtbot: QtBot, desk: Desk, settle: Settle) -> NormsPanel:
    made = NormsPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 1600)
    made.show()
    settle()
    return made


@pytest.fixture
def fingers(panel: NormsPanel, settle: Settle) -> Fingers:
    return Fingers(panel, settle)


def words(panel: NormsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def weeks(workplace: Workplace) -> dict[str, float | None]:
    return {norm.key: norm.weeks for norm in norms(workplace)}


def test_every_norm_stands_there_with_its_source_and_whether_it_holds(panel: NormsPanel, led: Workplace) -> None:
    told = words(panel)
    for line in norm_lines(led):
        assert line.norm.name in told
        assert f"{line.norm.document}, {line.norm.paragraph}" in told
    assert "Deze regio koopt geen hulp in waar deze norm voor is." in told
    assert "hoogstens 1 dag" in told


def test_a_norm_is_changed_with_a_number_as_people_write_it(
    panel: NormsPanel, fingers: Fingers, led: Workplace, ways: Ways
) -> None:
    fingers.press(f"norm-change-{GUIDANCE}")
    fingers.write("norm-weeks", "2 mnd")
    fingers.press("norm-keep")
    assert weeks(led)[GUIDANCE] == pytest.approx(8.69)
    assert "geldt, gewijzigd" in words(panel)
    assert ways.told[-1][0] == "De norm is bewaard."


def test_keeping_a_norm_as_it_is_changes_no_digit_of_it(fingers: Fingers, led: Workplace) -> None:
    before = weeks(led)[GUIDANCE]
    fingers.press(f"norm-change-{GUIDANCE}")
    fingers.press("norm-keep")
    assert weeks(led)[GUIDANCE] == before


@pytest.mark.parametrize("typed", [" ", "lang", "6-8 wk", "10.000"])
def test_a_number_that_is_none_stands_at_its_field(
    panel: NormsPanel, fingers: Fingers, led: Workplace, typed: str
) -> None:
    fingers.press(f"norm-change-{GUIDANCE}")
    fingers.write("norm-weeks", typed)
    fingers.press("norm-keep")
    assert one(panel, NormForm).rows["weeks"].problem_text()
    assert weeks(led)[GUIDANCE] == 6


def test_a_norm_of_ones_own_is_added_for_some_products_and_removed(
    panel: NormsPanel, fingers: Fingers, led: Workplace
) -> None:
    fingers.press("norm-new")
    fingers.write("norm-name", "Afspraak met de gemeenten")
    fingers.write("norm-weeks", "4")
    fingers.write("norm-document", "Beleidsregels 2026")
    one(panel, ChipRow, "norm-products").put_on("begeleiding-plus")
    fingers.press("norm-keep")
    [own] = [line.norm for line in norm_lines(led) if line.is_own]
    assert (own.name, own.weeks, own.products) == ("Afspraak met de gemeenten", 4, ("begeleiding-plus",))
    fingers.press("Verwijderen: Afspraak met de gemeenten")
    assert not [line for line in norm_lines(led) if line.is_own]


def test_without_a_source_a_norm_of_ones_own_is_not_kept(panel: NormsPanel, fingers: Fingers, led: Workplace) -> None:
    fingers.press("norm-new")
    fingers.write("norm-name", "Zomaar")
    fingers.write("norm-weeks", "4")
    fingers.press("norm-keep")
    assert one(panel, NormForm).rows["document"].problem_text() == "Vul dit eerst in."
    assert not [line for line in norm_lines(led) if line.is_own]


def test_a_norm_is_switched_off_and_put_back_as_it_ships(fingers: Fingers, led: Workplace) -> None:
    fingers.press("Zet uit: Begeleiding, naar de Treeknorm gehandicaptenzorg")
    assert GUIDANCE not in weeks(led)
    fingers.press("Zoals meegeleverd: Begeleiding, naar de Treeknorm gehandicaptenzorg")
    assert weeks(led)[GUIDANCE] == 6


def test_a_consultant_reads_them_and_finds_no_button(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    made = shown(qtbot, desk, settle)
    assert "Alleen een teamleider, contractmanager of beheerder wijzigt ze." in words(made)
    assert not made.findChildren(QAbstractButton)
