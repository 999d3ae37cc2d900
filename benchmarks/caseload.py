"""Ten thousand running cases without any decision in one name: the list of cases and Today, read and on the screen.

    python -m benchmarks.caseload [cases]

The floor is the bare driver that fetches the cases, their residents and their reports of need and makes nothing of
them. Read is what the store's lane does; the hold is the longest turn of the window's loop while a screen was read
again and drawn, of a frame of 16 ms: of the wall with what it waited for the lane and for other programs, of the
processor what it did itself. Each the best of several turns, in one run; the milliseconds are of this machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, process_time, thread_time

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.invented_cases import put, undecided, workplace
from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.services.case_reading import CaseFilter, case_list_counted
from desktop.services.today import today
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow

CASES = 10_000
TURNS = 5
LIMIT_MS = 400
FRAME_MS = 16

Took = tuple[float, float]
"""Milliseconds, wall and processor."""

_TABLES = ("case_file", "resident", "need_report")


def bare(here: Workplace) -> int:
    """How many rows there are, all of them fetched."""
    with here.store.read() as reader:
        driver = reader.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is in use has one
        return sum(len(driver.execute(f"SELECT * FROM {table}").fetchall()) for table in _TABLES)  # noqa: S608 - ours


def best(act: Callable[[], object]) -> Took:
    """Of the quickest of the turns."""
    took = []
    for _turn in range(TURNS):
        wall, processor = perf_counter(), process_time()
        act()
        took.append(((perf_counter() - wall) * 1000, (process_time() - processor) * 1000))
    return _least(took)


def _least(took: list[Took]) -> Took:
    return min(wall for wall, _cpu in took), min(cpu for _wall, cpu in took)


class Heart:
    """Beats as fast as the window lets it, and knows its longest turn."""

    def __init__(self) -> None:
        self._longest, self._most = 0.0, 0.0
        self._last, self._spent = perf_counter(), thread_time()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._on_beat)

    def begin(self) -> None:
        """From now on."""
        self._longest, self._most = 0.0, 0.0
        self._last, self._spent = perf_counter(), thread_time()
        self._timer.start()

    def end(self) -> Took:
        """The longest turn."""
        self._timer.stop()
        return self._longest * 1000, self._most * 1000

    def _on_beat(self) -> None:
        now, spent = perf_counter(), thread_time()
        self._longest, self._last = max(self._longest, now - self._last), now
        self._most, self._spent = max(self._most, spent - self._spent), spent


def held(here: Workplace, folder: Path, place: Place) -> Took:
    """The longest hold of the window while a screen is read again and drawn."""
    tasks = Tasks()
    settings = Preferences(SettingsFile(folder / "settings.json"))
    window = MainWindow(here, tasks=tasks, settings=settings, plans=plans(), start=Spot(place))
    window.resize(1200, 800)
    window.show()
    _settle(tasks)
    heart, found = Heart(), []
    for _turn in range(TURNS):
        heart.begin()
        window.screen_of(place).mark_stale()
        _settle(tasks)
        found.append(heart.end())
    window.flush()
    _settle(tasks)
    window.close()
    tasks.close()
    return _least(found)


def _settle(tasks: Tasks) -> None:
    waiting = QEventLoop()
    tasks.idle.connect(waiting.quit)
    while not tasks.is_idle():
        waiting.exec()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()


def told(name: str, took: Took, limit: int) -> str:
    """One line of the table, judged by the processor."""
    tell(Line(f"a caseload of thousands: {name}", took[1], wanted=limit))
    shown = f"{took[0]:>8.1f} / {took[1]:<8.1f}"
    return f"{name:<44}{shown}   within {limit} ms: {'yes' if took[1] <= limit else 'NO'}\n"


def main(count: int) -> None:
    """Measures, and prints a table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply(app, Theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        here = workplace(Path(folder))
        put(here, list(undecided(count, here.colleague.id)))
        mine = CaseFilter(consultant=here.colleague.id)
        lines = sum(len(group.lines) for group in today(here).groups)
        sys.stdout.write(f"{count} cases, {lines} lines on Today; ms, wall / processor\n")
        sys.stdout.write(told("floor", best(partial(bare, here)), LIMIT_MS))
        listed = best(partial(case_list_counted, here, mine))
        sys.stdout.write(told("list of cases with its count, read", listed, LIMIT_MS))
        sys.stdout.write(told("Today, read", best(partial(today, here)), LIMIT_MS))
        keep_loaded()
        for place in (Place.CASES, Place.TODAY):
            hold = held(here, Path(folder), place)
            sys.stdout.write(told(f"longest hold of the window, {place.value}", hold, FRAME_MS))
        here.store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
