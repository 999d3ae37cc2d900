"""What the database says, told as one of the two kinds of failure a person may see."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desktop.models.faults import RuleBroken, WorldFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.engine import ExceptionContext

_FAULTS = (
    ("SQLITE_BUSY", "store-busy"),
    ("SQLITE_LOCKED", "store-busy"),
    ("SQLITE_READONLY", "store-read-only"),
    ("SQLITE_IOERR", "disk-fault"),
    ("SQLITE_CORRUPT", "store-damaged"),
    ("SQLITE_NOTADB", "store-damaged"),
    ("SQLITE_FULL", "disk-full"),
    ("SQLITE_CANTOPEN", "store-unreachable"),
)

_ROOM = 65_536
"""Bytes that SQLite needs beside a store before it can open it."""

APPEND_ONLY = "append-only"
"""What the triggers say when a row that only ever is added to would be changed or deleted."""

# The driver gives no extended error codes: the text is all that tells the constraints apart.
_RULES = (
    ("UNIQUE constraint failed", "already-there"),
    ("FOREIGN KEY constraint failed", "reference-broken"),
    (APPEND_ONLY, APPEND_ONLY),
)


def as_failure(error: BaseException | None, path: Path) -> RuleBroken | WorldFault | None:
    """The failure a driver's error with a file stands for; None when it is none a person can help, thus a bug."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_CONSTRAINT":
        rule = next((code for start, code in _RULES if str(error).startswith(start)), None)
        return RuleBroken(rule) if rule else None
    code = next((code for start, code in _FAULTS if name.startswith(start)), None)
    if code == "disk-fault" and _is_full(path.parent):
        code = "disk-full"
    return WorldFault(code, file=path.name) if code else None


def translator(path: Path) -> Callable[[ExceptionContext], None]:
    """A listener to the errors of an engine on a file, so that no caller has to know the driver's.

    It raises RuleBroken ``already-there``, ``reference-broken`` or ``append-only``, and WorldFault ``store-busy``,
    ``store-read-only``, ``disk-fault``, ``store-damaged``, ``disk-full`` or ``store-unreachable``.
    """

    def translate(context: ExceptionContext) -> None:
        failure = as_failure(context.original_exception, path)
        if failure is not None:
            raise failure

    return translate


def _is_full(folder: Path) -> bool:
    """SQLite calls it a disk fault when there is no room for the files it works with beside the store."""
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False
