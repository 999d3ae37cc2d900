"""Dashboards on a real store: the pages, the drawings, and what can be kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.amounts import Amount, AmountKind
from desktop.models.casework import Case
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.services.amount_list import amount_lines
from desktop.services.amounts import set_amount
from desktop.services.dashboards.asking import WHOLE_BLOCK
from desktop.services.dashboards.definitions import PAGES, Page
from desktop.services.workplace import Workplace
from desktop.views.dashboards.amount_dialog import AmountDialog
from desktop.views.dashboards.amounts_dialog import AmountsDialog
from desktop.views.dashboards.bars import MOST, Bar, BarChart, row_height
from desktop.views.dashboards.screen import DashboardsScreen
from desktop.views.design.buttons import Chip
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from tests.helpers.desks import Ways, make_workplace
from tests.helpers.widgets import one, press


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a team lead's desk with three residents who are helped."""
    made = make_workplace(tmp_path, Role.TEAM_LEAD)
    with made.store.work("Fill") as work:
        for n in range(3):
            resident = Resident(last_name=f"Bakker {n}", municipality="Oldambt")
            day = made.today - timedelta(days=80)
            case = Case(resident_id=resident.id, municipality="Oldambt", opened_on=day)
            given = Indication(
                case_id=case.id,
                status=IndicationStatus.APPROVED,
                lot="wmo-begeleiding",
                product="begeleiding-regulier",
                start=day,
            )
            work.add(resident, case, given)
        work.commit()
    yield made
    made.store.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> DashboardsScreen:
    made = DashboardsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    settle()
    qtbot.waitUntil(made.is_whole)
    return made


def test_the_page_that_stands_there_stays_chosen_when_it_is_pressed_again(screen: DashboardsScreen) -> None:
    chip = next(one for one in screen.findChildren(Chip) if one.isChecked())
    chip.click()
    assert chip.isChecked()
    assert screen.is_whole()


