"""Taking away for good what left this laptop's reach, or what the law says must be destroyed.

A deletion is journalled with what it deleted, and that is what must not happen here. So the rows go without a word, the
lines of the journal that told of them keep their number, their act and their place and lose the rest, and what the
books remember beside it goes too. No hash of a line is kept: of a text as short as a name, a hash tells whether a guess
is right. The file is then written anew, for a deleted page keeps its text until another takes its place. Copies that
the program keeps beside the file are older than that, and go too.
"""

from __future__ import annotations

import json
import logging
import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.security.key_file import key_path
from desktop.store.copies import list_copies, make_copy
from desktop.store.faults import as_failure
from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

Key = tuple[str, str]
"""Table and row."""

KEPT_DAYS = 30
"""How long a store that was set aside, and that may hold work which the team never had, outlives a wipe."""

_OWED, _COPIES = "wipe.owed", "wipe.copies"
_SET_ASIDE = re.compile(r"\.[a-z]+-\d+$")
"""How the name of a store ends in whose place a copy was put."""

_LOG = logging.getLogger(__name__)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_FORGET = (
    # Nothing of an act that is only half there can be taken back.
    "INSERT OR IGNORE INTO undone (act_id, by_act_id)"
    " SELECT act_id, act_id FROM journal WHERE tbl = :tbl AND row_id = :row",
    "UPDATE journal SET changes = '{}', row_id = '', wiped = 1, pushed = max(pushed, 1)"
    " WHERE tbl = :tbl AND row_id = :row",
    "DELETE FROM row_base WHERE tbl = :tbl AND row_id = :row",
    "DELETE FROM held WHERE tbl = :tbl AND row_id = :row",
)

_BOOKS = {
    "conflict": "SELECT id, tbl, row_id, before || mine || theirs FROM conflict",
    "refused": "SELECT op_id, tbl, row_id, detail FROM refused",
    "form_draft": "SELECT id, '', subject_id, content FROM form_draft",
}
"""By table of texts: the id, what a line is about, and everything it says."""


def wipe(work: UnitOfWork, keys: Collection[Key]) -> int:
    """Takes rows away, with all that this store tells of them, and says how many rows stood there.

    Whoever calls commits, sees to it that no edit of them waits and that no row which stays names one of them, and has
    `write_anew` called afterwards.
    """
    connection = work.connection
    # Should writing anew not come through, then at least the pages of the file itself hold zeros.
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.exec_driver_sql("UPDATE act_context SET wiping = 1")
    told = [{"tbl": tbl, "row": row_id} for tbl, row_id in keys]
    if told:
        for statement in _FORGET:
            connection.exec_driver_sql(statement, told)
    _forget_digests(connection)
    for name, ids in books_about(work, keys).items():
        _drop(work, name, "op_id" if name == "refused" else "id", ids)
        work.note(name, *ids)
    gone = 0
    for table in reversed(TABLES):
        ids = [row_id for tbl, row_id in keys if tbl == table]
        gone += _drop(work, table, "id", ids)
        work.note(table, *ids)
    connection.exec_driver_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, '1')", (_OWED,))
    connection.exec_driver_sql("UPDATE act_context SET wiping = 0")
    return gone


def books_about(reader: Reader, keys: Collection[Key]) -> dict[str, list[str]]:
    """Ids, by table, of the conflicts, refusals and half typed forms that are about these rows or name one of them."""
    about, rows = set(keys), {row_id for _tbl, row_id in keys}
    found: dict[str, list[str]] = {}
    for name, query in _BOOKS.items():
        lines = reader.connection.exec_driver_sql(query)
        found[name] = [
            id_
            for id_, tbl, row_id, text in lines
            if (tbl, row_id) in about or (not tbl and row_id in rows) or not rows.isdisjoint(_ID.findall(text))
        ]
    return found


def is_owed(reader: Reader) -> bool:
    """True while the file still holds, in pages that are not in use, what was wiped."""
    query = "SELECT count(*) FROM setting WHERE name = ?"
    return bool(reader.connection.exec_driver_sql(query, (_OWED,)).scalar_one())


def forms_of_nothing(reader: Reader) -> frozenset[str]:
    """What half typed forms are about that is not there, and of which nothing tells that it ever was.

    So it is after a wipe, when someone goes on typing in a form that stood open. A row that a person deleted is told of
    by the journal.
    """
    found = reader.connection.exec_driver_sql("SELECT DISTINCT subject_id FROM form_draft").scalars().all()
    return frozenset(subject for subject in found if (ids := _ID.findall(subject)) and not _is_known(reader, ids[0]))


def _is_known(reader: Reader, row_id: str) -> bool:
    run = reader.connection.exec_driver_sql
    there = any(run(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).first() for table in TABLES)  # noqa: S608 - ours
    return there or run("SELECT 1 FROM journal WHERE row_id = ? LIMIT 1", (row_id,)).first() is not None


