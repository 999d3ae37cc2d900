"""A copy of the store that is known to open, and putting one back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.security.key_file import key_path
from desktop.store.diagnosis import check_file, check_key
from desktop.store.engine import make_engine
from desktop.store.lock import take
from desktop.store.migrate import vacuum_into

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from desktop.store.database import Store


def back_up(store: Store, target: Path, key: bytes) -> None:
    """Writes a whole copy under the same key, with its key file beside it, and opens it to see that it is one.

    Raises:
        WorldFault: ``store-exists`` when the target is there; ``disk-full``, ``disk-fault`` or ``store-unreachable``;
            ``store-damaged`` when the copy does not say what the store says. No half copy stays.
    """
    if target.exists():
        raise WorldFault("store-exists", file=target.name)
    vacuum_into(store.engine, target)
    try:
        _same(_sound(target, key), _last_entry(store.engine), target)
        _copy_keys(store.path, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def restore(copy: Path, path: Path, key: bytes) -> Path | None:
    """Puts a copy in the place of a closed store; what stood there stays beside it.

    Returns:
        Where the store that stood there is now; None when there was none.

    Raises:
        WorldFault: ``store-in-use``; what is wrong with the copy, as `desktop.store.database.Store.open` says it, or
            ``disk-full``. The store is untouched then.
    """
    _sound(copy, key)
    lock = take(path)
    try:
        arriving = path.with_name(f"{path.name}.new")
        _copied(copy, arriving)
        aside = _set_aside(path)
        arriving.replace(path)
    finally:
        lock.release()
    if not key_path(path).exists():
        _copy_keys(copy, path)
    return aside


def _sound(path: Path, key: bytes) -> int:
    """Looks at every page of a file and returns the number of its last journal entry."""
    check_file(path)
    check_key(path, key)
    engine = make_engine(path, key)
    try:
        with engine.connect() as connection:
            broken = connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
            structure = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
        if broken or structure != "ok":
            raise WorldFault("store-damaged", file=path.name)
        return _last_entry(engine)
    finally:
        engine.dispose()


def _same(copied: int, kept: int, target: Path) -> None:
    if copied != kept:
        raise WorldFault("store-damaged", file=target.name)


def _last_entry(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar_one())


def _set_aside(path: Path) -> Path | None:
    """Moves a store away under the first free name, with what its last transactions may still be in."""
    if not path.exists():
        return None
    aside = next(p for n in range(1, 10_000) if not (p := path.with_name(f"{path.name}.replaced-{n}")).exists())
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
