"""A copy of a central store in a database loses nothing, and a store that is put back is noticed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.sync.postgres import copying
from desktop.sync.postgres.checking import check_books
from desktop.sync.postgres.copying import TABLES, copy_out, put_back
from desktop.sync.postgres.founding import Founder
from desktop.sync.protocol import Result
from tests.helpers.attackers import case_of, changed, row, seen
from tests.helpers.offices import Office
from tests.helpers.postgres import Server

KEY = bytes(range(32))


def books(founder: Founder) -> dict[str, list[str]]:
    """Every row of every table that holds what colleagues made."""
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        return {
            name: sorted(line for (line,) in db.execute(f"SELECT t::text FROM naober.{name} AS t").fetchall())  # noqa: S608 - our own names
            for name in TABLES
        }


def test_all_that_stands_in_the_books_stands_in_those_that_are_put_back(
    staffed: Office, postgres: Server, tmp_path: Path
) -> None:
    anna = staffed.store_of("Anna")
    case = case_of(staffed, "Anna")
    odd = row("provider", "odd", "Anna", name='tab\t\\N "quoted"\n\\. ünïcode')
    assert anna.push([odd, changed("provider", "of Lies", "Anna", 0, name=("x", "y"))])[1].result is Result.CONFLICT
    staffed.founder.revoke("Carla")
    before, copy = books(staffed.founder), tmp_path / "copy.naober"
    counts = copy_out(staffed.founder, copy, KEY)
    staffed.founder.revoke("Bram")

    back = Founder(postgres.database("naober_back"), postgres.password)
    assert put_back(back, copy, KEY) == counts
    assert {name: found for name, found in check_books(back) if found} == {}
    after = books(back)
    assert {n: v for n, v in after.items() if n not in {"meta", "member"}} == {
        n: v for n, v in before.items() if n not in {"meta", "member"}
    }
    office = Office(back, {n: (replace(a, database="naober_back"), p) for n, (a, p) in staffed.logins.items()})
    hello, was = office.store_of("Anna").hello(0, "x"), anna.hello(0, "x")
    assert (hello.store_id, hello.epoch, hello.head) == (was.store_id, was.epoch + 1, was.head)
    assert {n for n in ("Anna", "Lies", "Ruud") if seen(office.store_of(n), ("case_file", case))} == {"Anna", "Lies"}
    assert office.store_of("Anna").push([row("provider", "new", "Anna", name="a")])[0].seq == was.head + 1
    for name in ("Bram", "Carla"):
        with pytest.raises(WorldFault):
            office.store_of(name).hello(0, "x")
    with pytest.raises(WorldFault, match="central-exists"):
        put_back(back, copy, KEY)
    for login in [line[1] for line in back.members()]:
        with psycopg.connect(back.address.conninfo(back.password)) as db:
            db.execute(f'DROP OWNED BY "{login}"')


def test_a_login_that_the_server_does_not_know_is_made_and_waits_for_an_invitation(
    office: Office, postgres: Server, tmp_path: Path
) -> None:
    office.store_of("Zoe", Role.TEAM_LEAD, team="Noord").push([row("provider", "p", "Zoe", name="a")])
    copy = tmp_path / "copy.naober"
    copy_out(office.founder, copy, KEY)
    login = office.logins["Zoe"][0].login
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        db.execute("DELETE FROM naober.member")
        db.execute(f'DROP ROLE "{login}"')
    back = Founder(postgres.database("naober_back"), postgres.password)
    put_back(back, copy, KEY)
    again = Office(back)
    assert again.store_of("Zoe", Role.TEAM_LEAD, team="Noord").rows([("provider", "p")])
    assert again.logins["Zoe"][0].login == login
    with psycopg.connect(back.address.conninfo(back.password)) as db:
        db.execute(f'DROP OWNED BY "{login}"')
        db.execute(f'DROP ROLE "{login}"')


def test_a_copy_is_unreadable_without_its_code_and_noticed_when_it_is_damaged(staffed: Office, tmp_path: Path) -> None:
    case = case_of(staffed, "Anna")
    copy = tmp_path / "copy.naober"
    copy_out(staffed.founder, copy, KEY)
    data = copy.read_bytes()
    assert not [piece for piece in (case, "Zonderland", "SCRAM", "SQLite format 3") if piece.encode() in data]
    with pytest.raises(WorldFault, match="central-exists"):
        copy_out(staffed.founder, copy, KEY)
    with pytest.raises(WorldFault, match="central-copy-damaged"):
        put_back(staffed.founder, copy, bytes(32))
    for place in range(4096, len(data), max(4096, len(data) // 9)):
        copy.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(WorldFault, match="central-copy-damaged"):
            put_back(staffed.founder, copy, KEY)
    copy.write_bytes(data[: len(data) // 2])
    with pytest.raises(WorldFault, match="central-copy-damaged"):
        put_back(staffed.founder, copy, KEY)


def test_no_half_copy_stays(staffed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_sound", lambda _path, _key, _far: {})
    with pytest.raises(WorldFault, match="central-copy-damaged"):
        copy_out(staffed.founder, tmp_path / "copy.naober", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_tells_how_far_it_is_and_the_books_remember_when_one_was_made(office: Office, tmp_path: Path) -> None:
    assert copying.copied_at(office.founder) is None

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_out(office.founder, tmp_path / "copy.naober", KEY, told=stop)
    assert list(tmp_path.iterdir()) == []
    assert copying.copied_at(office.founder) is None, "a copy that was stopped is none"
    told: list[tuple[int, int]] = []
    copy_out(office.founder, tmp_path / "copy.naober", KEY, told=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0, "every line is written and read back"
    assert copying.copied_at(office.founder) is not None
