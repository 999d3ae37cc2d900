from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import JSON, Boolean, Float, Integer
from sqlalchemy.exc import OperationalError

from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.models.tables import SYNCED
from desktop.store.database import Store, now
from desktop.store.engine import make_engine, writing
from desktop.store.mapping import TABLES
from desktop.store.migrate import migrate, newest, version
from desktop.store.migrations import MIGRATIONS
from tests.helpers.stores import KEY, make_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, Connection

    from desktop.store.migrations import Migration


def declared_type(column: Column[object]) -> str:
    if isinstance(column.type, (Boolean, Integer)):
        return "INTEGER"
    return "REAL" if isinstance(column.type, Float) else "TEXT"


@pytest.mark.parametrize("name", TABLES)
def test_the_migrated_table_is_the_table_of_the_model(store: Store, name: str) -> None:
    with store.read() as reader:
        found = {
            row.name: (row.type, bool(row.notnull), bool(row.pk))
            for row in reader.connection.exec_driver_sql(f"PRAGMA table_info({name})")
        }
    columns = TABLES[name].columns
    assert found == {c.name: (declared_type(c), not c.nullable, c.primary_key) for c in columns}


@pytest.mark.parametrize("name", TABLES)
def test_the_migrated_references_are_those_of_the_model_and_wait_for_the_commit(store: Store, name: str) -> None:
    with store.read() as reader:
        rows = reader.connection.exec_driver_sql(f"PRAGMA foreign_key_list({name})").mappings().all()
        sql = reader.connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).scalar_one()
    keys = {(key.parent.name, key.column.table.name, key.column.name) for key in TABLES[name].foreign_keys}
    assert {(row["from"], row["table"], row["to"]) for row in rows} == keys
    assert sql.count("DEFERRABLE INITIALLY DEFERRED") == len(keys)


@pytest.mark.parametrize("name", TABLES)
def test_the_migrated_indexes_are_those_of_the_model(store: Store, name: str) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    with store.read() as reader:
        found = set(reader.connection.exec_driver_sql(query, (name,)).scalars())
    assert {index.name for index in TABLES[name].indexes} <= found


def test_every_table_is_strict(store: Store) -> None:
    with store.read() as reader:
        rows = reader.connection.exec_driver_sql("PRAGMA table_list").mappings().all()
    loose = {row["name"] for row in rows if row["type"] == "table" and not row["strict"]}
    assert {name for name in loose if not name.startswith("sqlite_")} == set()


def test_a_strict_column_refuses_what_the_model_would_not_hold(store: Store) -> None:
    with store.work("Add") as work:
        work.add(Provider(name="De Brink"))
        with pytest.raises(Exception, match="cannot store TEXT value in INTEGER column"):
            work.connection.exec_driver_sql("UPDATE provider SET minimum_age = 'eighteen'")


def test_the_models_keep_to_the_types_the_store_knows() -> None:
    others = {type(c.type).__name__ for t in TABLES.values() for c in t.columns}
    assert others <= {"AutoString", "Boolean", "Date", "Float", "Integer", "JSON", "UTCDateTime"}
    assert JSON in {type(c.type) for t in TABLES.values() for c in t.columns}
    assert len(TABLES) == len(SYNCED)


def test_no_migration_imports_the_models() -> None:
    folder = Path(__file__).parents[2] / "desktop" / "store" / "migrations"
    imported = {
        node.module or ""
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert not [name for name in imported if name.startswith("desktop.models")]


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [step.NUMBER for step in MIGRATIONS] == list(range(1, newest() + 1))


def step(number: int, apply: Callable[[Connection], None]) -> Migration:
    return cast("Migration", SimpleNamespace(NUMBER=number, NAME=f"step {number}", apply=apply))


def adds_a_table(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE later (id TEXT PRIMARY KEY NOT NULL) STRICT")


def fails_halfway(connection: Connection) -> None:
    adds_a_table(connection)
    connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def names(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Gives a closed store of this version with one provider."""
    with make_store(tmp_path) as store, store.work("Add") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
    return tmp_path / "naober.db"


def test_a_step_is_applied_once_and_recorded_with_its_moment(older: Path) -> None:
    engine = make_engine(older, KEY)
    steps = (*MIGRATIONS, step(newest() + 1, adds_a_table))
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    copy = older.with_name("copy.db")
    assert migrate(engine, copy_to=copy, clock=lambda: moment, migrations=steps) == newest()
    assert migrate(engine, copy_to=copy, clock=lambda: moment, migrations=steps) == newest() + 1
    with engine.connect() as connection:
        assert "later" in names(connection)
        row = connection.exec_driver_sql("SELECT number, name, applied_at FROM migration ORDER BY number DESC").first()
    engine.dispose()
    assert row == (newest() + 1, f"step {newest() + 1}", "2026-11-22T00:00:00+00:00")


def test_before_a_step_a_copy_is_made_that_opens_as_the_store_was(older: Path) -> None:
    engine = make_engine(older, KEY)
    copy = older.with_name("copy.db")
    copy.write_bytes(b"of an earlier time")
    migrate(engine, copy_to=copy, clock=now, migrations=(*MIGRATIONS, step(newest() + 1, adds_a_table)))
    engine.dispose()
    with Store.open(copy, KEY) as store, store.read() as reader:
        assert "later" not in names(reader.connection)
        assert [provider.name for provider in reader.find(Provider)] == ["De Brink"]


def test_a_step_that_fails_leaves_the_store_as_it_was(older: Path) -> None:
    engine = make_engine(older, KEY)
    with pytest.raises(OperationalError):
        migrate(engine, copy_to=None, clock=now, migrations=(*MIGRATIONS, step(newest() + 1, fails_halfway)))
    with engine.connect() as connection:
        assert version(connection) == newest()
        assert "later" not in names(connection)
    engine.dispose()


def test_a_store_of_a_newer_program_is_refused_and_left_alone(older: Path) -> None:
    engine = make_engine(older, KEY)
    with writing(engine.connect()) as connection, connection.begin():
        connection.exec_driver_sql("INSERT INTO migration VALUES (99, 'of the future', '2031-01-01')")
    engine.dispose()
    before = older.read_bytes()
    with pytest.raises(WorldFault) as fault:
        Store.open(older, KEY)
    assert (fault.value.code, fault.value.values) == ("store-newer", {"store": 99, "program": newest()})
    assert older.read_bytes() == before
