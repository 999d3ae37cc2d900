"""Exporting the social map to files for other programs and for people with a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchange.export.care_sheets import sheets
from desktop.exchange.export.csv_files import write_csv
from desktop.exchange.export.hsds_files import write_hsds
from desktop.exchange.export.hsds_whole import Writer
from desktop.exchange.export.taken import Taken, take
from desktop.exchange.export.told import Remark, Told
from desktop.exchange.export.workbook_file import BookWriter
from desktop.exchange.export.writing import whole_file, whole_folder
from desktop.models.faults import RuleBroken
from desktop.rules.permissions import Act, require

if TYPE_CHECKING:
    from desktop.exchange.plan import Progress
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class Exported:
    """What an export made.

    Attributes:
        written: The files.
        left_out: What is not in them, or not whole, with the reason.
        filled: Where the format asks for what is not known, and “n/a” or the like was written.
        entries: How many entries of the social map there were.
    """

    written: tuple[Path, ...]
    left_out: tuple[Remark, ...]
    filled: tuple[Remark, ...]
    entries: int


@dataclass(frozen=True)
class MapToExport:
    """The social map as it stood at one moment; nothing about residents and no signal is in it."""

    taken: Taken
    left_out: tuple[Remark, ...]


def read_map(workplace: Workplace) -> MapToExport:
    """Reads what is exported. What follows, `write_map`, takes long on a large map and no longer needs the store.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEARCH_MAP)
    told = Told()
    with workplace.store.read() as reader:
        taken = take(reader, workplace.profile, workplace.today, told)
    return MapToExport(taken, tuple(told.left_out))


def write_map(found: MapToExport, kind: str, path: Path, progress: Progress | None = None) -> Exported:
    """Writes a map that was read to files, all of it or nothing.

    Args:
        found: What `read_map` gave.
        kind: ``hsds`` (Open Referral 3.1: tables and JSON), ``csv`` (four lists) or ``xlsx`` (the same in one file).
        path: A folder for ``hsds`` and ``csv``, a file for ``xlsx``. A folder is only replaced when nothing stands in
            it but what an earlier export made; a file is replaced.
        progress: Called with how much is done and how much there is; what it raises stops the work, and what stood at
            `path` before stands there still.

    Raises:
        RuleBroken: ``export-name-xlsx`` when the file for Excel does not end in .xlsx.
        WorldFault: ``export-folder-in-use``, ``cannot-write``, ``disk-full``.
    """
    place, write = _KINDS[kind]
    told = Told(list(found.left_out))
    with place(path) as half:
        names = write(found.taken, told, half, progress)
    written = tuple(path / name for name in names) or (path,)
    return Exported(written, tuple(told.left_out), tuple(told.filled), found.taken.entries)


def export_map(workplace: Workplace, kind: str, path: Path, progress: Progress | None = None) -> Exported:
    """Both in one: see `read_map` and `write_map`."""
    return write_map(read_map(workplace), kind, path, progress)


def _hsds(taken: Taken, told: Told, folder: Path, progress: Progress | None) -> list[str]:
    return write_hsds(Writer(taken, told).write(progress), folder, progress)


def _csv(taken: Taken, _told: Told, folder: Path, progress: Progress | None) -> list[str]:
    return write_csv(sheets(taken), folder, progress)


def _xlsx(taken: Taken, told: Told, file: Path, progress: Progress | None) -> list[str]:
    BookWriter(told, progress).write(sheets(taken), file)
    return []


def _workbook(path: Path) -> AbstractContextManager[Path]:
    if path.suffix.lower() != ".xlsx":
        raise RuleBroken("export-name-xlsx", "path")
    return whole_file(path)


_Write = Callable[[Taken, Told, Path, "Progress | None"], list[str]]
_KINDS: dict[str, tuple[Callable[[Path], AbstractContextManager[Path]], _Write]] = {
    "hsds": (whole_folder, _hsds),
    "csv": (whole_folder, _csv),
    "xlsx": (_workbook, _xlsx),
}
