"""The books of a shared SQLite file: its tables, and what one writing transaction does with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from desktop.models.people import ColleagueRow
from desktop.sync.arrival import Key
from desktop.sync.digest import row_hash, with_row, without_row
from desktop.sync.judge import Chain, RowState, Verdict, Written, chain_after, row_after
from desktop.sync.ledger_lines import answer_from, chain_from, change_of, detail_of
from desktop.sync.ops import Op
from desktop.sync.protocol import Answer, Clash, Digest, Result
from desktop.sync.shared_precedents import ROW_INDEX, has_sample, is_founding, writers_of
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same face, without its types

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # The body is the whole change as JSON; the columns are for asking.
    "CREATE TABLE change (seq INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL,"
    " author TEXT NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL, effect TEXT NOT NULL, body TEXT NOT NULL,"
    " made_at TEXT NOT NULL) STRICT",
    "CREATE INDEX ix_change_delete ON change (seq) WHERE effect = 'delete'",
    ROW_INDEX,
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


_COLLEAGUES = str(ColleagueRow.__tablename__)


class SharedLedger:
    """Fulfils `desktop.sync.arrival.Ledger` on an open connection inside a writing transaction."""

    def __init__(self, connection: Connection, beat: Callable[[], None]) -> None:
        self._db = connection
        self._beat = beat
        self._digests = read_digests(connection)

    def known(self, op_id: str) -> tuple[Answer, str] | None:
        """See `Ledger`."""
        found = self._one("SELECT result, seq, fingerprint, detail FROM op_result WHERE op_id = ?", op_id)
        if found is None:
            return None
        result, seq, fingerprint, detail = found
        return answer_from(op_id, result, seq, json.loads(detail)), fingerprint

    def row(self, key: Key) -> RowState | None:
        """See `Ledger`."""
        found = self._one("SELECT seq, born, gone, body FROM row_state WHERE tbl = ? AND row_id = ?", *key)
        if found is None:
            return None
        versions = self._db.execute("SELECT field, seq FROM field_version WHERE tbl = ? AND row_id = ?", key)
        seq, born, gone, body = found
        return RowState(seq, born, bool(gone), json.loads(body), dict(versions.fetchall()))

    def chain(self, op_id: str | None) -> Chain:
        """See `Ledger`."""
        found = self._one("SELECT detail FROM op_result WHERE op_id = ?", op_id) if op_id else None
        return Chain() if found is None else chain_from(json.loads(found[0]))

    def user_of(self, key: Key) -> Key | None:
        """See `Ledger`."""
        found = self._one("SELECT tbl, row_id FROM refers WHERE target_tbl = ? AND target_id = ? LIMIT 1", *key)
        return (found[0], found[1]) if found else None

    def writers(self, indication_id: str) -> frozenset[str]:
        """See `Precedents`."""
        return writers_of(self._db, indication_id)

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

    def written(self, seq: int) -> Written:
        """See `Lookup`."""
        found = self._one("SELECT author, made_at, device FROM change WHERE seq = ?", seq)
        return Written(*found) if found else Written("", "")

    def clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """See `Lookup`."""
        found = self._one("SELECT body, open FROM conflict WHERE id = ?", id)
        return (Clash.model_validate_json(found[0]), bool(found[1])) if found else None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """See `Ledger`."""
        before = dict(self._digests)
        self._db.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._digests = before
            # A full disk or a broken one has undone the whole transaction already, the savepoint with it.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK TO attempt")
                self._db.execute("RELEASE attempt")
            raise
        self._db.execute("RELEASE attempt")

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        self._beat()
        row = self.row((op.tbl, op.row_id))
        closes = self._closed_by(op, verdict)
        seq = self._tell(op, verdict, closes) if verdict.is_told or closes else 0
        if verdict.effect != "none" or verdict.whole:
            self._keep(op, row, row_after(row, verdict, seq))
        for clash in verdict.clashes:
            body = clash.model_dump_json()
            self._db.execute("INSERT OR REPLACE INTO conflict (id, open, body) VALUES (?, 1, ?)", (clash.id, body))
        stands = 0 if verdict.result is Result.REFUSED or row is None else row.seq
        answer = Answer(op.op_id, verdict.result, seq or stands, verdict.reason, verdict.field)
        self._answered(op, answer, chain_after(self.chain(op.parent), op, verdict, row, seq))
        return answer

    def flush(self) -> None:
        """Writes the digests; once, before the commit."""
        self._db.executemany(
            "INSERT OR REPLACE INTO digest (tbl, rows, total) VALUES (?, ?, ?)",
            [(name, digest.rows, str(digest.total)) for name, digest in self._digests.items()],
        )

    def _closed_by(self, op: Op, verdict: Verdict) -> str | None:
        if op.decides is None or verdict.result not in (Result.APPLIED, Result.SAME):
            return None
        closed = self._db.execute("UPDATE conflict SET open = 0 WHERE id = ? AND open = 1", (op.decides,)).rowcount
        return op.decides if closed else None

    def _tell(self, op: Op, verdict: Verdict, closes: str | None) -> int:
        asked = (
            "INSERT INTO change (op_id, device, author, tbl, row_id, effect, body, made_at) VALUES (?,?,?,?,?,?,?,?)"
        )
        body = change_of(op, verdict, closes).model_dump_json(exclude={"seq"})
        told = (op.op_id, op.device, op.author, op.tbl, op.row_id, verdict.effect, body, op.made_at)
        return self._db.execute(asked, told).lastrowid or 0

    def _keep(self, op: Op, before: RowState | None, after: RowState) -> None:
        kind, key = kinds()[op.tbl], (op.tbl, op.row_id)
        digest = self._digests.get(op.tbl, Digest())
        if before is not None and not before.gone:
            digest = without_row(digest, row_hash(kind, op.row_id, before.values))
        if not after.gone:
            digest = with_row(digest, row_hash(kind, op.row_id, after.values))
        self._digests[op.tbl] = digest
        said = {n: v for n, v in after.values.items() if not kind.shapes[n].is_usual(v)}
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        asked = "INSERT OR REPLACE INTO row_state (tbl, row_id, seq, born, gone, body) VALUES (?, ?, ?, ?, ?, ?)"
        self._db.execute(asked, (*key, after.seq, after.born, int(after.gone), body))
        self._keep_versions(key, before, after)
        self._keep_references(key, kind.references, after)

    def _keep_versions(self, key: Key, before: RowState | None, after: RowState) -> None:
        if before is not None and not after.versions:
            self._db.execute("DELETE FROM field_version WHERE tbl = ? AND row_id = ?", key)
        moved = [(*key, cell, seq) for cell, seq in after.versions.items() if seq == after.seq]
        self._db.executemany("INSERT OR REPLACE INTO field_version (tbl, row_id, field, seq) VALUES (?,?,?,?)", moved)

    def _keep_references(self, key: Key, references: Mapping[str, str], after: RowState) -> None:
        self._db.execute("DELETE FROM refers WHERE tbl = ? AND row_id = ?", key)
        named = [] if after.gone else [(references[n], after.values.get(n), *key, n) for n in references]
        self._db.executemany(
            "INSERT INTO refers (target_tbl, target_id, tbl, row_id, field) VALUES (?, ?, ?, ?, ?)",
            [line for line in named if line[1] is not None],
        )

    def _answered(self, op: Op, answer: Answer, chain: Chain) -> None:
        detail = json.dumps(detail_of(answer, chain), separators=(",", ":"))
        self._db.execute(
            "INSERT INTO op_result (op_id, result, seq, fingerprint, detail) VALUES (?, ?, ?, ?, ?)",
            (op.op_id, answer.result, answer.seq, op.fingerprint(), detail),
        )

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        return cast("tuple[Any, ...] | None", self._db.execute(query, values).fetchone())


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
