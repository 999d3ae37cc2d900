"""What a laptop remembers of its sync: how far it is, which rows must be fetched, what a person must decide or know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from desktop.sync.arrival import Key
from desktop.sync.protocol import Change, Clash, ClashKind, Place
from desktop.sync.vocabulary import Json

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

_TEAM_CODE = "central.team_code"
_EARLIER_CODE = "central.earlier_code"
_CERTIFICATE = "central.certificate"
_REACH = "central.reach"
_UNTOLD = "central.untold"
_LOOK = "wipe.look"
_ASK = "conflicts.ask"
_GREETED = "central.greeted"


@dataclass(frozen=True)
class State:
    """Which central store this laptop belongs to, and how far it has read there."""

    url: str
    store_id: str
    epoch: str
    cursor: int = 0
    """Sequence number of the last change that was read."""
    cursor_op: str = ""
    """The edit at that change, to notice a store that was put back from a copy; empty before the first."""
    synced_at: str = ""
    """When a sync last came to its end; UTC, ISO 8601; only ever shown."""
    probed_on: str = ""
    """Day on which the locks of the shared folder were last tried."""

    @property
    def place(self) -> Place:
        """How far it has read, as the central store is told."""
        return Place(int(self.epoch), self.cursor, self.cursor_op)


@dataclass(frozen=True)
class Noticed:
    """A conflict in the laptop's books."""

    id: str
    op_id: str
    tbl: str
    row_id: str
    field: str
    """Name of the field, or ``*`` for the whole row."""
    kind: ClashKind
    before: Json
    mine: Json
    theirs: Json
    mine_by: str
    theirs_by: str
    theirs_at: str
    theirs_seq: int


@dataclass(frozen=True)
class Refusal:
    """Something that could not be shared, with its whole content."""

    op_id: str
    act_id: str
    tbl: str
    row_id: str
    code: str
    detail: Mapping[str, Json]
    noticed_at: str


def read_state(reader: Reader) -> State | None:
    """None for a laptop that works alone."""
    found = reader.connection.exec_driver_sql("SELECT name, value FROM sync_state").all()
    told = {name: value for name, value in found if name in {part.name for part in fields(State)}}
    return State(**{**told, "cursor": int(told["cursor"])}) if told else None


def write_state(work: UnitOfWork, state: State) -> None:
    """Keeps all of it."""
    told = [(name, str(value)) for name, value in asdict(state).items()]
    work.connection.exec_driver_sql("INSERT OR REPLACE INTO sync_state (name, value) VALUES (?, ?)", told)


def forget(work: UnitOfWork) -> None:
    """The laptop works alone again: nothing is left of its place in the history. Conflicts stay on the list."""
    begin_another_history(work, 0)
    for table in ("sync_state", "row_base", "held"):
        work.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
    for name in (_TEAM_CODE, _EARLIER_CODE, _CERTIFICATE, _REACH, _UNTOLD, _GREETED):
        work.connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (name,))


def team_code(reader: Reader) -> str:
    """The code that carries the team's key; empty for a laptop that works alone."""
    query = "SELECT value FROM setting WHERE name = ?"
    return str(reader.connection.exec_driver_sql(query, (_TEAM_CODE,)).scalar_one_or_none() or "")


def keep_team_code(work: UnitOfWork, code: str) -> None:
    """Keeps it inside the encrypted store."""
    query = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
    work.connection.exec_driver_sql(query, (_TEAM_CODE, code))


def earlier_code(reader: Reader) -> str:
    """The secret that was in force before; empty unless its change into the other was cut off."""
    query = "SELECT value FROM setting WHERE name = ?"
    return str(reader.connection.exec_driver_sql(query, (_EARLIER_CODE,)).scalar_one_or_none() or "")


def keep_earlier_code(work: UnitOfWork, code: str) -> None:
    """Keeps it beside the other until one of them is seen to open."""
    query = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
    work.connection.exec_driver_sql(query, (_EARLIER_CODE, code))


