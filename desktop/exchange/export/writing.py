"""Files and folders that are there whole or not at all: made beside their place, then put there in one step."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.models.base import new_id
from desktop.models.faults import WorldFault

DESCRIPTION = "datapackage.json"
"""Says what is in a folder that an export made, so that a later one knows which files are its own."""

MAKER = "naober"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives the path to write to; what stood at `path` is replaced when the block ends well, else left as it is.

    Raises:
        WorldFault: ``cannot-write``, ``disk-full``.
    """
    path = _absolute(path)
    if not path.name or (path.exists() and not path.is_file()):
        raise WorldFault("cannot-write", file=str(path))
    half = path.with_name(f".{path.name}.{new_id()}.part")
    try:
        with _in_words(path):
            yield half
            half.replace(path)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Gives a new folder to fill; it takes the place of `path` when the block ends well, else all stays as it is.

    Only a folder that is not there yet, is empty, or holds nothing but what an export made is replaced.

    Raises:
        WorldFault: ``export-folder-in-use`` when something else stands in it; ``cannot-write``, ``disk-full``.
    """
    path = _absolute(path)
    with _in_words(path):
        _check(path)
    half = path.with_name(f".{path.name}.{new_id()}.part")
    try:
        with _in_words(path):
            half.mkdir()
            yield half
            _put(half, path)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def describe(folder: Path, package: dict[str, object], files: list[str]) -> None:
    """Writes what is in the folder: a data package, with the names of all files of ours."""
    document = {**package, MAKER: {"files": sorted(files)}}
    (folder / DESCRIPTION).write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")


def _check(path: Path) -> None:
    if not path.name or (path.exists() and not path.is_dir()):
        raise WorldFault("cannot-write", file=str(path))
    if path.is_dir():
        strange = {each.name for each in path.iterdir()} - _own(path)
        if strange:
            raise WorldFault("export-folder-in-use", folder=path.name, file=min(strange))


def _own(folder: Path) -> set[str]:
    """Names of the files that an earlier export made here; none where there was none."""
    try:
        files = json.loads((folder / DESCRIPTION).read_text("utf-8"))[MAKER]["files"]
        return {DESCRIPTION, *map(str, files)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def _put(half: Path, path: Path) -> None:
    if not path.exists():
        half.rename(path)
        return
    before = path.with_name(f".{path.name}.{new_id()}.old")
    path.rename(before)
    try:
        half.rename(path)
    except OSError:
        before.rename(path)
        raise
    shutil.rmtree(before, ignore_errors=True)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Tells a fault of the disk as one that a person may see."""
    try:
        yield
    except OSError as fault:
        code = "disk-full" if fault.errno in (errno.ENOSPC, errno.EDQUOT) else "cannot-write"
        raise WorldFault(code, file=path.name) from fault


def _absolute(path: Path) -> Path:
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError) as fault:
        raise WorldFault("cannot-write", file=path.name) from fault
