"""A table of two hundred thousand rows: scrolled and sorted as the program has it, and as a proxy that sorts in memory.

    python -m benchmarks.long_tables [rows]

The program's table holds pages that come from the store, in its order, beside the screen
(`desktop.views.design.long_rows`); the peer is a plain model with all rows under a `QSortFilterProxyModel`, the usual
way. Scrolled is one jump of the bar until painted there; sorted is how long the window is held when the rows come in
another order. The store's part, which nobody's window waits for, is told apart: the first page and one from the middle.
All in one run, the median of several, of the processor.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from benchmarks.invented_cases import undecided, workplace
from benchmarks.lines import Line, tell
from desktop.language import speak
from desktop.models.base import Value
from desktop.models.casework import Case, NeedReport
from desktop.models.people import Resident
from desktop.services.case_reading import CaseFilter, CaseLine, CaseOrder, case_list_counted
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.cases.model import COLUMNS
from desktop.views.cases.table import CasesView
from desktop.views.design.tables import Table
from desktop.views.design.theme import apply

ROWS, TURNS, LIMIT_MS = 200_000, 9, 50

_Index = QModelIndex | QPersistentModelIndex


class Whole(QAbstractTableModel):
    """All rows in memory, in the texts of the same columns."""

    def __init__(self, lines: list[CaseLine]) -> None:
        super().__init__()
        self._lines = lines

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[index.column()].text(self._lines[index.row()])


def took(act: Callable[[int], object], turns: int = TURNS) -> float:
    """Milliseconds of the processor, the median."""
    found = []
    for turn in range(turns):
        begun = process_time()
        act(turn)
        found.append((process_time() - begun) * 1000)
    return median(found)


def jumps(table: Table, brought: Callable[[], object]) -> Callable[[int], object]:
    """To another place in the table, until painted there."""
    dice = random.Random(7)  # noqa: S311 - the same places every time

    def jump(_turn: int) -> None:
        table.verticalScrollBar().setValue(dice.randrange(table.verticalScrollBar().maximum()))
        table.grab()
        brought()
        table.grab()

    return jump


def shown(table: Table) -> None:
    """On the screen, at its place."""
    table.resize(1200, 800)
    table.show()
    table.grab()


def report(line: Line) -> None:
    """Prints a line, and adds it to the table that is being collected."""
    beside = f"{line.beside} {line.theirs:.1f} {line.unit}" if line.theirs is not None else ""
    reached = {None: "", True: "   as wanted", False: "   NOT as wanted"}[line.is_reached]
    sys.stdout.write(f"{line.what:<58}{line.ours:>9.1f} {line.unit}   {beside}{reached}\n")
    tell(line)


def measure(here: Workplace, rows: int) -> None:
    """Ours and the peer."""
    page, _total = case_list_counted(here)
    size = CaseFilter().limit
    ours = CasesView()
    asked: list[int] = []
    ours.wanted.connect(asked.append)
    ours.show_lines(page, rows)
    shown(ours)

    def bring() -> None:
        for first in range(0, rows, size):
            if asked and first == asked.pop():
                ours.fill(first, page)

    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(Whole([page[at % len(page)] for at in range(rows)]))
    peer = Table("peer", proxy)
    shown(peer)
    name = "QSortFilterProxyModel"
    scrolled = took(jumps(peer, lambda: None))
    report(Line(f"a table of {rows} rows: a jump of the bar", took(jumps(ours, bring)), "ms", name, scrolled, LIMIT_MS))

    def sort(_turn: int) -> None:
        proxy.sort(0)
        peer.grab()

    def reorder(_turn: int) -> None:
        ours.show_lines(page, rows)
        ours.grab()

    resorted, again = took(sort, 1), took(reorder)
    report(Line(f"a table of {rows} rows: the window held by another order", again, "ms", name, resorted, LIMIT_MS))
    proxy.setParent(peer)


def fill(here: Workplace, rows: int) -> None:
    """Open cases with their residents and reports, and no more of them: a list that is long, not old."""
    kept: dict[type[Value], list[Value]] = {Resident: [], Case: [], NeedReport: []}
    for value in undecided(rows, here.colleague.id):
        if type(value) in kept:
            kept[type(value)].append(value)
    for values in kept.values():
        with here.store.work("Fill") as work:
            work.add(*values)
            work.commit()


def reading(here: Workplace, which: CaseFilter) -> Callable[[int], object]:
    """A page, and how many rows there are."""
    return lambda _turn: case_list_counted(here, which)


def main(rows: int) -> None:
    """Measures, and prints a table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    speak("nl")
    apply(app, Theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        here = workplace(Path(folder))
        fill(here, rows)
        for name, which in (
            ("its first page by name", CaseFilter(order=CaseOrder.NAME)),
            ("a page from its middle by name", CaseFilter(order=CaseOrder.NAME, offset=rows // 2)),
        ):
            report(Line(f"{name}, {rows} cases, read beside the window", took(reading(here, which), 3)))
        measure(here, rows)
        here.store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
