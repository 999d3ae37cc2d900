"""From a path to tables: which format it is, and that it is what it says."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.tables import MOST_BYTES, Table
from desktop.exchange.text_files import read_csv, read_json
from desktop.exchange.workbooks import read_workbook
from desktop.models.faults import WorldFault


@dataclass(frozen=True)
class Source:
    """What was read: the file's or folder's name, its tables, and a digest of its bytes."""

    file: str
    tables: tuple[Table, ...]
    digest: str


def read_source(path: Path) -> Source:
    """Reads a file, or the separated-text tables of a folder.

    Raises:
        WorldFault: ``file-not-found``, ``file-not-readable``, ``file-too-large``, ``file-wrong-kind``, ``file-empty``,
            ``file-not-text``, ``file-encoding``, ``file-broken``, ``file-bomb``, ``columns-double``.
    """
    if path.is_dir():
        paths = sorted(path.glob("*.csv"))
        if not paths:
            raise WorldFault("file-empty", file=path.name)
    else:
        paths = [path]
    digest = hashlib.sha256()
    tables: list[Table] = []
    for each in paths:
        data = _bytes(each)
        digest.update(data)
        tables.extend(_tables(each, data))
    return Source(path.name, tuple(tables), digest.hexdigest())


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
    except OSError as fault:
        raise WorldFault("file-not-readable", file=path.name) from fault


def _tables(path: Path, data: bytes) -> tuple[Table, ...]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise WorldFault("file-wrong-kind", file=path.name)
    return reader(path, data)


_READERS: dict[str, Callable[[Path, bytes], tuple[Table, ...]]] = {
    ".csv": lambda path, data: (read_csv(data, path.name, path.stem),),
    ".tsv": lambda path, data: (read_csv(data, path.name, path.stem),),
    ".txt": lambda path, data: (read_csv(data, path.name, path.stem),),
    ".json": lambda path, data: read_json(data, path.name, path.stem),
    ".xlsx": lambda path, data: read_workbook(data, path.name),
    ".xlsm": lambda path, data: read_workbook(data, path.name),
}