def certificate(reader: Reader) -> str:
    """Of who signs for the central store's server, as PEM; empty where the system knows it."""
    query = "SELECT value FROM setting WHERE name = ?"
    return str(reader.connection.exec_driver_sql(query, (_CERTIFICATE,)).scalar_one_or_none() or "")


def keep_certificate(work: UnitOfWork, text: str) -> None:
    """Keeps it inside the encrypted store, where nobody puts another in its place."""
    query = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
    work.connection.exec_driver_sql(query, (_CERTIFICATE, text))


def reach(reader: Reader) -> frozenset[str] | None:
    """Scopes that this colleague reached when the rows were last brought to them; None before the first time."""
    query = "SELECT value FROM setting WHERE name = ?"
    found = reader.connection.exec_driver_sql(query, (_REACH,)).scalar_one_or_none()
    return None if found is None else frozenset(json.loads(found))


def keep_reach(work: UnitOfWork, scopes: frozenset[str]) -> None:
    """Keeps them."""
    query = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
    work.connection.exec_driver_sql(query, (_REACH, json.dumps(sorted(scopes))))


def untold(reader: Reader) -> dict[str, str]:
    """Scopes that this colleague reached in a history which does not go on, with when the store was met again.

    Of these it has told nothing since: it may never have had them, or have given them to another. The moment is empty
    until it was asked.
    """
    query = "SELECT value FROM setting WHERE name = ?"
    found = reader.connection.exec_driver_sql(query, (_UNTOLD,)).scalar_one_or_none()
    return json.loads(found) if found else {}


def keep_untold(work: UnitOfWork, scopes: Mapping[str, str]) -> None:
    """Keeps them."""
    query = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"
    work.connection.exec_driver_sql(query, (_UNTOLD, json.dumps(dict(scopes))))


def must_look(reader: Reader) -> bool:
    """True when this laptop may still tell of cases that left it before that was wiped too."""
    query = "SELECT count(*) FROM setting WHERE name = ?"
    return bool(reader.connection.exec_driver_sql(query, (_LOOK,)).scalar_one())


def looked(work: UnitOfWork) -> None:
    """It does not any more."""
    work.connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (_LOOK,))


UNTIED = "untied"
"""Begins the scope of what its author put there and nobody has said yet of which case it is, as in reach.sql."""


def begin_another_history(work: UnitOfWork, place: int) -> None:
    """What was read after this place was read in a history that does not go on; see `desktop.sync.asking_again`."""
    work.connection.exec_driver_sql("UPDATE conflict SET theirs_seq = ? WHERE theirs_seq > ?", (place, place))
    work.connection.exec_driver_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, '1')", (_ASK,))


def must_ask(reader: Reader) -> bool:
    """True when the list of conflicts may be that of another history."""
    query = "SELECT count(*) FROM setting WHERE name = ?"
    return bool(reader.connection.exec_driver_sql(query, (_ASK,)).scalar_one())


def asked(work: UnitOfWork) -> None:
    """It is not any more."""
    work.connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (_ASK,))


def is_greeted(reader: Reader) -> bool:
    """True once what a laptop offers a store that it joined was looked through."""
    query = "SELECT count(*) FROM setting WHERE name = ?"
    return bool(reader.connection.exec_driver_sql(query, (_GREETED,)).scalar_one())


def greeted(work: UnitOfWork) -> None:
    """It was."""
    work.connection.exec_driver_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, '1')", (_GREETED,))


_SHARED = """
SELECT EXISTS (SELECT 1 FROM row_base WHERE tbl = :tbl AND row_id = :row AND seq > 0)
    OR EXISTS (SELECT 1 FROM journal WHERE tbl = :tbl AND row_id = :row AND pushed IN (1, 2))
"""


def was_shared(reader: Reader, scope: str) -> bool:
    """True when the central store ever had the row that a scope, like ``case_file:ID``, is called after.

    What is tied to no case is called after its author; what of it was never shared is this colleague's own.
    """
    tbl, _colon, row_id = scope.partition(":")
    if tbl == UNTIED:
        return True
    return bool(reader.connection.exec_driver_sql(_SHARED, {"tbl": tbl, "row": row_id}).scalar_one())


