"""A database that goes, says no, or is not the one that was meant: told in words, and nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import socket
from dataclasses import replace
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.models.faults import RuleBroken, WorldFault
from desktop.sync.postgres.address import Address
from desktop.sync.postgres.founding import Founder
from desktop.sync.postgres.ledger import PostgresLedger
from desktop.sync.postgres.store import PostgresStore
from tests.helpers.edits import added
from tests.helpers.stores import REGION
from tests.helpers.sync_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.offices import Office
    from tests.helpers.postgres import Server

_ASKS_FOR_TLS = 80877103


@pytest.fixture
def world(tmp_path: Path, office: Office) -> Iterator[World]:
    made = World(tmp_path, ("Anna", "Bram"), office)
    yield made
    made.close()


def told(store: PostgresStore) -> str:
    with pytest.raises(WorldFault) as fault:
        store.hello(0, "laptop")
    return fault.value.code


def test_what_is_wrong_with_the_way_there_is_told_apart(office: Office) -> None:
    store = office.store_of("Anna")
    assert told(replace(store, password="another")) == "central-wrong-password"
    assert told(replace(store, address=replace(store.address, login="nobody"))) == "central-wrong-password"
    assert told(replace(store, address=replace(store.address, port=1))) == "central-unreachable"
    assert told(replace(store, address=replace(store.address, database="none"))) == "central-not-made"
    assert told(replace(store, address=replace(store.address, database="postgres"))) == "central-not-made"


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system has no such limit to ask for")
def test_a_network_that_went_is_noticed_within_half_a_minute(postgres: Server) -> None:
    """It says nothing any more, and a laptop whose sync waits does not come to an end when it is locked."""
    if postgres.by_network is None:
        pytest.skip("the server that was given is reached in another way")
    with psycopg.connect(postgres.by_network.conninfo(postgres.password)) as db:
        line = socket.socket(fileno=os.dup(db.fileno()))
        with line:
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000
            assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            seconds = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
            each = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL)
            assert seconds + each * line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT) <= 30


def test_books_are_made_once_and_whole_or_not_at_all(
    office: Office, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorldFault, match="central-exists"):
        office.founder.create(region=REGION)
    founder = Founder(postgres.database("naober_half"), postgres.password)
    with monkeypatch.context() as patched:
        patched.setattr("desktop.sync.postgres.making.PARTS", ("tables.sql", "reach.sql", "rights.sql"))
        with pytest.raises((WorldFault, psycopg.Error)):
            founder.create(region=REGION)
    assert founder.create(region=REGION), "nothing half made stands in the way"


def test_a_login_that_may_make_no_roles_is_told_so(office: Office) -> None:
    store = office.store_of("Anna")
    with pytest.raises(WorldFault, match="central-admin-not-allowed"):
        Founder(store.address, store.password).revoke("Anna")


def test_a_server_that_cannot_show_who_it_is_gets_nothing(office: Office, postgres: Server, tmp_path: Path) -> None:
    """Neither a stranger's certificate nor another name will do; with the right one it is met, encrypted."""
    if postgres.by_network is None:
        pytest.skip("the server that was given has a certificate of its own")
    store = office.store_of("Anna")
    network = replace(postgres.by_network, database=store.address.database, login=store.address.login)
    assert replace(store, address=network).hello(0, "laptop").region == REGION
    with psycopg.connect(network.conninfo(store.password)) as db:
        assert db.pgconn.ssl_in_use
    other = tmp_path / "other.crt"
    other.write_text(Path(network.certificate).read_text(encoding="utf-8").replace("A", "B", 40), encoding="utf-8")
    assert told(replace(store, address=replace(network, certificate=str(other)))) == "central-unproven"
    assert told(replace(store, address=replace(network, host="127.0.0.1"))) == "central-unproven"
    assert told(replace(store, address=replace(network, certificate=str(tmp_path / "none.crt")))) == "central-unproven"


def test_a_server_that_asks_for_the_password_itself_does_not_get_it() -> None:
    """Who sits on the port of a server on the same machine shows no certificate."""
    heard = b""

    def listen(door: socket.socket) -> None:
        nonlocal heard
        line, _who = door.accept()
        with line:
            line.settimeout(5)
            if int.from_bytes(line.recv(8)[4:]) == _ASKS_FOR_TLS:
                line.sendall(b"N")
                line.recv(2000)
            line.sendall(b"R\0\0\0\x08\0\0\0\x03")  # tell me the password
            heard += line.recv(2000)

    with socket.create_server(("127.0.0.1", 0)) as door:
        listening = Thread(target=listen, args=(door,), daemon=True)
        listening.start()
        address = Address("127.0.0.1", door.getsockname()[1], "naober", "naober_1")
        assert told(PostgresStore(address, "a secret")) == "central-unproven"
        listening.join(10)
    assert b"a secret" not in heard


def test_a_backend_that_is_ended_in_the_middle_of_a_push_leaves_nothing_half(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, whole = office.store_of("Anna"), PostgresLedger.record
    ops = [added(f"p{n}") for n in range(4)]

    def record(self: PostgresLedger, *what: object) -> object:
        if what[0] is ops[2]:
            with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as admin:
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (store.address.login,)
                )
        return whole(self, *what)  # type: ignore[arg-type]  # passed on as it came

    with monkeypatch.context() as patched:
        patched.setattr(PostgresLedger, "record", record)
        with pytest.raises(WorldFault, match="central-unreachable"):
            store.push(ops)
    assert store.pull(0, 9).changes == ()
    assert len({answer.seq for answer in store.push(ops)}) == 4


def test_a_backend_that_hangs_is_hung_up_on_by_and_by(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its connection lives, so the network sees nothing wrong."""
    if os.environ.get("NAOBER_POSTGRES"):
        pytest.skip("the server that was given is not ours to stop")
    monkeypatch.setattr("desktop.sync.postgres.hanging_up.LONGEST_SECONDS", 0.2)
    monkeypatch.setattr("desktop.sync.postgres.hanging_up._LOOK_SECONDS", 0.05)
    with office.store_of("Anna").staying() as met:
        assert met.hello(0, "laptop").region == REGION
        assert met.line is not None
        backend = met.line.db.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        try:
            assert told(met) == "central-unreachable"
        finally:
            os.kill(backend, signal.SIGCONT)


def test_a_destruction_is_not_hung_up_on_however_long_it_takes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.sync.postgres.hanging_up.LONGEST_SECONDS", 0.1)
    monkeypatch.setattr("desktop.sync.postgres.hanging_up._LOOK_SECONDS", 0.02)
    founder = office.founder
    with psycopg.connect(founder.address.conninfo(founder.password)) as admin:
        admin.execute("LOCK TABLE naober.row_state IN ACCESS EXCLUSIVE MODE")
        letting_go = Timer(0.5, admin.commit)
        letting_go.start()
        with pytest.raises(RuleBroken):
            office.store_of("Anna").purge("none", "Anna")
        letting_go.join()
