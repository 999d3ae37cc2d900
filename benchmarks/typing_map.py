"""While one types in the social map: how long the event loop is held, and how soon the hits are there.

    python -m benchmarks.typing_map [entries]

The real screen on a real, encrypted store, without a display. A beat that comes whenever the event loop is free tells
how long it was held between two beats: by the processor's clock of the main thread, which others on the machine do not
slow down, and by the wall's.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.invented_map import fill, make_index
from benchmarks.lines import Line, tell
from benchmarks.search import ENTRIES, KEY, clock
from desktop.bootstrap import keep_loaded
from desktop.language import speak
from desktop.models.people import Colleague
from desktop.regions import profile
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.views.design.fields import SearchField
from desktop.views.design.theme import apply
from desktop.views.desk import Desk
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.preferences import Preferences
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.tasks import Tasks
from desktop.views.writing import Writer
from tests.helpers.desks import Ways

TYPED = ("huishoudelijke hulp", "maatje", "koffie", "begeleiding")
FRAME_MS = 16.0
_BETWEEN_KEYS_MS = 120
"""A quick typist."""


class Beat(QObject):
    """Ticks whenever the event loop is free, and remembers how long it was not.

    Attributes:
        processor: Milliseconds of the main thread between two ticks.
        wall: Milliseconds between two ticks.
    """

    def __init__(self) -> None:
        super().__init__()
        self.processor: list[float] = []
        self.wall: list[float] = []
        self._worked, self._at = thread_time(), perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)

    def begin(self) -> None:
        """From now on it counts."""
        self._worked, self._at = thread_time(), perf_counter()
        self._timer.start(0)

    def end(self) -> None:
        """No longer."""
        self._timer.stop()

    def _on_tick(self) -> None:
        worked, at = thread_time(), perf_counter()
        self.processor.append((worked - self._worked) * 1000)
        self.wall.append((at - self._at) * 1000)
        self._worked, self._at = worked, at


def made_store(folder: Path, entries: int) -> Store:
    """A store with so many entries."""
    store = Store.create(folder / "map.naober", KEY, Identity("oldambt-stadskanaal", "colleague"), clock=clock)
    fill(store, entries)
    make_index(store)
    return store


def made_screen(store: Store, tasks: Tasks, folder: Path) -> SocialMapScreen:
    """The social map on a desk of its own, shown."""
    ways, notifier = Ways(), ChangeNotifier()
    colleague = Colleague(id="colleague", name="Anna", role="consultant")
    workplace = Workplace(store, profile("oldambt-stadskanaal"), colleague, clock)
    preferences = Preferences(SettingsFile(folder / "settings.json"))
    screen = SocialMapScreen(
        Desk(workplace, tasks, notifier, Writer(tasks, notifier, ways), ways, preferences, Meeting(tasks, notifier))
    )
    screen.resize(1280, 800)
    screen.show()
    screen.open_thing("")
    return screen


def until_idle(tasks: Tasks) -> None:
    """Lets the event loop run until every answer has come home."""
    while not tasks.is_idle():
        QCoreApplication.processEvents()


def _field(screen: SocialMapScreen) -> SearchField:
    field = screen.findChild(SearchField, "search-map")
    if field is None:
        raise LookupError("the social map has a field for words")
    return field


def typed(screen: SocialMapScreen, text: str, beat: Beat, tasks: Tasks) -> float:
    """Types a text letter by letter; milliseconds from the last letter to every answer."""
    field = _field(screen)
    beat.begin()
    for letter in text:
        QTest.keyClicks(field, letter)
        QTest.qWait(_BETWEEN_KEYS_MS)
    began = perf_counter()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    until_idle(tasks)
    QTest.qWait(_BETWEEN_KEYS_MS)
    beat.end()
    field.clear()
    until_idle(tasks)
    return (perf_counter() - began) * 1000 - _BETWEEN_KEYS_MS


def main(entries: int) -> None:
    """Types, and prints how long the event loop was held."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("an application with windows is needed")
    apply(app, Theme.LIGHT)
    keep_loaded()
    speak("nl")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = made_store(folder, entries)
        tasks = Tasks()
        screen = made_screen(store, tasks, folder)
        until_idle(tasks)
        beat = Beat()
        typed(screen, "warm", Beat(), tasks)
        answered = [typed(screen, text, beat, tasks) for text in TYPED]
        keys = sum(map(len, TYPED))
        sys.stdout.write(f"{entries} entries, {keys} keys; the last answer came after {max(answered):.0f} ms\n")
        for clock_name, held in (("processor", beat.processor), ("wall", beat.wall)):
            high = statistics.quantiles(held, n=1000)[-1]
            tell(Line(f"event loop held while typing a search, longest, {clock_name}", max(held), wanted=FRAME_MS))
            over = sum(one > FRAME_MS for one in held)
            line = f"event loop held, {clock_name}: 99.9 % {high:.1f} ms, longest {max(held):.1f} ms"
            sys.stdout.write(f"{line}, longer than {FRAME_MS:.0f} ms {over} of {len(held)} times\n")
        screen.close()
        tasks.close()
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
