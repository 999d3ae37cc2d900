"""From a path to tables: which format it is, and that it is what it says."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.heading import Heading
from desktop.exchange.tables import MOST_BYTES, Table
from desktop.exchange.text_files import read_csv, read_json
from desktop.exchange.workbooks import read_workbook
from desktop.models.faults import WorldFault

_SHOWN = 80
"""Characters of a name that a sentence repeats."""


@dataclass(frozen=True)
class Source:
    """What was read: the file's or folder's name, its tables, and a digest of its bytes."""

    file: str
    tables: tuple[Table, ...]
    digest: str


def read_source(path: Path, heading: Heading | None = None) -> Source:
    """Reads a file, or the separated-text tables of a folder; `heading` helps to find the names of the columns.

    Raises:
        WorldFault: ``file-not-found``, ``file-not-readable``, ``file-too-large``, ``file-wrong-kind``, ``file-empty``,
            ``file-other-kind``, ``file-not-text``, ``file-encoding``, ``file-broken``, ``file-bomb``, ``file-no-list``,
            ``folder-without-tables``, ``columns-double``, ``columns-many``, ``header-row-empty``.
    """
    paths = _paths(path)
    digest = hashlib.sha256()
    tables: list[Table] = []
    for each in paths:
        data = _bytes(each)
        digest.update(data)
        tables.extend(_tables(each, data, heading or Heading()))
    return Source(path.name, tuple(tables), digest.hexdigest())


def _paths(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        paths = [one for one in sorted(path.glob("*.csv")) if not one.is_dir()]
    except (OSError, ValueError) as fault:
        # A name that no system can have, or a folder that may not be looked into.
        raise WorldFault("file-not-readable", file=path.name[:_SHOWN]) from fault
    if not paths:
        raise WorldFault("folder-without-tables", file=path.name)
    return paths


def _bytes(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # A pipe or a device may never end.
            raise WorldFault("file-not-readable", file=path.name)
        if found.st_size > MOST_BYTES:
            raise WorldFault("file-too-large", file=path.name)
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise WorldFault("file-not-found", file=path.name) from fault
    except (OSError, ValueError) as fault:
        raise WorldFault("file-not-readable", file=path.name[:_SHOWN]) from fault


def _tables(path: Path, data: bytes, heading: Heading) -> tuple[Table, ...]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise WorldFault("file-other-kind", file=path.name)
    return reader(path, data, heading)


def _csv(path: Path, data: bytes, heading: Heading) -> tuple[Table, ...]:
    return (read_csv(data, path.name, path.stem, heading),)


def _json(path: Path, data: bytes, _heading: Heading) -> tuple[Table, ...]:
    return read_json(data, path.name, path.stem)


def _workbook(path: Path, data: bytes, heading: Heading) -> tuple[Table, ...]:
    return read_workbook(data, path.name, heading)


_READERS: dict[str, Callable[[Path, bytes, Heading], tuple[Table, ...]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".json": _json,
    ".xlsx": _workbook,
    ".xlsm": _workbook,
}
