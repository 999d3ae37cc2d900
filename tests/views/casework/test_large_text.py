"""With letters twice as large nothing is cut off at the side: a column scrolls down only."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTabWidget, QWidget

from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.pages import Column
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from desktop.views.window.navigation import NavButton
from tests.helpers import town
from tests.helpers.widgets import one

TABS = 5


@pytest.fixture
def twice(qapp: QApplication, window: MainWindow) -> Iterator[MainWindow]:
    apply(qapp, Theme.LIGHT, 2.0)
    window.resize(1200, 800)
    yield window
    apply(qapp, Theme.LIGHT, 1.0)


def too_wide(inside: QWidget) -> list[str]:
    grounds = [(c, c.widget()) for c in inside.findChildren(Column) if c.isVisible()]
    assert grounds
    return [type(c).__name__ for c, ground in grounds if ground and ground.width() > c.viewport().width()]


def test_every_part_of_a_case_fits(
    twice: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    town.live_her_life(workplace, case_id)
    twice.open_case(case_id)
    settle()
    tabs = one(twice, QTabWidget, "case-tabs")
    for at in range(TABS):
        tabs.setCurrentIndex(at)
        settle()
        assert too_wide(twice.screen_of(Place.CASE)) == []


def test_the_form_for_a_new_case_fits(twice: MainWindow, settle: Callable[[], None]) -> None:
    twice.new_case()
    settle()
    assert too_wide(one(twice, QWidget, "new-case-dialog")) == []


def test_the_search_field_above_the_cases_is_not_pressed_flat(twice: MainWindow, settle: Callable[[], None]) -> None:
    twice.open_place(Place.CASES)
    settle()
    search = one(twice, QLineEdit, "search-cases")
    assert search.height() >= search.sizeHint().height()


def test_no_word_and_no_count_of_the_navigation_is_cut_where_it_scrolls(
    twice: MainWindow, settle: Callable[[], None]
) -> None:
    settle()
    buttons = [button for button in twice.findChildren(NavButton) if button.isVisible()]
    assert buttons
    for button in buttons:
        button.show_count(12, "12 wachten")
    settle()
    lit = QFont(buttons[0].font())
    lit.setWeight(QFont.Weight.DemiBold)
    for button in buttons:
        heavier = QFontMetrics(lit).horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(
            button.text()
        )
        button.show_count(0, "")
        assert button.sizeHint().width() >= QPushButton.sizeHint(button).width() + heavier > 0, (
            "the lit line is not cut"
        )
        button.show_count(12, "12 wachten")
        assert button.width() >= button.sizeHint().width()
        assert button.visibleRegion().boundingRect().width() in (0, button.width()), "nothing, or all of its breadth"
