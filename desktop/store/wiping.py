"""Taking away for good what left this laptop's reach, or what the law says must be destroyed.

A deletion is journalled with what it deleted, and that is what must not happen here. So the rows go without a word, the
lines of the journal that told of them keep their number, their act and their place and lose the rest, and what the
books remember beside it goes too. No hash of a line is kept: of a text as short as a name, a hash tells whether a guess
is right. The file is then written anew, for a deleted page keeps its text until another takes its place.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.store.faults import as_failure
from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

Key = tuple[str, str]
"""Table and row."""

_OWED = "wipe.owed"
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


def write_anew(store: Store) -> bool:
    """Writes the file anew where that is owed, without what was wiped; False when it must be done later.

    Another reader, or a disk without room for a second copy, can be in the way: it stays owed then, and is done when
    the store is opened again or at the next sync. The copy that a migration left beside it goes as well.
    """
    with store.read() as reader:
        if not is_owed(reader):
            return True
    try:
        if not _rewrite(store):
            return False
    except WorldFault as fault:
        _LOG.warning("the store was not written anew yet: %s", fault.code)
        return False
    store.path.with_name(f"{store.path.name}.before-migration").unlink(missing_ok=True)
    with store.work("Write the store anew") as work:
        work.connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (_OWED,))
        work.commit()
    return True


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
