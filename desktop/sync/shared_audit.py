"""The log of who looked, in a shared SQLite file.

The file is one trust zone: whoever holds the team's key can take the guards away and rewrite all of it. That is seen
by the others, each of whom keeps the heads of all laptops as they were told before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.audit import Dossier, Head, Link, Release
from desktop.rules.audit_chain import BEFORE_THE_FIRST, first_break, last_before, line_of, message_of
from desktop.rules.log_term import begin_of_term
from desktop.security.signing import is_signed
from desktop.sync.audit_log import Kept, NotWitnessed, Standing, newest_heads, newest_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from desktop.rules.audit_chain import Stamp
    from desktop.sync.shared_file import SharedFile

_TABLES = (
    "CREATE TABLE IF NOT EXISTS audit_line (chain TEXT NOT NULL, number INTEGER NOT NULL, device TEXT NOT NULL,"
    " body TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (chain, number))"
    " STRICT, WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS ix_audit_resident ON audit_line (json_extract(body, '$.resident'))",
    "CREATE INDEX IF NOT EXISTS ix_audit_object ON audit_line (json_extract(body, '$.object'))",
    "CREATE TABLE IF NOT EXISTS audit_head (chain TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL,"
    " device TEXT NOT NULL, signed_at TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (chain, number))"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS audit_release (chain TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL,"
    " before TEXT NOT NULL, years INTEGER NOT NULL, released_at TEXT NOT NULL, released_by TEXT NOT NULL,"
    " PRIMARY KEY (chain, number)) STRICT, WITHOUT ROWID",
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        for table in ("audit_line", "audit_head", "audit_release")
        for verb in ("UPDATE", "DELETE")
        if (table, verb) != ("audit_line", "DELETE")
    ),
)
_GUARD = (
    "DROP TRIGGER IF EXISTS audit_line_no_delete",
    "CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line WHEN NOT EXISTS"
    " (SELECT 1 FROM audit_release AS r WHERE r.chain = OLD.chain AND r.number >= OLD.number)"
    " BEGIN SELECT RAISE(ABORT, 'append-only'); END",
)
"""Also for a file of before there was a term, where nothing at all could go."""

_GUARDED = "SELECT count(*) FROM sqlite_master WHERE name = 'audit_line_no_delete' AND sql LIKE '%audit_release%'"
_RELEASES = "SELECT chain, number, hash, before, years, released_at, released_by FROM audit_release ORDER BY number"
_RELEASED = "SELECT count(*) FROM sqlite_master WHERE name = 'audit_release'"
_THERE = "SELECT count(*) FROM sqlite_master WHERE name IN ('audit_line', 'audit_head')"
_LINKS = "SELECT chain, number, body, previous, hash FROM audit_line"
_HEADS = "SELECT chain, number, hash, device, signed_at, signature FROM audit_head"
_LAST = "SELECT chain, device, number, hash FROM audit_line WHERE chain = ? ORDER BY number DESC LIMIT 1"


@dataclass(frozen=True)
class SharedLog:
    """Fulfils `desktop.sync.audit_log.CentralLog`."""

    file: SharedFile

    @property
    def is_one_zone(self) -> bool:
        """See `CentralLog`."""
        return True

    def standing(self, chains: Sequence[str]) -> Standing:
        """See `CentralLog`: a file of before gets its tables with the first line."""
        with self._read() as db:
            if db is None:
                return Standing((), {})
            found = [db.execute(_LAST, (chain,)).fetchone() for chain in chains]
            heads = tuple(Head(*row) for row in db.execute(newest_heads("audit_head")).fetchall())
            return Standing(heads, {row[0]: Kept(*row) for row in found if row is not None})

    def chains(self) -> tuple[Kept, ...]:
        """See `CentralLog`."""
        with self._read() as db:
            return tuple(Kept(*row) for row in db.execute(newest_lines("audit_line")).fetchall()) if db else ()

    def take(self, links: Sequence[Link], head: Head | None) -> None:
        """See `CentralLog`."""
        with self.file.book(writing=True) as db:
            _make(db)
            _check(db, links, head)
            lines = [(one.chain, one.number, _device(one), one.body, one.previous, one.hash) for one in links]
            db.executemany(
                "INSERT INTO audit_line (chain, number, device, body, previous, hash) VALUES (?,?,?,?,?,?)", lines
            )
            if head is not None:
                told = (head.chain, head.number, head.hash, head.device, head.signed_at, head.signature)
                db.execute(
                    "INSERT INTO audit_head (chain, number, hash, device, signed_at, signature) VALUES (?,?,?,?,?,?)",
                    told,
                )

    def links(self, chain: str, after: int, limit: int) -> tuple[Link, ...]:
        """See `CentralLog`."""
        asked = f"{_LINKS} WHERE chain = ? AND number > ? ORDER BY number LIMIT ?"
        with self._read() as db:
            return tuple(Link(*row) for row in db.execute(asked, (chain, after, limit)).fetchall()) if db else ()

    def heads_of(self, chain: str) -> tuple[Head, ...]:
        """See `CentralLog`."""
        with self._read() as db:
            asked = f"{_HEADS} WHERE chain = ? ORDER BY number"
            return tuple(Head(*row) for row in db.execute(asked, (chain,)).fetchall()) if db else ()

    def about(self, dossiers: Sequence[Dossier]) -> tuple[Link, ...]:
        """See `CentralLog`."""
        found: set[Link] = set()
        with self._read() as db:
            for one in dossiers if db else ():
                field = "resident" if one.kind == "resident" else "object"
                asked = f"{_LINKS} WHERE json_extract(body, '$.{field}') = ?"
                found |= {Link(*row) for row in db.execute(asked, (one.id,)).fetchall()} if db else set()
        return tuple(sorted(found, key=lambda link: (link.chain, link.number)))

    def releases(self) -> Mapping[str, Release]:
        """See `CentralLog`."""
        with self._read() as db:
            if db is None or not db.execute(_RELEASED).fetchone()[0]:
                return {}
            return {row[0]: Release(*row) for row in db.execute(_RELEASES).fetchall()}

    def let_go(self, stamp: Stamp, years: int) -> int:
        """See `CentralLog`; the program holds back who may not."""
        before, gone = begin_of_term(stamp.at, years), 0
        with self.file.book(writing=True) as db:
            _make(db)
            for (chain,) in db.execute("SELECT DISTINCT chain FROM audit_head").fetchall():
                heads = [Head(*row) for row in db.execute(f"{_HEADS} WHERE chain = ?", (chain,)).fetchall()]
                lines = db.execute(f"{_LINKS} WHERE chain = ? ORDER BY number", (chain,)).fetchall()
                head = last_before([Link(*row) for row in lines], heads, before)
                if head is not None:
                    told = (chain, head.number, head.hash, before, years, stamp.at, stamp.actor)
                    db.execute("INSERT INTO audit_release VALUES (?, ?, ?, ?, ?, ?, ?)", told)
                    going = "DELETE FROM audit_line WHERE chain = ? AND number <= ?"
                    gone += db.execute(going, (chain, head.number)).rowcount
        return gone

    @contextmanager
    def _read(self) -> Iterator[Connection | None]:
        """None while nobody brought a line yet."""
        with self.file.book() as db:
            yield db if db.execute(_THERE).fetchone()[0] else None


def _make(db: Connection) -> None:
    for statement in _TABLES:
        db.execute(statement)
    if not db.execute(_GUARDED).fetchone()[0]:
        for statement in _GUARD:
            db.execute(statement)


def _check(db: Connection, links: Sequence[Link], head: Head | None) -> None:
    chain, device = links[0].chain, _device(links[0])
    if any(one.chain != chain or _device(one) != device for one in links):
        raise NotWitnessed("misfiled")
    _chain, known, number, previous = db.execute(_LAST, (chain,)).fetchone() or _after_release(db, chain, device)
    if known != device:
        raise NotWitnessed("device-of-another")
    broken = first_break(links, after=number, previous=previous)
    if broken is not None:
        codes = {"edited": "hash-wrong", "misfiled": "misfiled"}
        raise NotWitnessed(codes.get(broken.code, "not-next"))
    if head is not None:
        hashes = {one.number: one.hash for one in links}
        if head.chain != chain or head.device != device or hashes.get(head.number) != head.hash:
            raise NotWitnessed("head-unknown")
        if not is_signed(chain, message_of(head), head.signature):
            raise NotWitnessed("head-unknown")


def _after_release(db: Connection, chain: str, device: str) -> tuple[str, str, int, str]:
    """Where a chain goes on of which every line was let go; at its beginning, where none was."""
    query = (
        "SELECT r.chain, h.device, r.number, r.hash FROM audit_release AS r JOIN audit_head AS h USING (chain, number)"
        " WHERE r.chain = ? ORDER BY r.number DESC LIMIT 1"
    )
    found = db.execute(query, (chain,)).fetchone()
    return found or (chain, device, 0, BEFORE_THE_FIRST)


def _device(link: Link) -> str:
    return line_of(link.body).device
