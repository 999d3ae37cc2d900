"""What is written together stands together, wherever a program ends: a page with its place, a file that is made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlcipher3 import dbapi2

from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.wording import explain
from desktop.store.engine import connect
from desktop.sync import lock_probe, shared_file
from desktop.sync.session import run
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import url_of
from tests.helpers.laptops import Laptop, make_laptop, provider
from tests.helpers.meetings import central_of
from tests.helpers.stores import KEY, REGION
from tests.sync.conftest import TEAM_KEY

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection


class Ended(BaseException):
    """The program is gone, with nothing tidied up."""


def test_at_no_moment_does_the_place_in_the_history_stand_without_its_page(anna: Laptop, bram: Laptop) -> None:
    """Looked at from outside before every statement: with the place alone a row would be passed over for good."""
    anna.add(known := provider())
    anna.sync()
    bram.sync()
    for number in range(3):
        anna.change(Provider, known.id, phone=f"0597 {number}")
    anna.sync()
    seen: set[tuple[int, str]] = set()
    outside = connect(bram.store.path, KEY)
    asked = "SELECT CAST(value AS INTEGER), phone FROM sync_state, provider WHERE sync_state.name = 'cursor' AND id = ?"

    def look(*_what: object) -> None:
        seen.add(outside.execute(asked, (known.id,)).fetchone())

    for moment in ("before_cursor_execute", "commit"):
        event.listen(bram.store.engine, moment, look)
    run(bram.store, central_of(bram), at_once=1)
    for moment in ("before_cursor_execute", "commit"):
        event.remove(bram.store.engine, moment, look)
    look()
    outside.close()
    assert [phone for _place, phone in sorted(seen)] == ["0597 000000", "0597 0", "0597 1", "0597 2"]


def test_a_shared_file_that_was_being_made_when_the_program_ended_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SharedFile(tmp_path / "team.naober", TEAM_KEY)

    def end(*_what: object, **_more: object) -> None:
        raise Ended

    with monkeypatch.context() as patched:
        patched.setattr(shared_file, "settle_sample", end)
        with pytest.raises(Ended):
            file.create(region=REGION)
    assert not file.path.exists()
    with pytest.raises(WorldFault, match="central-missing"):
        file.hello(0, "x")
    file.create(region=REGION)
    assert file.hello(0, "x").region == REGION
    assert [found.name for found in tmp_path.iterdir()] == [file.path.name]


def _without_locks(scratch: Path) -> Connection:
    connection: Connection = dbapi2.connect(f"{scratch.as_uri()}?vfs=unix-none", uri=True, isolation_level=None)
    return connection


@pytest.mark.skipif(sys.platform == "win32", reason="SQLite can go without locks on POSIX only")
def test_no_team_meets_in_a_folder_that_does_not_lock(
    anna: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Played by a holder whose lock nobody else sees, as on a share that says yes to every lock."""
    coby, place = make_laptop(tmp_path, "Coby"), tmp_path / "share without locks"
    place.mkdir()
    monkeypatch.setattr(lock_probe, "_connect", _without_locks)
    with pytest.raises(WorldFault, match="central-locks-unreliable") as fault:
        syncing.start_central(coby.workplace, url_of(place / "team.naober"))
    assert place.name in explain(fault.value)
    assert list(place.iterdir()) == []
    coby.close()
    anna.add(one := provider())
    anna.clock.jump(days=1)
    with pytest.raises(WorldFault, match="central-locks-unreliable"):
        anna.sync()
    monkeypatch.undo()
    assert anna.sync().pushed == 1
    assert anna.there(Provider, one.id) == one
