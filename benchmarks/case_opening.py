"""A case with ten years behind it, opened from a store with ten thousand cases: read, and drawn on the screen.

    python -m benchmarks.case_opening [cases]

The floor of reading is the bare driver that fetches the same case's rows, table by table, and makes nothing of them.
The floor of drawing is a window with as many plain labels with the same texts, laid out and painted. All are measured
in one run, in turns; the ratio is what counts, the milliseconds are of this machine. Wall is what a person waits,
processor what it costs, each the best of several turns: other work on the machine makes both longer.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from benchmarks.invented_cases import cases, long_case, put, workplace
from benchmarks.lines import Line, tell
from desktop.models.casework import Case
from desktop.services.case_reading import case_page
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.views.cases.case_screen import CaseScreen
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow

CASES = 10_000
TURNS = 9
LIMIT_MS = 100
WIDTH, HEIGHT = 1200, 800

_BY_CASE = (
    "need_report", "referral", "conversation", "alternative", "goal", "plan_service", "application", "support_plan",
    "warm_handover", "waiting_list_entry", "indication", "personal_plan",
)  # fmt: skip
_BY_INDICATION = ("decision", "trajectory", "evaluation")

Took = tuple[float, float]
"""Milliseconds, wall and processor."""


def bare(here: Workplace, case_id: str) -> int:
    """How many rows there are, all of them fetched."""
    with here.store.read() as reader:
        driver = reader.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is in use has one
        count = 0
        for table in _BY_CASE:
            count += len(driver.execute(f"SELECT * FROM {table} WHERE case_id = ?", (case_id,)).fetchall())  # noqa: S608 - ours
        of_case = "(SELECT id FROM indication WHERE case_id = ?)"
        for table in _BY_INDICATION:
            query = f"SELECT * FROM {table} WHERE indication_id IN {of_case}"  # noqa: S608 - our own tables
            count += len(driver.execute(query, (case_id,)).fetchall())
        query = "SELECT * FROM contact_moment WHERE entry_id IN (SELECT id FROM waiting_list_entry WHERE case_id = ?)"
        return count + len(driver.execute(query, (case_id,)).fetchall())


def labels(texts: list[str]) -> Callable[[], object]:
    """A window of plain labels, made and painted."""

    def draw() -> object:
        window = QWidget()
        layout = QVBoxLayout(window)
        for text in texts:
            label = QLabel(text, wordWrap=True)
            layout.addWidget(label)
        window.resize(WIDTH, HEIGHT)
        return window.grab()

    return draw


def in_turns(*acts: Callable[[], object]) -> list[Took]:
    """Of each act the best of as many turns, in which they come one after the other."""
    took: list[list[Took]] = [[] for _act in acts]
    for _turn in range(TURNS):
        for act, mine in zip(acts, took, strict=True):
            wall, processor = perf_counter(), process_time()
            act()
            mine.append(((perf_counter() - wall) * 1000, (process_time() - processor) * 1000))
    return [(min(w for w, _p in mine), min(p for _w, p in mine)) for mine in took]


class Desktop:
    """The real window over the store; cases are opened in it as a person does."""

    def __init__(self, here: Workplace, folder: Path) -> None:
        self.tasks = Tasks()
        settings = Preferences(SettingsFile(folder / "settings.json"))
        self.window = MainWindow(here, tasks=self.tasks, settings=settings, plans=plans(), start=Spot(Place.TODAY))
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self._settle()

    def open(self, case_id: str) -> None:
        """Until everything of it stands on the screen."""
        self.window.open_case(case_id)
        self._settle()
        self.window.grab()

    def drawing(self, case_id: str) -> Callable[[], object]:
        """The same page drawn again, without reading it."""
        screen = self.window.screen_of(Place.CASE)
        assert isinstance(screen, CaseScreen)  # noqa: S101 - that is what stands there
        page = case_page(screen.desk.workplace, case_id)

        def draw() -> object:
            screen.show_page(page)
            QCoreApplication.sendPostedEvents()
            return self.window.grab()

        return draw

    def texts(self) -> list[str]:
        """What one sees now, label by label."""
        screen = self.window.screen_of(Place.CASE)
        return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]

    def close(self) -> None:
        """Lets go of everything."""
        self.window.flush()
        self._settle()
        self.window.close()
        self.tasks.close()

    def _settle(self) -> None:
        """Waits as the program does: asleep until an answer comes home."""
        waiting = QEventLoop()
        self.tasks.idle.connect(waiting.quit)
        while not self.tasks.is_idle():
            waiting.exec()
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def told(name: str, ours: Took, floor: Took | None, limit: int = LIMIT_MS) -> str:
    """One line of the table."""
    beside = "the same rows or texts, bare" if floor else ""
    tell(Line(f"a case with ten years of history: {name}", ours[1], "ms", beside, floor and floor[1], limit))
    shown = f"{ours[0]:>8.1f} / {ours[1]:<8.1f}"
    apart = f"{floor[0]:>8.1f} / {floor[1]:<8.1f}{ours[1] / floor[1]:>7.1f}" if floor else " " * 26
    return f"{name:<34}{shown}{apart}   within {limit} ms: {'yes' if ours[0] <= limit else 'NO'}\n"


def main(count: int) -> None:
    """Measures, and prints a table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply(app, Theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        here = workplace(Path(folder))
        many = list(cases(count, "someone-else"))
        put(here, many)
        case_id, history = long_case("someone-else")
        put(here, history)
        short = next(value.id for value in many if isinstance(value, Case))
        report(here, Path(folder), case_id, short)
        here.store.close()


def report(here: Workplace, folder: Path, case_id: str, short: str) -> None:
    """Reading, drawing, and the two together in the real window."""
    desktop = Desktop(here, folder)
    desktop.open(short)
    desktop.open(case_id)
    sys.stdout.write(f"{bare(here, case_id)} records, {len(desktop.texts())} labels in view\n")
    head = ("ms, wall / processor", "Naober", "floor", "ratio")
    sys.stdout.write(f"{head[0]:<34}{head[1]:>14}{head[2]:>18}{head[3]:>10}\n")
    ours, floor = in_turns(lambda: case_page(here, case_id), lambda: bare(here, case_id))
    sys.stdout.write(told("read", ours, floor))
    ours, floor = in_turns(desktop.drawing(case_id), labels(desktop.texts()))
    sys.stdout.write(told("drawn", ours, floor))
    there, _back = in_turns(lambda: desktop.open(case_id), lambda: desktop.open(short))
    sys.stdout.write(told("opened in the window, until painted", there, None))
    desktop.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