def held(reader: Reader) -> set[Key]:
    """Rows that are not as the central store has them and must be fetched whole."""
    return {(tbl, row_id) for tbl, row_id in reader.connection.exec_driver_sql("SELECT tbl, row_id FROM held")}


def hold(work: UnitOfWork, keys: Iterable[Key]) -> None:
    """Has rows fetched whole before the sync ends."""
    lines = list(keys)
    if lines:
        work.connection.exec_driver_sql("INSERT OR IGNORE INTO held (tbl, row_id) VALUES (?, ?)", lines)


def release(work: UnitOfWork, keys: Iterable[Key]) -> None:
    """The rows are as the central store has them again."""
    lines = list(keys)
    if lines:
        work.connection.exec_driver_sql("DELETE FROM held WHERE tbl = ? AND row_id = ?", lines)


_NOTICE = """
INSERT INTO conflict (id, op_id, tbl, row_id, field, kind, before, mine, theirs, mine_by, theirs_by, theirs_at,
    theirs_seq, noticed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET op_id = excluded.op_id, mine = excluded.mine, theirs = excluded.theirs,
    mine_by = excluded.mine_by, theirs_by = excluded.theirs_by, theirs_at = excluded.theirs_at,
    theirs_seq = excluded.theirs_seq, resolution = NULL, resolved_by = NULL, resolved_at = NULL, resolved_act = NULL
"""


def notice(work: UnitOfWork, clash: Clash, moment: str) -> None:
    """Puts a conflict on the list, or opens it again with what it has become."""
    values = [json.dumps(side, ensure_ascii=False) for side in (clash.before, clash.mine, clash.theirs)]
    who = (clash.mine_by, clash.theirs_by, clash.theirs_at, clash.theirs_seq, moment)
    what = (clash.id, clash.op_id, clash.tbl, clash.row_id, clash.field, clash.kind.value)
    work.connection.exec_driver_sql(_NOTICE, (*what, *values, *who))
    work.note("conflict", clash.id)


def keep_up(work: UnitOfWork, change: Change) -> None:
    """Brings the row's open conflicts to what has become of "theirs" since."""
    sides = {name: json.dumps(value, ensure_ascii=False) for name, value in change.fields.items()}
    where = "tbl = ? AND row_id = ? AND resolution IS NULL AND theirs_seq < ?"
    by, row = (change.author, change.made_at, change.seq), (change.tbl, change.row_id, change.seq)
    for name, text in sides.items():
        query = (
            f"UPDATE conflict SET theirs = ?, theirs_by = ?, theirs_at = ?, theirs_seq = ? WHERE {where} AND field = ?"  # noqa: S608 - fixed text
        )
        work.connection.exec_driver_sql(query, (text, *by, *row, name))
    if change.effect == "delete":
        query = f"UPDATE conflict SET theirs = 'null', theirs_by = ?, theirs_at = ?, theirs_seq = ? WHERE {where}"  # noqa: S608 - idem
        work.connection.exec_driver_sql(query, (*by, *row))


def rows_in_conflict(reader: Reader) -> set[Key]:
    """Rows about which something must be decided."""
    query = "SELECT DISTINCT tbl, row_id FROM conflict WHERE resolution IS NULL"
    return {(tbl, row_id) for tbl, row_id in reader.connection.exec_driver_sql(query)}


def close(work: UnitOfWork, conflict_id: str, *, by: str, moment: str, act_id: str | None) -> None:
    """Takes a conflict off the list: a person decided, here (then with the act) or as the central store tells."""
    query = (
        "UPDATE conflict SET resolution = 'decided', resolved_by = ?, resolved_at = ?, resolved_act = ? WHERE id = ?"
    )
    work.connection.exec_driver_sql(query, (by, moment, act_id, conflict_id))
    work.note("conflict", conflict_id)


