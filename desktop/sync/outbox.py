"""What waits to be sent: lines of the journal as edits, whole acts at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.models.base import new_id
from desktop.store import journal
from desktop.store.journal import Fate
from desktop.sync import books
from desktop.sync.arrival import Key
from desktop.sync.books import Refusal
from desktop.sync.local_rows import by_table, read_as_journalled
from desktop.sync.ops import Op, OpKind, Unreadable, from_journal
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

_ROWS_AT_ONCE = 500

_WAITING = """
SELECT j.seq, j.op_id, j.act_id, j.act, j.tbl, j.row_id, j.kind, j.changes, j.base, j.parent, j.actor, j.device,
    j.made_at, j.schema_version,
    (SELECT c.id FROM conflict AS c WHERE c.resolved_act = j.act_id AND c.tbl = j.tbl AND c.row_id = j.row_id LIMIT 1)
        AS decides
FROM journal AS j WHERE j.pushed = 0 AND j.seq > ? AND j.seq <= ? ORDER BY j.seq
"""


@dataclass(frozen=True)
class Batch:
    """A few whole acts that go out in one call."""

    ops: tuple[Op, ...]
    spoilt: tuple[Refusal, ...]
    """Lines of the journal that cannot be understood; they are refused here and hold nobody up."""
    upto: int
    """Place in the journal of the last line."""


@dataclass(frozen=True)
class Pending:
    """A row's own edits that the central store has not judged yet."""

    fields: frozenset[str] = frozenset()
    """Fields that keep the own value until then."""
    members: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    """Set field, members added, members removed; in order."""
    is_any: bool = False


def waiting(reader: Reader) -> tuple[int, int, int]:
    """How many edits wait, the place in the journal behind which the first one is, and the place of the last one."""
    query = "SELECT count(*), coalesce(min(seq), 1) - 1, coalesce(max(seq), 0) FROM journal WHERE pushed = 0"
    count, before, last = reader.connection.exec_driver_sql(query).one()
    return count, before, last


def next_batch(reader: Reader, after: int, last: int, *, least: int) -> Batch | None:
    """The next whole acts behind a place in the journal and up to another; None when all went.

    Acts are added until there are at least so many edits.
    """
    ops: list[Op] = []
    spoilt: list[Refusal] = []
    upto, act = after, ""
    result = reader.connection.exec_driver_sql(_WAITING, (after, last))
    names = tuple(result.keys())
    for found in result:
        line = dict(zip(names, found, strict=True))
        if line["act_id"] != act and len(ops) + len(spoilt) >= least:
            break
        upto, act = line["seq"], line["act_id"]
        try:
            ops.append(from_journal(line, line["decides"]))
        except Unreadable as why:
            spoilt.append(_spoilt(line, why))
    result.close()
    return Batch(tuple(ops), tuple(spoilt), upto) if upto > after else None


def pending(reader: Reader, key: Key) -> Pending:
    """What waits for one row."""
    query = "SELECT kind, changes FROM journal WHERE tbl = ? AND row_id = ? AND pushed = 0 ORDER BY seq"
    found = reader.connection.exec_driver_sql(query, key).all()
    if not found:
        return Pending()
    shapes = kinds()[key[0]].shapes
    plain: set[str] = set()
    members = []
    for verb, text in found:
        for name, (old, new) in pairs_of(text).items():
            if name in shapes and shapes[name].is_set and verb == OpKind.UPDATE:
                was, now = old or [], new or []
                members.append((name, tuple(m for m in now if m not in was), tuple(m for m in was if m not in now)))
            else:
                plain.add(name)
    return Pending(frozenset(plain), tuple(members), is_any=True)


def rows_waiting(reader: Reader) -> set[Key]:
    """Rows with edits that wait."""
    query = "SELECT DISTINCT tbl, row_id FROM journal WHERE pushed = 0"
    return {(tbl, row_id) for tbl, row_id in reader.connection.exec_driver_sql(query)}


def waiting_among(reader: Reader, keys: Iterable[Key]) -> set[Key]:
    """The same of these rows: of a first sync that is under way nearly every row there is waits."""
    query = (
        "SELECT DISTINCT row_id FROM journal WHERE pushed = 0 AND tbl = ?"
        " AND row_id IN (SELECT value FROM json_each(?))"
    )
    return {
        (table, row_id)
        for table, ids in by_table(keys).items()
        for row_id in reader.connection.exec_driver_sql(query, (table, json.dumps(ids))).scalars()
    }


def own_ops(reader: Reader, op_ids: Sequence[str]) -> dict[str, Fate]:
    """Of these edits the ones made in this store, with what became of them."""
    marks = ", ".join("?" * len(op_ids))
    query = f"SELECT op_id, pushed FROM journal WHERE origin <> 'sync' AND op_id IN ({marks})"  # noqa: S608 - marks only
    return {op_id: Fate(pushed) for op_id, pushed in reader.connection.exec_driver_sql(query, tuple(op_ids))}


