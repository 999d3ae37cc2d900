"""A central store in PostgreSQL, spoken to under the login of one person.

What that person may see and write is held by the database (reach.sql, rights.sql); here stands only how to ask. Every
call is one transaction, and one connection too unless several are made in a `staying` block: coming in takes longer
than most questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, LiteralString

import psycopg
from psycopg import errors, sql

from desktop.models.faults import WorldFault
from desktop.sync.arrival import receive
from desktop.sync.contact import USUAL_DAYS
from desktop.sync.ledger_lines import read_change, read_clash, row_now
from desktop.sync.open_lines import OpenLines
from desktop.sync.postgres.address import Address, scram
from desktop.sync.postgres.fetched import begin, said
from desktop.sync.postgres.handing_in import hand_in, is_shut_out, late_work
from desktop.sync.postgres.hanging_up import Watched
from desktop.sync.postgres.ledger import PostgresLedger
from desktop.sync.postgres.lines import HeldBack, write
from desktop.sync.postgres.making import FORMAT
from desktop.sync.postgres.purging import purge
from desktop.sync.protocol import Answer, Clash, Digest, Hello, Late, Page, Place, RowNow

if TYPE_CHECKING:
    from psycopg import Connection

    from desktop.sync.ops import Op

_PATIENCE_SECONDS = 10
"""How long a connection may take to come about."""

_BEFORE_A_SESSION = {
    "certificate verify failed": "central-unproven",
    "server certificate for": "central-unproven",
    "root certificate file": "central-unproven",
    "does not support SSL": "central-unproven",
    "authentication method requirement": "central-unproven",
    "password authentication failed": "central-wrong-password",
    "is not permitted to log in": "central-not-a-member",
    "does not exist": "central-not-made",
}

_HELLO = """
SELECT (SELECT jsonb_object_agg(name, value) FROM naober.meta), naober.head(), naober.op_at(%(cursor)s),
    coalesce(naober.role_of(%(colleague)s), '')
"""
"""In one question: each is a journey to the server, which may be far."""

_DELETES_AHEAD = """
SELECT count(DISTINCT (c.tbl, c.row_id)) FROM naober.change AS c JOIN naober.row_state AS r USING (tbl, row_id)
WHERE c.effect = 'delete' AND c.seq > %(cursor)s AND r.gone AND r.born <= %(cursor)s
    AND (c.device <> %(device)s OR c.login <> session_user)
"""

_ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""What is asked from here until the commit is told as it was at one and the same moment."""

_PAGE = "SELECT seq, op_id::text, body::text FROM naober.change WHERE seq > %s ORDER BY seq LIMIT %s"
_HEAD = "SELECT greatest(coalesce(max(seq), 0), %s) FROM naober.change"
_WHERE = "SELECT (SELECT value FROM naober.meta WHERE name = 'epoch'), naober.op_at(%s)"
_DIGESTS = "SELECT tbl, sum(rows)::bigint, mod(sum(total), 18446744073709551616) FROM naober.digest GROUP BY tbl"
_SCOPES = "SELECT naober.my_scopes()"
_ROW = "SELECT tbl, row_id, seq, gone, body::text FROM naober.row_state"


