"""A copy of the store that is known to open, and putting one back."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.security.key_file import key_path
from desktop.store.diagnosis import check_file, check_key
from desktop.store.engine import make_engine
from desktop.store.lock import take
from desktop.store.mapping import TABLES
from desktop.store.migrate import vacuum_into

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from desktop.store.database import Store

DRAFT = ".new"
"""How the name of a copy ends that is still being written."""


def back_up(store: Store, target: Path, key: bytes) -> None:
    """Writes a whole copy under the same key, with its key file beside it, and opens it to see that it is one.

    It gets its name when it was seen to be whole: whatever stands under that name is a copy, however the program ended.

    Raises:
        WorldFault: ``store-exists`` when the target is there; ``disk-full``, ``disk-fault`` or ``store-unreachable``;
            ``store-damaged`` when the copy does not hold what the store holds. No half copy stays.
    """
    if target.exists():
        raise WorldFault("store-exists", file=target.name)
    draft = target.with_name(f"{target.name}{DRAFT}")
    draft.unlink(missing_ok=True)
    vacuum_into(store.engine, draft)
    try:
        draft.chmod(0o600)
        _agrees(look_at(draft, key), store.engine, target)
        _to_disk(draft)
        _copy_keys(store.path, target)
        draft.replace(target)
    except OSError as error:
        raise WorldFault("cannot-write", file=target.name) from error
    finally:
        for end in ("", "-wal", "-shm"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def restore(
    copy: Path, path: Path, key: bytes, *, aside: str = "replaced", prepare: Callable[[Path], None] | None = None
) -> Path | None:
    """Puts a copy in the place of a closed store; what stood there stays beside it, as ``<store>.<aside>-1`` and so on.

    Args:
        copy: The copy; it stays where it is.
        path: Where the store stands, or stood.
        key: The data key of both.
        aside: Word in the name of what stood there.
        prepare: Given the copy before it takes the store's place, to put in it what it must hold besides. What it
            raises leaves the store as it was.

    Returns:
        Where the store that stood there is now; None when there was none.

    Raises:
        WorldFault: ``store-in-use``; what is wrong with the copy, as `desktop.store.database.Store.open` says it, or
            ``cannot-write``. The store is untouched then.
    """
    look_at(copy, key)
    lock = take(path)
    arriving = path.with_name(f"{path.name}{DRAFT}")
    try:
        _copied(copy, arriving)
        if prepare is not None:
            prepare(arriving)
            look_at(arriving, key)
            _to_disk(arriving)
        stood = _set_aside(path, aside)
        arriving.replace(path)
    finally:
        for end in ("", "-wal", "-shm", ".lock", ".before-migration"):
            arriving.with_name(arriving.name + end).unlink(missing_ok=True)
        lock.release()
    if not key_path(path).exists():
        _copy_keys(copy, path)
    return stood


def look_at(path: Path, key: bytes) -> dict[str, int]:
    """Looks at every page of a closed store or copy, and counts what it holds, by table.

    Raises:
        WorldFault: ``store-missing``, ``store-unreachable``, ``store-not-encrypted``, ``store-wrong-key`` or
            ``store-damaged``.
    """
    check_file(path)
    check_key(path, key)
    engine = make_engine(path, key)
    try:
        with engine.connect() as connection:
            _write_back(connection)
            broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
            if broken or connection.exec_driver_sql("PRAGMA quick_check").scalars().all() != ["ok"]:
                raise WorldFault("store-damaged", file=path.name)
        return _counts(engine)
    finally:
        engine.dispose()


def look_through(store: Store) -> None:
    """Looks at every page of an open store; a hundred megabytes take about half a second.

    Raises:
        WorldFault: ``store-damaged`` when a page is not as Naober wrote it.
    """
    with store.engine.connect() as connection:
        _write_back(connection)
        if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first():
            raise WorldFault("store-damaged", file=store.path.name)


def _write_back(connection: Connection) -> None:
    """A page that was being written when the computer went out stands whole in what is still to be written back."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()


def _agrees(copied: dict[str, int], engine: Engine, target: Path) -> None:
    """A copy may lag behind what is being written meanwhile; it never holds less than the journal it carries tells."""
    kept = _counts(engine)
    if copied.keys() != kept.keys() or copied["journal"] > kept["journal"]:
        raise WorldFault("store-damaged", file=target.name)
    if copied["journal"] == kept["journal"] and any(copied[table] != kept[table] for table in TABLES):
        raise WorldFault("store-damaged", file=target.name)


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        present = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
        names = [name for name in ("journal", *TABLES) if name in present]
        return {name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()) for name in names}  # noqa: S608 - names of our own tables


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _set_aside(path: Path, word: str) -> Path | None:
    """Moves a store away under the first free name, with what its last transactions may still be in."""
    if not path.exists():
        return None
    aside = next(p for n in range(1, 10_000) if not (p := path.with_name(f"{path.name}.{word}-{n}")).exists())
    for end in ("-wal", "-shm"):
        part = path.with_name(path.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))
    path.replace(aside)
    return aside


def _copy_keys(source: Path, target: Path) -> None:
    keys = key_path(source)
    if keys.exists():
        _copied(keys, key_path(target))


def _copied(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise WorldFault("cannot-write", file=target.name) from error
    target.chmod(0o600)
