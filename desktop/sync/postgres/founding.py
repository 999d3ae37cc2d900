"""The administrator's side: making the books in an empty database, and letting people in and out.

It is done under a login that may make roles, never under the one of a laptop. The books belong to a role that nobody
logs in with; colleagues are members of another, and of nothing else.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
from desktop.store.migrate import newest
from desktop.sync.postgres import making
from desktop.sync.postgres.address import Address, new_password, scram
from desktop.sync.postgres.making import FORMAT, many, tell_kinds, write
from desktop.sync.postgres.store import fault

if TYPE_CHECKING:
    from psycopg import Connection

    from desktop.models.people import Colleague

FAREWELL_DAYS = 30
"""For how long who was shut out can hand in what was not shared; late.sql says the same."""

_LARGE_OBJECTS = "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC"
"""Anyone who comes in could fill the disk with them, past every bound that the books have."""

# The server's clock alone: what a laptop says of its own is not taken for when it was heard.
_MEMBERS = """
SELECT m.colleague_id, m.login, m.role, m.municipality, m.team, m.revoked_at,
    greatest(heard.at, (SELECT max(handed_in_at) FROM naober.late AS l WHERE l.login = m.login)),
    coalesce(heard.device, ''),
    CASE WHEN r.rolcanlogin AND isfinite(r.rolvaliduntil) THEN r.rolvaliduntil END,
    NOT coalesce(r.rolcanlogin, false)
