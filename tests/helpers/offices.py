"""A central store in PostgreSQL with the people of an office, each under a login of their own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import psycopg

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.store.migrate import newest
from desktop.sync.postgres.address import Address, read_address
from desktop.sync.postgres.founding import Founder
from desktop.sync.postgres.store import PostgresStore
from tests.helpers.postgres import Server

_BOOKS = (
    "change", "row_state", "field_version", "refers", "op_result", "conflict", "digest", "case_access",
    "resident_access", "judgement", "member", "audit_line", "audit_head", "audit_release", "late", "purged",
    "destroyed", "awaited",
)  # fmt: skip
_MADE = ("founder", "founder_login", "founded_to", "files_at_purge", "copied_at", "put_back_at", "days_apart")


@dataclass
class Office:
    """Books in a database, with nobody in them at first."""

    founder: Founder
    logins: dict[str, tuple[Address, str]] = field(default_factory=dict)

    def store_of(
        self, name: str, role: Role = Role.CONSULTANT, *, team: str = "", municipality: str = ""
    ) -> PostgresStore:
        """The central store as this colleague (whose id is the name) sees it; let in when new."""
        person = Colleague(id=name, name=name, role=role.value, team=team, municipality=municipality)
        url, password = self.let_in(person)
        return PostgresStore(read_address(url), password)

    def let_in(self, person: Colleague) -> tuple[str, str]:
        """Address and password of a colleague; made when new."""
        if person.id not in self.logins:
            login, password = self.founder.admit(person)
            self.logins[person.id] = replace(self.founder.address, login=login), password
        address, password = self.logins[person.id]
        return address.url, password

    def sql(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection under a colleague's login, past the program: what an attacker has."""
        address, password = self.logins[name]
        return psycopg.connect(address.conninfo(password), autocommit=True)


def found_office(server: Server, region: str, name: str = "naober_test") -> Office:
    """Books in a database of their own; whoever is done with it sweeps it."""
    founder = Founder(server.database(name), server.password)
    founder.create(region=region)
    return Office(founder)


def spoil(founder: Founder, *statements: str) -> None:
    """What no program does, under the login of who made the books."""
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        for statement in statements:
            db.execute(statement)


def sweep(office: Office) -> Office:
    """The same books as if they had just been made: making them anew takes half a second."""
    with psycopg.connect(office.founder.address.conninfo(office.founder.password), autocommit=True) as db:
        for (login,) in db.execute("SELECT login FROM naober.member").fetchall():
            db.execute(f'DROP ROLE "{login}"')
        db.execute(f"TRUNCATE {', '.join(f'naober.{name}' for name in _BOOKS)}")
        db.execute("DELETE FROM naober.meta WHERE name = ANY (%s)", (list(_MADE),))
        told = {"store_id": new_id(), "epoch": "1", "schema_version": str(newest()), "sample": "0"}
        for name, value in told.items():
            db.execute("UPDATE naober.meta SET value = %s WHERE name = %s", (value, name))
        db.execute("UPDATE naober.pen SET seq = 0")
    return Office(office.founder)
