"""The bare copying that a sync is held against: the same rows, without history, answers or journal."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.sync_spent import Spent, apart, spent
from desktop.store import triggers
from desktop.store.database import Store
from desktop.store.engine import connect
from desktop.store.identity import Identity
from desktop.store.mapping import TABLES

KEY = bytes(range(32))
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Floors:
    """What bare copying takes."""

    push: Spent
    pull: Spent
    pull_whole: Spent
    """With the laptop's own journal."""


def postgres_floors(sender: Path, folder: Path, server: str) -> Floors:
    """COPY into a temporary table with an upsert; SELECT with `executemany` in one transaction."""
    apart(_prepare_tables, server)
    push = apart(_copy, sender, server)
    bare, whole = _receivers(folder)
    return Floors(push, apart(_select, server, bare), apart(_select_whole, server, whole))


def file_floors(sender: Path, folder: Path) -> Floors:
    """`INSERT ... SELECT` between attached encrypted files."""
    file, (bare, whole) = folder / "floor.db", _receivers(folder)
    shutil.copy(bare, file)
    push = apart(_attach, sender, file)
    return Floors(push, apart(_attach, file, bare), apart(_attach_whole, file, whole))


def _receivers(folder: Path) -> tuple[Path, Path]:
    """A store without triggers, and one as it is."""
    bare, whole = folder / "floor-bare.db", folder / "floor-whole.db"
    for path in (bare, whole):
        apart(_make, path)
    apart(_silence, bare)
    return bare, whole


def _make(path: Path) -> None:
    Store.create(path, KEY, Identity(region="oldambt-stadskanaal", colleague_id="floor")).close()


def _silence(path: Path) -> None:
    with closing(connect(path, KEY)) as db:
        for name in triggers.triggers():
            db.execute(f"DROP TRIGGER {name}")


def _copy_all(run: Callable[[str], object]) -> None:
    for name in TABLES:
        run(f"INSERT INTO {name} SELECT * FROM source.{name}")  # noqa: S608 - our own tables


def _attach(source: Path, target: Path) -> Spent:
    with closing(connect(target, KEY)) as db:
        db.execute(f"ATTACH '{source}' AS source KEY \"x'{KEY.hex()}'\"")
        return spent(lambda: _in_transaction(db, _copy_all))


def _attach_whole(source: Path, target: Path) -> Spent:
    with Store.open(target, KEY) as store:
        return spent(lambda: _in_work(store, source))


def _in_work(store: Store, source: Path) -> None:
    with closing(store.engine.raw_connection()) as raw:
        raw.cursor().execute(f"ATTACH '{source}' AS source KEY \"x'{KEY.hex()}'\"")
    with store.work("Floor", origin="sync") as work:
        _copy_all(work.connection.exec_driver_sql)
        work.commit()


def _in_transaction(db: Any, copy: Callable[[Callable[[str], object]], None]) -> None:  # noqa: ANN401 - no types
    db.execute("BEGIN IMMEDIATE")
    copy(db.execute)
    db.execute("COMMIT")


def _connected(server: str) -> psycopg.Connection[Any]:
    db = psycopg.connect(server)
    db.execute("SET search_path = public")
    db.commit()
    return db


def _prepare_tables(server: str) -> None:
    with _connected(server) as db:
        for table in TABLES.values():
            columns = sql.SQL(", ").join(
                sql.SQL("{} text" + (" PRIMARY KEY" if c.name == "id" else "")).format(sql.Identifier(c.name))
                for c in table.columns
            )
            db.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(table.name), columns))


def _copy(sender: Path, server: str) -> Spent:
    with closing(connect(sender, KEY)) as store, _connected(server) as db:
        return spent(lambda: _copy_tables(store, db))


def _copy_tables(store: Any, db: psycopg.Connection[Any]) -> None:  # noqa: ANN401 - no types
    for name in TABLES:
        _copy_table(store, db, name)
    db.commit()


def _copy_table(store: Any, db: psycopg.Connection[Any], name: str) -> None:  # noqa: ANN401 - no types
    table, draft = sql.Identifier(name), sql.Identifier(f"draft_{name}")
    found = store.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own tables
    db.execute(sql.SQL("CREATE TEMPORARY TABLE {} (LIKE {}) ON COMMIT DROP").format(draft, table))
    with db.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(draft)) as copy:
        for row in found:
            copy.write_row(row)
    told = [column.name for column in TABLES[name].columns if column.name != "id"]
    kept = sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in told)
    upsert = "INSERT INTO {} SELECT * FROM {} ON CONFLICT (id) DO UPDATE SET {}"
    db.execute(sql.SQL(upsert).format(table, draft, kept))


def _select(server: str, target: Path) -> Spent:
    with _connected(server) as db, closing(connect(target, KEY)) as local:
        return spent(lambda: _in_transaction(local, lambda _run: _fetch(db, local.executemany)))


def _select_whole(server: str, target: Path) -> Spent:
    with _connected(server) as db, Store.open(target, KEY) as store:
        return spent(lambda: _fetch_in_work(db, store))


def _fetch_in_work(db: psycopg.Connection[Any], store: Store) -> None:
    with store.work("Floor", origin="sync") as work:
        _fetch(db, work.connection.exec_driver_sql)
        work.commit()


def _fetch(db: psycopg.Connection[Any], put: Callable[[str, list[tuple[Any, ...]]], object]) -> None:
    for name, table in TABLES.items():
        marks = ", ".join("?" * len(table.columns))
        with db.cursor(name="rows") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)))
            while some := cursor.fetchmany(_AT_ONCE):
                put(f"INSERT INTO {name} VALUES ({marks})", some)  # noqa: S608 - our own tables
