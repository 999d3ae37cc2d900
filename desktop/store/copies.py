"""The copies that a store keeps of itself, in a folder beside it: one a day, the older ones one a week."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.rules.kept_copies import kept_copies
from desktop.security.key_file import key_path
from desktop.store.backup import DRAFT, back_up

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.database import Store

_NAME = "%Y-%m-%d-%H%M%S"
_END = ".copy"
SALT_BYTES = 16
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Copy:
    """A copy, by what its name tells; whether it is sound only opening it tells."""

    path: Path
    made_at: datetime
    """In the time of the laptop, without a zone: by which a person knows it."""
    size: int
    """In bytes."""


def copies_folder(store: Path) -> Path:
    """Where the copies of a store are."""
    return store.with_name(f"{store.name}.copies")


def list_copies(store: Path) -> list[Copy]:
    """The newest first; what has another name is none of ours."""
    found = []
    with suppress(OSError):
        for path in copies_folder(store).iterdir():
            moment = _moment(path)
            if moment is not None:
                found.append(Copy(path, moment, path.stat().st_size))
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def make_copy(store: Store, now: datetime) -> Copy:
    """Makes a copy now and opens it to see that it is whole.

    Args:
        store: Open.
        now: The moment in local time.

    Raises:
        WorldFault: ``disk-full`` and as `back_up`, or ``store-closed``; no half copy stays.
    """
    folder = copies_folder(store.path)
    with _ONE_AT_A_TIME:
        if not store.key:
            raise WorldFault("store-closed", file=store.path.name)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            _sweep(folder)
            _keep_salt(store.path)
        except OSError as error:
            raise WorldFault("cannot-write", file=folder.name) from error
        moment = now.replace(microsecond=0, tzinfo=None)
        while (target := folder / f"{moment.strftime(_NAME)}{_END}").exists():
            moment += timedelta(seconds=1)
        back_up(store, target, store.key)
    return Copy(target, moment, target.stat().st_size)


def is_due(store: Path, now: datetime) -> bool:
    """True when no copy was made today."""
    return all(copy.made_at.date() != now.date() for copy in list_copies(store))


def clear_old(store: Path, now: datetime, *, days: int, weeks: int) -> None:
    """Takes away the copies that need not stay; the newest always stays. What cannot be taken away stays too."""
    copies = list_copies(store)
    stay = kept_copies((copy.made_at for copy in copies), now.date(), days=days, weeks=weeks)
    for copy in copies[1:]:
        if copy.made_at not in stay:
            with suppress(OSError):
                copy.path.unlink()
                key_path(copy.path).unlink(missing_ok=True)


def kept_salt(store: Path) -> bytes | None:
    """The first bytes of the store's file as they were at the last copy, without which nothing in it can be read.

    They are no secret: anyone reads them in the file. Kept here, one wrong bit in them does not cost all that was typed
    since the last copy.
    """
    try:
        salt = (copies_folder(store) / "salt").read_bytes()
    except OSError:
        return None
    return salt if len(salt) == SALT_BYTES else None


def _keep_salt(store: Path) -> None:
    with store.open("rb") as file:
        salt = file.read(SALT_BYTES)
    draft = copies_folder(store) / f"salt{DRAFT}"
    draft.write_bytes(salt)
    draft.replace(copies_folder(store) / "salt")


def _moment(path: Path) -> datetime | None:
    if path.suffix != _END:
        return None
    try:
        return datetime.strptime(path.stem, _NAME)  # noqa: DTZ007 - local time without a zone, as the name has it
    except ValueError:
        return None


def _sweep(folder: Path) -> None:
    """Takes away what a copy left that was cut off; only one program at a time has the store, so none is under way."""
    for path in folder.iterdir():
        if DRAFT in path.suffixes or path.name.endswith((f"{DRAFT}-wal", f"{DRAFT}-shm")):
            path.unlink()