@dataclass(frozen=True)
class PostgresStore:
    """Fulfils `desktop.sync.protocol.CentralStore`.

    Every method raises a `WorldFault`: ``central-unreachable``, ``central-wrong-password``, ``central-not-a-member``,
    ``central-not-made``, ``central-unproven``, ``central-newer``, ``central-older``, ``central-busy``,
    ``central-read-only`` or ``central-disk-full``.
    """

    address: Address
    password: str
    line: Watched | None = field(default=None, repr=False, compare=False)
    """One that stands; see `staying`."""
    lines: OpenLines = field(default_factory=OpenLines, repr=False, compare=False)

    def hello(self, cursor: int, device: str, colleague: str = "") -> Hello:
        """See `CentralStore`."""
        with self._line() as db:
            asked = {"cursor": cursor, "device": device, "colleague": colleague}
            meta, head, met, role = _one(db, _HELLO, asked)
            ahead = _one(db, _DELETES_AHEAD, asked)[0] if meta and 0 < cursor < head else 0
        if meta is None:  # shut out since the connection was made
            raise WorldFault("central-not-a-member", file=self.address.name)
        return Hello(
            store_id=meta["store_id"],
            epoch=int(meta["epoch"]),
            schema_version=int(meta["schema_version"]),
            region=meta["region"],
            head=head,
            op_at_cursor=None if met is None else str(met),
            deletes_ahead=ahead,
            days_apart=int(meta.get("days_apart", USUAL_DAYS)),
            put_back_at=int(meta["put_back_at"]) if "put_back_at" in meta else None,
            role=role,
        )

    def push(self, ops: Sequence[Op], read: Place | None = None) -> tuple[Answer, ...]:
        """See `CentralStore`."""
        with self._open() as db:
            return _received(db, ops, read)

    def pull(self, cursor: int, limit: int) -> Page:
        """See `CentralStore`. The history ends with the last change that this person may see."""
        with self._line() as db:
            with db.pipeline():
                db.execute(_ONE_MOMENT)
                found, where = db.execute(_PAGE, (cursor, limit)), db.execute(_WHERE, (cursor,))
                digests, scopes = db.execute(_DIGESTS), db.execute(_SCOPES)
                db.execute("COMMIT")
            changes = tuple(read_change(*line) for line in found.fetchall())
            epoch, met = where.fetchone() or (None, None)
            if epoch is None:  # shut out since the connection was made
                raise WorldFault("central-not-a-member", file=self.address.name)
            after = _place(cursor, epoch, met)
            last = head = changes[-1].seq if changes else cursor
            if len(changes) == limit:  # there may be more; if there is none now, there was none then
                head = _one(db, _HEAD, (last,))[0]
            if last < head:
                return Page(changes, head, after=after)
            reach = frozenset(scope for (scope,) in scopes.fetchall())
            return Page(changes, head, _digests(digests.fetchall()), reach, after)

    def rows(self, keys: Sequence[tuple[str, str]]) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        asked = f"{_ROW} JOIN unnest(%s::text[], %s::text[]) AS asked (tbl, row_id) USING (tbl, row_id)"
        tables, ids = [tbl for tbl, _row_id in keys], [row_id for _tbl, row_id in keys]
        with self._line() as db:
            return tuple(map(_row, db.execute(asked, (tables, ids)).fetchall()))

    def table(self, name: str, after: str, limit: int) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        asked = f'{_ROW} WHERE tbl = %s AND row_id > %s COLLATE "C" ORDER BY row_id COLLATE "C" LIMIT %s'
        with self._line() as db:
            return tuple(map(_row, db.execute(asked, (name, after, limit)).fetchall()))

    def rows_of(self, scopes: Sequence[str], after: tuple[str, str], limit: int) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        asked = (
            f'{_ROW} WHERE scope = ANY (%s) AND NOT gone AND (tbl COLLATE "C", row_id COLLATE "C") > (%s, %s)'
            ' ORDER BY tbl COLLATE "C", row_id COLLATE "C" LIMIT %s'
        )
        with self._line() as db:
            return tuple(map(_row, db.execute(asked, (list(scopes), *after, limit)).fetchall()))

    def hand_in(self, late: Sequence[Late]) -> None:
        """See `CentralStore`."""
        with self._open(anyone=True) as db:
            hand_in(db, late)

    def late_work(self, done: Sequence[str]) -> tuple[Late, ...]:
        """See `CentralStore`."""
        with self._line() as db:
            return late_work(db, done)

    def purge(self, destruction_id: str, by: str) -> Mapping[str, int]:  # noqa: ARG002 - who it is, is the login
        """See `CentralStore`."""
        with self._open(takes_long=True) as db:
            return purge(db, destruction_id)

    def settle_days_apart(self, days: int) -> None:
        """See `CentralStore`. Every other role is refused: ``central-not-a-member``."""
        with self._open() as db:
            db.execute("SELECT naober.settle_days_apart(%s)", (days,))

    def is_shut_out(self) -> bool:
        """See `CentralStore`."""
        with self._open(anyone=True) as db:
            return is_shut_out(db)

    def conflicts_of(self, scopes: Sequence[str]) -> tuple[Clash, ...]:
        """See `CentralStore`."""
        asked = "SELECT body::text FROM naober.conflict WHERE scope = ANY (%s) AND is_open ORDER BY id"
        with self._line() as db:
            told = db.execute(asked, (list(scopes),)).fetchall()
        return tuple(clash for (body,) in told if (clash := read_clash(body)) is not None)

    def settle_sample(self, *, samples: bool) -> None:
        """Keeps whether the region's profile lets a part of what is handed in through; an administrator's to say."""
        with self._open() as db:
            db.execute("SELECT naober.settle_sample(%s)", (samples,))

    def renew_password(self, new: str) -> None:
        """Gives this login another password; the one it had opens nothing more."""
        with self._open() as db:
            kept = sql.Literal(scram(db, new, self.address.login))
            db.execute(sql.SQL("ALTER ROLE CURRENT_USER PASSWORD {}").format(kept))

    def book(self) -> AbstractContextManager[Connection[tuple[Any, ...]]]:
        """One transaction under this login, for other books that are kept beside the history."""
        return self._open()

    def asking(self) -> AbstractContextManager[Connection[tuple[Any, ...]]]:
        """The same for questions alone, each of which is a transaction of its own."""
        return self._line()

    @contextmanager
    def staying(self) -> Iterator[PostgresStore]:
        """The same store on one connection for as long as the block lasts; each call is a transaction all the same."""
        with self._connected() as line:
            yield replace(self, line=line)

    @contextmanager
    def _open(self, *, anyone: bool = False, takes_long: bool = False) -> Iterator[Connection[tuple[Any, ...]]]:
        """One transaction; what was written stays only when the block ends well."""
        with self._line(anyone=anyone, takes_long=takes_long) as db, db.transaction():
            yield db

    @contextmanager
    def _line(self, *, anyone: bool = False, takes_long: bool = False) -> Iterator[Connection[tuple[Any, ...]]]:
        """A connection on which every question is a transaction of its own, unless one is begun.

        Args:
            anyone: True where also a colleague who was shut out is heard.
            takes_long: True where no time is too long: begun anew, it would take as long.
        """
        with self._connected(anyone=anyone) if self.line is None else nullcontext(self.line) as line:
            try:
                with nullcontext() if takes_long else line.asking():
                    yield line.db
            except psycopg.Error as error:
                raise fault(error, self.address) from error

    @contextmanager
    def _connected(self, *, anyone: bool = False) -> Iterator[Watched]:
        try:
            told = self.address.conninfo(self.password)
            db = psycopg.connect(told, connect_timeout=_PATIENCE_SECONDS, prepare_threshold=2, autocommit=True)
            line = Watched(db)
        except psycopg.Error as error:
            raise fault(error, self.address) from error
        with closing(db), line, self.lines.held(line.hang_up):
            try:
                if not anyone:
                    with line.asking():
                        _check(db, self.address)
            except psycopg.Error as error:
                raise fault(error, self.address) from error
            yield line


