"""Lists as separated text that opens at once in a Dutch Excel: UTF-8 with its mark, semicolons, decimal commas."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchange.export.sheets import Cell, Sheet, joined
from desktop.exchange.export.writing import DESCRIPTION, describe
from desktop.exchange.guarding import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.exchange.plan import Progress

_EVERY = 200
"""Rows between two words to whoever waits."""


def write_csv(sheets: Iterable[Sheet], folder: Path, progress: Progress | None = None) -> list[str]:
    """Writes a file for each list into an empty folder and returns the names of the files.

    `progress` is told of rows done; what it raises stops the work.
    """
    every = tuple(sheets)
    total, done = sum(sheet.count for sheet in every), 0
    for sheet in every:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(sheet.columns)
            for row in sheet.rows:
                if progress and done % _EVERY == 0:
                    progress(done, total)
                done += 1
                writer.writerow([written(cell) for cell in row])
    files = [f"{sheet.name}.csv" for sheet in every]
    describe(folder, _package(every), files)
    return [*files, DESCRIPTION]


def written(cell: Cell) -> str:
    """A cell as a Dutch spreadsheet reads it; a text that it would run is guarded."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, int | float):
        return repr(cell).replace(".", ",")
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return guarded(joined(cell) if isinstance(cell, tuple) else cell)


def _package(sheets: tuple[Sheet, ...]) -> dict[str, object]:
    return {
        "name": "sociale-kaart",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": sheet.name,
                "path": f"{sheet.name}.csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ";"},
                "schema": {"fields": [{"name": column, "type": "string"} for column in sheet.columns]},
            }
            for sheet in sheets
        ],
    }
