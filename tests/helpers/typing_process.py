"""A consultant who types in a process of its own, for tests that kill it.

``python -m tests.helpers.typing_process STORE TALK``
It opens the program's window on a conversation and types without pausing, and says on standard output how many letters
the screen has told to be kept.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.casework import Conversation
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile
from desktop.store.database import Store
from desktop.views.design.inputs import LongText
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers.desks import opened_workplace
from tests.helpers.stores import KEY
from tests.helpers.widgets import one

WORDS = "Ik wil weer overzicht over mijn post en mijn geld. "
EVERY_MS = 7


def say(number: int) -> None:
    """Whole lines only: a process that is killed leaves none half said."""
    os.write(1, f"{number}\n".encode())


class Typist:
    """Types one letter at a time."""

    def __init__(self, workplace: Workplace, field: LongText, talk: str) -> None:
        self._workplace, self._field, self._talk = workplace, field, talk
        self._letters = itertools.cycle(WORDS)
        self._told = 0

    def strike(self) -> None:
        """Types the next letter, and tells what another reader of the store would find."""
        QTest.keyClicks(self._field, next(self._letters))
        with self._workplace.store.read() as reader:
            kept = len(reader.get(Conversation, self._talk).notes)
        if kept > self._told:
            self._told = kept
            say(kept)


def main(path: str, talk: str) -> None:
    """Types until it is killed."""
    app = QApplication([])
    workplace = opened_workplace(Store.open(Path(path), KEY))
    preferences = Preferences(SettingsFile(Path(path).with_name("settings.json")))
    window = MainWindow(workplace, tasks=Tasks(), settings=preferences, plans=plans(), start=Spot(Place.TODAY))
    window.show()
    window.open_conversation(talk)
    field = one(window, LongText, "talk-notes")
    field.setFocus()
    typist = Typist(workplace, field, talk)
    clock = QTimer(interval=EVERY_MS)
    clock.timeout.connect(typist.strike)
    QTimer.singleShot(1000, clock.start)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
