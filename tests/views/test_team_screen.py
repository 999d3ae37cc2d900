"""The team lead's screen on a real store: choosing cases with the keyboard, handing them over, and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QSpinBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case, WarmHandover
from desktop.models.kinds import CasePhase, Role
from desktop.models.people import Colleague
from desktop.services.covering import cover
from desktop.services.undo import last_act
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.theme import apply
from desktop.views.desk import Desk
from desktop.views.team.screen import TeamScreen
from tests.helpers.casework import a_case
from tests.helpers.desks import Ways, make_workplace
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

LEAD, OTHER = "lead", "other"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a team lead's desk, with a consultant who has three cases and one who has none."""
    made = make_workplace(tmp_path)
    with made.store.work("Fill") as work:
        work.add(Colleague(id=LEAD, name="Annelies Terpstra", role=Role.TEAM_LEAD))
        work.add(Colleague(id=OTHER, name="Anke Beukema", role=Role.CONSULTANT))
        work.commit()
    for days in (2, 3, 100):
        a_case(made, received_on=made.today - timedelta(days=days))
    yield replace(made, colleague=Colleague(id=LEAD, name="Annelies Terpstra", role=Role.TEAM_LEAD))
    made.store.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> TeamScreen:
    made = TeamScreen(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    settle()
    return made


def choose(screen: TeamScreen, row: int, settle: Callable[[], None]) -> None:
    screen.team.selectRow(row)
    settle()


def rows(screen: TeamScreen) -> list[str]:
    model = screen.lines
    return [str(model.index(n, 0).data()).split(" · ")[0] for n in range(model.rowCount())]


def dialog(screen: TeamScreen) -> QDialog:
    return one(screen.window(), QDialog, "form-dialog")


def consultants(desk: Workplace) -> list[str]:
    with desk.store.read() as reader:
        return sorted({case.consultant for case in reader.find(Case)})


def test_the_team_stands_there_with_its_load(
    screen: TeamScreen, settle: Callable[[], None], qtmodeltester: ModelTester
) -> None:
    assert rows(screen) == ["Anke Beukema", "Marijke Veenstra"]
    assert screen.lines.index(1, 1).data() == "3"
    assert str(screen.lines.index(1, 2).data()).startswith("4,5 van 50 (9 %)")
    choose(screen, 1, settle)
    assert screen.case_model.rowCount() == 3
    qtmodeltester.check(screen.lines)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    qtmodeltester.check(screen.case_model)  # type: ignore[no-untyped-call]  # pytest-qt has no types


def test_a_sign_leaves_the_cases_that_have_it(screen: TeamScreen, settle: Callable[[], None]) -> None:
    choose(screen, 1, settle)
    QTest.mouseClick(one(screen.signs, QPushButton, "Geen contact"), Qt.MouseButton.LeftButton)
    settle()
    assert screen.case_model.rowCount() == 1
    assert "geen contact" in str(screen.case_model.index(0, 4).data())


def test_cases_are_handed_over_together_and_it_can_be_undone(
    screen: TeamScreen, workplace: Workplace, ways: Ways, settle: Callable[[], None]
) -> None:
    choose(screen, 1, settle)
    assert not one(screen, QPushButton, "team-hand-over").isEnabled()
    screen.cases.setFocus()
    QTest.keyClick(screen.cases, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.chosen_cases()) == 3
    Fingers(screen, settle).press("team-hand-over")
    fingers = Fingers(dialog(screen), settle)
    fingers.choose("form-to", OTHER)
    fingers.press("form-go")
    assert consultants(workplace) == [OTHER]
    with workplace.store.read() as reader:
        assert reader.count(WarmHandover) == 3
    told, act = ways.told[-1]
    assert told == "3 dossiers zijn overgedragen."
    found = last_act(workplace)
    assert found is not None
    assert found.act == act
    assert screen.case_model.rowCount() == 0


def test_an_absence_needs_a_last_day_and_the_dialog_stays_until_it_has_one(
    screen: TeamScreen, workplace: Workplace, settle: Callable[[], None]
) -> None:
    choose(screen, 1, settle)
    Fingers(screen, settle).press("team-all")
    Fingers(screen, settle).press("team-cover")
    fingers = Fingers(dialog(screen), settle)
    fingers.choose("form-by", OTHER)
    fingers.press("form-go")
    assert consultants(workplace) != [OTHER]
    assert [label for label in dialog(screen).findChildren(QLabel) if label.isVisible() and "Vul" in label.text()]
    fingers.write("form-until", "4-12-2026")
    fingers.press("form-go")
    assert consultants(workplace) == [OTHER]


def test_covered_cases_go_back(
    screen: TeamScreen, desk: Desk, workplace: Workplace, settle: Callable[[], None]
) -> None:
    with workplace.store.read() as reader:
        cases = tuple(case.id for case in reader.find(Case))
    desk.notifier.tell(cover(workplace, cases, OTHER, workplace.today))
    settle()
    choose(screen, 0, settle)
    assert "neemt er 3 waar" in str(screen.lines.index(0, 0).data())
    assert "voor Marijke Veenstra" in str(screen.case_model.index(0, 4).data())
    Fingers(screen, settle).press("team-back")
    assert OTHER not in consultants(workplace)


def test_enter_opens_a_case_and_the_load_prints(screen: TeamScreen, ways: Ways, settle: Callable[[], None]) -> None:
    choose(screen, 1, settle)
    screen.cases.selectRow(0)
    QTest.keyClick(screen.cases, Qt.Key.Key_Return)
    Fingers(screen, settle).press("team-print")
    assert [verb for verb, _thing in ways.went] == ["case", "paper"]
    assert ways.went[1][1] == "caseload:team"


def test_a_capacity_of_ones_own(screen: TeamScreen, settle: Callable[[], None]) -> None:
    choose(screen, 1, settle)
    Fingers(screen, settle).press("team-capacity")
    one(dialog(screen), QSpinBox, "form-value").setValue(4)
    Fingers(dialog(screen), settle).press("form-go")
    assert screen.lines.index(1, 2).data() == "te veel: 4,5 van 4 (112 %)"


def test_without_consultants_it_says_so_and_offers_nothing_to_do(
    qtbot: QtBot, desk: Desk, workplace: Workplace, settle: Callable[[], None]
) -> None:
    with workplace.store.work("Nobody") as work:
        for case in work.find(Case):
            work.change(Case, case.id, phase=CasePhase.CLOSED, closed_on=workplace.today)
        for one_of in work.find(Colleague):
            work.change(Colleague, one_of.id, role=Role.TEAM_LEAD, active=False)
        work.commit()
    made = TeamScreen(desk)
    qtbot.addWidget(made)
    made.show()
    settle()
    assert made.line() is None
    assert "Hier werkt nog geen consulent." in [label.text() for label in made.findChildren(QLabel)]
    offered = [button.objectName() for button in made.findChildren(QPushButton) if button.objectName()]
    assert {"team-hand-over", "team-back"} <= {*offered}
    able = [b.objectName() for b in made.findChildren(QPushButton) if b.isEnabled() and b.isVisible()]
    assert [name for name in able if name] == ["way-to-retention", "team-print"]


def test_with_letters_twice_as_large_nothing_is_cut_off(
    qtbot: QtBot, qapp: QApplication, desk: Desk, settle: Callable[[], None]
) -> None:
    apply(qapp, Theme.LIGHT, 2.0)
    try:
        made = TeamScreen(desk)
        qtbot.addWidget(made)
        made.resize(810, 800)
        made.show()
        settle()
        for widget in (made.team, made.cases, one(made, QPushButton, "team-cover"), one(made, QPushButton, "team-all")):
            assert widget.height() >= widget.minimumSizeHint().height()
        rows = made.cases.viewport().height() // made.cases.verticalHeader().defaultSectionSize()
        assert rows >= 3
        apply(qapp, Theme.LIGHT, 1.0)
        settle()
        letter = made.team.fontMetrics().averageCharWidth()
        assert made.team.columnWidth(0) == 25 * letter
    finally:
        apply(qapp, Theme.LIGHT, 1.0)
