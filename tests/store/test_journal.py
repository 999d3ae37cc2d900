from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, Provider, ProviderRow
from desktop.models.tables import SYNCED
from desktop.store import journal
from desktop.store.engine import writing
from desktop.store.journal import Fate
from desktop.store.mapping import table_of, to_row
from desktop.store.migrate import newest
from desktop.store.sqlite_tools import tools
from tests.helpers.stores import COLLEAGUE, KEY, make_store

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.database import Store
    from desktop.store.journal import Entry
    from desktop.store.unit_of_work import UnitOfWork


def everything(store: Store) -> list[Entry]:
    with store.read() as reader:
        acts = reader.connection.exec_driver_sql("SELECT act_id FROM journal GROUP BY act_id ORDER BY min(seq)")
        return [entry for (act,) in acts.all() for entry in journal.of_act(reader, act)]


def add(store: Store, *values: Provider | Resident | Case | Indication | AvailabilityReport) -> None:
    with store.work("Add") as work:
        work.add(*values)
        work.commit()


def test_an_entry_tells_who_did_what_when_and_where(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    with make_store(tmp_path) as store:
        store.clock = lambda: moment
        provider = Provider(name="De Brink")
        add(store, provider)
        (entry,) = everything(store)
        assert (entry.act, entry.actor, entry.device) == ("Add", COLLEAGUE, store.identity.device_id)
        assert (entry.made_at, entry.origin, entry.schema_version) == (moment, "local", newest())
        assert (entry.table, entry.row_id, entry.kind) == ("provider", provider.id, "insert")
        assert (entry.base, entry.parent, entry.fate) == (0, None, Fate.WAITING)


def test_an_entry_has_a_uuid_that_begins_with_the_moment(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    with make_store(tmp_path) as store:
        store.clock = lambda: moment
        add(store, *(Provider(name=f"Aanbieder {n}") for n in range(50)))
        ids = [UUID(entry.op_id) for entry in everything(store)]
    assert len(set(ids)) == 50
    assert {(op.version, op.variant, op.int >> 80) for op in ids} == {
        (7, "specified in RFC 4122", int(moment.timestamp() * 1000))
    }


def test_a_change_tells_only_the_fields_that_differ_with_old_and_new_value(store: Store) -> None:
    provider = Provider(name="De Brink", municipalities=("Oldambt",), checked_on=date(2026, 1, 2))
    add(store, provider)
    with store.work("Change") as work:
        work.change(
            Provider,
            provider.id,
            name="De Brink é",
            municipalities=("Oldambt", "Stadskanaal"),
            strategic_partner=True,
            latitude=52.5,
            checked_on=None,
        )
        work.commit()
    entry = everything(store)[-1]
    assert entry.kind == "update"
    assert entry.changes == {
        "name": ("De Brink", "De Brink é"),
        "municipalities": (["Oldambt"], ["Oldambt", "Stadskanaal"]),
        "strategic_partner": (False, True),
        "latitude": (None, 52.5),
        "checked_on": ("2026-01-02", None),
    }


def test_an_instant_is_journalled_with_its_zone_and_a_mapping_as_json(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=date(2026, 3, 2))
    moment = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    indication = Indication(case_id=case.id, handed_in_at=moment, reasons={"goal-missing": "volgt"})
    add(store, resident, case, indication)
    _old, new = zip(*(everything(store)[-1].changes[f] for f in ("handed_in_at", "reasons")), strict=True)
    assert datetime.fromisoformat(new[0]) == moment
    assert new[1] == {"goal-missing": "volgt"}


def test_an_insert_and_a_delete_tell_every_field_that_is_not_empty(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    with store.work("Remove") as work:
        work.remove(Provider, provider.id)
        work.commit()
    made, removed = everything(store)
    filled = {name: value for name, value in provider.model_dump(mode="json").items() if value is not None}
    del filled["id"]
    assert {name: new for name, (old, new) in made.changes.items() if old is None} == filled
    assert {name: old for name, (old, new) in removed.changes.items() if new is None} == filled
    assert removed.kind == "delete"


def test_the_base_is_what_was_seen_at_the_moment_of_the_edit(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    with store.work("Pull", origin="sync") as work:
        journal.set_base(work, "provider", provider.id, 41)
        journal.set_base(work, "provider", "of another row", 99)
        work.commit()
    with store.work("Change") as work:
        work.change(Provider, provider.id, name="Seen 41")
        journal.set_base(work, "provider", provider.id, 42)
        work.change(Provider, provider.id, name="Seen 42")
        work.commit()
    assert [entry.base for entry in everything(store)] == [0, 41, 42]
    with store.read() as reader:
        assert journal.base_of(reader, "provider", provider.id) == 42
        assert journal.base_of(reader, "provider", "another") == 0


def test_the_parent_is_the_own_entry_that_still_waits(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider, Provider(name="Another"))
    with store.work("Change") as work:
        work.change(Provider, provider.id, name="second")
        work.commit()
    first, _other, second = everything(store)
    assert (first.parent, second.parent) == (None, first.op_id)
    with store.work("Settle") as work:
        journal.settle(work, [first.op_id, second.op_id], Fate.ACKNOWLEDGED)
        work.commit()
    with store.work("Change") as work:
        work.change(Provider, provider.id, name="third")
        work.commit()
    assert everything(store)[-1].parent is None


@pytest.mark.parametrize("fate", list(Fate))
def test_the_answer_of_the_central_store_is_written_with_the_entry(store: Store, fate: Fate) -> None:
    add(store, Provider(name="De Brink"), Provider(name="Noorderlicht"))
    first, second = everything(store)
    with store.work("Settle") as work:
        journal.settle(work, [first.op_id], fate)
        journal.settle(work, [], fate)
        work.commit()
    assert [entry.fate for entry in everything(store)] == [fate, Fate.WAITING]
    with store.read() as reader:
        wait = journal.waiting(reader)
    assert second in wait
    assert len(wait) == (2 if fate is Fate.WAITING else 1)


def test_what_came_from_the_central_store_never_waits_to_go_there(store: Store) -> None:
    with store.work("Pull", origin="sync", actor="someone else") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
    with store.work("Import", origin="import") as work:
        work.add(Provider(name="Noorderlicht"))
        work.commit()
    pulled, imported = everything(store)
    assert (pulled.origin, pulled.fate, pulled.actor) == ("sync", Fate.ACKNOWLEDGED, "someone else")
    assert (imported.origin, imported.fate) == ("import", Fate.WAITING)


def test_a_rolled_back_act_leaves_no_entry_and_no_gap(store: Store) -> None:
    with store.work("Add") as work:
        work.add(Provider(name="Never"))
    add(store, Provider(name="De Brink"))
    add(store, Provider(name="Noorderlicht"))
    assert [entry.seq for entry in everything(store)] == [1, 2]


def by_sql(work: UnitOfWork, provider: Provider) -> None:
    work.connection.exec_driver_sql("UPDATE provider SET name = 'written' WHERE id = ?", (provider.id,))


def by_sql_on_the_driver(work: UnitOfWork, provider: Provider) -> None:
    connection = work.connection.connection.dbapi_connection
    assert connection is not None
    connection.cursor().execute("UPDATE provider SET name = 'written' WHERE id = ?", (provider.id,))


def by_sqlite_utils(work: UnitOfWork, provider: Provider) -> None:
    tools(work.connection).table("provider").update(provider.id, {"name": "written"})


def by_sqlite_utils_upsert(work: UnitOfWork, provider: Provider) -> None:
    row = ProviderRow.model_validate(provider).model_dump(mode="json") | {"name": "written"}
    tools(work.connection).table("provider").upsert(row, pk="id")


def by_a_session_of_the_models(work: UnitOfWork, provider: Provider) -> None:
    with Session(work.connection, join_transaction_mode="create_savepoint") as session:
        row = session.get_one(ProviderRow, provider.id)
        row.name = "written"
        session.add(row)
        session.commit()


def by_upsert(work: UnitOfWork, provider: Provider) -> None:
    statement = insert(table_of(Provider)).values(to_row(provider))
    work.connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"name": "written"}))


WAYS = [by_sql, by_sql_on_the_driver, by_sqlite_utils, by_sqlite_utils_upsert, by_a_session_of_the_models, by_upsert]


@pytest.mark.parametrize("write", WAYS, ids=lambda way: way.__name__)
def test_no_way_of_writing_goes_round_the_journal(store: Store, write: object) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    assert callable(write)
    with store.work("Change") as work:
        write(work, provider)
        changes = work.commit()
    assert changes.ids == {"provider": frozenset({provider.id})}
    assert everything(store)[-1].changes["name"] == ("De Brink", "written")


def test_replacing_a_row_journals_that_the_old_one_went(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    with store.work("Replace") as work:
        work.connection.execute(insert(table_of(Provider)).prefix_with("OR REPLACE").values(to_row(provider)))
        work.commit()
    assert [entry.kind for entry in everything(store)] == ["insert", "delete", "insert"]


def test_emptying_a_table_journals_every_row(store: Store) -> None:
    add(store, *(Provider(name=f"Aanbieder {n}") for n in range(5)))
    with store.work("Empty") as work:
        work.connection.exec_driver_sql("DELETE FROM provider")
        work.commit()
    assert [entry.kind for entry in everything(store)] == ["insert"] * 5 + ["delete"] * 5


def test_nobody_writes_without_a_unit_of_work(store: Store) -> None:
    with (
        writing(store.engine.connect()) as connection,
        pytest.raises(IntegrityError, match="no-unit-of-work"),
    ):
        connection.execute(ProviderRow.__table__.insert(), {"name": "x"})  # type: ignore[attr-defined]  # a table class


def test_nobody_writes_in_a_unit_of_work_that_was_committed(store: Store) -> None:
    with store.work("Add") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
        with pytest.raises(IntegrityError, match="no-unit-of-work"):
            work.add(Provider(name="Late"))


def test_every_journalled_table_refuses_an_id_that_changes(store: Store) -> None:
    add(store, Provider(name="De Brink"))
    with store.work("Change") as work, pytest.raises(IntegrityError, match="id-fixed"):
        work.connection.exec_driver_sql("UPDATE provider SET id = 'another'")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "UPDATE journal SET changes = '{}'",
        "UPDATE journal SET actor = 'another'",
        "UPDATE journal SET seq = seq + 1",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
    ],
)
def test_the_journal_itself_stays_as_it_was_written(store: Store, statement: str) -> None:
    add(store, Provider(name="De Brink"))
    with store.work("Rewrite") as work, pytest.raises(RuleBroken, match="append-only"):
        work.connection.exec_driver_sql(statement)


