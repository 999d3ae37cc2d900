"""A central store in one encrypted SQLite file on a shared folder: a place to meet, never the live database.

It is opened for seconds, under a lease beside SQLite's own locks, with a rollback journal and full synchronisation.
It is one trust zone: whoever holds the team's key can read and alter all of it. Which rows a laptop may hold is not
decided here yet: every laptop reads the whole history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlcipher3 import dbapi2

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
from desktop.sync.arrival import receive
from desktop.sync.contact import USUAL_DAYS
from desktop.sync.lease import Lease, Patience
from desktop.sync.ledger_lines import read_change, read_clash, row_now
from desktop.sync.one_zone import OneZone
from desktop.sync.open_lines import OpenLines
from desktop.sync.ops import Op
from desktop.sync.protocol import Answer, Clash, Hello, Page, Place, RowNow
from desktop.sync.shared_ledger import TABLES, SharedLedger, read_digests, sums_hold
from desktop.sync.shared_place import refuse_synced_folder
from desktop.sync.shared_precedents import note_devices, settle_sample
from desktop.sync.shared_purge import purge

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same face, without its types

_PAGE = 4096
_PLAIN_HEADER = b"SQLite format 3\x00"
_FORMAT = "1"
"""Of the tables in the file. A program refuses a file whose format it does not know."""

_BUSY_SECONDS = 2
"""How long SQLite waits for a lock. Under the lease there is none to wait for, unless another program looks in."""

_SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = OFF",
)

_FAULTS = (
    ("SQLITE_BUSY", "central-busy"),
    ("SQLITE_LOCKED", "central-busy"),
    ("SQLITE_READONLY", "central-read-only"),
    ("SQLITE_PERM", "central-read-only"),
    ("SQLITE_FULL", "central-disk-full"),
    ("SQLITE_CORRUPT", "central-damaged"),
    ("SQLITE_NOTADB", "central-damaged"),
    ("SQLITE_CANTOPEN", "central-unreachable"),
    ("SQLITE_IOERR", "central-unreachable"),
    ("SQLITE_INTERRUPT", "central-unreachable"),
)


@dataclass(frozen=True)
class SharedFile(OneZone):
    """Fulfils `desktop.sync.protocol.CentralStore`.

    Every method raises a `WorldFault`: ``central-missing``, ``central-unreachable``, ``central-wrong-key``,
    ``central-not-encrypted``, ``central-damaged``, ``central-newer``, ``central-busy``, ``central-read-only`` or
    ``central-disk-full``.
    """

    path: Path
    key: bytes
    """32 bytes, the team's."""
    patience: Patience = field(default_factory=Patience)
    lines: OpenLines = field(default_factory=OpenLines, repr=False, compare=False)

    def create(self, *, region: str, samples: bool = False) -> str:
        """Makes the file and returns its id; a half made one never stands under its name.

        Args:
            region: Id of the region profile.
            samples: True where that profile lets a part of what is handed in through without a second person.

        Raises:
            WorldFault: ``central-exists`` or ``central-cloud-folder`` beside those of the class.
        """
        refuse_synced_folder(self.path)
        lease = self._leased()
        try:
            if self.path.exists():
                raise WorldFault("central-exists", file=self.path.name)
            return self._build(region, samples=samples)
        finally:
            lease.let_go()

    def hello(self, cursor: int, device: str, colleague: str = "") -> Hello:  # noqa: ARG002 - it knows no roles
        """See `CentralStore`."""
        with self._open() as (db, _lease):
            meta = _meta(db)
            met = db.execute("SELECT op_id FROM change WHERE seq = ?", (cursor,)).fetchone()
            ahead = (
                "SELECT count(DISTINCT c.tbl || c.row_id) FROM change AS c JOIN row_state AS r USING (tbl, row_id)"
                " WHERE c.effect = 'delete' AND c.seq > ? AND c.device <> ? AND r.gone AND r.born <= ?"
            )
            return Hello(
                store_id=meta["store_id"],
                epoch=int(meta["epoch"]),
                schema_version=int(meta["schema_version"]),
                region=meta["region"],
                head=_head(db),
                op_at_cursor=met[0] if met else None,
                deletes_ahead=db.execute(ahead, (cursor, device, cursor)).fetchone()[0],
                days_apart=int(meta.get("days_apart", USUAL_DAYS)),
                put_back_at=int(meta["put_back_at"]) if "put_back_at" in meta else None,
            )

    def push(self, ops: Sequence[Op], read: Place | None = None) -> tuple[Answer, ...]:
        """See `CentralStore`."""
        with self._open(writing=True) as (db, lease):
            if read is not None and not read.is_in(_place(db, read.cursor)):
                raise WorldFault("central-put-back")
            note_devices(db, {op.device for op in ops})
            ledger = SharedLedger(db, lease.renew, ops)
            answers = receive(ledger, ops)
            ledger.flush()
            newest = max((op.schema_version for op in ops), default=0)
            db.execute(
                "UPDATE meta SET value = max(CAST(value AS INTEGER), ?) WHERE name = 'schema_version'", (newest,)
            )
            return answers

    def settle_sample(self, *, samples: bool) -> None:
        """Keeps whether the region's profile lets a part of what is handed in through; an administrator's to say."""
        with self._open(writing=True) as (db, _lease):
            settle_sample(db, samples=samples)

    def pull(self, cursor: int, limit: int) -> Page:
        """See `CentralStore`."""
        with self._open() as (db, _lease):
            asked = "SELECT seq, op_id, body FROM change WHERE seq > ? ORDER BY seq LIMIT ?"
            changes = tuple(read_change(*line) for line in db.execute(asked, (cursor, limit)).fetchall())
            head = _head(db)
            is_last = (changes[-1].seq if changes else cursor) >= head
            return Page(changes, head, read_digests(db) if is_last else {}, after=_place(db, cursor))

    def rows(self, keys: Sequence[tuple[str, str]]) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        with self._open() as (db, _lease):
            asked = "SELECT tbl, row_id, seq, gone, body FROM row_state WHERE tbl = ? AND row_id = ?"
            found = (db.execute(asked, key).fetchone() for key in keys)
            return tuple(row_now(line) for line in found if line is not None)

    def table(self, name: str, after: str, limit: int) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        with self._open() as (db, _lease):
            asked = (
                "SELECT tbl, row_id, seq, gone, body FROM row_state"
                " WHERE tbl = ? AND row_id > ? ORDER BY row_id LIMIT ?"
            )
            return tuple(row_now(line) for line in db.execute(asked, (name, after, limit)).fetchall())

    @contextmanager
    def staying(self) -> Iterator[SharedFile]:
        """For several calls after another: each opens the file for itself, so that others come in between."""
        yield self

    @contextmanager
    def book(self, *, writing: bool = False) -> Iterator[Connection]:
        """One transaction in the file, for other books that are kept beside the history."""
        with self._open(writing=writing) as (db, _lease):
            yield db

    def purge(self, destruction_id: str, by: str) -> Mapping[str, int]:
        """See `CentralStore`. The file is written anew, so that no page of it keeps what went."""
        with self._open(writing=True) as (db, _lease):
            db.execute("PRAGMA secure_delete = ON")
            counted = purge(db, destruction_id, by, datetime.now(UTC).date())
        with self._open(anew=True):
            return counted

    def settle_days_apart(self, days: int) -> None:
        """See `CentralStore`."""
        with self._open(writing=True) as (db, _lease):
            db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('days_apart', ?)", (str(days),))

    def conflicts_of(self, scopes: Sequence[str]) -> tuple[Clash, ...]:  # noqa: ARG002 - it knows no scopes
        """See `CentralStore`."""
        with self._open() as (db, _lease):
            told = db.execute("SELECT body FROM conflict WHERE open ORDER BY id").fetchall()
        return tuple(clash for (body,) in told if (clash := read_clash(body)) is not None)

    @contextmanager
    def at_rest(self) -> Iterator[dict[str, int]]:
        """Nobody writes while the block lasts; tells how many changes and rows there are."""
        with self._open() as (db, _lease):
            yield _counts(db)

    def look_through(self) -> dict[str, int]:
        """Looks at every page and every sum, and returns how many changes and rows there are.

        Raises:
            WorldFault: ``central-damaged`` beside those of the class.
        """
        with self._open() as (db, _lease):
            broken = db.execute("PRAGMA cipher_integrity_check").fetchone()
            if broken or db.execute("PRAGMA quick_check").fetchone()[0] != "ok" or not sums_hold(db):
                raise WorldFault("central-damaged", file=self.path.name)
            return _counts(db)

    def raise_epoch(self) -> None:
        """Has every laptop notice that the file was put back from a copy."""
        with self._open(writing=True) as (db, _lease):
            db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'epoch'")
            db.execute(
                "INSERT INTO meta (name, value) VALUES ('put_back_at', CAST(? AS TEXT)) ON CONFLICT (name) DO UPDATE"
                " SET value = CAST(min(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER)) AS TEXT)",
                (_head(db),),
            )

    def _build(self, region: str, *, samples: bool) -> str:
        store_id, draft = new_id(), self.path.with_name(f"{self.path.name}.new")
        meta = {"store_id": store_id, "epoch": "1", "schema_version": "0", "region": region, "format": _FORMAT}
        try:
            draft.unlink(missing_ok=True)
            with closing(_connect(draft, self.key, may_create=True)) as db:
                for setting in _SETTINGS:
                    db.execute(setting)
                db.execute("BEGIN IMMEDIATE")
                for statement in TABLES:
                    db.execute(statement)
                db.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", list(meta.items()))
                settle_sample(db, samples=samples)
                db.execute("COMMIT")
            draft.replace(self.path)
        except dbapi2.Error as error:
            draft.unlink(missing_ok=True)
            raise self._fault(error) from error
        except OSError as error:
            raise WorldFault("central-unreachable", file=self.path.name) from error
        return store_id

    @contextmanager
    def _open(self, *, writing: bool = False, anew: bool = False) -> Iterator[tuple[Connection, Lease]]:
        """One transaction; what was written stays only when the block ends well and the lease is still ours."""
        _look(self.path)
        lease = self._leased()
        try:
            with closing(_connect(self.path, self.key)) as db, self.lines.held(db.interrupt):
                self._check(db)
                if anew:
                    db.execute("VACUUM")
                db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
                yield db, lease
                if writing and not lease.is_ours():
                    raise self._taken_away() or WorldFault("central-busy", file=self.path.name)
                db.execute("COMMIT")
        except (dbapi2.Error, FileNotFoundError) as error:
            raise self._taken_away() or self._fault(error) from error
        finally:
            lease.let_go()

    def _leased(self) -> Lease:
        is_cut = Event()

        def pause(seconds: float) -> None:
            if is_cut.is_set():
                raise WorldFault("central-busy", file=self.path.name)
            self.patience.pause(seconds)

        lease = Lease(self.path.with_name(f"{self.path.name}.lease"), replace(self.patience, pause=pause))
        with self.lines.held(is_cut.set):
            lease.take()
        return lease

    def _check(self, db: Connection) -> None:
        """Whether the key fits, the file is whole, and its tables are known."""
        try:
            tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except dbapi2.DatabaseError as error:
            raise self._told_apart(db, error) from error
        for setting in _SETTINGS:
            db.execute(setting)
        if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise WorldFault("central-busy", file=self.path.name)
        size = db.execute("PRAGMA page_count").fetchone()[0] * _PAGE
        if not tables or self.path.stat().st_size < size:
            raise WorldFault("central-damaged", file=self.path.name)
        if _meta(db)["format"] != _FORMAT:
            raise WorldFault("central-newer", file=self.path.name)

    def _told_apart(self, db: Connection, error: Exception) -> Exception:
        """SQLCipher has one error for a wrong key and a broken first page; the other pages tell which it is."""
        if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
            return error
        pages = self.path.stat().st_size // _PAGE
        broken = len(db.execute("PRAGMA cipher_integrity_check").fetchall())
        return WorldFault("central-wrong-key" if broken >= pages else "central-damaged", file=self.path.name)

    def _taken_away(self) -> WorldFault | None:
        """A share that goes while its file is open comes out as anything: busy, read only, moved."""
        if self.path.exists():
            return None
        return WorldFault(
            "central-missing" if self.path.parent.is_dir() else "central-unreachable", file=self.path.name
        )

    def _fault(self, error: Exception) -> Exception:
        name = str(getattr(error, "sqlite_errorname", ""))
        code = next((code for start, code in _FAULTS if name.startswith(start)), None)
        if code == "central-unreachable" and not self.path.exists() and self.path.parent.is_dir():
            code = "central-missing"
        return WorldFault(code, file=self.path.name) if code else error


