"""The copies a store keeps of itself."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.security.key_file import key_path
from desktop.store import backup, copies, migrate
from desktop.store.backup import look_at, look_through
from desktop.store.copies import clear_old, copies_folder, is_due, list_copies, make_copy
from desktop.store.database import Store
from tests.helpers.stores import KEY, make_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
MONDAY = datetime.fromisoformat("2026-11-23T08:30:00")


def fill(store: Store, many: int = 3) -> None:
    with store.work("Fill") as work:
        work.add(*(Provider(name=f"Aanbieder {n}", description="x" * 900) for n in range(many)))
        work.commit()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_encrypted_holds_everything_and_has_its_keys_beside_it(store: Store) -> None:
    fill(store)
    key_path(store.path).write_bytes(b"the key file")
    made = make_copy(store, MONDAY)
    assert names(copies_folder(store.path)) == ["2026-11-23-083000.copy", "2026-11-23-083000.copy.keys", "salt"]
    assert b"Aanbieder" not in made.path.read_bytes()
    assert os.name != "posix" or not made.path.stat().st_mode & 0o077, "nobody else reads it"
    assert key_path(made.path).read_bytes() == b"the key file"
    assert look_at(made.path, KEY)["provider"] == 3
    assert [copy.made_at for copy in list_copies(store.path)] == [MONDAY]


def test_a_day_has_one_copy_by_itself_and_more_when_asked(store: Store) -> None:
    assert is_due(store.path, MONDAY)
    make_copy(store, MONDAY)
    assert not is_due(store.path, MONDAY.replace(hour=17))
    assert is_due(store.path, MONDAY.replace(day=24))
    make_copy(store, MONDAY)
    assert len(list_copies(store.path)) == 2, "two in one second stand beside each other"


def test_old_copies_go_with_their_keys_and_the_newest_stays_whatever_is_asked(store: Store) -> None:
    key_path(store.path).write_bytes(b"the key file")
    for day in (20, 21, 22, 23):
        make_copy(store, MONDAY.replace(day=day))
    clear_old(store.path, MONDAY, days=2, weeks=0)
    assert [copy.made_at.day for copy in list_copies(store.path)] == [23, 22]
    clear_old(store.path, MONDAY, days=0, weeks=0)
    assert names(copies_folder(store.path)) == ["2026-11-23-083000.copy", "2026-11-23-083000.copy.keys", "salt"]


def test_what_a_copy_that_was_cut_off_left_is_no_copy_and_goes_with_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(BaseException):
        pass

    def cut(*_args: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        # What the finally clause takes away a power cut leaves: it is put back below.
        patch.setattr(backup, "_to_disk", cut)
        with pytest.raises(PowerCut):
            make_copy(store, MONDAY)
    half = copies_folder(store.path) / "2026-11-22-083000.copy.new"
    half.write_bytes(b"half")
    half.with_name(f"{half.name}-wal").write_bytes(b"half")
    assert list_copies(store.path) == []
    assert is_due(store.path, MONDAY)
    make_copy(store, MONDAY)
    assert names(copies_folder(store.path)) == ["2026-11-23-083000.copy", "salt"]


def test_a_copy_that_is_not_whole_when_opened_is_told_and_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    really = migrate.vacuum_into

    def badly(engine: object, target: Path) -> None:
        really(engine, target)  # type: ignore[arg-type]
        content = bytearray(target.read_bytes())
        content[-PAGE // 2] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(backup, "vacuum_into", badly)
    with pytest.raises(WorldFault, match="store-damaged"):
        make_copy(store, MONDAY)
    assert names(copies_folder(store.path)) == ["salt"]


@pytest.mark.parametrize("is_told", [True, False], ids=["the journal tells of it", "no journal tells of it"])
def test_a_copy_that_holds_less_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_told: bool
) -> None:
    fill(store)
    with make_store(tmp_path, name="other.db") as other:

        def other_store(_engine: object, target: Path) -> None:
            really(other.engine, target)

        really = migrate.vacuum_into
        fill(other)
        with other.work("Take one away") as work:
            if not is_told:
                work.connection.exec_driver_sql("DROP TRIGGER journal_provider_delete")
            work.remove(Provider, work.find(Provider)[0].id)
            work.commit()
        monkeypatch.setattr(backup, "vacuum_into", other_store)
        with pytest.raises(WorldFault, match="store-damaged"):
            make_copy(store, MONDAY)
    assert list_copies(store.path) == []


def test_what_is_written_while_a_copy_is_made_does_not_spoil_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    really = migrate.vacuum_into

    def meanwhile(engine: object, target: Path) -> None:
        really(engine, target)  # type: ignore[arg-type]
        fill(store)

    monkeypatch.setattr(backup, "vacuum_into", meanwhile)
    made = make_copy(store, MONDAY)
    assert look_at(made.path, KEY)["provider"] == 0


def test_a_closed_store_is_not_copied(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        pass
    with pytest.raises(WorldFault, match="store-closed"):
        make_copy(store, MONDAY)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Gives a disk of four megabytes, where the system lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test make a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_leaves_no_half_copy_and_the_old_ones(small_disk: Path) -> None:
    with make_store(small_disk) as store:
        fill(store)
        with contextlib.suppress(WorldFault):
            for hour in range(8):
                make_copy(store, MONDAY.replace(hour=hour))
        before = names(copies_folder(store.path))
        with pytest.raises(WorldFault, match="disk-full"):
            make_copy(store, MONDAY)
        assert names(copies_folder(store.path)) == before
        assert all(look_at(copy.path, KEY) for copy in list_copies(store.path))
        fill(store, 1)


@pytest.mark.parametrize("share", [n / 9 for n in range(10)])
def test_one_wrong_bit_anywhere_is_noticed_at_opening(tmp_path: Path, share: float) -> None:
    with make_store(tmp_path) as store:
        fill(store, 60)
    content = bytearray(store.path.read_bytes())
    place = min(int(share * len(content)), len(content) - 1)
    content[place] ^= 16
    store.path.write_bytes(content)
    with pytest.raises(WorldFault) as told, Store.open(store.path, KEY) as again:
        look_through(again)
    assert told.value.code == ("store-wrong-key" if place < copies.SALT_BYTES else "store-damaged")


@pytest.mark.parametrize("left", [PAGE * 5, PAGE * 5 + 100, 10])
def test_a_store_that_was_cut_short_is_noticed_at_opening(tmp_path: Path, left: int) -> None:
    with make_store(tmp_path) as store:
        fill(store, 60)
    store.path.write_bytes(store.path.read_bytes()[:left])
    with pytest.raises(WorldFault, match="store-damaged"), Store.open(store.path, KEY) as again:
        look_through(again)


def test_a_whole_store_is_looked_through_without_a_word(store: Store) -> None:
    fill(store, 60)
    look_through(store)
