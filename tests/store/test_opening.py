from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from desktop.models.faults import WorldFault
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.store.database import Store
from desktop.store.engine import connect, make_engine
from desktop.store.forms import FormDraft, save_form
from desktop.store.identity import Identity
from desktop.store.verify import verify
from tests.helpers.stores import COLLEAGUE, KEY, REGION, make_store

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = 4096


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """Gives a closed store with a hundred providers."""
    with make_store(tmp_path) as store, store.work("Add") as work:
        work.add(*(Provider(name=f"Aanbieder {n}", description="x" * 900) for n in range(100)))
        work.commit()
    return tmp_path / "naober.db"


def fault_of(path: Path, key: bytes = KEY) -> WorldFault:
    with pytest.raises(WorldFault) as fault:
        Store.open(path, key).close()
    return fault.value


@contextlib.contextmanager
def another_program(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Runs a script in a process of its own; it ends when the block does."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_store_knows_what_it_was_told_when_it_was_made(tmp_path: Path) -> None:
    identity = Identity(region=REGION, colleague_id=COLLEAGUE)
    Store.create(tmp_path / "new folder" / "naober.db", KEY, identity).close()
    with Store.open(tmp_path / "new folder" / "naober.db", KEY) as store:
        assert store.identity == identity
    assert identity.store_id != identity.device_id


def test_a_store_is_never_made_over_a_file_that_is_there(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(WorldFault, match="store-exists"):
        make_store(closed.parent)
    assert closed.read_bytes() == before


def test_a_store_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object, **_more: object) -> None:
        raise WorldFault("disk-full")

    with monkeypatch.context() as patch:
        patch.setattr("desktop.store.database.migrate", fails)
        with pytest.raises(WorldFault, match="disk-full"):
            make_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []
    make_store(tmp_path).close()


def test_a_store_that_was_being_made_when_the_program_ended_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is tidied up then: what was made so far lies there, under another name."""
    looked: list[bool] = []

    def ends(*_arguments: object, **_more: object) -> None:
        looked.append((tmp_path / "naober.db").exists())
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("desktop.store.database.migrate", ends)
        patch.setattr("desktop.store.database.discard_draft", lambda _path: None)
        with pytest.raises(SystemExit):
            make_store(tmp_path)
    assert looked == [False]
    assert fault_of(tmp_path / "naober.db").code == "store-missing"
    make_store(tmp_path).close()


def test_what_an_interrupted_making_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "naober.db.new").write_bytes(b"half")
    make_store(tmp_path).close()
    assert not (tmp_path / "naober.db.new").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps who may read a file elsewhere")
def test_only_its_owner_can_read_the_file(closed: Path) -> None:
    with Store.open(closed, KEY) as store, store.work("Add") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
        readable = {path.name: path.stat().st_mode & 0o077 for path in closed.parent.glob("naober.db*")}
    assert {name: mode for name, mode in readable.items() if not name.endswith(".lock")} == {
        "naober.db": 0,
        "naober.db-wal": 0,
        "naober.db-shm": 0,
    }


def test_no_store_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "naober.db")
    assert (fault.code, fault.values) == ("store-missing", {"file": "naober.db"})
    (tmp_path / "naober.db").touch()
    assert fault_of(tmp_path / "naober.db").code == "store-damaged"
    assert fault_of(tmp_path).code == "store-unreachable"


def test_a_wrong_key_is_told_apart_from_a_damaged_store(closed: Path) -> None:
    assert fault_of(closed, bytes(32)).code == "store-wrong-key"
    with Store.open(closed, KEY) as store, store.read() as reader:
        assert reader.count(Provider) == 100


def test_a_wrong_key_says_nothing_on_standard_error(closed: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fault_of(closed, bytes(32))
    assert capfd.readouterr().err == ""


def test_a_key_of_another_length_is_a_bug_and_no_key(closed: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Store.open(closed, b"short")


@pytest.mark.parametrize("place", [20, 100, 3000])
def test_one_flipped_byte_in_the_first_page_is_damage_and_no_wrong_key(closed: Path, place: int) -> None:
    content = bytearray(closed.read_bytes())
    content[place] ^= 1
    closed.write_bytes(content)
    assert fault_of(closed).code == "store-damaged"


def test_one_flipped_byte_further_on_is_met_as_a_damaged_store(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    for place in range(PAGE + 100, len(content), PAGE):
        content[place] ^= 1
    closed.write_bytes(content)
    assert fault_of(closed).code == "store-damaged"


@pytest.mark.parametrize("size", [100, PAGE, PAGE * 5, PAGE * 5 + 17])
def test_a_truncated_store_is_a_damaged_store(closed: Path, size: int) -> None:
    closed.write_bytes(closed.read_bytes()[:size])
    fault = fault_of(closed)
    assert (fault.code, fault.values) == ("store-damaged", {"file": "naober.db"})


def test_a_plain_sqlite_file_in_the_place_of_a_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "naober.db"
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE resident (id TEXT)")
    plain.close()
    before = path.read_bytes()
    assert fault_of(path).code == "store-not-encrypted"
    assert path.read_bytes() == before


def test_another_file_in_the_place_of_a_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "naober.db"
    path.write_bytes(b"%PDF-1.7\n" + bytes(3 * PAGE))
    assert fault_of(path).code in {"store-wrong-key", "store-damaged"}
    assert path.read_bytes().startswith(b"%PDF-1.7\n")


def test_an_encrypted_file_that_is_no_store_of_ours_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "naober.db"
    foreign = connect(path, KEY)
    foreign.execute("CREATE TABLE something (id TEXT)")
    foreign.close()
    before = path.read_bytes()
    assert fault_of(path).code == "store-damaged"
    assert path.read_bytes() == before


def test_a_driver_without_encryption_is_refused_before_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain:
        """A connection of a driver that passes over what it does not know, as the standard library's does."""

        def execute(self, _statement: str) -> Plain:
            return self

        def fetchone(self) -> None:
            return None

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr("desktop.store.engine.dbapi2.connect", lambda *_a, **_k: Plain())
    with pytest.raises(WorldFault, match="no-encryption"):
        make_store(tmp_path)
    assert not (tmp_path / "naober.db").exists()


def test_a_store_that_is_open_is_not_opened_again(store: Store) -> None:
    assert fault_of(store.path).code == "store-in-use"
    with pytest.raises(WorldFault, match="store-in-use"):
        make_store(store.path.parent)
    store.close()
    store.close()
    Store.open(store.path, KEY).close()


def test_a_failed_opening_lets_the_lock_go(closed: Path) -> None:
    assert fault_of(closed, bytes(32)).code == "store-wrong-key"
    Store.open(closed, KEY).close()


HOLDS = """
    import sys, pathlib
    from desktop.store.database import Store
    store = Store.open(pathlib.Path(sys.argv[1]), bytes(range(32)))
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_store_that_another_program_has_open_is_refused_until_that_ends(closed: Path) -> None:
    with another_program(HOLDS, closed) as other:
        assert line_of(other) == "open"
        fault = fault_of(closed)
        assert (fault.code, fault.values) == ("store-in-use", {"file": "naober.db"})
        other.send_signal(signal.SIGKILL)
        other.wait()
        Store.open(closed, KEY).close()


HALF_AN_ACT = """
    import sys, pathlib, os
    from desktop.models.social_map import Provider
    from desktop.store.database import Store
    store = Store.open(pathlib.Path(sys.argv[1]), bytes(range(32)))
    with store.work("Add") as work:
        work.add(Provider(name="Whole"))
        work.commit()
    with store.work("Add") as work:
        # More than the cache holds, so that pages of the half act are in the file already.
        work.connection.exec_driver_sql("PRAGMA cache_size = 10")
        work.add(*(Provider(name=f"Half {n}", description="x" * 2000) for n in range(500)))
        print(os.path.getsize(sys.argv[1] + "-wal"), flush=True)
        sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_program_killed_in_the_middle_of_an_act_leaves_no_half_act(closed: Path) -> None:
    with another_program(HALF_AN_ACT, closed) as other:
        assert int(line_of(other)) > 500_000
        other.send_signal(signal.SIGKILL)
        other.wait()
        with Store.open(closed, KEY) as store:
            with store.read() as reader:
                assert reader.count(Provider) == 101
                assert reader.count(Provider, name="Whole") == 1
                journalled = reader.connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
            assert journalled == 101
            assert [check.name for check in verify(store) if not check.ok] == []


def test_no_name_stands_readable_in_any_file_of_the_store(tmp_path: Path) -> None:
    secrets = ["Terpstra-Wouda", "hulp bij de was", "999990019", "de buurvrouw komt", "CREATE TABLE", "resident"]
    with make_store(tmp_path) as store:
        with store.work("Add") as work:
            work.add(Resident(last_name=secrets[0], bsn=secrets[2], address=secrets[1]))
            save_form(work, FormDraft("new-case", "", {"text": secrets[3]}, store.clock()))
            work.commit()
        while_open = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    closed = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert "naober.db-wal" in while_open
    for name, content in (*while_open.items(), *closed.items()):
        assert [word for word in secrets if word.encode() in content] == [], name
        assert not content.startswith(b"SQLite format 3"), name


def test_what_an_error_says_names_no_person(store: Store) -> None:
    with store.work("Add") as work, pytest.raises(Exception, match="hidden") as error:
        work.connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("Terpstra-Wouda",))
    assert "Terpstra" not in str(error.value)


