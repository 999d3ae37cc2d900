"""The coverage matrix of a large region, computed and drawn, beside the least it could cost.

    python -m benchmarks.coverage [runs]

300 providers, 30 products, 8 municipalities; every provider offers every product in most of them, with a word of its
own on each. The floor, in the same run and on the same encrypted file: one GROUP BY that counts the contracts, and an
ordinary table of fixed numbers drawn with Qt's own delegate. The ratio is what counts; the milliseconds are of this
machine.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.language import speak
from desktop.models.base import Value
from desktop.models.kinds import AvailabilityStatus, FundingModel, Law, Role
from desktop.models.people import Colleague
from desktop.models.region import Lot, Municipality, Product, RegionProfile
from desktop.models.region_settings import Source
from desktop.models.social_map import AvailabilityReport, Contract, ContractedProduct, Provider
from desktop.services.coverage import CoveragePage, coverage
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.views.coverage.grid import CoverageGrid
from desktop.views.design.theme import apply

PROVIDERS, PRODUCTS, MUNICIPALITIES = 300, 30, 8
TODAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
RUNS = 20
SIZE = (1280, 900)
SOURCE = Source(document="Meting", paragraph="1")
ME = Colleague(id="01900000-0000-7000-8000-000000000001", name="Meting", role=Role.CONTRACT_MANAGER)
Clock = Callable[[], float]
Jobs = tuple[tuple[str, Callable[[], None]], ...]
FLOOR = """
SELECT cp.product, town.value, count(DISTINCT cp.provider_id)
FROM contracted_product AS cp, json_each(cp.municipalities) AS town
WHERE cp.start <= '2026-12-01' AND (cp."end" IS NULL OR cp."end" >= '2026-12-01')
GROUP BY cp.product, town.value
"""


def profile() -> RegionProfile:
    """A region that buys thirty products for eight municipalities."""
    towns = tuple(Municipality(name=f"Gemeente {at}", cbs_code=f"{1000 + at}") for at in range(MUNICIPALITIES))
    lot = Lot(id="lot", name="Perceel", law=Law.WMO, funding=FundingModel.EFFORT, source=SOURCE)
    products = tuple(
        Product(id=f"product-{at}", name=f"Product {at}", lot="lot", law=Law.WMO, max_providers=280, source=SOURCE)
        for at in range(PRODUCTS)
    )
    return RegionProfile(
        id="meting", name="Meting", document="Meting", municipalities=towns, lots=(lot,), products=products
    )


def values(region: RegionProfile) -> Iterator[list[Value]]:
    """Provider by provider."""
    chance = random.Random(7)  # noqa: S311 - the same figures next time, no secret
    towns = [town.name for town in region.municipalities]
    for at in range(PROVIDERS):
        provider = Provider(name=f"Aanbieder {at}", specialisms=("autisme",) if at % 3 else ("verslaving",))
        contract = Contract(provider_id=provider.id, lot="lot", start=date(2024, 1, 1))
        part: list[Value] = [provider, contract]
        for product in region.products:
            where = tuple(sorted(chance.sample(towns, chance.randint(5, 8))))
            part.append(_contracted(contract, product.id, where))
            part.append(_report(chance, provider.id, product.id))
        yield part


def _contracted(contract: Contract, product: str, where: tuple[str, ...]) -> ContractedProduct:
    return ContractedProduct(
        contract_id=contract.id,
        provider_id=contract.provider_id,
        lot="lot",
        product=product,
        municipalities=where,
        start=contract.start,
    )


def _report(chance: random.Random, provider_id: str, product: str) -> AvailabilityReport:
    return AvailabilityReport(
        provider_id=provider_id,
        product=product,
        status=chance.choice(tuple(AvailabilityStatus)),
        measured_on=TODAY - timedelta(days=chance.randint(1, 300)),
    )


def fill(store: Store, region: RegionProfile) -> None:
    """Writes them all."""
    for part in values(region):
        with store.work("Fill") as work:
            work.add(*part)
            work.commit()


def picture(widget: QWidget) -> None:
    """Draws it once."""
    pixmap = QPixmap(*SIZE)
    widget.render(pixmap)


def fastest_and_median_ms(job: Callable[[], object], runs: int, clock: Clock) -> tuple[float, float]:
    """Of so many runs; on a machine that others use, the fastest says most of what it costs."""
    taken = []
    for _run in range(runs):
        begun = clock()
        job()
        taken.append((clock() - begun) * 1000)
    return min(taken), statistics.median(taken)


def main(runs: int = RUNS) -> None:
    """Prints the table."""
    keep_loaded()
    speak("nl")
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)  # noqa: S101 - there is no other kind here
    apply(app, Theme.LIGHT)
    region = profile()
    with tempfile.TemporaryDirectory() as folder:
        identity = Identity(region=region.id, colleague_id=ME.id)
        store = Store.create(Path(folder) / "coverage.db", bytes(range(32)), identity)
        fill(store, region)
        measure(Workplace(store, region, ME, clock=lambda: NOON), runs)
        store.close()


def measure(workplace: Workplace, runs: int) -> None:
    """Ours and the floor, in one run."""
    grid = CoverageGrid()
    grid.resize(*SIZE)
    grid.show()
    model = QStandardItemModel(PRODUCTS, MUNICIPALITIES)
    plain = QTableView()
    plain.setModel(model)
    plain.resize(*SIZE)
    plain.show()
    last: list[CoveragePage] = []

    def compute() -> None:
        last[:] = [coverage(workplace)]

    def draw() -> None:
        grid.show_page(last[0])
        picture(grid)

    def count() -> None:
        with workplace.store.read() as reader:
            reader.connection.exec_driver_sql(FLOOR).all()

    def draw_plain() -> None:
        for line in range(PRODUCTS):
            for town in range(MUNICIPALITIES):
                model.setItem(line, town, QStandardItem("123"))
        picture(plain)

    compute()
    jobs = (
        ("matrix computed", compute), ("matrix drawn", draw), ("floor: bare GROUP BY", count),
        ("floor: plain table", draw_plain),
    )  # fmt: skip
    report(jobs, runs)
    grid.hide()
    plain.hide()


def report(jobs: Jobs, runs: int) -> None:
    """Prints ours, the floor and their ratio, by both clocks; the first two jobs are ours."""
    sys.stdout.write(f"{'ms':24} {'clock':>6} {'fastest':>9} {'median':>9}\n")
    for clock_name, clock in (("wall", perf_counter), ("cpu", thread_time)):
        figures = [fastest_and_median_ms(job, runs, clock) for _name, job in jobs]
        for at in (0, 1):
            mine, floor_ms = figures[at][1], figures[at + 2][1]
            tell(Line(f"coverage: {jobs[at][0]}, {clock_name}", mine, "ms", jobs[at + 2][0], floor_ms))
        shown = [*zip((name for name, _job in jobs), figures, strict=True)]
        ours, floor = (tuple(map(sum, zip(*figures[at : at + 2], strict=True))) for at in (0, 2))
        ratio = tuple(one / other for one, other in zip(ours, floor, strict=True))
        for name, (fastest, median) in (*shown, ("together (within 100)", ours), ("ratio to the floor", ratio)):
            sys.stdout.write(f"{name:24} {clock_name:>6} {fastest:9.2f} {median:9.2f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
