"""How long help lasted over ten thousand trajectories: read from an encrypted store, estimated, and drawn.

    python -m benchmarks.durations [trajectories]

The floor of reading is the bare driver with the same question and Kaplan-Meier as it stands in a textbook, over plain
lists, without joining what went on and without a band. The floor of drawing is bare QPainter with every step and the
same band. Both are measured in one run, in turns; the ratio is what counts, the milliseconds are of this machine.
Wall is what a person waits, processor what it costs, each the best of several turns. Other work on the machine makes
both longer, the wall by far the most.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from benchmarks.invented_cases import LOT, PRODUCT, SEGMENT, TODAY, cases, put, workplace
from benchmarks.lines import Line, tell
from desktop.models.kinds import Law
from desktop.rules.comparable import AgeBand, Group
from desktop.rules.durations import Durations
from desktop.services.durations import how_long
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.theme import apply, colours
from desktop.views.durations.curve import DurationCurve
from desktop.views.durations.words import DraftedLength

TRAJECTORIES = 10_000
TURNS = 15
LIMIT_MS, FRAME_MS = 50, 16
WIDTH, HEIGHT = 760, 290

_BARE = """
SELECT t.started_on, t.ended_on, r.birth_date FROM indication AS i JOIN trajectory AS t ON t.indication_id = i.id
JOIN case_file AS c ON c.id = i.case_id JOIN resident AS r ON r.id = c.resident_id
WHERE i.law = 'WMO' AND i.product = ? AND i.segment = ?
"""


class Bare(QWidget):
    """The floor: the same curve and band, without axis, words or marks."""

    def __init__(self, found: Durations) -> None:
        super().__init__()
        self._found = found

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, down = self.width() / self._found.lengths[-1], self.height()
        curve = self._found.curve
        low = [QPointF(one.days * across, down * (1 - one.low)) for one in curve]
        high = [QPointF(one.days * across, down * (1 - one.high)) for one in curve]
        painter.setBrush(QColor(colours().accent_soft))
        painter.drawPolygon([*low, *reversed(high)])
        painter.drawPolyline([QPointF(one.days * across, down * (1 - one.surviving)) for one in curve])
        painter.end()


def bare(here: Workplace) -> list[tuple[int, float]]:
    """The curve as one would write it down first."""
    with here.store.read() as reader:
        driver = reader.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a connection that is in use has one
        rows = driver.execute(_BARE, (PRODUCT, SEGMENT)).fetchall()
    spells = [
        ((date.fromisoformat(last or TODAY.isoformat()) - date.fromisoformat(first)).days + 1, bool(last))
        for first, last, _birth in rows
    ]
    spells.sort()
    surviving, at_risk, found = 1.0, len(spells), []
    for days, ended in spells:
        if ended:
            surviving *= 1 - 1 / at_risk
            found.append((days, surviving))
        at_risk -= 1
    return found


def in_turns(*acts: Callable[[], object]) -> list[tuple[float, float]]:
    """Milliseconds of each, wall and processor: the best of as many turns, in which they come one after the other."""
    took: list[list[tuple[float, float]]] = [[] for _act in acts]
    for _turn in range(TURNS):
        for act, mine in zip(acts, took, strict=True):
            wall, processor = perf_counter(), process_time()
            act()
            mine.append(((perf_counter() - wall) * 1000, (process_time() - processor) * 1000))
    return [(min(w for w, _p in mine), min(p for _w, p in mine)) for mine in took]


def told(name: str, ours: tuple[float, float], floor: tuple[float, float], limit: int) -> str:
    """One line of the table."""
    tell(Line(f"how long help lasted: {name}", ours[1], "ms", "bare reading or an empty drawing", floor[1], limit))
    inside = "yes" if ours[0] <= limit else "NO"
    shown = f"{ours[0]:>8.1f} / {ours[1]:<8.1f}{floor[0]:>8.1f} / {floor[1]:<8.1f}"
    return f"{name:<34}{shown}{ours[1] / floor[1]:>7.1f}   within {limit} ms: {inside}\n"


def painted(widget: QWidget) -> Callable[[], object]:
    """Paints it anew each time, on a picture of its own."""
    widget.resize(WIDTH, HEIGHT)
    return widget.grab


def main(count: int) -> None:
    """Measures, and prints a table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply(app, Theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        here = workplace(Path(folder))
        put(here, list(cases(count * 9 // 10, here.colleague.id)))
        whole = Group(Law.WMO, LOT, PRODUCT, SEGMENT)
        adults = Group(Law.WMO, LOT, PRODUCT, SEGMENT, AgeBand(23, 64))
        found = how_long(here, whole).found
        assert isinstance(found, Durations)  # noqa: S101 - there are enough
        sys.stdout.write(f"{found.n} trajectories of {count} runs, {found.events} ended, {len(found.curve)} steps\n")
        head = ("ms, wall / processor", "Naober", "floor", "ratio")
        sys.stdout.write(f"{head[0]:<34}{head[1]:>14}{head[2]:>18}{head[3]:>10}\n")
        all_ages, of_age, floor = in_turns(
            lambda: how_long(here, whole), lambda: how_long(here, adults), lambda: bare(here)
        )
        sys.stdout.write(told("read and estimated, all ages", all_ages, floor, LIMIT_MS))
        sys.stdout.write(told("read and estimated, one age band", of_age, floor, LIMIT_MS))
        curve, plain = DurationCurve(), Bare(found)
        curve.show_found(found, DraftedLength(365))
        ours, theirs = in_turns(painted(curve), painted(plain))
        sys.stdout.write(told("drawn", ours, theirs, FRAME_MS))
        here.store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TRAJECTORIES)
