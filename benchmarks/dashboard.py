"""The dashboards over ten and a hundred thousand indications, read from an encrypted store that was just opened.

    python -m benchmarks.dashboard [indications ...]

The floor is the bare driver that groups the same tables once, joined as the figures of a page join them, and makes
nothing of it. Both are measured in one run, in turns, each turn with a store that is opened anew; the ratio is what
counts, the milliseconds are of this machine. Wall is what a person waits, processor what it costs, each the best of
several turns: other work on the machine makes both longer.

On the screen a page comes card by card. How long one turn of the event loop takes at most is told last.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time, sleep, thread_time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from benchmarks.invented_region import region_of
from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.services.dashboards.asking import Question
from desktop.services.dashboards.dashboard import dashboard
from desktop.services.dashboards.definitions import Page
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.store.database import Store
from desktop.views.dashboards.screen import DashboardsScreen
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks
from desktop.views.tidying import Tidying
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow

SIZES = (10_000, 100_000)
TURNS = 5
LIMIT_MS, FRAME_MS = 300, 16
WATCHED = 2.0
"""Seconds that a page is watched while it comes."""

KEY = bytes(range(32))

_HELP = "SELECT municipality, lot, count(*) FROM given_help GROUP BY municipality, lot"
_ASKED = """
SELECT c.municipality, i.lot, sum(i.volume) FROM indication AS i INDEXED BY ix_indication_figures
CROSS JOIN case_file AS c INDEXED BY ix_case_file_figures ON c.id = i.case_id GROUP BY c.municipality, i.lot
"""
_FLOORS: dict[Page, tuple[str, ...]] = {
    Page.ACCESS: (_HELP, "SELECT law, municipality, count(*) FROM case_file GROUP BY law, municipality"),
    Page.POLICY: (
        _HELP,
        "SELECT i.lot, e.goals_reached, count(*) FROM evaluation AS e CROSS JOIN indication AS i INDEXED BY"
        " ix_indication_offer ON i.id = e.indication_id WHERE e.held_on IS NOT NULL GROUP BY i.lot, e.goals_reached",
    ),
    Page.CONTRACTS: (
        "SELECT i.provider_id, i.lot, count(*) FROM trajectory AS t CROSS JOIN indication AS i INDEXED BY"
        " ix_indication_offer ON i.id = t.indication_id WHERE t.ended_on IS NOT NULL GROUP BY i.provider_id, i.lot",
    ),
    Page.BACK_OFFICE: (_HELP, _ASKED),
}

Took = tuple[float, float]
"""Milliseconds, wall and processor."""


def bare(here: Workplace, page: Page) -> None:
    """The same tables, grouped once."""
    with here.store.read() as reader:
        driver = reader.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is in use has one
        for query in _FLOORS[page]:
            driver.execute(query).fetchall()


def cold(here: Workplace, act: Callable[[Workplace], object]) -> Took:
    """How long it takes with a store that was just opened: nothing of it is in memory yet."""
    store = Store.open(here.store.path, KEY)
    opened = replace(here, store=store)
    wall, processor = perf_counter(), process_time()
    act(opened)
    took = (perf_counter() - wall) * 1000, (process_time() - processor) * 1000
    store.close()
    return took


def best(took: list[Took]) -> Took:
    """Of several turns."""
    return min(wall for wall, _processor in took), min(processor for _wall, processor in took)


def measured(here: Workplace, page: Page) -> tuple[Took, Took]:
    """Ours and the floor's, in turns."""
    ours, floor = [], []
    for _turn in range(TURNS):
        ours.append(cold(here, lambda at: dashboard(at, page, Question())))
        floor.append(cold(here, lambda at: bare(at, page)))
    return best(ours), best(floor)


def longest_turn(here: Workplace, folder: Path) -> Took:
    """What one turn of the event loop takes at most while the pages are shown, in the real window.

    Wall and processor may be of two turns: the wall is also longer while other work has the processor.
    """
    settings = Preferences(SettingsFile(folder / "settings.json"))
    tasks = Tasks()
    tidying = Tidying(tasks)
    window = MainWindow(here, tasks=tasks, settings=settings, plans=plans(), start=Spot(Place.DASHBOARDS))
    window.resize(1200, 800)
    window.show()
    screen = window.findChild(DashboardsScreen)
    assert isinstance(screen, DashboardsScreen)  # noqa: S101 - it is the first place
    held = 0.0, 0.0
    for page in (Page.ACCESS, *Page):
        longest = 0.0, 0.0
        screen.show_page(page)
        until = perf_counter() + WATCHED
        while perf_counter() < until:
            wall, processor = perf_counter(), thread_time()
            QCoreApplication.processEvents()
            turn = (perf_counter() - wall) * 1000, (thread_time() - processor) * 1000
            longest = max(longest[0], turn[0]), max(longest[1], turn[1])
            sleep(0.001)
        # The first page is shown twice: the first time the window itself is laid out with it.
        held = longest if page is Page.ACCESS else (max(held[0], longest[0]), max(held[1], longest[1]))
    tidying.stop()
    return held


def main(sizes: tuple[int, ...]) -> None:
    """Measures, and prints a table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply(app, Theme.LIGHT)
    # As the program on the screen has it: what is loaded stays, and circles are looked for when nobody waits.
    keep_loaded()
    gc.disable()
    out, before = sys.stdout.write, dict[Page, float]()
    out(f"{'ms, wall / processor':<34}{'Naober':>16}{'floor':>18}{'ratio':>8}{'growth':>8}\n")
    with tempfile.TemporaryDirectory() as folder:
        stores = [region_of(Path(folder), size) for size in sizes]
        for size, here in zip(sizes, stores, strict=True):
            here.store.close()
            for page in Page:
                ours, floor = measured(here, page)
                growth = f"{ours[1] / before[page]:.1f}" if page in before else ""
                before[page] = ours[1]
                name = f"dashboard {page.value} over {size} indications"
                tell(Line(name, ours[1], "ms", "bare grouping of the same tables", floor[1], LIMIT_MS))
                inside = "yes" if ours[0] <= LIMIT_MS else "NO"
                shown = f"{ours[0]:>8.0f} / {ours[1]:<7.0f}{floor[0]:>8.0f} / {floor[1]:<7.0f}"
                out(f"{size:>8,} {page.value:<25}{shown}{ours[1] / floor[1]:>8.1f}{growth:>8}")
                out(f"   within {LIMIT_MS} ms: {inside}\n")
        keep_loaded()  # what the measuring itself left behind is not looked through while the pages come
        opened = replace(stores[-1], store=Store.open(stores[-1].store.path, KEY))
        held = longest_turn(opened, Path(folder))
        tell(Line("longest turn of the event loop while a dashboard comes", held[1], wanted=FRAME_MS))
        out(f"the longest turn of the event loop takes {held[0]:.1f} / {held[1]:.1f} ms (a frame is {FRAME_MS})\n")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
