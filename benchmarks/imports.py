"""Importing a list of community services, beside the bare writing of the very same rows.

    python -m benchmarks.imports [rows]

The import reads the file, checks every cell, looks for doubles, holds each row against the store, and writes entries,
journal and search index in one transaction. The bare writing is handed exactly the rows that the import wrote, ready
made, and does nothing but `executemany` into the same tables (with the same journal) and the same index, in an
encrypted store of its own. Both have run before on a few rows, and of up to 10,000 rows each is done three times and
the fastest counts. The ratio is what counts; seconds and megabytes are of this machine.
"""

from __future__ import annotations

import csv
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import event

from benchmarks.invented_map import Inventor
from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.services.imports import apply_import, plan_import
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.identity import Identity

ROWS = 50_000
WITHIN = 3.0
"""Times the bare writing, at the most."""
_WARM = 500
_OFTEN_UP_TO = 10_000
_DAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
_COLUMNS = {
    "naam": "name",
    "omschrijving": "description",
    "organisatie": "organisation",
    "plaats": "place",
    "gemeenten": "municipalities",
    "doelgroepen": "target_groups",
    "thema's": "themes",
    "minimumleeftijd": "minimum_age",
    "gecontroleerd op": "checked_on",
}


@dataclass
class Written:
    """What a connection was given to write, in order."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    def note(self, _conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:  # noqa: ANN401, FBT001
        """As SQLAlchemy tells it just before a statement runs."""
        if many and statement.lstrip().upper().startswith("INSERT"):
            self.statements.append((statement, parameters))


@dataclass(frozen=True, order=True)
class Spent:
    """Seconds of the processor and of the clock on the wall."""

    cpu: float
    wall: float


def write_list(path: Path, rows: int) -> None:
    """A list of invented community services, as a municipality keeps it."""
    invented = Inventor().rows(rows * 2)
    services = islice((row for table, row in invented if table == "community_service"), rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_COLUMNS)
        for service in services:
            writer.writerow(_cell(service[name]) for name in _COLUMNS.values())


def spent(job: Callable[[], object]) -> Spent:
    """How long a job takes."""
    cpu, wall = process_time(), perf_counter()
    job()
    return Spent(process_time() - cpu, perf_counter() - wall)


def main(rows: int) -> int:
    """Measures, prints, and gives 1 when the import takes more than it may."""
    keep_loaded()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, file = (folder / f"voorzieningen-{count}.csv" for count in (_WARM, rows))
        # In a process of its own, so that its memory is not counted.
        maker = multiprocessing.get_context("spawn").Process(target=_write_lists, args=({few: _WARM, file: rows},))
        maker.start()
        maker.join()
        _imported(folder / "warm.db", few)
        _bare(folder / "warm-bare.db", _recorded(folder / "warm-recorded.db", few))
        times = 3 if rows <= _OFTEN_UP_TO else 1
        before = _megabytes()
        imported = min(_imported(folder / f"import-{time}.db", file) for time in range(times))
        held = _megabytes() - before
        written = _recorded(folder / "recorded.db", file)
        bare = min(_bare(folder / f"bare-{time}.db", written) for time in range(times))
        size = file.stat().st_size / 1e6
    ratio = imported.cpu / bare.cpu
    name = f"import of {rows} rows, doubles looked for"
    tell(Line(name, imported.cpu, "s", "bare writing of the same rows", bare.cpu, WITHIN, is_ratio=True))
    lines = (
        f"{rows} rows, a file of {size:.0f} MB; the import held {held} MB more than the program itself",
        f"  import          {imported.cpu:6.1f} s processor  {imported.wall:6.1f} s wall",
        f"  bare writing    {bare.cpu:6.1f} s processor  {bare.wall:6.1f} s wall",
        f"  ratio           {ratio:6.2f}              {imported.wall / bare.wall:6.2f}   (may be {WITHIN:.0f})",
    )
    sys.stdout.write("\n".join((*lines, "")))
    return int(ratio > WITHIN)


def _write_lists(lists: dict[Path, int]) -> None:
    for path, rows in lists.items():
        write_list(path, rows)


def _imported(store: Path, file: Path) -> Spent:
    workplace = _workplace(store)
    taken = spent(lambda: _import(workplace, file))
    workplace.store.close()
    return taken


def _recorded(store: Path, file: Path) -> Written:
    """What the import writes, taken down in a run that is not measured."""
    written = Written()
    workplace = _workplace(store)
    plan = plan_import(workplace, file, "services")
    event.listen(workplace.store.engine, "before_cursor_execute", written.note)
    apply_import(workplace, plan)
    workplace.store.close()
    return written


def _bare(store: Path, written: Written) -> Spent:
    workplace = _workplace(store)

    def write() -> None:
        with workplace.store.work("Import", actor=workplace.colleague.id, origin="import") as uow:
            for statement, parameters in written.statements:
                uow.connection.exec_driver_sql(statement, parameters)
            uow.connection.exec_driver_sql("DELETE FROM act_context")
            uow.connection.commit()

    taken = spent(write)
    workplace.store.close()
    return taken


def _import(workplace: Workplace, file: Path) -> None:
    plan = plan_import(workplace, file, "services", progress=_passed)
    apply_import(workplace, plan, _passed)


def _passed(_done: int, _total: int) -> None:
    """Progress is told, as on the screen."""


def _workplace(path: Path) -> Workplace:
    colleague = Colleague(name="Bench", role=Role.ADMINISTRATOR)
    store = Store.create(path, bytes(range(32)), Identity(region="oldambt-stadskanaal", colleague_id=colleague.id))
    profile = RegionProfile(
        id="bench", name="Bench", document="Bench", dated=date(2026, 1, 1), municipalities=(), lots=()
    )
    return Workplace(store, profile, colleague, lambda: _DAY)


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(value)
    return "" if value is None else str(value)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
