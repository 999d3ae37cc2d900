"""The matrix of waiting times drawn and scrolled, beside a table of fixed texts of the same size.

    python -m benchmarks.availability [providers] [products] [municipalities]

Both are drawn in the same window in one run; the ratio is what counts, the milliseconds are of this machine. Reading is
timed too: it is done beside the screen, never while it waits.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView
from typing_extensions import override

from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.models.base import Value
from desktop.models.kinds import AvailabilityStatus, Role
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.models.social_map import AvailabilityReport, Contract, ContractedProduct, Provider
from desktop.rules.availability import Mark
from desktop.services.availability_matrix import Matrix, MatrixQuestion, narrowed, whole_matrix
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.views.availability.model import MatrixModel
from desktop.views.availability.table import MatrixView
from desktop.views.design.theme import apply

SIZE = (300, 30, 8)
WIDTH, HEIGHT = 1280, 820
TURNS = 15
NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)
FRAME_MS = 16

Clock = Callable[[], float]
Act = Callable[[int], object]
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Took:
    """Milliseconds."""

    median: float
    most: float


class FixedTexts(QAbstractTableModel):
    """The floor: as many cells, each the same text."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._size = rows, columns

    def renew(self) -> None:
        """Lets the view forget what it knows, as new figures do."""
        self.beginResetModel()
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return self._size[0]

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return self._size[1]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "intake 6–8 wk · start 13 wk" if role == Qt.ItemDataRole.DisplayRole else None


def profile(products: int, municipalities: int) -> RegionProfile:
    """An invented region of that size."""
    source = {"document": "Benchmark", "paragraph": "1"}
    lot = {"id": "lot", "name": "Lot", "law": "WMO", "funding": "effort", "source": source}
    offered = [
        {"id": f"product-{at}", "name": f"Product {at}", "lot": "lot", "law": "WMO", "category": "02", "source": source}
        for at in range(products)
    ]
    towns = [{"name": f"Gemeente {at}", "cbs_code": f"{at:04}"} for at in range(municipalities)]
    parts = {"municipalities": towns, "lots": [lot], "products": offered}
    return RegionProfile.model_validate({"id": "bench", "name": "Bench", "document": "Benchmark", **parts})


def region(size: tuple[int, int, int], dice: random.Random) -> list[Value]:
    """Every provider with a contract and a figure for every product in every municipality."""
    providers, products, towns = size
    made: list[Value] = []
    contracts: list[Value] = []
    agreed: list[Value] = []
    reports: list[Value] = []
    for number in range(providers):
        one = Provider(name=f"Aanbieder {number:03}", place="Winschoten", laws=("WMO",))
        contract = Contract(provider_id=one.id, start=date(2025, 1, 1))
        made.append(one)
        contracts.append(contract)
        for at in range(products):
            product = f"product-{at}"
            agreed.append(
                ContractedProduct(contract_id=contract.id, provider_id=one.id, product=product, start=date(2025, 1, 1))
            )
            reports += [_report(one.id, product, f"Gemeente {town}", dice) for town in range(towns)]
    return [*made, *contracts, *agreed, *reports]


def _report(provider: str, product: str, town: str, dice: random.Random) -> AvailabilityReport:
    weeks = dice.randint(0, 20)
    return AvailabilityReport(
        provider_id=provider,
        product=product,
        municipality=town,
        intake_min=weeks,
        intake_max=weeks + 2,
        start_min=weeks + 2,
        start_max=weeks + 6,
        status=dice.choice(tuple(AvailabilityStatus)),
        measured_on=NOW.date() - timedelta(days=dice.randint(0, 90)),
    )


def timed(act: Act, clock: Clock, turns: int = TURNS) -> Took:
    """An act, done so many times."""
    took = []
    for turn in range(turns):
        began = clock()
        act(turn)
        took.append((clock() - began) * 1000)
    return Took(statistics.median(took), max(took))


def scrolled(view: QTableView) -> Act:
    """A step of the wheel, down and to the right, painted."""

    def step(turn: int) -> None:
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() * turn // TURNS)
        view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum() * (turn % 4) // 4)
        view.viewport().repaint()

    return step


