"""A citizen service number that was copied does not stay on the clipboard for others to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.clipboard import ClipboardWatch
from desktop.views.design.inputs import Choice
from desktop.views.desk import Desk
from desktop.views.settings.safety import SafetyPanel
from tests.helpers.widgets import one

BSN = "999990019"


class Owner:
    """Without a display nobody owns a clipboard: here it is told."""

    is_us = True


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch, dressed: QApplication) -> Owner:
    made = Owner()
    monkeypatch.setattr(type(dressed.clipboard()), "ownsClipboard", lambda _self: made.is_us)
    return made


@pytest.fixture
def clipboard(dressed: QApplication, owner: Owner) -> Iterator[QClipboard]:
    parent = QObject()
    ClipboardWatch(dressed, parent, 20)
    assert owner.is_us
    yield dressed.clipboard()
    parent.deleteLater()


def test_what_was_copied_here_goes_after_a_while_though_one_goes_on_working(
    qtbot: QtBot, clipboard: QClipboard
) -> None:
    clipboard.setText(BSN)
    assert clipboard.text() == BSN
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_another_program_put_there_since_stays(qtbot: QtBot, clipboard: QClipboard, owner: Owner) -> None:
    clipboard.setText(BSN)
    owner.is_us = False
    clipboard.setText("of another program")
    qtbot.wait(60)
    assert clipboard.text() == "of another program"


def test_what_could_not_be_seen_behind_another_program_goes_when_this_one_is_in_front_again(
    qtbot: QtBot, clipboard: QClipboard, owner: Owner, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is under Wayland, which shows the clipboard only to who is in front."""
    clipboard.setText(BSN)
    with monkeypatch.context() as hidden:
        hidden.setattr(type(clipboard), "text", lambda *_mode: "")
        owner.is_us = False
        qtbot.wait(60)
    assert clipboard.text() == BSN
    dressed.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert clipboard.text() == ""


def test_how_long_it_stays_is_a_setting(qtbot: QtBot, desk: Desk) -> None:
    panel = SafetyPanel(desk)
    qtbot.addWidget(panel)
    choice = one(panel, Choice, "Klembord leegmaken")
    assert choice.currentText() == "na 1 minuut"
    choice.chosen.emit("300")
    assert desk.settings.now.lock.clipboard_seconds == 300
