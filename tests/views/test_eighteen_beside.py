"""What stands beside the board of eighteen: about whom it is, its warm handover, and what it says of extended help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import CareForm, HandoverTo
from desktop.models.transition import TransitionPlan
from desktop.services.eighteen_board import YouthLine, board
from desktop.services.eighteen_plan import begin_plan, change_plan
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice
from desktop.views.desk import Desk
from desktop.views.eighteen.screen import EighteenScreen
from tests.helpers.eighteen import DAY, Young, a_youth
from tests.helpers.widgets import press

Settle = Callable[[], None]


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> EighteenScreen:
    made = EighteenScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    return made


@pytest.fixture
def shown(screen: EighteenScreen, settle: Settle) -> Callable[[], EighteenScreen]:
    """Shows the screen once everything was put in the store."""

    def show() -> EighteenScreen:
        screen.show()
        settle()
        return screen

    return show


def texts(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisibleTo(inside))


def form(screen: EighteenScreen) -> QDialog:
    """The form that is open over it."""
    found = screen.findChild(QDialog)
    assert found is not None
    return found


def line_of(workplace: Workplace, young: Young) -> YouthLine:
    return next(line for line in board(workplace).lines if line.resident_id == young.resident_id)


def test_the_warm_handover_of_eighteen_goes_to_another_act_unless_someone_says_otherwise(
    workplace: Workplace, shown: Callable[[], EighteenScreen]
) -> None:
    """Else who agrees on it with the Wmo consultant has to find that out, and the plan does not name her."""
    a_youth(workplace, days=300)
    screen = shown()
    press(screen.detail, "eighteen-handover")
    to = form(screen).findChild(Choice)
    assert to is not None
    assert to.key() == HandoverTo.OTHER_LAW.value


def test_a_button_is_about_who_is_in_view_also_while_another_is_being_read(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    first, second = a_youth(workplace, "Aalders", days=100), a_youth(workplace, "Bos", days=300)
    screen = shown()
    assert "Sam Aalders" in texts(screen.detail)
    screen.detail.show_line(line_of(workplace, second))
    assert "Sam Aalders" in texts(screen.detail)
    press(screen.detail, "begin-plan")
    settle()
    with workplace.store.read() as reader:
        assert [plan.case_id for plan in reader.find(TransitionPlan)] == [first.case_id]


def test_before_anyone_was_read_no_empty_plan_stands_there(workplace: Workplace, screen: EighteenScreen) -> None:
    screen.show()
    screen.detail.show_line(line_of(workplace, a_youth(workplace, days=100)))
    assert not [b for b in screen.detail.findChildren(QAbstractButton) if b.isVisibleTo(screen.detail)]


def test_extended_help_without_a_known_ground_says_so(
    workplace: Workplace, shown: Callable[[], EighteenScreen]
) -> None:
    late = workplace.today - 5 * DAY
    a_youth(workplace, days=-400, form=CareForm.TREATMENT_HELP, start=late, end=late + 90 * DAY, extended=True)
    assert "waarom dit doorgaat na 18 jaar, is niet bekend" in texts(shown().detail)


def test_what_is_read_again_and_did_not_change_is_not_laid_out_anew(
    workplace: Workplace, shown: Callable[[], EighteenScreen], settle: Settle
) -> None:
    young = a_youth(workplace, days=300)
    plan, _changes = begin_plan(workplace, young.case_id)
    screen = shown()
    before = screen.detail.page()
    screen.mark_stale()
    settle()
    assert screen.detail.page() is before
    change_plan(workplace, plan, adult_who_stays="Oma Truus")
    screen.mark_stale()
    settle()
    assert "Oma Truus" in texts(screen.detail)