FROM naober.member AS m LEFT JOIN pg_roles AS r ON r.rolname = m.login
LEFT JOIN (
    SELECT DISTINCT ON (login) login, device, max(taken_at) AS at FROM naober.audit_line
    GROUP BY login, device ORDER BY login, max(taken_at) DESC
) AS heard ON heard.login = m.login
ORDER BY m.login
"""


@dataclass(frozen=True)
class Founder:
    """An administrator at the database.

    Every method raises a `WorldFault` as `PostgresStore`, and ``central-admin-not-allowed`` where the login may not
    make roles or books.
    """

    address: Address
    password: str

    def create(self, *, region: str, samples: bool = False) -> str:
        """Makes the books and returns the store's id; nothing stays when it does not come to its end.

        Args:
            region: Id of the region profile.
            samples: True where that profile lets a part of what is handed in through without a second person.

        Raises:
            WorldFault: ``central-exists`` or ``central-few-letters``.
        """
        store_id = new_id()
        with self.session() as db:
            owner, members = self.lay(db)
            meta = {
                "store_id": store_id,
                "epoch": "1",
                "schema_version": str(newest()),
                "region": region,
                "format": FORMAT,
            }
            db.execute(sql.SQL("SET LOCAL ROLE {}").format(owner))
            write(db, making.PARTS, owner, members)
            tell_kinds(db)
            many(db, "INSERT INTO naober.meta VALUES (%s, %s)", [*meta.items(), ("sample", str(int(samples)))])
        return store_id

    def lay(self, db: Connection[tuple[Any, ...]]) -> tuple[sql.Identifier, sql.Identifier]:
        """Makes the two roles and an empty schema, and closes the database to everyone else.

        Raises:
            WorldFault: ``central-exists``, or ``central-few-letters`` when the database was made for some letters only.
        """
        if db.execute("SHOW server_encoding").fetchone() != ("UTF8",):
            raise WorldFault("central-few-letters", file=self.address.name)
        # Others look on while the books are made; roles must not be made twice.
        db.execute("SELECT pg_advisory_xact_lock(4711)")
        if db.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'naober'").fetchone():
            raise WorldFault("central-exists", file=self.address.name)
        owner, members = self.roles(db)
        database = sql.Identifier(self.address.database)
        db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        db.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, members))
        db.execute(sql.SQL("CREATE SCHEMA naober AUTHORIZATION {}").format(owner))
        with suppress(psycopg.errors.InsufficientPrivilege), db.transaction():  # who rents a server may not
            db.execute(_LARGE_OBJECTS)
        return owner, members

    def admit(self, colleague: Colleague, *, region: str = "") -> tuple[str, str]:
        """Lets a colleague in under a login of their own, or under a new password; returns both.

        Args:
            colleague: Whom.
            region: Of whom the invitation is for; not asked when empty.

        Raises:
            WorldFault: ``central-other-region``: the invitation would open nothing.
        """
        password = new_password()
        with self.session() as db:
            owner, members = self.roles(db)
            with acting(db, owner):  # no lock that a colleague could hold as well
                known = db.execute("SELECT value FROM naober.meta WHERE name = 'region'").fetchone()
                if region and known is not None and known[0] != region:
                    raise WorldFault("central-other-region", region=known[0])
                db.execute("LOCK TABLE naober.member IN SHARE ROW EXCLUSIVE MODE")
                found = db.execute(
                    "SELECT login FROM naober.member WHERE colleague_id = %s", (colleague.id,)
                ).fetchone()
            login = str(found[0]) if found else f"naober_{secrets.token_hex(6)}"
            verb = "ALTER" if found else "CREATE"
            db.execute(
                sql.SQL(verb + " ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT 8 VALID UNTIL 'infinity'").format(
                    sql.Identifier(login), sql.Literal(scram(db, password, login))
                )
            )
            db.execute(sql.SQL("GRANT {} TO {}").format(members, sql.Identifier(login)))
            with acting(db, owner):
                db.execute(
                    "INSERT INTO naober.member VALUES (%s, %s, %s, %s, %s) ON CONFLICT (login) DO UPDATE SET"
                    " role = excluded.role, municipality = excluded.municipality, team = excluded.team,"
                    " revoked_at = NULL",
                    (login, colleague.id, colleague.role, colleague.municipality, colleague.team),
                )
        return login, password

    def members(self) -> list[tuple[Any, ...]]:
        """Everyone who is let in or was, by login; see `desktop.services.inviting.Member` for the columns.

        Raises:
            WorldFault: ``central-older`` for books that must be brought up first.
        """
        with self.session() as db:
            owner, _members = self.roles(db)
            with acting(db, owner):
                if db.execute("SELECT value FROM naober.meta WHERE name = 'format'").fetchone() != (FORMAT,):
                    raise WorldFault("central-older", file=self.address.name)
                return db.execute(_MEMBERS).fetchall()

    def give_role(self, colleague_id: str, role: str) -> bool:
        """Gives a member another role, under the same login and password. False when there is no such member."""
        with self.session() as db:
            owner, _members = self.roles(db)
            with acting(db, owner):
                query = "UPDATE naober.member SET role = %s WHERE colleague_id = %s AND revoked_at IS NULL"
                return bool(db.execute(query, (role, colleague_id)).rowcount)

    def revoke(self, colleague_id: str, *, lost: bool = False) -> bool:
        """Shuts a colleague out, also from connections that are open. False when there is no such member.

        Nothing can be read or written under the login any more, and what that colleague holds open does not keep it
        from being done. For `FAREWELL_DAYS` it can still hand in what was not shared, by which the laptop learns that
        its cases must go; then the password opens nothing.

        Args:
            colleague_id: Whom.
            lost: True for a laptop that may be in other hands: its login is closed at once, and hands nothing in.
        """
        with self.session() as db:
            owner, members = self.roles(db)
            with acting(db, owner):
                query = "UPDATE naober.member SET revoked_at = now() WHERE colleague_id = %s RETURNING login"
                found = db.execute(query, (colleague_id,)).fetchone()
            if found is None:
                return False
            login = sql.Identifier(found[0])
            if lost:  # from here on no new connection comes about either
                db.execute(sql.SQL("REVOKE {} FROM {}").format(members, login))
        self._end_sessions(str(found[0]))
        with self.session() as db:
            db.execute("SET LOCAL lock_timeout = '5s'")
            if lost:
                db.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(login))
            else:
                until = db.execute("SELECT (now() + make_interval(days => %s))::text", (FAREWELL_DAYS,)).fetchone()
                told = sql.Literal(until[0] if until else "now")
                db.execute(sql.SQL("ALTER ROLE {} CONNECTION LIMIT 3 VALID UNTIL {}").format(login, told))
        return True

    def _end_sessions(self, login: str) -> None:
        role = sql.Identifier(login)
        with self.session() as db:
            db.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
            ended = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = %s"
            db.execute(ended, (login,))
            db.execute(sql.SQL("REVOKE {} FROM CURRENT_USER").format(role))

    def roles(self, db: Connection[tuple[Any, ...]]) -> tuple[sql.Identifier, sql.Identifier]:
        """The owner of the books and the group of colleagues, by the database: roles are of the whole server."""
        names = self.role_names()
        for name in names:
            if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
                db.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
        owner, members = map(sql.Identifier, names)
        db.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
        return owner, members

    def role_names(self) -> tuple[str, str]:
        """Of the owner of the books and of the group of colleagues."""
        owner, members = (f"naober_{part}_{self.address.database}"[:63] for part in ("owner", "members"))
        return owner, members

    def upgrade(self) -> None:
        """Brings the books up to this program, see `desktop.sync.postgres.making.upgrade`.

        Raises:
            WorldFault: ``central-newer`` when a later program made them.
        """
        with self.session() as db:
            owner, members = self.roles(db)
            with acting(db, owner):
                making.upgrade(db, owner, members)
            with suppress(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(_LARGE_OBJECTS)

    @contextmanager
    def session(self) -> Iterator[Connection[tuple[Any, ...]]]:
        """One transaction under the administrator's login."""
        try:
            with psycopg.connect(self.address.conninfo(self.password), connect_timeout=10) as db:
                yield db
        except psycopg.errors.InsufficientPrivilege as error:
            raise WorldFault("central-admin-not-allowed", file=self.address.name) from error
        except psycopg.Error as error:
            raise fault(error, self.address) from error


@contextmanager
def acting(db: Connection[tuple[Any, ...]], role: sql.Identifier) -> Iterator[None]:
    """Does what is in the block as another role, that this login is a member of."""
    db.execute(sql.SQL("SET LOCAL ROLE {}").format(role))
    yield
    db.execute("RESET ROLE")