def words(screen: QWidget) -> str:
    return "\n".join(label.text().replace("\u200b", "") for label in screen.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("page", Page)
def test_every_page_shows_its_figures_with_what_they_count_and_their_days(
    screen: DashboardsScreen, page: Page, qtbot: QtBot, settle: Callable[[], None], qtmodeltester: ModelTester
) -> None:
    screen.show_page(page)
    settle()
    qtbot.waitUntil(screen.is_whole)
    assert screen.cards
    qtbot.waitUntil(lambda: all(card.isVisible() for card in screen.cards))
    settle()
    told = words(screen)
    for card in screen.cards:
        assert card.accessibleName() in told
        qtmodeltester.check(card.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    assert "Niveau:" in told
    assert "2026" in told
    assert screen.crumb() == {"access": "Toegang", "policy": "Beleid"}.get(page.value, screen.crumb())
    assert set(PAGES) == set(Page)


def test_a_page_is_chosen_with_the_keyboard(screen: DashboardsScreen, qtbot: QtBot, settle: Callable[[], None]) -> None:
    screen.take_focus()
    QTest.keyClick(one(screen, QPushButton, "Beleid"), Qt.Key.Key_Space)
    settle()
    qtbot.waitUntil(screen.is_whole)
    assert screen.cards[0].objectName() == "figure-help-residents"
    table = screen.cards[0].table
    assert table.model().index(0, 1).data() == "3"


def test_the_figures_are_kept_as_a_file_without_small_counts(
    screen: DashboardsScreen, ways: Ways, tmp_path: Path, settle: Callable[[], None]
) -> None:
    assert screen.question() != WHOLE_BLOCK
    press(screen, "figures-export")
    assert "nogmaals" in ways.told.pop()[0], "first one sees what would leave"
    assert screen.question() == WHOLE_BLOCK
    settle()
    screen.save_to(tmp_path / "cijfers.csv")
    settle()
    kept = (tmp_path / "cijfers.csv").read_text(encoding="utf-8-sig")
    assert "Inwoners naar leeftijd" in kept
    assert "×" in kept
    assert not [line for line in kept.splitlines() if line.startswith("Totaal;3")]
    assert ways.told == [("Bewaard als cijfers.csv.", "")]


def test_the_page_opens_as_a_paper(screen: DashboardsScreen, ways: Ways) -> None:
    press(screen, "figures-paper")
    assert not ways.went
    press(screen, "figures-paper")
    assert ways.went == [("paper", "figures:access,block,")]


def test_who_sees_no_cases_chooses_no_days_and_no_act(desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> None:
    manager = Colleague(name="Noor", role=Role.CONTRACT_MANAGER)
    made = DashboardsScreen(replace(desk, workplace=replace(desk.workplace, colleague=manager)))
    qtbot.addWidget(made)
    made.show()
    settle()
    qtbot.waitUntil(made.is_whole)
    assert made.question() == WHOLE_BLOCK
    assert not one(made, Choice, "figures-law").isEnabled()


def test_bars_differ_in_pattern_and_not_in_colour_alone(qtbot: QtBot) -> None:
    """In shades of grey the two bars are still two: one is filled, of the other most is ground."""
    chart = BarChart("Tekening")
    qtbot.addWidget(chart)
    chart.show_bars(["In", "Uit"], [Bar("Oldambt", (10, 10), ("10", "10"))])
    chart.resize(600, chart.sizeHint().height())
    image = chart.grab().toImage()
    line = chart.fontMetrics().height()
    below = image.height() - Space.S - row_height(line, 2)
    grounds = []
    for n in range(2):
        middle = round(below + n * (line + 2) + line / 2)
        shades = [image.pixelColor(x, y).lightness() for x in range(150, 400) for y in (middle - 1, middle, middle + 1)]
        grounds.append(sum(shade > 200 for shade in shades) / len(shades))
    assert grounds[0] == 0
    assert grounds[1] > 0.3


def test_of_many_rows_the_largest_are_drawn_in_their_order(qtbot: QtBot) -> None:
    chart = BarChart("Tekening")
    qtbot.addWidget(chart)
    few = chart.sizeHint().height()
    chart.show_bars(["n"], [Bar(str(n), (float(n),), (str(n),)) for n in range(MOST * 2)])
    assert chart.sizeHint().height() > few
    more = chart.sizeHint().height()
    chart.show_bars(["n"], [Bar(str(n), (float(n),), (str(n),)) for n in range(MOST)])
    assert chart.sizeHint().height() == more
    assert not QPixmap(chart.grab()).isNull()


def test_amounts_are_listed_put_right_and_taken_off(
    screen: DashboardsScreen, workplace: Workplace, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    budget = {"kind": AmountKind.BUDGET, "lot": "wmo-begeleiding", "municipality": "Oldambt", "year": 2026}
    set_amount(workplace, {**budget, "document": "Begroting 2026"}, "1.000,00")
    set_amount(workplace, {**budget, "year": 2025, "document": "Begroting 2025"}, "900,00")
    button = screen.findChild(QPushButton, "amounts-open")
    assert button is not None
    assert button.isHidden(), "not beside figures that are not made of them"
    screen.show_page(Page.BACK_OFFICE)
    settle()
    qtbot.waitUntil(screen.is_whole)
    press(screen, "amounts-open")
    settle()
    dialog = one(screen.window(), AmountsDialog)
    assert [dialog.table.model().index(row, 2).data() for row in range(2)] == ["2026", "2025"]
    press(dialog, "amount-correct")
    form = one(dialog, AmountDialog)
    assert not form.rows["year"].field.isEnabled()
    value = form.rows["value"].field
    assert isinstance(value, QLineEdit)
    assert value.text() == "1000,00"
    value.setText("1.100,00")
    press(form, "form-go")
    settle()
    assert dialog.table.model().index(0, 3).data().endswith("1.100,00")
    press(dialog, "amount-remove")
    settle()
    assert [dialog.table.model().index(row, 2).data() for row in range(dialog.table.model().rowCount())] == ["2025"]
    dialog.take_over(Path("bestaat-niet.csv"))
    settle()
    assert "bestaat-niet.csv" in words(dialog)


def test_an_agreement_for_all_lots_says_so_where_it_is_put_right(
    desk: Desk, workplace: Workplace, qtbot: QtBot
) -> None:
    with workplace.store.work("Put") as work:
        work.add(Amount(kind=AmountKind.AGREED_DURATION, value=180, document="Afspraak"))
        work.commit()
    owner = QWidget()
    qtbot.addWidget(owner)
    form = AmountDialog(desk, {}, owner, amount_lines(workplace)[0])
    field = form.rows["lot"].field
    assert isinstance(field, Choice)
    assert field.currentText() == "alle percelen"


def test_no_amount_of_millions_is_cut_off(
    workplace: Workplace, screen: DashboardsScreen, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    """A region spends tens of millions; what stands there as "€ 67.266.…" tells nothing."""
    with workplace.store.work("Book") as work:
        for kind, month in ((AmountKind.SPENT, 9), (AmountKind.BUDGET, 0)):
            told = {"kind": kind, "lot": "wmo-begeleiding", "municipality": "Oldambt", "year": 2026}
            work.add(Amount.model_validate(told | {"value": 67_266_794_00, "month": month}))
        work.commit()
    screen.show_page(Page.BACK_OFFICE)
    settle()
    qtbot.waitUntil(screen.is_whole)
    amounts = [card for card in screen.cards if card.objectName() in {"figure-spent", "figure-budget"}]
    assert any("67.266.794" in str(card.model.index(0, 2).data()) for card in amounts)
    for card in amounts:
        for at in range(1, card.model.columnCount() - 1):
            assert card.table.columnWidth(at) >= card.table.sizeHintForColumn(at)