def write_anew(store: Store) -> bool:
    """Writes the file anew where that is owed, without what was wiped; False when it must be done later.

    Another reader, or a disk without room for a second copy, can be in the way: it stays owed then, and is done when
    the store is opened again or at the next sync. What lies beside it from before goes as well, see `copies_beside`;
    where rolling copies were kept a new one is made at once, so that no laptop is without.
    """
    with store.read() as reader:
        owed, kept = is_owed(reader), copies_kept(reader)
    if owed:
        try:
            if not _rewrite(store):
                return False
        except WorldFault as fault:
            _LOG.warning("the store was not written anew yet: %s", fault.code)
            return False
    today = store.clock().date()
    keeps_copies = bool(list_copies(store.path))
    older = dict.fromkeys(copies_beside(store.path), today) if owed else {}
    left = {name: since for name, since in {**older, **kept}.items() if not _is_gone(store, name, since)}
    if owed or left != kept:
        with store.work("Write the store anew") as work:
            work.connection.exec_driver_sql("DELETE FROM setting WHERE name IN (?, ?)", (_OWED, _COPIES))
            if left:
                told = json.dumps({name: since.isoformat() for name, since in left.items()})
                work.connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES (?, ?)", (_COPIES, told))
            work.commit()
    if owed and keeps_copies:
        _copy_what_stands(store)
    return True


def copies_beside(path: Path) -> list[str]:
    """What the program keeps beside a store and what may hold what the store held before, from the store's folder.

    These are the copy that a migration left, the rolling copies, stores in whose place a copy was put, and what is left
    of a copy that was cut off.
    """
    folder, name = path.parent, path.name
    aside = (one for one in folder.glob(f"{name}.*") if _SET_ASIDE.fullmatch(one.name.removeprefix(name)))
    copies = [one for end in ("copy", "copy.new") for one in (folder / f"{name}.copies").glob(f"*.{end}")]
    found = [folder / f"{name}.before-migration", folder / f"{name}.new", *copies, *aside]
    return sorted(one.relative_to(folder).as_posix() for one in found if one.is_file())


def copies_kept(reader: Reader) -> Mapping[str, date]:
    """Copies that must go and still lie there, each with the day since when."""
    query = "SELECT value FROM setting WHERE name = ?"
    told = reader.connection.exec_driver_sql(query, (_COPIES,)).scalar_one_or_none()
    return {name: date.fromisoformat(since) for name, since in json.loads(told or "{}").items()}


def _copy_what_stands(store: Store) -> None:
    """Without room, or where the store is closed meanwhile, the next day's copy is the first."""
    try:
        make_copy(store, store.clock().astimezone())
    except WorldFault as fault:
        _LOG.warning("no copy was made after the store was written anew: %s", fault.code)


def _is_gone(store: Store, name: str, since: date) -> bool:
    """Takes a copy away, unless it may hold work that is nowhere else and is not too old yet."""
    path = store.path.parent / name
    is_young = store.clock().date() < since + timedelta(days=KEPT_DAYS)
    if path.exists() and _SET_ASIDE.search(name) and is_young and _may_hold_work(store, path):
        return False
    try:
        for end in ("-wal", "-shm", ""):
            path.with_name(path.name + end).unlink(missing_ok=True)
        key_path(path).unlink(missing_ok=True)
    except OSError as error:
        _LOG.warning("a copy beside the store could not be taken away: %s", type(error).__name__)
        return False
    return True


def _may_hold_work(store: Store, path: Path) -> bool:
    """True for a store of which an edit was never sent, and for one that cannot be read."""
    connection = store.engine.raw_connection()
    try:
        cursor = connection.cursor()
        # It has the key of the store in whose place it stood.
        cursor.execute("ATTACH ? AS aside", (str(path),))
        found = cursor.execute("SELECT count(*) FROM aside.journal WHERE pushed = 0").fetchone()
        return found is None or bool(found[0])
    except Exception as error:  # noqa: BLE001 - the driver's own, whatever is wrong with that file
        _LOG.info("a store that was set aside cannot be read: %s", type(error).__name__)
        return True
    finally:
        with suppress(Exception):
            connection.cursor().execute("DETACH aside")
        connection.close()


def _rewrite(store: Store) -> bool:
    connection = store.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only = OFF")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        answer = cursor.fetchone()
    except Exception as error:
        raise as_failure(error, store.path) or error from error
    finally:
        connection.close()
    return answer is not None and not answer[0]


def _forget_digests(connection: Connection) -> None:
    """A hash of a row tells whether a guess is right, and the journal will not say that the row went."""
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sync_hash'").first():
        connection.exec_driver_sql("DELETE FROM sync_hash")
        connection.exec_driver_sql("DELETE FROM sync_state WHERE name IN ('digests_upto', 'digests_on')")


def _drop(work: UnitOfWork, table: str, name: str, ids: Iterable[str]) -> int:
    query = f"DELETE FROM {table} WHERE {name} = ?"  # noqa: S608 - names of our own tables
    values = [(id_,) for id_ in ids]
    return work.connection.exec_driver_sql(query, values).rowcount if values else 0
