from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.faults import WorldFault
from desktop.models.indications import Indication
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.security.key_file import key_path
from desktop.store.backup import back_up, restore
from desktop.store.database import Store
from desktop.store.engine import connect
from desktop.store.verify import verify
from tests.helpers.stores import KEY, make_store

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
NAMES = {
    "encrypted",
    "pages",
    "structure",
    "references",
    "schema",
    "triggers",
    "journal",
    "journal-agrees",
    "search",
    "counting",
    "wiped",
}


def fill(store: Store) -> Provider:
    provider = Provider(name="De Brink", municipalities=("Oldambt",), latitude=53.1428 / 3, strategic_partner=True)
    resident = Resident(last_name="Wouda", birth_date=date(1950, 1, 2))
    case = Case(resident_id=resident.id, opened_on=date(2026, 3, 2))
    moment = datetime(2026, 3, 2, 9, 30, 12, 345, tzinfo=UTC)
    with store.work("Fill") as work:
        work.add(provider, resident, case, Indication(case_id=case.id, handed_in_at=moment, reasons={"a": "é"}))
        work.add(AvailabilityReport(provider_id=provider.id, intake_min=0.1 + 0.2, measured_on=date(2026, 3, 2)))
        work.add(*(Provider(name=f"Aanbieder {n}", description="x" * 900) for n in range(60)))
        work.change(Provider, provider.id, name="De Brink é", strategic_partner=False, minimum_age=18)
        work.commit()
    return provider


def failing(store: Store) -> dict[str, str]:
    return {check.name: check.detail for check in verify(store) if not check.ok}


def by_hand(path: Path, *statements: str) -> None:
    """Writes in a closed store with all of the journal's guards off."""
    connection = connect(path, KEY)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in rows:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _name, sql in rows:
        connection.execute(sql)
    connection.close()


def test_a_store_in_use_passes_every_check(store: Store) -> None:
    fill(store)
    checks = verify(store)
    assert {check.name for check in checks} == NAMES
    assert len({check.title for check in checks}) == len(NAMES)
    assert failing(store) == {}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        (
            "UPDATE provider SET name = 'behind our back' WHERE strategic_partner = 0 AND minimum_age = 18",
            "journal-agrees",
        ),
        ("UPDATE provider SET latitude = 1.0 WHERE latitude IS NULL", "journal-agrees"),
        ("DELETE FROM provider WHERE name = 'Aanbieder 7'", "journal-agrees"),
        (
            "INSERT INTO colleague (id, name, role, municipality, team, active) VALUES ('1', 'x', '', '', '', 1)",
            "journal-agrees",
        ),
        ("DELETE FROM journal WHERE seq = 5", "journal"),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "journal"),
        ("DELETE FROM resident", "references"),
        ("UPDATE search_entry SET digest = 'x' WHERE kind = 'provider'", "search"),
        ("DELETE FROM search_entry WHERE kind = 'provider'", "search"),
    ],
)
def test_what_was_done_behind_our_back_is_noticed(tmp_path: Path, statement: str, name: str) -> None:
    with make_store(tmp_path) as store:
        fill(store)
    by_hand(tmp_path / "naober.db", statement)
    with Store.open(tmp_path / "naober.db", KEY) as store:
        assert name in failing(store)


def test_a_trigger_that_is_missing_is_noticed(store: Store) -> None:
    connection = connect(store.path, KEY)
    connection.execute("DROP TRIGGER journal_provider_update")
    connection.close()
    assert failing(store) == {"triggers": "journal_provider_update"}


def test_one_flipped_bit_is_noticed_and_names_no_person(tmp_path: Path) -> None:
    path = tmp_path / "naober.db"
    with make_store(tmp_path) as store:
        fill(store)
    content = bytearray(path.read_bytes())
    content[-PAGE // 2] ^= 1
    path.write_bytes(content)
    with Store.open(path, KEY) as store:
        found = failing(store)
    assert "HMAC verification failed" in found["pages"]
    assert "Wouda" not in str(found)


def test_a_backup_opens_with_the_same_key_and_holds_everything(tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "monday.db"
    copy.parent.mkdir()
    with make_store(tmp_path) as store:
        provider = fill(store)
        key_path(store.path).write_bytes(b"the key file")
        back_up(store, copy, KEY)
        with pytest.raises(WorldFault, match="store-exists"):
            back_up(store, copy, KEY)
        with store.read() as reader:
            expected = reader.get(Provider, provider.id)
    assert key_path(copy).read_bytes() == b"the key file"
    assert b"De Brink" not in copy.read_bytes()
    with Store.open(copy, KEY) as again, again.read() as reader:
        assert reader.get(Provider, provider.id) == expected


def test_a_backup_to_where_nothing_can_be_written_leaves_nothing(tmp_path: Path, store: Store) -> None:
    with pytest.raises(WorldFault, match="store-unreachable"):
        back_up(store, tmp_path / "nowhere" / "monday.db", KEY)
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_is_put_back_and_what_stood_there_stays_beside_it(tmp_path: Path) -> None:
    path, copy = tmp_path / "naober.db", tmp_path / "monday.db"
    with make_store(tmp_path) as store:
        key_path(path).write_bytes(b"the key file")
        back_up(store, copy, KEY)
        fill(store)
        with pytest.raises(WorldFault, match="store-in-use"):
            restore(copy, path, KEY)
    aside = restore(copy, path, KEY)
    assert aside is not None
    with Store.open(path, KEY) as store, store.read() as reader:
        assert reader.count(Provider) == 0
    with Store.open(aside, KEY) as store, store.read() as reader:
        assert reader.count(Provider) == 61
    assert key_path(path).read_bytes() == b"the key file"


def test_a_copy_is_put_back_where_nothing_is_left(tmp_path: Path) -> None:
    path, copy = tmp_path / "naober.db", tmp_path / "monday.db"
    with make_store(tmp_path) as store:
        fill(store)
        key_path(path).write_bytes(b"the key file")
        back_up(store, copy, KEY)
    path.unlink()
    key_path(path).unlink()
    assert restore(copy, path, KEY) is None
    with Store.open(path, KEY) as store, store.read() as reader:
        assert reader.count(Provider) == 61
    assert key_path(path).read_bytes() == b"the key file"


def test_a_damaged_copy_is_not_put_back(tmp_path: Path) -> None:
    path, copy = tmp_path / "naober.db", tmp_path / "monday.db"
    with make_store(tmp_path) as store:
        fill(store)
        back_up(store, copy, KEY)
    content = bytearray(copy.read_bytes())
    content[-PAGE // 2] ^= 1
    copy.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(WorldFault, match="store-damaged"):
        restore(copy, path, KEY)
    assert path.read_bytes() == before


def test_a_copy_that_does_not_fit_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = tmp_path / "naober.db", tmp_path / "monday.db"
    with make_store(tmp_path) as store:
        fill(store)
        back_up(store, copy, KEY)

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    before = path.read_bytes()
    with pytest.raises(WorldFault, match="cannot-write"):
        restore(copy, path, KEY)
    assert path.read_bytes() == before
    Store.open(path, KEY).close()
