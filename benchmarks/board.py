"""The board of who turns eighteen, read from a large team's encrypted store, beside the least it could cost.

    python -m benchmarks.board [youths]

Every youth has a case with youth help, three of four a plan of twenty tasks, one of three help for adults with consent
to look at it. Each reading opens the store anew, so that no page of it is in memory. The floor, in the same run and on
the same file: the bare driver that fetches the same rows and makes nothing of them. The same is measured on a tenth
and on a half, to show the growth. Drawn is the screen's own list, filled and painted, beside a plain list of as many
texts. What is told is the fastest of some turns: other work on the machine slows all.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from benchmarks.invented_cases import put, workplace
from benchmarks.invented_youths import youths
from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.language import speak
from desktop.models.base import Value
from desktop.services.eighteen_board import Board, board
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.store.database import Store
from desktop.views.design.theme import apply
from desktop.views.eighteen.lines import BoardModel, BoardView

YOUTHS = 5_000
TURNS = 7
LIMIT_MS = 300
BATCH = 250
SIZE = (560, 760)
KEY = bytes(range(32))
Took = tuple[float, float]
"""Milliseconds, wall and processor."""
FLOOR = (
    "SELECT id, first_names, initials, prefix, last_name, birth_date FROM resident",
    """SELECT c.resident_id, i.id, c.law, c.municipality, c.consultant, i.law, i.product, i.segment, i.lot, i.start,
        i."end", i.care_form, i.extended, i.provision FROM indication AS i JOIN case_file AS c ON c.id = i.case_id
        WHERE i.status IN ('approved', 'ended')""",
    """SELECT plan_id, count(*), sum(done_on IS NOT NULL), min(CASE WHEN done_on IS NULL THEN due END)
        FROM transition_task GROUP BY plan_id""",
    "SELECT id, case_id, owner FROM transition_plan",
    "SELECT resident_id, purpose, given, asked_on, withdrawn_on FROM consent",
)


def bare(here: Workplace) -> int:
    """How many rows there are, all of them fetched."""
    with here.store.read() as reader:
        driver = reader.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is in use has one
        return sum(len(driver.execute(query).fetchall()) for query in FLOOR)


def cold(file: Path, here: Workplace, act: Callable[[Workplace], object]) -> Took:
    """Milliseconds, wall and processor, with a store that was just opened."""
    store = Store.open(file, KEY)
    again = Workplace(store, here.profile, here.colleague, here.clock)
    wall, processor = perf_counter(), process_time()
    act(again)
    took = (perf_counter() - wall) * 1000, (process_time() - processor) * 1000
    store.close()
    return took


def best(file: Path, here: Workplace, act: Callable[[Workplace], object]) -> Took:
    """Of some turns; on a machine that others use, the fastest says most of what it costs."""
    walls, processors = zip(*(cold(file, here, act) for _turn in range(TURNS)), strict=True)
    return min(walls), min(processors)


def measure(count: int) -> tuple[Took, Took, Took, Took]:
    """Read, the floor of reading, drawn, and the floor of drawing, on a store of so many youths."""
    with tempfile.TemporaryDirectory() as folder:
        here = workplace(Path(folder))
        file = here.store.path
        for made in batches(count, here.colleague.id):
            put(here, made)
        here.store.close()
        cold(file, here, _counts(count))
        return best(file, here, board), best(file, here, bare), *drawn(file, here)


def drawn(file: Path, here: Workplace) -> tuple[Took, Took]:
    """The list of the screen, filled and painted, and a plain one."""
    read: list[Board] = []
    cold(file, here, lambda again: read.append(board(again)))
    model, texts = BoardModel(), QStringListModel()
    ours, plain = BoardView(model), QListView()
    plain.setModel(texts)
    for view in (ours, plain):
        view.resize(*SIZE)
        view.show()

    def fill() -> None:
        model.show_board(read[0])
        ours.stand_at(0)
        ours.grab()

    def fill_plain() -> None:
        texts.setStringList([line.name for line in read[0].lines])
        plain.grab()

    took = [_best_of(act) for act in (fill, fill_plain)]
    ours.hide()
    plain.hide()
    return took[0], took[1]


def _best_of(act: Callable[[], None]) -> Took:
    found = []
    for _turn in range(TURNS):
        wall, processor = perf_counter(), process_time()
        act()
        found.append(((perf_counter() - wall) * 1000, (process_time() - processor) * 1000))
    return min(wall for wall, _p in found), min(p for _w, p in found)


def _counts(count: int) -> Callable[[Workplace], object]:
    def check(here: Workplace) -> None:
        found = board(here).total
        if found != count:
            raise SystemExit(f"{found} of {count} stand on the board")

    return check


def batches(count: int, consultant: str) -> Iterator[list[Value]]:
    """All values, some hundreds of youths at a time."""
    part: list[Value] = []
    for number, made in enumerate(youths(count, consultant), start=1):
        part += made
        if number % BATCH == 0 or number == count:
            yield part
            part = []


def main(count: int) -> None:
    """Prints the table."""
    keep_loaded()
    # As the program on the screen has it: Python looks for circles when nobody waits (desktop/views/tidying.py).
    gc.disable()
    speak("nl")
    app = QApplication([])
    apply(app, Theme.LIGHT)
    sys.stdout.write(f"{'youths':>8} {'ms, wall / processor':>24} {'floor':>20} {'ratio':>7} {'µs a youth':>11}\n")
    for part in (count // 10, count // 2, count):
        ours, floor, drawing, plain = measure(part)
        shown = f"{ours[0]:>14.1f} / {ours[1]:<7.1f} {floor[0]:>12.1f} / {floor[1]:<7.1f}{ours[1] / floor[1]:>5.1f}"
        sys.stdout.write(f"{part:>8} {shown} {ours[0] / part * 1000:>11.1f}\n")
        if part == count:
            name = f"the board of {part} young people around eighteen"
            tell(Line(f"{name}, read", ours[1], "ms", "bare SQL of the same rows", floor[1], LIMIT_MS))
            tell(Line(f"{name}, drawn", drawing[1], "ms", "a plain list", plain[1]))
            sys.stdout.write(
                f"drawn {drawing[0]:.1f} / {drawing[1]:.1f}, a plain list {plain[0]:.1f} / {plain[1]:.1f}\n"
            )
            whole = ours[0] + drawing[0]
            sys.stdout.write(f"read and drawn within {LIMIT_MS} ms: {'yes' if whole <= LIMIT_MS else 'NO'}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else YOUTHS)
