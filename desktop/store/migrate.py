"""Bringing a store to the tables of this version, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.store import counting
from desktop.store.engine import writing
from desktop.store.faults import as_failure
from desktop.store.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from desktop.store.migrations import Migration

_BOOK = """
CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL
) STRICT
"""


def newest(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The schema version that this program knows."""
    return migrations[-1].NUMBER


def version(connection: Connection) -> int:
    """The store's schema version; 0 for a file without tables."""
    known = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'migration'").scalar_one()
    if not known:
        return 0
    return int(connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM migration").scalar_one())


def migrate(
    engine: Engine,
    *,
    copy_to: Path | None,
    clock: Callable[[], datetime],
    migrations: Sequence[Migration] = MIGRATIONS,
) -> int:
    """Applies the steps the store lacks, each in a transaction of its own, and returns the version it came from.

    Args:
        engine: On the store, held by this process alone.
        copy_to: Where a copy is made before the first step; None for a store that holds nothing yet.
        clock: The moment that is recorded with each step.
        migrations: All steps, in order.

    Raises:
        WorldFault: ``store-newer`` when a newer program made the store, ``disk-full`` when the copy does not fit.
    """
    with engine.connect() as connection:
        came_from = version(connection)
    if came_from > newest(migrations):
        raise WorldFault("store-newer", store=came_from, program=newest(migrations))
    lacking = [step for step in migrations if came_from < step.NUMBER]
    if lacking and copy_to is not None:
        copy_to.unlink(missing_ok=True)
        vacuum_into(engine, copy_to)
    if came_from and lacking:
        with writing(engine.connect()) as connection, connection.begin():
            counting.put_away(connection)
    for step in lacking:
        _apply(engine, step, clock())
    return came_from


def vacuum_into(engine: Engine, target: Path) -> None:
    """Writes a whole copy under the same key; the target must not exist.

    Raises:
        WorldFault: ``disk-full`` or ``disk-fault``; a half copy is removed.
    """
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA query_only = OFF")
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    except Exception as error:
        target.unlink(missing_ok=True)
        raise as_failure(error, target) or error from error
    finally:
        connection.close()


def _apply(engine: Engine, step: Migration, moment: datetime) -> None:
    with writing(engine.connect()) as connection, connection.begin():
        connection.exec_driver_sql(_BOOK)
        step.apply(connection)
        connection.exec_driver_sql(
            "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)",
            (step.NUMBER, step.NAME, moment.isoformat()),
        )
