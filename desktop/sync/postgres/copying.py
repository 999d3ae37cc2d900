"""A copy of a central store in a database that loses nothing: one encrypted file, opened and counted before it counts.

The copy holds the books of one moment, as the server tells them (COPY), in a file under SQLCipher. Putting it back
makes new books in an empty database; their ``epoch`` is one higher, by which every laptop notices. No password is in a
copy: whoever has no login at the server it is put back to needs a new invitation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg import IsolationLevel, sql
from sqlcipher3 import dbapi2

from desktop.models.faults import WorldFault
from desktop.store.engine import connect
from desktop.sync.postgres.founding import acting
from desktop.sync.postgres.making import FILES_AT_PURGE, FORMAT, formats_to, upgrade, write

if TYPE_CHECKING:
    from sqlite3 import Connection as File  # sqlcipher3 has the same face, without its types

    from psycopg import Connection

    from desktop.sync.postgres.founding import Founder

    Db = Connection[tuple[Any, ...]]

TABLES = (
    "meta", "pen", "member", "change", "row_state", "field_version", "refers", "op_result", "conflict", "digest",
    "case_access", "resident_access", "judgement",
)  # fmt: skip
"""Tables that are copied; what the program itself says of the kinds is made anew, and nothing waits in ``awaited``."""

_SINCE_2 = ("late", "purged", "destroyed", "audit_line", "audit_head", "audit_release")


def tables_of(form: str) -> tuple[str, ...]:
    """Those that books of a format have."""
    return TABLES if form == "1" else TABLES + _SINCE_2


COPIED_AT = "copied_at"
"""Under which ``meta`` keeps when a copy was made last."""

Told = Callable[[int, int], None]
"""How many lines are done of how many; what it raises stops the work, and no half copy stays."""

_PIECE = 1 << 20
_LOGIN = "naober_"


def copy_out(founder: Founder, target: Path, key: bytes, *, told: Told | None = None) -> Mapping[str, int]:
    """Writes a copy and returns how many rows of each table are in it; no half copy stays. The books note its moment.

    Args:
        founder: Administrator of the database.
        target: The file; it must not exist.
        key: 32 bytes.
        told: How far it is: every line is written once, and read back once.

    Raises:
        WorldFault: ``central-exists`` for the target, ``cannot-write``, ``central-copy-damaged`` when the copy turns
            out not to hold what was written, and those of `Founder`.
    """
    if target.exists():
        raise WorldFault("central-exists", file=target.name)
    draft = target.with_name(f"{target.name}.new")
    try:
        draft.unlink(missing_ok=True)
        with closing(connect(draft, key)) as file:
            counts = _copy(founder, file, told)
        draft.chmod(0o600)
        if _sound(draft, key, _Far(told, 2 * sum(counts.values()), sum(counts.values()))) != counts:
            raise WorldFault("central-copy-damaged", file=target.name)
        draft.replace(target)
    except (OSError, dbapi2.Error) as error:
        raise WorldFault("cannot-write", file=target.name) from error
    finally:
        draft.unlink(missing_ok=True)
    _note_copy(founder)
    return counts


def put_back(founder: Founder, copy: Path, key: bytes) -> Mapping[str, int]:
    """Makes the books of a copy in an empty database and returns how many rows of each table stand there.

    Nobody comes in who was shut out since: a login that the server refuses stays shut out.

    Raises:
        WorldFault: ``central-exists`` when the database has books, ``central-copy-damaged``, ``central-newer`` for a
            copy by a later program, and those of `Founder`.
    """
    counts = _sound(copy, key)
    with closing(connect(copy, key)) as file, founder.session() as db:
        form = _about(file)["format"]
        owner, members = founder.lay(db)
        with acting(db, owner):
            write(db, formats_to(form), owner, members)
            db.execute("DELETE FROM naober.pen")
            for name in tables_of(form):
                _fill(db, file, name)
            _raise_epoch(db)
            upgrade(db, owner, members)
        _let_in_again(db, owner, members)
        if any(_count(db, name) != count for name, count in counts.items() if name != "meta"):
            raise WorldFault("central-copy-damaged", file=copy.name)
    return counts


@dataclass
class _Far:
    """How far a copy is, told line by line."""

    told: Told | None = None
    total: int = 0
    done: int = 0

    def more(self, data: bytes | bytearray | memoryview) -> int:
        """Counts the lines in it; a line break within a value is written otherwise."""
        lines = bytes(data).count(b"\n")
        self.done += lines
        if self.told is not None:
            self.told(self.done, self.total)
        return lines


def _copy(founder: Founder, file: File, told: Told | None) -> dict[str, int]:
    file.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    file.execute("CREATE TABLE piece (tbl TEXT NOT NULL, place INTEGER NOT NULL, data BLOB NOT NULL) STRICT")
    file.execute("BEGIN")
    with founder.session() as db, _steady(db):
        about = {"format": str(_one(db, "SELECT value FROM naober.meta WHERE name = 'format'"))}
        if about["format"] not in {str(n) for n in range(1, int(FORMAT) + 1)}:
            raise WorldFault("central-newer", file=founder.address.name)
        counts = {name: _count(db, name) for name in tables_of(about["format"])}
        far = _Far(told, 2 * sum(counts.values()))
        for name, count in counts.items():
            about |= {f"{name}.rows": str(count), f"{name}.columns": ",".join(_columns(db, name))}
            about[f"{name}.sha256"] = _copy_table(db, file, name, far)
    file.executemany("INSERT INTO about VALUES (?, ?)", list(about.items()))
    file.execute("COMMIT")
    return counts


@contextmanager
def _steady(db: Db) -> Iterator[None]:
    """All that is read is of one moment."""
    db.rollback()
    db.isolation_level = IsolationLevel.REPEATABLE_READ
    db.read_only = True
    yield


def _copy_table(db: Db, file: File, name: str, far: _Far) -> str:
    digest, held, place = sha256(), bytearray(), 0
    with db.cursor() as cursor, cursor.copy(sql.SQL("COPY {} TO STDOUT").format(_named(name))) as out:
        for data in out:
            digest.update(data)
            far.more(data)
            held += data
            if len(held) >= _PIECE:
                file.execute("INSERT INTO piece VALUES (?, ?, ?)", (name, place, bytes(held)))
                held, place = bytearray(), place + 1
    file.execute("INSERT INTO piece VALUES (?, ?, ?)", (name, place, bytes(held)))
    return digest.hexdigest()


def _sound(path: Path, key: bytes, far: _Far | None = None) -> dict[str, int]:
    """Looks at every page, every sum and every line of a copy, and returns how many rows it holds by table."""
    seen = far or _Far()
    try:
        with closing(connect(path, key)) as file:
            about = _about(file)
            is_whole = not file.execute("PRAGMA cipher_integrity_check").fetchall()
            counts = {}
            for name in tables_of(about["format"]):
                digest, lines = sha256(), 0
                for data in _pieces(file, name):
                    digest.update(data)
                    lines += seen.more(data)
                counts[name] = lines
                is_whole &= digest.hexdigest() == about[f"{name}.sha256"] and str(lines) == about[f"{name}.rows"]
    except (dbapi2.Error, KeyError):
        raise WorldFault("central-copy-damaged", file=path.name) from None
    if not is_whole:
        raise WorldFault("central-copy-damaged", file=path.name)
    return counts


def _fill(db: Db, file: File, name: str) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, _about(file)[f"{name}.columns"].split(",")))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_named(name), columns)
    with db.cursor() as cursor, cursor.copy(statement) as into:
        for data in _pieces(file, name):
            into.write(data)


def copied_at(founder: Founder) -> datetime | None:
    """When the last copy that holds everything was made, by the clock of who made it; None when none ever was."""
    with founder.session() as db:
        owner, _members = founder.roles(db)
        with acting(db, owner):
            found = _one(db, sql.SQL("SELECT value FROM naober.meta WHERE name = {}").format(sql.Literal(COPIED_AT)))
    return datetime.fromisoformat(str(found)) if found else None


def _note_copy(founder: Founder) -> None:
    with founder.session() as db:
        owner, _members = founder.roles(db)
        with acting(db, owner):
            now = datetime.now(UTC).isoformat(timespec="seconds")
            kept = "INSERT INTO naober.meta VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            db.execute(kept, (COPIED_AT, now))


def _raise_epoch(db: Db) -> None:
    """Laptops notice by the epoch, and offer again what they made after this place. Nobody founds any more.

    The tables are new, so no file of theirs holds what was destroyed before the copy.
    """
    db.execute(
        "INSERT INTO naober.meta VALUES (%s, '{}') ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (FILES_AT_PURGE,),
    )
    db.execute("UPDATE naober.meta SET value = value::int + 1 WHERE name = 'epoch'")
    db.execute(
        "INSERT INTO naober.meta SELECT name, seq::text"
        " FROM naober.pen, unnest(ARRAY['put_back_at', 'founded_to']) AS name"
        " ON CONFLICT (name) DO UPDATE SET value = least(meta.value::bigint, excluded.value::bigint)::text"
    )


def _let_in_again(db: Db, owner: sql.Identifier, members: sql.Identifier) -> None:
    # A login with an end can only hand in what was not shared: it was shut out.
    asked = (
        "SELECT m.login, m.revoked_at IS NULL,"
        " r.rolcanlogin AND coalesce(r.rolvaliduntil, 'infinity') = 'infinity' FROM naober.member AS m"
        " LEFT JOIN pg_roles AS r ON r.rolname = m.login"
    )
    for login, is_in, can_login in db.execute(asked).fetchall():
        role = sql.Identifier(login)
        if not str(login).startswith(_LOGIN):
            raise WorldFault("central-copy-damaged", file=str(login))
        if can_login is None:
            kind = sql.SQL("LOGIN" if is_in else "NOLOGIN")
            db.execute(sql.SQL("CREATE ROLE {} {} CONNECTION LIMIT 8").format(role, kind))
        if is_in and can_login is not False:
            db.execute(sql.SQL("GRANT {} TO {}").format(members, role))
        elif is_in:
            with acting(db, owner):
                db.execute("UPDATE naober.member SET revoked_at = now() WHERE login = %s", (login,))


def _pieces(file: File, name: str) -> Iterator[bytes]:
    for (data,) in file.execute("SELECT data FROM piece WHERE tbl = ? ORDER BY place", (name,)):
        yield bytes(data)


def _about(file: File) -> dict[str, str]:
    return dict(file.execute("SELECT name, value FROM about").fetchall())


def _columns(db: Db, name: str) -> list[str]:
    asked = (
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " ORDER BY attnum"
    )
    return [column for (column,) in db.execute(asked, (f"naober.{name}",)).fetchall()]


def _count(db: Db, name: str) -> int:
    return int(_one(db, sql.SQL("SELECT count(*) FROM {}").format(_named(name))))


def _one(db: Db, question: sql.SQL | sql.Composed | str) -> Any:  # noqa: ANN401 - whatever the server says
    found = db.execute(question).fetchone()
    return found[0] if found else None


def _named(name: str) -> sql.Identifier:
    return sql.Identifier("naober", name)