def fault(error: psycopg.Error, address: Address) -> Exception:
    """What is wrong with the store, told by its address; the error itself where nothing is known of it."""
    codes: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
        ((errors.InvalidPassword, errors.InvalidAuthorizationSpecification), "central-wrong-password"),
        # Functions are brought up with the books; whoever is ahead of that asks for one that is not there yet.
        ((errors.ObjectNotInPrerequisiteState, errors.UndefinedFunction, errors.UndefinedColumn), "central-older"),
        ((errors.InvalidCatalogName, errors.InvalidSchemaName, errors.UndefinedTable), "central-not-made"),
        (errors.InsufficientPrivilege, "central-not-a-member"),
        (errors.ReadOnlySqlTransaction, "central-read-only"),
        ((errors.DiskFull, errors.OutOfMemory), "central-disk-full"),
        (
            (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected, errors.TooManyConnections),
            "central-busy",
        ),
        (psycopg.OperationalError, "central-unreachable"),
    )
    # Before a session stands, libpq tells in words only.
    for words, told in _BEFORE_A_SESSION.items():
        if isinstance(error, psycopg.OperationalError) and words in str(error):
            return WorldFault(told, file=address.name)
    code = next((code for kind, code in codes if isinstance(error, kind)), None)
    return WorldFault(code, file=address.name) if code else error


def _check(db: Connection[tuple[Any, ...]], address: Address) -> None:
    """Whether this person is let in, and the books are of a form that is known."""
    found = db.execute("SELECT value FROM naober.meta WHERE name = 'format'").fetchone()
    if found is None:
        raise WorldFault("central-not-a-member", file=address.name)
    if found[0] != FORMAT:
        is_older = str(found[0]).isdecimal() and int(found[0]) < int(FORMAT)
        raise WorldFault("central-older" if is_older else "central-newer", file=address.name)


def _received(db: Connection[tuple[Any, ...]], ops: Sequence[Op], read: Place | None) -> tuple[Answer, ...]:
    """Judges all edits, and writes what they came to; once more when the database holds some of them back."""
    cursor = read.cursor if read else 0
    fetched, head, epoch, met = begin(db, ops, cursor)
    if read is not None and not read.is_in(_place(cursor, epoch, met)):
        raise WorldFault("central-put-back")
    held: dict[str, str] = {}
    while True:
        ledger = PostgresLedger(db, fetched, head, held)
        answers = receive(ledger, ops)
        try:
            write(db, ledger.told, ledger.given)
        except HeldBack as told:
            if told.why.keys() <= held.keys():
                raise
            held.update(told.why)
        else:
            return answers


def _place(cursor: int, epoch: str, met: object) -> Place:
    return Place(int(epoch), cursor, "" if met is None else str(met))


def _digests(found: Sequence[tuple[Any, ...]]) -> dict[str, Digest]:
    return {name: Digest(rows, int(total)) for name, rows, total in found}


def _row(found: tuple[Any, ...]) -> RowNow:
    row = row_now(found)
    return replace(row, values=said(row.tbl, row.values))


def _one(
    db: Connection[tuple[Any, ...]], query: LiteralString, values: Sequence[object] | Mapping[str, object]
) -> tuple[Any, ...]:
    found = db.execute(query, values).fetchone()
    if found is None:
        raise LookupError(query)
    return found
