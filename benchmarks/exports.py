"""The social map to files, beside the bare writing of the same rows.

    python -m benchmarks.exports [entries]

The bare side gets the very rows and documents that the export wrote, ready in memory, and does nothing but hand them to
`csv.writer`, `json.dumps` or openpyxl. Ours also reads the encrypted store, follows the links, checks addresses, guards
the cells and puts the files in place. The ratio is what counts; the seconds are of this machine.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook, load_workbook

from benchmarks.invented_map import Inventor
from benchmarks.search import ENTRIES
from desktop.exchange.export.care_sheets import sheets
from desktop.exchange.export.csv_files import write_csv
from desktop.exchange.export.hsds_files import write_hsds
from desktop.exchange.export.hsds_whole import Writer
from desktop.exchange.export.taken import take
from desktop.exchange.export.told import Told
from desktop.exchange.export.workbook_file import BookWriter
from desktop.exchange.export.writing import whole_file, whole_folder
from desktop.models.region import RegionProfile
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.mapping import KINDS, TABLES, to_value

TODAY = date(2026, 12, 1)
AT_BEST_OF = 3
PROFILE = RegionProfile(id="test", name="Test", document="Test", dated=TODAY, municipalities=(), lots=())
ORDER = {name: n for n, name in enumerate(TABLES)}


@dataclass(frozen=True)
class Form:
    """One form of export: how we write it, and how the same is written bare once it is there."""

    name: str
    target: str
    ours: Callable[[Store, Path], None]
    bare: Callable[[Path], Callable[[Path], None]]
    """Given what ours made, a way to write the same again."""


def hsds(store: Store, path: Path) -> None:
    """Tables and documents."""
    told = Told()
    with whole_folder(path) as folder, store.read() as reader:
        write_hsds(Writer(take(reader, PROFILE, TODAY, told), told).write(), folder)


def lists(store: Store, path: Path) -> None:
    """Four lists."""
    with whole_folder(path) as folder, store.read() as reader:
        write_csv(sheets(take(reader, PROFILE, TODAY, Told())), folder)


def workbook(store: Store, path: Path) -> None:
    """Four sheets."""
    told = Told()
    with whole_file(path) as file, store.read() as reader:
        BookWriter(told).write(sheets(take(reader, PROFILE, TODAY, told)), file)


def bare_folder(made: Path) -> Callable[[Path], None]:
    """`csv.writer` over the same rows and `json.dumps` of the same documents."""
    tables = {}
    for path in made.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.name] = list(csv.reader(file, delimiter=";" if made.name == "csv" else ","))
    documents = {path.name: json.loads(path.read_text("utf-8")) for path in made.glob("*.json")}

    def write(folder: Path) -> None:
        folder.mkdir()
        for name, rows in tables.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        for name, document in documents.items():
            (folder / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    return write


def bare_workbook(made: Path) -> Callable[[Path], None]:
    """The way of openpyxl to write many rows, over the same rows."""
    book = load_workbook(made, read_only=True)
    found = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    book.close()

    def write(file: Path) -> None:
        again = Workbook(write_only=True)
        for title, rows in found.items():
            page = again.create_sheet(title)
            for row in rows:
                page.append(row)
        again.save(file)

    return write


FORMS = (
    Form("HSDS 3.1 (tables and JSON)", "hsds", hsds, bare_folder),
    Form("lists (CSV)", "csv", lists, bare_folder),
    Form("Excel", "kaart.xlsx", workbook, bare_workbook),
)


def main(count: int) -> None:
    """Prints a line for each form."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.create(folder / "map.naober", bytes(32), Identity(region="test", colleague_id="x")) as store:
            rows = sorted(Inventor().rows(count), key=lambda one: ORDER[one[0]])
            made = [to_value(KINDS[table], row) for table, row in rows]
            with store.work("Fill", actor="x") as work:
                work.add(*made)
                work.commit()
            print(f"{count} entries of the social map, {len(made)} records; best of {AT_BEST_OF}")  # noqa: T201 - this is what it is for
            for form in FORMS:
                print(line(store, folder, form))  # noqa: T201 - idem


def line(store: Store, folder: Path, form: Form) -> str:
    """The form in seconds, ours and bare, and the ratio."""
    target = folder / form.target
    ours = best(lambda _turn: form.ours(store, target))
    write = form.bare(target)
    bare = best(lambda turn: write(folder / f"bare-{turn}-{form.target}"))
    return f"{form.name:28} {ours:6.2f} s   bare {bare:6.2f} s   {ours / bare:4.1f} times"


def best(work: Callable[[int], None]) -> float:
    """Seconds of the fastest of a few turns: the others were disturbed."""
    found = []
    for turn in range(AT_BEST_OF):
        begun = perf_counter()
        work(turn)
        found.append(perf_counter() - begun)
    return min(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