def _look(path: Path) -> None:
    """Looks at the file from outside before anything trusts it."""
    try:
        if not path.parent.is_dir():
            raise WorldFault("central-unreachable", file=path.name)
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
        size = path.stat().st_size
    except FileNotFoundError:
        raise WorldFault("central-missing", file=path.name) from None
    except PermissionError as error:
        raise WorldFault("central-read-only", file=path.name) from error
    except OSError as error:
        raise WorldFault("central-unreachable", file=path.name) from error
    if header == _PLAIN_HEADER:
        raise WorldFault("central-not-encrypted", file=path.name)
    if size == 0 or size % _PAGE:
        raise WorldFault("central-damaged", file=path.name)


def _connect(path: Path, key: bytes, *, may_create: bool = False) -> Connection:
    db: Connection = dbapi2.connect(
        _uri(path, may_create=may_create), uri=True, isolation_level=None, timeout=_BUSY_SECONDS
    )
    try:
        # SQLCipher tells of every wrong key on standard error, which belongs to the person at the terminal.
        db.execute("PRAGMA cipher_log_level = NONE")
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        encrypts = db.execute("PRAGMA cipher_version").fetchone()
    except BaseException:
        db.close()
        raise
    if not encrypts:
        db.close()
        raise WorldFault("no-encryption")
    return db


def _uri(path: Path, *, may_create: bool) -> str:
    """SQLite's own kind of address, by which a file that vanished is not made anew. Shares keep both slashes."""
    plain = path.absolute().as_posix()
    front = "" if plain.startswith("/") and not plain.startswith("//") else "//" if plain.startswith("//") else "///"
    return f"file:{front}{quote(plain)}?mode={'rwc' if may_create else 'rw'}"


def _meta(db: Connection) -> Mapping[str, str]:
    return dict(db.execute("SELECT name, value FROM meta").fetchall())


def _place(db: Connection, cursor: int) -> Place:
    asked = "SELECT value, (SELECT op_id FROM change WHERE seq = ?) FROM meta WHERE name = 'epoch'"
    epoch, met = db.execute(asked, (cursor,)).fetchone()
    return Place(int(epoch), cursor, met or "")


def _counts(db: Connection) -> dict[str, int]:
    names = ("change", "row_state")
    return {t: int(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in names}  # noqa: S608 - our own names


def _head(db: Connection) -> int:
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])
