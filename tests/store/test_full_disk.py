"""A full disk: it is said, and nothing of what did not fit stays behind."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.store.database import Store
from desktop.store.verify import verify
from tests.helpers.stores import KEY, make_store


def test_a_full_disk_is_said_and_nothing_of_the_act_stays(store: Store) -> None:
    with store.work("Add") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
    with store.work("Add") as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(WorldFault, match="disk-full"):
            work.add(*(Provider(name=f"Aanbieder {n}", description="x" * 9000) for n in range(20)))
    with store.work("Add") as work:
        work.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert [p.name for p in work.find(Provider)] == ["De Brink"]
        work.add(Provider(name="Noorderlicht"))
        work.commit()
    assert [check.name for check in verify(store) if not check.ok] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Gives a disk of three megabytes, where the system lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test make a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def add_too_much(store: Store) -> None:
    with store.work("Add") as work:
        work.add(*(Provider(name=f"Aanbieder {n}", description="x" * 9000) for n in range(200)))
        work.commit()


def test_a_really_full_disk_is_said_and_the_store_opens_afterwards(small_disk: Path) -> None:
    with make_store(small_disk) as store:
        with store.work("Add") as work:
            work.add(Provider(name="De Brink"))
            work.commit()
        with pytest.raises(WorldFault, match="disk-full"):
            add_too_much(store)
    with Store.open(small_disk / "naober.db", KEY) as again:
        with again.read() as reader:
            assert [p.name for p in reader.find(Provider)] == ["De Brink"]
        assert [check.name for check in verify(again) if not check.ok] == []


def test_a_store_does_not_begin_on_a_full_disk(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(2_900_000))
    with pytest.raises(WorldFault, match="disk-full"):
        make_store(small_disk)
    assert not (small_disk / "naober.db").exists()


def test_a_store_on_a_disk_without_any_room_is_said_to_be_on_a_full_disk(small_disk: Path) -> None:
    make_store(small_disk).close()
    fill = small_disk / "something else"
    with fill.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    with pytest.raises(WorldFault) as fault:
        Store.open(small_disk / "naober.db", KEY).close()
    assert fault.value.code == "disk-full"
    fill.unlink()
    Store.open(small_disk / "naober.db", KEY).close()