def test_an_observation_is_not_replaced_either(store: Store) -> None:
    provider = Provider(name="De Brink")
    report = AvailabilityReport(provider_id=provider.id, measured_on=date(2026, 3, 2))
    add(store, provider, report)
    replace = insert(table_of(AvailabilityReport)).prefix_with("OR REPLACE").values(to_row(report))
    with store.work("Replace") as work, pytest.raises(RuleBroken, match="append-only"):
        work.connection.execute(replace)


def test_every_synced_table_has_its_triggers(store: Store) -> None:
    with store.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        present = {(table, name) for table, name in rows}
    wanted = {
        (row.__tablename__, f"journal_{row.__tablename__}_{verb}")
        for row in SYNCED
        for verb in ("insert", "update", "delete")
    }
    assert wanted <= present


def test_a_trigger_that_was_taken_away_is_back_at_the_next_opening(tmp_path: Path) -> None:
    with make_store(tmp_path) as store, writing(store.engine.connect()) as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER journal_provider_update")
        connection.exec_driver_sql("CREATE TRIGGER journal_old AFTER INSERT ON provider BEGIN SELECT 1; END")
    with type(store).open(tmp_path / "naober.db", KEY) as again, again.read() as reader:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        names = set(reader.connection.exec_driver_sql(query).scalars())
    assert "journal_provider_update" in names
    assert "journal_old" not in names


def test_a_reader_cannot_write(store: Store) -> None:
    with store.read() as reader, pytest.raises(Exception, match="store-read-only"):
        reader.connection.exec_driver_sql("DELETE FROM form_draft")
