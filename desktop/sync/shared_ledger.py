"""The books of a shared SQLite file: its tables, and what one writing transaction does with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic_core import from_json, to_json

from desktop.models.people import ColleagueRow
from desktop.models.sealed_text import BASIS
from desktop.sync.approved import TABLE
from desktop.sync.arrival import Key, NotTaken
from desktop.sync.digest import row_hash, with_row, without_row, written
from desktop.sync.judge import RowState, Verdict, Written
from desktop.sync.protocol import Answer, Clash, Digest
from desktop.sync.push_ledger import Fetched, Found, PushLedger, Told, asked_for
from desktop.sync.shared_precedents import (
    BASIS_INDEX,
    ROW_INDEX,
    Line,
    basis_of,
    basis_writers,
    has_sample,
    is_founding,
    lines_of,
    purged_keys,
    who_wrote,
    who_wrote_basis,
    writers_of,
)
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same face, without its types

    from desktop.sync.ops import Op

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # The body is the whole change as JSON; the columns are for asking.
    "CREATE TABLE change (seq INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL,"
    " author TEXT NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL, effect TEXT NOT NULL, body TEXT NOT NULL,"
    " made_at TEXT NOT NULL) STRICT",
    "CREATE INDEX ix_change_delete ON change (seq) WHERE effect = 'delete'",
    ROW_INDEX,
    BASIS_INDEX,
    "CREATE TABLE row_state (tbl TEXT NOT NULL, row_id TEXT NOT NULL, seq INTEGER NOT NULL, born INTEGER NOT NULL,"
    " gone INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (tbl, row_id)) STRICT, WITHOUT ROWID",
    # Only cells that changed since the row was put there: the others have the row's `born`.
    "CREATE TABLE field_version (tbl TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL, seq INTEGER NOT NULL,"
    " PRIMARY KEY (tbl, row_id, field)) STRICT, WITHOUT ROWID",
    "CREATE TABLE refers (target_tbl TEXT NOT NULL, target_id TEXT NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL,"
    " field TEXT NOT NULL, PRIMARY KEY (tbl, row_id, field)) STRICT, WITHOUT ROWID",
    "CREATE INDEX ix_refers_target ON refers (target_tbl, target_id)",
    "CREATE TABLE op_result (op_id TEXT PRIMARY KEY NOT NULL, result TEXT NOT NULL, seq INTEGER NOT NULL,"
    " fingerprint TEXT NOT NULL, detail TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE conflict (id TEXT PRIMARY KEY NOT NULL, open INTEGER NOT NULL, body TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",
    # 64 bits without a sign do not fit SQLite's integer.
    "CREATE TABLE digest (tbl TEXT PRIMARY KEY NOT NULL, rows INTEGER NOT NULL, total TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",
)


Rows = Mapping[Key, RowState]
_TELL = "INSERT INTO change (seq, op_id, device, author, tbl, row_id, effect, body, made_at) VALUES (?,?,?,?,?,?,?,?,?)"
_ROW = "INSERT OR REPLACE INTO row_state (tbl, row_id, seq, born, gone, body) VALUES (?, ?, ?, ?, ?, ?)"
_ANSWER = "INSERT INTO op_result (op_id, result, seq, fingerprint, detail) VALUES (?, ?, ?, ?, ?)"
_EMPTY = Digest()
_COLLEAGUES = str(ColleagueRow.__tablename__)


class SharedLedger(PushLedger):
    """A push on an open connection inside a writing transaction. `flush` writes it, once, before the commit."""

    def __init__(self, connection: Connection, beat: Callable[[], None], ops: Sequence[Op] = ()) -> None:
        self._begun = _head(connection)
        super().__init__(_fetch(connection, ops), self._begun)
        self._db = connection
        self._beat = beat
        self._purged = purged_keys(connection)

    def known(self, op_id: str) -> tuple[Answer, str] | None:
        """See `Ledger`."""
        self._beat()
        return super().known(op_id)

    def ask_row(self, key: Key) -> RowState | None:
        """See `PushLedger`."""
        return _read_rows(self._db, [key]).get(key)

    def ask_user(self, key: Key, beside: Sequence[Key]) -> Key | None:
        """See `PushLedger`."""
        query = "SELECT tbl, row_id FROM refers WHERE target_tbl = ? AND target_id = ?"
        passed = set(beside)
        found = self._db.execute(query, key)
        return next(((tbl, row_id) for tbl, row_id in found if (tbl, row_id) not in passed), None)

    def ask_written(self, seq: int) -> Written:
        """See `PushLedger`."""
        found = self._db.execute("SELECT author, made_at, device FROM change WHERE seq = ?", (seq,)).fetchone()
        return Written(*found) if found else Written("", "")

    def ask_clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """See `PushLedger`."""
        found = self._db.execute("SELECT body, open FROM conflict WHERE id = ?", (id,)).fetchone()
        return (Clash.model_validate_json(found[0]), bool(found[1])) if found else None

    def writers(self, indication_id: str) -> frozenset[str]:
        """See `Precedents`. What this push itself tells counts too."""
        beside = {indication_id, *self._beside(indication_id)}
        told = [line for one in beside for line in self._told_of((TABLE, one))]
        return writers_of(self._db, beside) | who_wrote(self._db, told) | self._wrote_basis(indication_id)

    def _wrote_basis(self, indication_id: str) -> frozenset[str]:
        """Of the goals and answers that stand in its case."""
        own = self.row((TABLE, indication_id))
        case_id = "" if own is None else str(own.values.get("case_id", ""))
        keys = basis_of(self._db, case_id) | {key for key in self._rows.put_keys() if key[0] in BASIS}
        there = {key: row for key in keys if (row := self.row(key)) is not None and not row.gone}
        rests = [key for key, row in there.items() if row.values.get("case_id") == case_id and _is_said(key[0], row)]
        wrote = [basis_writers(self._db, *key) | who_wrote_basis(self._db, key[0], self._told_of(key)) for key in rests]
        return frozenset().union(*wrote)

    def _told_of(self, key: Key) -> list[Line]:
        """What this push itself tells of a row."""
        lines = [line for line in self.told if (line.op.tbl, line.op.row_id) == key]
        return [(line.seq, line.op.author, line.verdict.effect, json.loads(line.body)) for line in lines]

    def _beside(self, indication_id: str) -> set[str]:
        """The lines of the same draft that are there."""
        own = self.row((TABLE, indication_id))
        draft = None if own is None or own.gone else own.values.get("draft_id")
        if not draft:
            return set()
        mine = {key[1]: self.row(key) for key in self._rows.put_keys() if key[0] == TABLE}
        there = {row_id for row_id, row in mine.items() if row and not row.gone and row.values.get("draft_id") == draft}
        return there | (lines_of(self._db, str(draft)) - mine.keys())

    def role(self, colleague_id: str) -> str:
        """See `Precedents`."""
        found = self.row((_COLLEAGUES, colleague_id))
        return "" if found is None or found.gone else str(found.values.get("role", ""))

    def has_sample(self) -> bool:
        """See `Precedents`."""
        return has_sample(self._db)

    def is_founding(self, device: str) -> bool:
        """See `Precedents`."""
        return is_founding(self._db, device)

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        if verdict.effect != "none" and (op.tbl, op.row_id) in self._purged:
            raise NotTaken("purged")
        return super().record(op, verdict)

    def flush(self) -> None:
        """Writes what the push comes to."""
        rows = {(line.op.tbl, line.op.row_id): line.after for line in self.told if line.moves}
        before, texts = (
            self._rows.firsts(),
            {key: written(kinds()[key[0]], key[1], row.values) for key, row in rows.items()},
        )
        run = self._db.executemany
        run(_TELL, [_told(line) for line in self.told])
        self._beat()
        run(_ROW, [(*key, row.seq, row.born, int(row.gone), texts[key][0]) for key, row in rows.items()])
        self._keep_cells(rows, before)
        self._keep_references(rows, before)
        self._beat()
        met = [found for found in map(self._clashes.get, self._clashes.put_keys()) if found is not None]
        clashes = [(clash.id, int(is_open), clash.model_dump_json()) for clash, is_open in met]
        run("INSERT OR REPLACE INTO conflict (id, open, body) VALUES (?, ?, ?)", clashes)
        run(_ANSWER, [(op_id, *found[:3], to_json(found[3]).decode()) for op_id, found in self.given])
        self._keep_digests({key: (row, texts[key][1]) for key, row in rows.items()}, before)

    def _keep_cells(self, rows: Rows, before: Mapping[Key, RowState | None]) -> None:
        anew = [key for key, row in rows.items() if (was := before[key]) is not None and was.born != row.born]
        self._db.executemany("DELETE FROM field_version WHERE tbl = ? AND row_id = ?", anew)
        moved = [
            (*key, cell, seq) for key, row in rows.items() for cell, seq in row.versions.items() if seq > self._begun
        ]
        self._db.executemany("INSERT OR REPLACE INTO field_version (tbl, row_id, field, seq) VALUES (?,?,?,?)", moved)

    def _keep_references(self, rows: Rows, before: Mapping[Key, RowState | None]) -> None:
        moved = {key: row for key, row in rows.items() if _names_others(key[0], before[key], row)}
        known = [key for key in moved if before[key] is not None]
        self._db.executemany("DELETE FROM refers WHERE tbl = ? AND row_id = ?", known)
        named = [
            (target, row.values[field], *key, field)
            for key, row in moved.items()
            for field, target in kinds()[key[0]].references.items()
            if not row.gone and row.values.get(field) is not None
        ]
        query = "INSERT INTO refers (target_tbl, target_id, tbl, row_id, field) VALUES (?, ?, ?, ?, ?)"
        self._db.executemany(query, named)

    def _keep_digests(self, rows: Mapping[Key, tuple[RowState, int]], before: Mapping[Key, RowState | None]) -> None:
        digests = read_digests(self._db)
        for key, (row, hashed) in rows.items():
            was, digest = before[key], digests.get(key[0], _EMPTY)
            if was is not None and not was.gone:
                digest = without_row(digest, row_hash(kinds()[key[0]], key[1], was.values))
            digests[key[0]] = digest if row.gone else with_row(digest, hashed)
        lines = [(name, digest.rows, str(digest.total)) for name, digest in digests.items()]
        self._db.executemany("INSERT OR REPLACE INTO digest (tbl, rows, total) VALUES (?, ?, ?)", lines)


def _names_others(table: str, was: RowState | None, now: RowState) -> bool:
    """True when a row may name other rows than before."""
    if was is None or was.gone or now.gone:
        return True
    return any(was.values.get(field) != now.values.get(field) for field in kinds()[table].references)


def _is_said(table: str, row: RowState) -> bool:
    """A goal always is; an answer once there is one."""
    return table != "alternative" or bool(row.values.get("answer"))


def _told(line: Told) -> tuple[object, ...]:
    op = line.op
    return line.seq, op.op_id, op.device, op.author, op.tbl, op.row_id, line.verdict.effect, line.body, op.made_at


def _head(connection: Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])


def _fetch(connection: Connection, ops: Sequence[Op]) -> Fetched:
    edits, rows = asked_for(ops)
    query = (
        "SELECT op_id, result, seq, fingerprint, detail FROM op_result WHERE op_id IN (SELECT value FROM json_each(?))"
    )
    results: dict[str, Found | None] = dict.fromkeys(edits)
    for op_id, result, seq, fingerprint, detail in connection.execute(query, (json.dumps(edits),)).fetchall():
        results[op_id] = (result, seq, fingerprint, json.loads(detail))
    return Fetched(results, {**dict.fromkeys(rows), **_read_rows(connection, rows)})


_ASKED = "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"


def _read_rows(connection: Connection, keys: Sequence[Key]) -> dict[Key, RowState]:
    asked = (json.dumps(keys),)
    cells: dict[Key, dict[str, int]] = {}
    query = f"SELECT tbl, row_id, field, seq FROM field_version WHERE (tbl, row_id) IN {_ASKED}"  # noqa: S608 - fixed text
    for tbl, row_id, field, seq in connection.execute(query, asked).fetchall():
        cells.setdefault((tbl, row_id), {})[field] = seq
    query = f"SELECT tbl, row_id, seq, born, gone, body FROM row_state WHERE (tbl, row_id) IN {_ASKED}"  # noqa: S608 - idem
    return {
        (tbl, row_id): RowState(seq, born, bool(gone), from_json(body), cells.get((tbl, row_id), {}))
        for tbl, row_id, seq, born, gone, body in connection.execute(query, asked).fetchall()
    }


def sums_hold(connection: Connection) -> bool:
    """True when every table's digest is that of its rows."""
    reckoned: dict[str, Digest] = {}
    for tbl, row_id, body in connection.execute("SELECT tbl, row_id, body FROM row_state WHERE NOT gone"):
        if tbl in kinds():
            reckoned[tbl] = with_row(reckoned.get(tbl, Digest()), row_hash(kinds()[tbl], row_id, json.loads(body)))
    kept = {name: digest for name, digest in read_digests(connection).items() if digest != Digest()}
    return reckoned == {name: digest for name, digest in kept.items() if name in kinds()}


def read_digests(connection: Connection) -> dict[str, Digest]:
    """Every table's digest as last written."""
    found = connection.execute("SELECT tbl, rows, total FROM digest").fetchall()
    return {name: Digest(rows, int(total)) for name, rows, total in found}
