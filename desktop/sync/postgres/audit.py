"""The log of who looked, in PostgreSQL. What a colleague may add and read is held by the database (audit.sql)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from psycopg import errors, sql

from desktop.models.audit import Dossier, Head, Link, Release
from desktop.models.faults import RuleBroken
from desktop.rules.audit_chain import message_of
from desktop.security.signing import is_signed
from desktop.sync.audit_log import Kept, NotWitnessed, Standing, newest_heads, newest_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.rules.audit_chain import Stamp
    from desktop.sync.postgres.store import PostgresStore

_LINKS = "SELECT chain, number, body, previous, hash FROM naober.audit_line"
_HEADS = "chain, number, hash, device, signed_at, signature FROM naober.audit_head"
_LAST = """
SELECT l.chain, l.device, l.number, l.hash FROM unnest(%s::text[]) AS asked (chain),
LATERAL (SELECT * FROM naober.audit_line AS o WHERE o.chain = asked.chain ORDER BY o.number DESC LIMIT 1) AS l
"""
_RELEASED = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = 'naober' AND tablename = 'audit_release'"
_RELEASES = """
SELECT chain, number, hash, before, years, released_at, released_by FROM naober.audit_release ORDER BY number
"""
_PUT = "INSERT INTO naober.audit_line (chain, number, body, previous, hash) VALUES (%s, %s, %s, %s, %s)"
_PUT_HEAD = (
    "INSERT INTO naober.audit_head (chain, number, hash, device, signed_at, signature) VALUES (%s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True)
class PostgresLog:
    """Fulfils `desktop.sync.audit_log.CentralLog`."""

    store: PostgresStore

    @property
    def is_one_zone(self) -> bool:
        """See `CentralLog`."""
        return False

    def standing(self, chains: Sequence[str]) -> Standing:
        """See `CentralLog`."""
        with self.store.asking() as db, db.pipeline():
            newest = db.execute(sql.SQL(newest_heads("naober.audit_head")))
            last = db.execute(_LAST, (list(chains),))
            heads = tuple(Head(*row) for row in newest.fetchall())
            return Standing(heads, {row[0]: Kept(*row) for row in last.fetchall()})

    def chains(self) -> tuple[Kept, ...]:
        """See `CentralLog`."""
        with self.store.book() as db:
            return tuple(Kept(*row) for row in db.execute(sql.SQL(newest_lines("naober.audit_line"))).fetchall())

    def take(self, links: Sequence[Link], head: Head | None) -> None:
        """See `CentralLog`. The database cannot read a signature: it is looked at here, and by whoever checks."""
        if head is not None and not is_signed(head.chain, message_of(head), head.signature):
            raise NotWitnessed("head-unknown")
        try:
            with self.store.book() as db, db.cursor() as cursor:
                cursor.executemany(_PUT, [(one.chain, one.number, one.body, one.previous, one.hash) for one in links])
                if head is not None:
                    told = (head.chain, head.number, head.hash, head.device, head.signed_at, head.signature)
                    cursor.execute(_PUT_HEAD, told)
        except errors.RaiseException as why:
            raise NotWitnessed(why.diag.message_primary or "not-next") from why
        except errors.UniqueViolation as why:  # another connection of this laptop told the same line meanwhile
            raise NotWitnessed("not-next") from why

    def links(self, chain: str, after: int, limit: int) -> tuple[Link, ...]:
        """See `CentralLog`."""
        with self.store.book() as db:
            asked = f"{_LINKS} WHERE chain = %s AND number > %s ORDER BY number LIMIT %s"
            return tuple(Link(*row) for row in db.execute(asked, (chain, after, limit)).fetchall())

    def heads_of(self, chain: str) -> tuple[Head, ...]:
        """See `CentralLog`."""
        with self.store.book() as db:
            asked = f"SELECT {_HEADS} WHERE chain = %s ORDER BY number"
            return tuple(Head(*row) for row in db.execute(asked, (chain,)).fetchall())

    def about(self, dossiers: Sequence[Dossier]) -> tuple[Link, ...]:
        """See `CentralLog`."""
        scopes = [f"{one.kind}:{one.id}" for one in dossiers]
        with self.store.book() as db:
            asked = f"{_LINKS} WHERE scope = ANY (%s) ORDER BY chain, number"
            return tuple(Link(*row) for row in db.execute(asked, (scopes,)).fetchall())

    def releases(self) -> Mapping[str, Release]:
        """See `CentralLog`."""
        with self.store.book() as db:
            is_there = db.execute(_RELEASED).fetchone() is not None
            found = db.execute(_RELEASES).fetchall() if is_there else []
        return {
            chain: Release(chain, number, digest, _text(before), years, _text(at), who)
            for chain, number, digest, before, years, at, who in found
        }

    def let_go(self, stamp: Stamp, years: int) -> int:  # noqa: ARG002 - the database knows who it is, and the moment
        """See `CentralLog`.

        Raises:
            RuleBroken: ``not-allowed``.
        """
        try:
            with self.store.book() as db:
                found = db.execute("SELECT naober.let_log_go(%s)", (years,)).fetchone()
        except errors.InsufficientPrivilege as why:
            raise RuleBroken("not-allowed") from why
        return int(found[0]) if found else 0


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
