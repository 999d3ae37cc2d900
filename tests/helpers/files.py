"""Files as people send them in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def csv_file(folder: Path, rows: list[list[str]], name: str = "lijst.csv", delimiter: str = ",") -> Path:
    """A list of rows, the first of which names the columns."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path = folder / name
    path.write_bytes(text.getvalue().encode())
    return path