def drawn(view: QTableView, renew: Callable[[], None]) -> Act:
    """New figures, painted."""

    def draw(_turn: int) -> None:
        renew()
        view.viewport().repaint()
        view.verticalHeader().viewport().repaint()

    return draw


def main(size: tuple[int, int, int]) -> None:
    """Measures, and prints a table."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "waits.naober", bytes(range(32)), Identity("region", "colleague"))
        values = region(size, random.Random(5))  # noqa: S311 - an invented region, the same every time
        with store.work("Fill") as uow:
            uow.add(*values)
            uow.commit()
        colleague = Colleague(name="Benchmark", role=Role.CONSULTANT)
        workplace = Workplace(store, profile(size[1], size[2]), colleague, lambda: NOW)
        told = (
            f"{size[0]} providers × {size[1]} products × {size[2]} municipalities, {len(values)} records, encrypted\n"
        )
        sys.stdout.write(told)
        del values
        # As the program does once it has started.
        keep_loaded()
        report(workplace)
        store.close()


def report(workplace: Workplace) -> None:
    """Reading beside the screen, then drawing and scrolling beside the floor."""
    for name, act in (
        ("read for all municipalities", lambda _turn: whole_matrix(workplace)),
        ("read for one municipality", lambda _turn: whole_matrix(workplace, "Gemeente 1")),
    ):
        _tell_reading(name, timed(act, perf_counter, 3), timed(act, thread_time, 3))
    whole = whole_matrix(workplace)
    asked = MatrixQuestion(text="aanb", only=frozenset({Mark.STALE}))
    again = _narrowing(whole, asked)
    _tell_reading("filtered again, not read", timed(again, perf_counter), timed(again, thread_time))
    line = "{:<26}{:<11}{:>18}{:>18}{:>8}\n"
    sys.stdout.write("\n" + line.format("ms, median / most", "clock", "matrix", "fixed texts", "ratio"))
    ours, floor = _windows(whole)
    model, texts = ours.model(), floor.model()
    assert isinstance(model, MatrixModel)  # noqa: S101 - made below
    assert isinstance(texts, FixedTexts)  # noqa: S101 - idem
    acts = {
        "new figures, drawn": (drawn(ours, lambda: model.show_matrix(whole)), drawn(floor, texts.renew)),
        "scrolled a screen on": (scrolled(ours), scrolled(floor)),
    }
    for name, (mine, theirs) in acts.items():
        for clock_name, clock in (("wall", perf_counter), ("processor", thread_time)):
            one, other = timed(mine, clock), timed(theirs, clock)
            shown = [f"{took.median:.1f} / {took.most:.1f}" for took in (one, other)]
            sys.stdout.write(line.format(name, clock_name, *shown, f"{one.median / other.median:.1f}"))
            said = f"availability matrix: {name}, {clock_name}"
            tell(Line(said, one.median, "ms", "a table of fixed texts", other.median, FRAME_MS))
    sys.stdout.write(f"a frame is {FRAME_MS} ms\n")


def _narrowing(whole: Matrix, asked: MatrixQuestion) -> Act:
    return lambda _turn: narrowed(whole, asked)


def _windows(whole: Matrix) -> tuple[MatrixView, QTableView]:
    model = MatrixModel()
    ours, floor = MatrixView(model), QTableView()
    model.setParent(ours)
    model.show_matrix(whole)
    floor.setModel(FixedTexts(len(whole.rows), len(whole.columns)))
    floor.verticalHeader().setDefaultSectionSize(ours.verticalHeader().defaultSectionSize())
    floor.horizontalHeader().setDefaultSectionSize(ours.horizontalHeader().defaultSectionSize())
    for view in (ours, floor):
        view.resize(WIDTH, HEIGHT)
        view.show()
    # Until a window has been told that it is in view, it paints nothing.
    QApplication.processEvents()
    return ours, floor


def _tell_reading(name: str, wall: Took, processor: Took) -> None:
    sys.stdout.write(f"{name:<28}{wall.median:>8.0f} ms on the clock, {processor.median:>6.0f} ms of the processor\n")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply(app, Theme.LIGHT)
    given = [int(text) for text in sys.argv[1:4]]
    main((*given, *SIZE[len(given) :]))  # type: ignore[arg-type]  # three numbers, whoever gave them
