"""All papers of a case under one tab, and a paper kept or sent in the form a person asks for."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop.services.workplace import Workplace
from desktop.views.cases.papers import Papers
from desktop.views.design.buttons import RowButton
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers


@pytest.fixture
def paper(
    qtbot: QtBot, window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> PaperScreen:
    town.live_her_life(workplace, case_id)
    window.open_case(f"{case_id}#papers")
    settle()
    [tab] = window.findChildren(Papers)
    lines = tab.findChildren(RowButton)
    assert lines
    lines[0].click()
    settle()
    screen = window.screen_of(Place.PAPER)
    assert isinstance(screen, PaperScreen)
    qtbot.waitUntil(lambda: screen.pages() > 0)
    return screen


def test_a_name_on_html_keeps_the_twin_for_the_screen(paper: PaperScreen, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    paper.save_to(file)
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


class _MailProgram(QObject):
    """Stands where the system's mail program would: it takes the file over."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[bytes] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()).read_bytes())


def test_a_message_with_the_paper_is_given_to_the_mail_program(
    paper: PaperScreen, window: MainWindow, fingers: Fingers
) -> None:
    program = _MailProgram()
    slot: Any = "take"  # the stubs say bytes; Qt for Python takes a name
    QDesktopServices.setUrlHandler("file", program, slot)
    fingers.press("paper-mail")
    assert not program.opened, "nobody chose yet what it leaves for"
    fingers.press("voor de inwoner")
    fingers.press("paper-mail")
    QDesktopServices.unsetUrlHandler("file")
    [content] = program.opened
    message = message_from_bytes(content, policy=default)
    [attached] = message.iter_attachments()
    assert attached.get_content() == paper.pdf()
    assert "versleuteld" in window.toast.accessibleName()
