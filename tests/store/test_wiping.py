"""What is wiped is gone from every book, and wiping opens no other door in the journal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.security.key_file import key_path
from desktop.store import journal, undo
from desktop.store.copies import list_copies
from desktop.store.engine import connect
from desktop.store.forms import FormDraft, list_forms, save_form
from desktop.store.migrate import vacuum_into
from desktop.store.verify import verify
from desktop.store.wiping import KEPT_DAYS, is_owed, wipe, write_anew
from desktop.sync.kept_digests import bring_up_to_date
from tests.helpers.pages import everything_in
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.database import Store

MOMENT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def a_case(store: Store) -> tuple[Resident, Case]:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=date(2026, 3, 2), question="Hulp bij het koken")
    with store.work("Add") as work:
        work.add(resident, case, Provider(name="De Brink"))
        save_form(work, FormDraft("talk", case.id, {"notes": "Half"}, MOMENT))
        save_form(work, FormDraft("round", "", {"items": [{"case": case.id}]}, MOMENT))
        save_form(work, FormDraft("other", "", {"name": "Blijft"}, MOMENT))
        work.commit()
    return resident, case


def wipe_it(store: Store, *keys: tuple[str, str]) -> int:
    with store.work("Wipe", origin="sync") as work:
        gone = wipe(work, keys)
        work.commit()
    return gone


def test_the_journal_keeps_its_numbers_and_its_other_lines(store: Store) -> None:
    resident, case = a_case(store)
    assert wipe_it(store, ("resident", resident.id), ("case_file", case.id)) == 2
    with store.read() as reader:
        assert is_owed(reader)
        lines = reader.connection.exec_driver_sql("SELECT seq, tbl, row_id, changes, wiped FROM journal").all()
        assert [tuple(line)[1:] for line in lines if line.wiped] == [
            ("resident", "", "{}", 1), ("case_file", "", "{}", 1),
        ]  # fmt: skip
        assert [line.tbl for line in lines if not line.wiped] == ["provider"]
        assert [form.kind for form in list_forms(reader)] == ["other"]
    assert write_anew(store)
    assert all(check.ok for check in verify(store))


def fill_freed_pages(store: Store, text: str) -> None:
    """As something leaves them that puts no zeros in a page when it is not used any more."""
    db = connect(store.path, KEY)
    for statement in (
        "PRAGMA secure_delete = OFF",
        "CREATE TABLE left_behind (text TEXT)",
        f"INSERT INTO left_behind VALUES ('{text * 900}')",  # noqa: S608 - our own text
        "DROP TABLE left_behind",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ):
        db.execute(statement)
    db.close()


def test_what_a_page_held_that_was_freed_before_goes_when_the_file_is_written_anew(store: Store) -> None:
    """Zeros come too late for it: only a new file is without."""
    resident, case = a_case(store)
    fill_freed_pages(store, "Ooit over Wouda")
    assert b"Ooit over Wouda" in everything_in(store.path, KEY)
    wipe_it(store, ("case_file", case.id), ("resident", resident.id))
    assert write_anew(store)
    assert b"Wouda" not in everything_in(store.path, KEY)


def test_pages_that_a_wipe_frees_hold_zeros_also_where_the_file_cannot_be_written_anew(store: Store) -> None:
    """SQLCipher has that on by itself, as long as nothing says otherwise."""
    long = "Vraagt al jaren om Wouda. " * 150
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=date(2026, 3, 2), question=long)
    with store.work("Add") as work:
        work.add(resident, case)
        work.commit()
    with store.work("Wipe", origin="sync") as work:
        work.connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        wipe(work, [("case_file", case.id), ("resident", resident.id)])
        work.commit()
    db = connect(store.path, KEY)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    assert b"Wouda" not in everything_in(store.path, KEY)


def test_no_hash_version_or_mark_of_a_row_outlives_it(store: Store) -> None:
    """By a hash of something as short as a name a guess is tried."""
    resident, case = a_case(store)
    keys = [("resident", resident.id), ("case_file", case.id)]
    with store.work("Note", origin="sync") as work:
        bring_up_to_date(work, "2026-11-27", anew=True)
        work.connection.exec_driver_sql("INSERT INTO row_base (tbl, row_id, seq) VALUES (?, ?, 7)", keys)
        work.connection.exec_driver_sql("INSERT INTO held (tbl, row_id) VALUES (?, ?)", keys)
        work.commit()
    books = ("row_base", "held", "sync_hash")
    assert [told_in(store, name, resident.id) for name in books] == [1, 1, 1]
    wipe_it(store, *keys)
    assert [told_in(store, name, resident.id, case.id) for name in books] == [0, 0, 0]


def told_in(store: Store, table: str, *ids: str) -> int:
    with store.read() as reader:
        rows = reader.connection.exec_driver_sql(f"SELECT row_id FROM {table}").scalars().all()  # noqa: S608
    return sum(rows.count(one) for one in ids)


def test_an_act_of_which_a_line_went_cannot_be_undone(store: Store) -> None:
    resident, case = a_case(store)
    with store.read() as reader:
        (entry,) = journal.of_row(reader, "case_file", case.id)
    wipe_it(store, ("resident", resident.id), ("case_file", case.id))
    with store.read() as reader:
        assert undo.last_act(reader, entry.actor) is None
    with store.work("Undo") as work, pytest.raises(RuleBroken, match="not-undoable"):
        undo.undo(work, entry.act_id)


@pytest.mark.parametrize("wiping", [0, 1])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        'UPDATE journal SET changes = \'{"name": [null, "Anders"]}\'',
        "UPDATE journal SET changes = '{}', row_id = ''",
        "UPDATE journal SET changes = '{}', row_id = '', wiped = 1, actor = 'Iemand', pushed = 1",
        "UPDATE journal SET changes = '{}', row_id = 'ander', wiped = 1, pushed = 1",
        "UPDATE journal SET changes = '{}', row_id = '', wiped = 1, pushed = 0",
        "UPDATE journal SET wiped = 1",
        "UPDATE availability_report SET intake_min = 99",
    ],
)
def test_wiping_opens_no_other_door(store: Store, wiping: int, statement: str) -> None:
    provider = Provider(name="De Brink")
    with store.work("Add") as work:
        work.add(provider, AvailabilityReport(provider_id=provider.id, intake_min=2, measured_on=date(2026, 3, 2)))
        work.commit()
    with store.work("Try") as work:
        work.connection.exec_driver_sql("UPDATE act_context SET wiping = ?", (wiping,))
        with pytest.raises(RuleBroken, match="append-only"):
            work.connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal SET changes = '{}', row_id = '', wiped = 1, pushed = 1", "DELETE FROM availability_report"],
)
def test_nothing_is_wiped_outside_an_act_that_wipes(store: Store, statement: str) -> None:
    provider = Provider(name="De Brink")
    with store.work("Add") as work:
        work.add(provider, AvailabilityReport(provider_id=provider.id, intake_min=2, measured_on=date(2026, 3, 2)))
        work.commit()
    with store.work("Try") as work, pytest.raises(RuleBroken, match="append-only"):
        work.connection.exec_driver_sql(statement)


def test_a_deletion_after_a_wipe_is_journalled_again(store: Store) -> None:
    resident, case = a_case(store)
    provider = Provider(name="De Bascule")
    with store.work("Wipe and go on", origin="sync") as work:
        wipe(work, [("case_file", case.id), ("resident", resident.id)])
        work.add(provider)
        work.remove(Provider, provider.id)
        work.commit()
    with store.read() as reader:
        assert [entry.kind for entry in journal.of_row(reader, "provider", provider.id)] == ["insert", "delete"]


def set_aside(store: Store, name: str, *, sent: bool) -> Path:
    """A copy of the store as it is now, under another name beside it."""
    path = store.path.with_name(f"{store.path.name}.{name}")
    path.parent.mkdir(exist_ok=True)
    vacuum_into(store.engine, path)
    if sent:
        db = connect(path, KEY)
        db.execute("UPDATE journal SET pushed = 1")
        db.close()
    return path


def rolling(store: Store) -> Path:
    (folder := store.path.with_name(f"{store.path.name}.copies")).mkdir()
    path = folder / "2026-11-20-120000.copy"
    vacuum_into(store.engine, path)
    key_path(path).write_text("{}", encoding="utf-8")
    return path


def test_copies_beside_the_store_go_with_what_was_wiped(store: Store) -> None:
    resident, case = a_case(store)
    copies = [
        rolling(store),
        set_aside(store, "replaced-1", sent=True),
        set_aside(store, "before-migration", sent=False),
        set_aside(store, "new", sent=True),
    ]
    copies.append(cut_off := copies[0].with_name("2026-11-21-120000.copy.new"))
    cut_off.write_bytes(copies[0].read_bytes())
    elsewhere = set_aside(store, "mine", sent=True)
    assert b"Wouda" in everything_in(copies[0].parent.with_name(store.path.name), KEY)
    assert write_anew(store)
    assert all(copy.exists() for copy in copies), "nothing was wiped yet"
    wipe_it(store, ("resident", resident.id), ("case_file", case.id))
    assert write_anew(store)
    assert not [copy for copy in copies if copy.exists()]
    assert not key_path(copies[0]).exists()
    (fresh,) = list_copies(store.path)  # no laptop is without one until the next day
    kept = everything_in(fresh.path, KEY)
    assert b"De Brink" in kept
    assert b"Wouda" not in kept
    assert elsewhere.exists(), "what a person put there is that person's"
    elsewhere.unlink()
    assert b"Wouda" not in everything_in(store.path, KEY)
    later = rolling_again(store)
    assert write_anew(store)
    assert later.exists(), "a copy from after it holds nothing of it"


def rolling_again(store: Store) -> Path:
    path = store.path.with_name(f"{store.path.name}.copies") / "2026-11-28-120000.copy"
    vacuum_into(store.engine, path)
    return path


@pytest.mark.parametrize("readable", [True, False])
def test_a_store_set_aside_with_work_that_was_never_sent_goes_later(store: Store, *, readable: bool) -> None:
    resident, case = a_case(store)
    aside = set_aside(store, "damaged-1", sent=False)
    if not readable:
        aside.write_bytes(b"not what it was" * 1000)
    wipe_it(store, ("resident", resident.id), ("case_file", case.id))
    assert write_anew(store)
    assert aside.exists(), "nobody else has that work"
    assert [check.detail for check in verify(store) if check.name == "wiped" and not check.ok]
    began = store.clock()
    store.clock = lambda: began + timedelta(days=KEPT_DAYS - 1)
    assert write_anew(store)
    assert aside.exists()
    store.clock = lambda: began + timedelta(days=KEPT_DAYS)
    assert write_anew(store)
    assert not aside.exists()
    assert all(check.ok for check in verify(store))


def test_a_store_set_aside_goes_once_its_work_was_sent(store: Store) -> None:
    resident, case = a_case(store)
    aside = set_aside(store, "replaced-1", sent=False)
    wipe_it(store, ("resident", resident.id), ("case_file", case.id))
    assert write_anew(store)
    db = connect(aside, KEY)
    db.execute("UPDATE journal SET pushed = 1")
    db.close()
    assert write_anew(store)
    assert not aside.exists()
