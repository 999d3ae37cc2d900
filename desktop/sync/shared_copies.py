"""A copy of a shared file, opened and counted before it counts as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.models.faults import WorldFault
from desktop.sync.shared_file import SharedFile

_COPIED_AT = "copied_at"
_PIECE = 4 << 20


def copy_file(central: SharedFile, target: Path, *, told: Callable[[int, int], None] | None = None) -> dict[str, int]:
    """Writes a copy under the same key while nobody else writes, and returns how many changes and rows are in it.

    Args:
        central: The shared file.
        target: The copy; it must not exist.
        told: How many bytes are done of how many; what it raises stops the work.

    Raises:
        WorldFault: ``central-exists`` for the target, ``cannot-write`` or ``central-copy-damaged`` beside those of
            `SharedFile`. No half copy stays.
    """
    if target.exists():
        raise WorldFault("central-exists", file=target.name)
    draft = target.with_name(f"{target.name}.new")
    try:
        with central.at_rest() as here:
            _write(central.path, draft, told)
        draft.chmod(0o600)
        if replace(central, path=draft).look_through() != here:
            raise WorldFault("central-copy-damaged", file=target.name)
        draft.replace(target)
    except OSError as error:
        raise WorldFault("cannot-write", file=target.name) from error
    finally:
        draft.unlink(missing_ok=True)
    return here


def note_copy(central: SharedFile) -> None:
    """The file remembers when a copy of it was made last.

    Raises:
        WorldFault: See `SharedFile`.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with central.book(writing=True) as db:
        db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_COPIED_AT, now))


def copied_at(central: SharedFile) -> datetime | None:
    """When the last copy was made, by the clock of who made it; None when none ever was.

    Raises:
        WorldFault: See `SharedFile`.
    """
    with central.book() as db:
        found = db.execute("SELECT value FROM meta WHERE name = ?", (_COPIED_AT,)).fetchone()
    return datetime.fromisoformat(found[0]) if found else None


def _write(source: Path, target: Path, told: Callable[[int, int], None] | None) -> None:
    total, done = source.stat().st_size, 0
    with source.open("rb") as out, target.open("wb") as into:
        while data := out.read(_PIECE):
            into.write(data)
            done += len(data)
            if told is not None:
                told(done, total)
