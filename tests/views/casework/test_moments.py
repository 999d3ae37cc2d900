"""The line of time of a case."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from desktop.models.casework import Conversation
from desktop.services.cases import NewCase, open_case
from desktop.services.workplace import Workplace
from desktop.views.cases.moments import SHOWN_AT_FIRST
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_of_a_long_history_the_newest_is_shown_first_and_the_rest_at_a_button(
    workplace: Workplace, window: MainWindow, case_id: str, fingers: Fingers, settle: Callable[[], None]
) -> None:
    for n in range(SHOWN_AT_FIRST + 5):
        held_on = town.days_ago(400 + n)
        town.settle(workplace, Conversation(case_id=case_id, held_on=held_on, where=f"thuis {n}", done=True))
    last = f"thuis {SHOWN_AT_FIRST + 4}"
    window.open_case(case_id)
    settle()
    assert "thuis 3\n" in words(window)
    assert last not in words(window)
    fingers.press("all-moments")
    assert last in words(window)
    other, _changes = open_case(workplace, NewCase(last_name="Alberts"))
    for case in (other, case_id):
        window.open_case(case)
        settle()
        assert last not in words(window), "another case begins with the newest, and so does this one after it"
