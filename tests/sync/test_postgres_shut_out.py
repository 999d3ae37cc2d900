"""Shutting someone out who does not want to go, by an administrator who may make roles and no more."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import psycopg
import pytest

from desktop.models.faults import WorldFault
from desktop.sync.postgres.founding import Founder
from tests.helpers.offices import Office, spoil
from tests.helpers.postgres import Server
from tests.helpers.stores import REGION

HOLDS = (
    "SELECT pg_advisory_lock(4711)",
    "ALTER ROLE CURRENT_USER PASSWORD 'a word of ones own'",
    "SELECT naober.begin_push('{x}', 0)",
    "SELECT naober.hand_in('[]')",
)


@pytest.mark.parametrize("held", HOLDS, ids=["a lock", "the own login", "the pen", "late work"])
def test_what_someone_holds_open_does_not_keep_that_person_in(office: Office, held: str) -> None:
    store = office.store_of("Bram")
    standing = office.sql("Bram")
    standing.execute("BEGIN")
    standing.execute(held)
    assert office.founder.revoke("Bram")
    with pytest.raises(psycopg.OperationalError):
        standing.execute("SELECT 1")
    standing.close()
    with pytest.raises(WorldFault) as told:
        store.hello(0, "x")
    assert told.value.code in {"central-wrong-password", "central-not-a-member"}
    assert office.store_of("Anna").push([]) == ()


def test_who_is_shut_out_between_two_questions_is_told_that_and_nothing_else(office: Office) -> None:
    """Before the administrator has ended the connection that stands: neither an empty team nor another history."""
    store = office.store_of("Bram")
    with store.staying() as met:
        place = met.pull(0, 10).after
        spoil(office.founder, "UPDATE naober.member SET revoked_at = now()")
        for ask in (partial(met.hello, 0, "x"), partial(met.pull, 0, 10), partial(met.push, [], place)):
            with pytest.raises(WorldFault, match="central-not-a-member"):
                ask()


def test_who_may_make_roles_and_has_the_database_founds_admits_and_shuts_out(postgres: Server) -> None:
    """No more than that is given by whoever rents out a server."""
    address = postgres.database("naober_kept")
    with psycopg.connect(postgres.admin.conninfo(postgres.password), autocommit=True) as db:
        db.execute("DROP ROLE IF EXISTS keeper")
        db.execute("CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'of the keeper'")
        db.execute("ALTER DATABASE naober_kept OWNER TO keeper")
    founder = Founder(replace(address, login="keeper"), "of the keeper")
    founder.create(region=REGION)
    office = Office(founder)
    office.store_of("Bram").push([])
    with office.sql("Bram") as standing:
        standing.execute("SELECT 1")
        assert founder.revoke("Bram")
        with pytest.raises(psycopg.OperationalError):
            standing.execute("SELECT 1")
    with pytest.raises(WorldFault):
        office.store_of("Bram").hello(0, "x")
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        assert db.execute("SELECT count(*) FROM naober.member WHERE revoked_at IS NOT NULL").fetchone() == (1,)