def test_many_threads_read_and_write_at_once(store: Store) -> None:
    def write(number: int) -> None:
        for n in range(10):
            with store.work("Add") as work:
                work.add(Provider(name=f"{number}-{n}"))
                work.commit()

    def read(_number: int) -> int:
        counts = []
        for _ in range(20):
            with store.read() as reader:
                counts.append(reader.count(Provider))
        return int(counts == sorted(counts))

    with ThreadPoolExecutor(12) as pool:
        writing = [pool.submit(write, n) for n in range(6)]
        reading = [pool.submit(read, n) for n in range(6)]
        for future in writing:
            future.result()
        assert [future.result() for future in reading] == [1] * 6
    with store.read() as reader:
        assert reader.count(Provider) == 60


def test_a_second_writer_that_waits_too_long_is_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.engine._WAIT_SECONDS", 0.05)
    engine = make_engine(store.path, KEY)
    with store.work("Add"), pytest.raises(WorldFault, match="store-busy"):
        engine.connect().execution_options(naober_writing=True).exec_driver_sql("SELECT 1")
    engine.dispose()


def test_a_folder_that_cannot_be_made_or_written_in_is_said_to_be_unreachable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(WorldFault, match="store-unreachable"):
        make_store(tmp_path / "file")
    (tmp_path / "naober.db.lock").mkdir()
    with pytest.raises(WorldFault, match="store-unreachable"):
        make_store(tmp_path)
