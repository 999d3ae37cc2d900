"""From a prompt beside a draft to what it means and where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from desktop.services.indications import begin_draft, change_draft
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import LongText
from desktop.views.window.help import HelpPage
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.widgets import one, press


def test_f1_in_a_prompt_tells_what_it_means_and_elsewhere_what_the_screen_does(
    qtbot: QtBot, window: MainWindow, ready: str, workplace: Workplace, settle: Callable[[], None]
) -> None:
    draft, _changes = begin_draft(workplace, ready)
    stopped = town.STOPPED_PROVIDER[0].id  # type: ignore[attr-defined]  # the first is the provider itself
    change_draft(workplace, draft, lot="wmo-begeleiding", segment="1A", product=town.REGULAR, provider_id=stopped)
    window.open_indication(draft)
    settle()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    one(window, LongText, "reason-intake-stop").setFocus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = one(window, HelpPage)
    text = one(page, QTextBrowser)
    assert text.textCursor().block().text() == "De aanbieder neemt niemand aan"
    assert text.toPlainText().startswith("Wat Naober vraagt, en waarom")
    one(window, LongText, "draft-result").setFocus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert text.toPlainText().startswith("Een indicatie opstellen")
    press(window, "prompts-meaning")
    assert text.toPlainText().startswith("Wat Naober vraagt, en waarom")
    page.close()