def settle(work: UnitOfWork, op_ids: Sequence[str], fate: Fate) -> None:
    """Writes down the central store's answer to edits."""
    journal.settle(work, op_ids, fate)


def put_back(work: UnitOfWork, refusal: Refusal) -> None:
    """Puts an edit on the list of what could not be shared; its row will be fetched as the central store has it."""
    settle(work, [refusal.op_id], Fate.REFUSED)
    books.refuse(work, refusal)
    if refusal.tbl in kinds():
        key = (refusal.tbl, refusal.row_id)
        books.hold(work, [key])
        see_no_further(work, key, int(refusal.detail.get("base", 0)))
    books.reopen(work, refusal.op_id)


def see_no_further(work: UnitOfWork, key: Key, seq: int) -> None:
    """Has edits of a row that is still to be fetched built on no later change than this one."""
    journal.set_base(work, *key, min(seq, journal.base_of(work, *key)))


def offer_everything(work: UnitOfWork) -> None:
    """Has every row wait as if it were just made, for a central store that may know none of them.

    What waited so far stands in the rows; its place in the history of the store that is left means nothing elsewhere.
    """
    work.connection.exec_driver_sql("UPDATE journal SET pushed = 1 WHERE pushed = 0")
    for table in kinds():
        query, after = f"SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?", ""  # noqa: S608 - our own tables
        while ids := work.connection.exec_driver_sql(query, (after, _ROWS_AT_ONCE)).scalars().all():
            for row_id in ids:
                offer_row(work, (table, row_id))
            after = ids[-1]


def restless_tables(reader: Reader) -> set[str]:
    """Tables of which an own edit waits or a row is held: they need not be as the central store has them yet."""
    query = "SELECT tbl FROM journal WHERE pushed = 0 UNION SELECT tbl FROM held"
    return set(reader.connection.exec_driver_sql(query).scalars())


def make_final(work: UnitOfWork) -> None:
    """Keeps the act from being offered for undoing.

    Undoing a decision would bring the old value back and not the question; undoing what was only said again would take
    away what was there all along.
    """
    query = "INSERT OR IGNORE INTO undone (act_id, by_act_id) VALUES (?, ?)"
    work.connection.exec_driver_sql(query, (work.act_id, work.act_id))


def say_again(
    work: UnitOfWork, key: Key, changes: Mapping[str, tuple[Json, Json]], kind: OpKind, *, unseen: bool = False
) -> str:
    """Writes an edit in the journal that the triggers do not see, because it leaves the row as it is.

    That is a decision to keep what stands, or a row that the central store turns out not to have. Returns the edit's
    id. Where the central store's value was never seen here it goes out as one made unseen, and a person is asked.
    """
    make_final(work)
    op_id, act = new_id(), work.act
    base = 0 if unseen else journal.base_of(work, *key)
    earlier = work.connection.exec_driver_sql(
        "SELECT op_id FROM journal WHERE tbl = ? AND row_id = ? AND pushed = 0 ORDER BY seq DESC LIMIT 1", key
    ).scalar_one_or_none()
    work.connection.exec_driver_sql(
        "INSERT INTO journal (op_id, act_id, act, tbl, row_id, kind, changes, base, parent, actor, device, made_at,"
        " origin, schema_version, pushed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'local', ?, 0)",
        (
            *(op_id, work.act_id, act.name, *key, kind.value),
            *(json.dumps(changes, ensure_ascii=False), base, None if unseen else earlier),
            *(act.actor, act.device, act.made_at.isoformat(), act.schema_version),
        ),
    )
    return op_id


def leave_to_row(work: UnitOfWork, key: Key) -> None:
    """What waits of a row is not sent: it stands in the row, and alone it would build on what is not there any more."""
    work.connection.exec_driver_sql("UPDATE journal SET pushed = 1 WHERE pushed = 0 AND tbl = ? AND row_id = ?", key)


def offer_row(work: UnitOfWork, key: Key) -> None:
    """Offers a whole row that the central store turns out never to have seen."""
    values = read_as_journalled(work, key)
    if values is not None:
        say_again(
            work, key, {name: (None, value) for name, value in values.items() if value is not None}, OpKind.INSERT
        )


def pairs_of(text: str) -> dict[str, tuple[Json, Json]]:
    """Old and new by field; nothing of a line that cannot be understood."""
    try:
        return {str(name): (old, new) for name, (old, new) in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _spoilt(line: Mapping[str, Any], why: Unreadable) -> Refusal:
    detail = {"field": why.field, "kind": line["kind"], "changes": str(line["changes"])}
    return Refusal(line["op_id"], line["act_id"], line["tbl"], line["row_id"], why.code, detail, line["made_at"])
