"""A consultant who types in a process of its own, for tests that kill it.

``python -m tests.helpers.typing_process STORE PLACE THING FIELD TEXT [again]``
It opens the program's window on a conversation (``talk``) or a draft (``draft``) and types the text into the field of
that object name, letter by letter and without a pause; with ``again`` over and over. On standard output it says after
each letter how many it typed: only that, for what is kept is for the store to show.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.settings import SettingsFile
from desktop.store.database import Store
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers.desks import opened_workplace
from tests.helpers.stores import KEY
from tests.helpers.widgets import one

EVERY_MS = 7


def say(number: int) -> None:
    """Whole lines only: a process that is killed leaves none half said."""
    os.write(1, f"{number}\n".encode())


class Typist:
    """Types one letter at a time, from when the screen shows what it is about."""

    def __init__(self, field: QWidget, letters: Iterator[str], tasks: Tasks) -> None:
        self._field, self._letters, self._tasks = field, letters, tasks
        self._typed = 0

    def strike(self) -> None:
        """Types the next letter, if any."""
        if not self._typed and not self._tasks.is_idle():
            return
        letter = next(self._letters, "")
        if letter:
            if not self._typed:
                self._field.setFocus()
            QTest.keyClicks(self._field, letter)
            self._typed += 1
            say(self._typed)


def main(path: str, place: str, thing: str, name: str, text: str, again: str = "") -> None:
    """Types, and stays until it is killed."""
    app = QApplication([])
    workplace = opened_workplace(Store.open(Path(path), KEY))
    preferences = Preferences(SettingsFile(Path(path).with_name("settings.json")))
    tasks = Tasks()
    window = MainWindow(workplace, tasks=tasks, settings=preferences, plans=plans(), start=Spot(Place.TODAY))
    window.show()
    (window.open_conversation if place == "talk" else window.open_indication)(thing)
    typist = Typist(one(window, QWidget, name), chain.from_iterable(repeat(text)) if again else iter(text), tasks)
    clock = QTimer(interval=EVERY_MS)
    clock.timeout.connect(typist.strike)
    QTimer.singleShot(1000, clock.start)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
