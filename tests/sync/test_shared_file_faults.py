"""Everything that may be wrong with a shared file: a fault with a name, and nothing lost on the laptop."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.social_map import Provider
from desktop.security.team_code import new_team_code, team_key
from desktop.services import syncing
from desktop.services.wording import explain
from desktop.store.engine import connect
from desktop.sync import shared_file
from desktop.sync.arrival import receive
from desktop.sync.lease import Patience
from desktop.sync.session import run
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_ledger import SharedLedger
from desktop.sync.shared_place import path_of, refuse_synced_folder, url_of
from tests.helpers.edits import added
from tests.helpers.laptops import Laptop, make_laptop, provider
from tests.helpers.meetings import central_of
from tests.helpers.shares import nobody_may_write
from tests.helpers.sync_world import Mishaps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def file(anna: Laptop) -> Path:
    return path_of(syncing.state_of_work(anna.workplace).url)


def vanish(file: Path) -> None:
    file.unlink()


def lose_share(file: Path) -> None:
    shutil.rmtree(file.parent)


def cut_last_page(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 4096)


def cut_in_page(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1000)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def make_plain(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as plain:
        plain.execute("CREATE TABLE change (seq INTEGER)")
    plain.close()


def make_text(file: Path) -> None:
    file.write_bytes(b"dear colleague, " * 4096)


def spoil_first_page(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100:200] = bytes(100)
    file.write_bytes(bytes(data))


def spoil_other_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 + 50 : page * 4096 + 90] = bytes(40)
    file.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("mishap", "code"),
    [
        (vanish, "central-missing"),
        (lose_share, "central-unreachable"),
        (cut_last_page, "central-damaged"),
        (cut_in_page, "central-damaged"),
        (empty, "central-damaged"),
        (make_plain, "central-not-encrypted"),
        (make_text, "central-wrong-key"),
        (spoil_first_page, "central-damaged"),
        (spoil_other_pages, "central-damaged"),
    ],
)
def test_a_fault_has_a_name_and_advice_and_nothing_is_lost(
    anna: Laptop, file: Path, tmp_path: Path, mishap: Callable[[Path], None], code: str
) -> None:
    one = provider()
    anna.add(one)
    shutil.copytree(file.parent, tmp_path / "copy")
    mishap(file)
    with pytest.raises(WorldFault) as fault:
        anna.sync()
    assert fault.value.code == code
    assert file.name in explain(fault.value)
    assert [act.rows for act in syncing.state_of_work(anna.workplace).waiting] == [1]
    assert anna.there(Provider, one.id) == one

    shutil.rmtree(file.parent, ignore_errors=True)
    shutil.copytree(tmp_path / "copy", file.parent)
    assert anna.sync().pushed == 1


def test_a_file_that_vanished_is_not_made_anew(anna: Laptop, file: Path) -> None:
    file.unlink()
    with pytest.raises(WorldFault, match="central-missing"):
        anna.sync()
    assert list(file.parent.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="rights are set in another way there")
def test_a_folder_that_may_only_be_read_is_said_so(central: SharedFile) -> None:
    with nobody_may_write(central.path.parent), pytest.raises(WorldFault) as fault:
        central.push([])
    assert fault.value.code == "central-read-only"
    assert central.pull(0, 10).head == 0


def test_a_full_disk_is_said_so_and_leaves_the_file_as_it_was(
    central: SharedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = central.path.stat().st_size // 4096
    monkeypatch.setattr(shared_file, "_SETTINGS", (f"PRAGMA max_page_count = {pages}",))
    with pytest.raises(WorldFault, match="central-disk-full"):
        central.push([added(f"p{n}", name="n" * 200) for n in range(200)])
    monkeypatch.undo()
    assert central.pull(0, 10).changes == ()
    assert [found.name for found in central.path.parent.iterdir()] == [central.path.name]


def test_a_file_that_another_program_keeps_locked_is_said_so(central: SharedFile) -> None:
    holder = connect(central.path, central.key)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(WorldFault, match="central-busy"):
            central.push([])
    finally:
        holder.close()
    assert central.push([]) == ()


def test_the_wrong_team_code_is_said_so_and_changes_nothing(anna: Laptop, tmp_path: Path, file: Path) -> None:
    bram = make_laptop(tmp_path, "Bram")
    before = file.read_bytes()
    with pytest.raises(WorldFault, match="central-wrong-key"):
        syncing.join(bram.workplace, url_of(file), new_team_code())
    assert file.read_bytes() == before
    with pytest.raises(WorldFault, match="sync-not-joined"):
        bram.sync()
    assert not syncing.state_of_work(bram.workplace).is_joined
    assert anna.sync().pushed == 0
    bram.close()


def test_what_a_laptop_may_not_join(anna: Laptop, tmp_path: Path, file: Path) -> None:
    code = syncing.team_code(anna.workplace)
    bram = make_laptop(tmp_path, "Bram")
    for url, typed, wrong in (
        ("postgresql://team", code, "central-url-unreadable"),
        ("sqlite:///", code, "central-url-unreadable"),
        (f"sqlite:///{tmp_path}", code, "central-url-unreadable"),
        (url_of(file), code[:-1], "team-code-unreadable"),
    ):
        with pytest.raises(RuleBroken, match=wrong):
            syncing.join(bram.workplace, url, typed)
    with pytest.raises(WorldFault, match="central-missing"):
        syncing.join(bram.workplace, url_of(file.with_name("other.naober")), code)
    with pytest.raises(WorldFault, match="central-unreachable"):
        syncing.join(bram.workplace, url_of(tmp_path / "nowhere" / "team.naober"), code)
    with pytest.raises(RuleBroken, match="central-joined-already"):
        syncing.join(anna.workplace, url_of(file), code)
    with pytest.raises(RuleBroken, match="central-joined-already"):
        syncing.start_central(anna.workplace, url_of(tmp_path / "second.naober"))
    with pytest.raises(WorldFault, match="central-exists"):
        syncing.start_central(bram.workplace, url_of(file))
    bram.close()


def test_a_team_of_another_region_is_not_joined(tmp_path: Path) -> None:
    central = SharedFile(tmp_path / "other.naober", team_key(code := new_team_code()))
    central.create(region="achterhoek")
    coby = make_laptop(tmp_path, "Coby")
    with pytest.raises(WorldFault, match="central-other-region"):
        syncing.join(coby.workplace, url_of(central.path), code)
    coby.close()


def test_another_store_in_its_place_is_refused(anna: Laptop, file: Path) -> None:
    code = syncing.team_code(anna.workplace)
    file.unlink()
    SharedFile(file, team_key(code)).create(region=anna.store.identity.region)
    with pytest.raises(WorldFault, match="central-other-store"):
        anna.sync()


def test_an_older_copy_in_its_place_is_noticed(anna: Laptop, file: Path, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path / "older")
    anna.add(one := provider())
    anna.sync()
    shutil.copy(tmp_path / "older", file)
    with pytest.raises(WorldFault, match="central-put-back"):
        anna.sync()
    assert anna.there(Provider, one.id) == one


def test_an_older_copy_that_others_wrote_on_is_noticed_too(
    anna: Laptop, bram: Laptop, file: Path, tmp_path: Path
) -> None:
    shutil.copy(file, tmp_path / "older")
    anna.add(provider())
    anna.sync()
    shutil.copy(tmp_path / "older", file)
    bram.add(provider(), provider())
    bram.sync()
    with pytest.raises(WorldFault, match="central-put-back"):
        anna.sync()


def test_an_older_copy_that_comes_in_its_place_in_the_middle_of_a_sync_is_noticed(
    anna: Laptop, file: Path, tmp_path: Path
) -> None:
    """Put there by hand, so that it says it is the same."""
    anna.add(one := provider())
    anna.sync()
    shutil.copy(file, tmp_path / "older")
    anna.change(Provider, one.id, phone="0597 1")
    anna.sync()
    anna.change(Provider, one.id, phone="0597 2")
    way = Mishaps(central_of(anna))

    def put_back() -> None:
        if way.calls == 1:
            shutil.copy(tmp_path / "older", file)

    way.meanwhile = put_back
    with pytest.raises(WorldFault, match="central-put-back"):
        run(anna.store, way)
    assert (way.calls, anna.there(Provider, one.id).phone) == (2, "0597 2")
    assert len(syncing.state_of_work(anna.workplace).waiting) == 1


def set_meta(anna: Laptop, file: Path, name: str, value: str) -> None:
    db = connect(file, team_key(syncing.team_code(anna.workplace)))
    db.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))
    db.close()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("schema_version", "999", "central-newer"),
        ("format", "999", "central-newer"),
        ("epoch", "2", "central-put-back"),
        ("region", "achterhoek", "central-other-region"),
    ],
)
def test_a_store_of_another_kind_is_refused(anna: Laptop, file: Path, name: str, value: str, code: str) -> None:
    anna.add(provider())
    set_meta(anna, file, name, value)
    with pytest.raises(WorldFault) as fault:
        anna.sync()
    assert fault.value.code == code
    assert len(explain(fault.value)) > 20
    assert len(syncing.state_of_work(anna.workplace).waiting) == 1


def test_a_line_of_the_history_that_cannot_be_read_is_told_and_the_rows_come_all_the_same(
    anna: Laptop, bram: Laptop, file: Path
) -> None:
    anna.add(one := provider(), other := provider())
    anna.sync()
    db = connect(file, team_key(syncing.team_code(anna.workplace)))
    db.execute("UPDATE change SET body = '{broken' WHERE row_id = ?", (one.id,))
    db.execute("UPDATE change SET body = replace(body, 'De Bascule', '') WHERE row_id = ?", (other.id,))
    db.close()
    result = bram.sync()
    assert {refusal.code for refusal in syncing.state_of_work(bram.workplace).refused} == {
        "change-unreadable",
        "change-not-valid",
    }
    assert bram.there(Provider, one.id) == one
    assert bram.there(Provider, other.id) == other
    assert result.mended == {"provider": 1}


def test_the_same_store_at_another_address_is_followed(anna: Laptop, file: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved share" / "team é.naober"
    moved.parent.mkdir()
    shutil.move(file, moved)
    anna.add(provider())
    assert syncing.sync_now(anna.workplace, url=url_of(moved)).pushed == 1
    assert syncing.state_of_work(anna.workplace).url == url_of(moved)
    assert anna.sync().pushed == 0
    shutil.copy(moved, other := tmp_path / "other.naober")
    set_meta(anna, other, "store_id", "another")
    with pytest.raises(WorldFault, match="central-other-store"):
        syncing.sync_now(anna.workplace, url=url_of(other))
    assert syncing.state_of_work(anna.workplace).url == url_of(moved)


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Gemeente Oldambt",
        "Dropbox",
        "Dropbox (Team)",
        "Nextcloud",
        "ownCloud",
        "Google Drive",
        "CloudStorage",
    ],
)
def test_folders_that_a_cloud_keeps_in_step_are_refused_by_name(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder / "team"
    place.mkdir(parents=True)
    with pytest.raises(WorldFault) as fault:
        refuse_synced_folder(place / "team.naober")
    assert (fault.value.code, fault.value.values["folder"]) == ("central-cloud-folder", folder)


@pytest.mark.parametrize("mark", [".dropbox", ".sync_1234.db", "._sync_ab12.db", ".stfolder", ".owncloudsync.log"])
def test_and_by_the_marks_their_clients_leave(anna: Laptop, tmp_path: Path, mark: str) -> None:
    place = tmp_path / "work" / "team"
    place.mkdir(parents=True)
    (tmp_path / "work" / mark).touch()
    bram = make_laptop(tmp_path, "Bram")
    with pytest.raises(WorldFault, match="central-cloud-folder"):
        syncing.start_central(bram.workplace, url_of(place / "team.naober"))
    assert list(place.iterdir()) == []
    assert anna.sync().pushed == 0
    bram.close()


def test_a_cloud_folder_told_by_its_client_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="central-cloud-folder"):
        refuse_synced_folder(tmp_path / "a" / "team.naober", {"OneDriveCommercial": str(tmp_path)})
    refuse_synced_folder(tmp_path / "a" / "team.naober", {"OneDriveCommercial": str(tmp_path / "b")})


def test_a_name_that_only_looks_alike_is_no_cloud_folder(tmp_path: Path) -> None:
    for name in ("Stackelberg", "boxes", "nextcloudless", "My Drives"):
        refuse_synced_folder(tmp_path / name / "team.naober")


def test_an_address_is_a_path_in_either_way_of_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert path_of(f"sqlite:///{tmp_path}/team.naober") == tmp_path / "team.naober"
    monkeypatch.chdir(tmp_path)
    assert path_of("sqlite:///team.naober") == tmp_path / "team.naober"
    assert path_of(url_of(tmp_path / "é ü.naober")) == tmp_path / "é ü.naober"


def test_a_holder_who_was_given_up_writes_nothing(central: SharedFile) -> None:
    lease = central.path.with_name(f"{central.path.name}.lease")

    def write_and_lose() -> None:
        with central._open(writing=True) as (db, held):  # noqa: SLF001 - to lose it in the act
            ledger = SharedLedger(db, held.renew)
            receive(ledger, [added("p")])
            ledger.flush()
            lease.write_text('{"token": "theirs"}')

    with pytest.raises(WorldFault, match="central-busy"):
        write_and_lose()
    assert lease.exists()
    lease.unlink()
    assert central.pull(0, 10).changes == ()


def test_who_waits_for_the_shared_file_can_be_let_go(file: Path, anna: Laptop) -> None:
    """A colleague's program may hang with the file in its hands."""
    lease, lines = file.with_name(f"{file.name}.lease"), anna.workplace.lines
    lease.write_text('{"token": "theirs", "machine": "elsewhere", "process": 1, "beats": 0}', encoding="utf-8")
    central = central_of(anna)
    assert isinstance(central, SharedFile)
    held = replace(central, lines=lines, patience=Patience(wait=5, pause=lambda _seconds: lines.cut()))
    with pytest.raises(WorldFault, match="central-busy"):
        held.hello(0, "laptop")
    assert "theirs" in lease.read_text(encoding="utf-8"), "it was not waited for until it counted as left behind"
