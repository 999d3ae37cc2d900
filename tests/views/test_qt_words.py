"""Qt's own windows speak the language of the program too."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.views.qt_words import QtWords
from tests.helpers.leaks import let_go


def cancel_button(qtbot: QtBot) -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def test_a_button_of_qt_is_in_dutch_and_goes_back_to_english(qtbot: QtBot, dressed: QApplication) -> None:
    let_go()  # a program of an earlier test may still hold its words
    program = QObject()
    words = QtWords(dressed, program)
    words.speak("nl")
    assert cancel_button(qtbot) == "Annuleren"
    words.speak("en")
    assert cancel_button(qtbot) == "Cancel"
    words.speak("nl")
    program.deleteLater()
    let_go()
    assert cancel_button(qtbot) == "Cancel"