def decided_here(reader: Reader) -> dict[str, bool]:
    """Ids of the conflicts that this laptop's colleague decided, with whether that is still to be sent."""
    query = (
        "SELECT c.id, coalesce(min(j.pushed), 1) = 0 FROM conflict AS c LEFT JOIN journal AS j"
        " ON (j.act_id, j.tbl, j.row_id) = (c.resolved_act, c.tbl, c.row_id) WHERE c.resolution IS NOT NULL"
        " AND c.resolved_by = (SELECT colleague_id FROM identity) GROUP BY c.id"
    )
    return {id_: bool(waits) for id_, waits in reader.connection.exec_driver_sql(query)}


def drop_conflict(work: UnitOfWork, conflict_id: str) -> None:
    """Takes a conflict away that nobody asks any more in this form."""
    work.connection.exec_driver_sql("DELETE FROM conflict WHERE id = ?", (conflict_id,))
    work.note("conflict", conflict_id)


def forget_conflicts(work: UnitOfWork, keys: Iterable[Key]) -> None:
    """Takes the conflicts of rows that leave this laptop away with them; the central store keeps them."""
    for key in keys:
        gone = work.connection.exec_driver_sql("DELETE FROM conflict WHERE tbl = ? AND row_id = ? RETURNING id", key)
        work.note("conflict", *gone.scalars())


def reopen(work: UnitOfWork, op_id: str) -> None:
    """Puts the conflict that an edit was to decide back on the list: it did not come through.

    A conflict that the central store told to be decided meanwhile is no longer tied to the own act, and stays off.
    """
    undecided = "resolution = NULL, resolved_by = NULL, resolved_at = NULL, resolved_act = NULL"
    query = (
        f"UPDATE conflict SET {undecided} WHERE (tbl, row_id, resolved_act) ="  # noqa: S608 - fixed text
        " (SELECT tbl, row_id, act_id FROM journal WHERE op_id = ?) RETURNING id"
    )
    work.note("conflict", *work.connection.exec_driver_sql(query, (op_id,)).scalars())


def open_conflicts(reader: Reader) -> list[Noticed]:
    """What a person must decide, the longest open first."""
    names = ", ".join(part.name for part in fields(Noticed))
    query = f"SELECT {names} FROM conflict WHERE resolution IS NULL ORDER BY noticed_at, id"  # noqa: S608 - own columns
    rows = reader.connection.exec_driver_sql(query).mappings()
    return [Noticed(**{**row, **_read_sides(row), "kind": ClashKind(row["kind"])}) for row in rows]


def refuse(work: UnitOfWork, refusal: Refusal) -> None:
    """Puts something on the list of what could not be shared; a second time changes nothing."""
    query = (
        "INSERT OR IGNORE INTO refused (op_id, act_id, tbl, row_id, code, detail, noticed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    told = asdict(refusal) | {"detail": json.dumps(refusal.detail, ensure_ascii=False)}
    work.connection.exec_driver_sql(query, tuple(told.values()))
    work.note("refused", refusal.op_id)


def refusals(reader: Reader, code: str = "") -> list[Refusal]:
    """What could not be shared and no person has put aside, the oldest first; of one code when that is given."""
    names = ", ".join(part.name for part in fields(Refusal))
    query = (
        f"SELECT {names} FROM refused WHERE dismissed_at IS NULL AND ? IN ('', code)"  # noqa: S608 - own columns
        " ORDER BY noticed_at, op_id"
    )
    rows = reader.connection.exec_driver_sql(query, (code,)).mappings()
    return [Refusal(**{**row, "detail": json.loads(row["detail"])}) for row in rows]


def tell_otherwise(work: UnitOfWork, op_id: str, code: str) -> None:
    """Has something stay on that list for another reason."""
    work.connection.exec_driver_sql("UPDATE refused SET code = ? WHERE op_id = ?", (code, op_id))
    work.note("refused", op_id)


def dismiss(work: UnitOfWork, op_id: str, moment: str) -> None:
    """A person has seen it and puts it aside; it stays in the books."""
    query = "UPDATE refused SET dismissed_at = ? WHERE op_id = ? AND dismissed_at IS NULL"
    work.connection.exec_driver_sql(query, (moment, op_id))
    work.note("refused", op_id)


def _read_sides(row: RowMapping) -> dict[str, Json]:
    return {name: json.loads(row[name]) for name in ("before", "mine", "theirs")}
