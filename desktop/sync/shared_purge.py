"""Destroying dossiers in a shared file: what a proposal names goes, and every laptop that reads the file hears of it.

The file is one trust zone, so the two persons are those that the laptops say; it looks all the same. A line of the
history keeps its number and edit and loses what it told; behind them stands one for each row that went.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.models.base import new_id
from desktop.models.destruction_request import DestructionRequestRow, RequestOutcome
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role
from desktop.models.retention import DestructionBasis, DestructionStatus
from desktop.rules.permissions import Act, may
from desktop.rules.retention import BY_ACT, due_on
from desktop.sync.arrival import Key
from desktop.sync.digest import row_hash, without_row
from desktop.sync.protocol import PURGE, PURGED, Change
from desktop.sync.shared_ledger import read_digests
from desktop.sync.telling import scopes_of_rows
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from sqlite3 import Connection  # sqlcipher3 has the same face, without its types

_REQUESTS = str(DestructionRequestRow.__tablename__)

_TABLES = (
    "CREATE TABLE IF NOT EXISTS purged (tbl TEXT NOT NULL, row_id TEXT NOT NULL, PRIMARY KEY (tbl, row_id))"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS destroyed (destruction_id TEXT PRIMARY KEY NOT NULL, rows TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",
)
_EMPTY = (
    "UPDATE change SET device = '', author = '', tbl = '', row_id = '', effect = ?, body = ?, made_at = ''"
    " WHERE seq = ?"
)
_TELL = (
    "INSERT INTO change (op_id, device, author, tbl, row_id, effect, body, made_at) VALUES (?, '', '', ?, ?, ?, ?, '')"
)


def purge(db: Connection, destruction_id: str, by: str, today: date) -> Mapping[str, int]:
    """Inside a writing transaction; the file must be written anew afterwards. Raises as `CentralStore.purge`."""
    for statement in _TABLES:
        db.execute(statement)
    done = db.execute("SELECT rows FROM destroyed WHERE destruction_id = ?", (destruction_id,)).fetchone()
    if done:
        return dict(json.loads(done[0]))
    rows = {(tbl, row_id): (bool(gone), json.loads(body)) for tbl, row_id, gone, body in _rows(db)}
    cases = _named(db, rows, destruction_id, by, today)
    going = _going(rows, cases)
    named = db.execute("SELECT target_tbl, target_id, tbl, row_id FROM refers").fetchall()
    if any((target, at) in going and (tbl, row_id) not in going for target, at, tbl, row_id in named):
        raise RuleBroken("still-named")
    counted = Counter(key[0] for key in going if not rows[key][0])
    _forget(db, going, rows)
    db.execute("INSERT INTO destroyed VALUES (?, ?)", (destruction_id, json.dumps(counted)))
    return dict(counted)


def _rows(db: Connection) -> list[tuple[Any, ...]]:
    return list(db.execute("SELECT tbl, row_id, gone, body FROM row_state").fetchall())


_Rows = Mapping[Key, tuple[bool, Mapping[str, Json]]]


def _named(db: Connection, rows: _Rows, destruction_id: str, by: str, today: date) -> frozenset[str]:
    """The cases of the proposal, once all that must hold does."""
    gone, proposal = rows.get(("destruction", destruction_id), (True, {}))
    if not _may(rows, by, Act.PURGE):
        raise RuleBroken("not-allowed")
    if gone or proposal.get("status", DestructionStatus.PROPOSED) != DestructionStatus.PROPOSED:
        raise RuleBroken("proposal-decided")
    # Who made the row proposed it, and so did who ever named a case in it.
    wrote = (
        "SELECT author FROM change WHERE tbl = 'destruction' AND row_id = ? AND (effect = 'insert'"
        " OR json_extract(body, '$.sets.cases') IS NOT NULL OR json_extract(body, '$.fields.cases') IS NOT NULL)"
    )
    if by in {proposal.get("proposed_by"), *(who for (who,) in db.execute(wrote, (destruction_id,)).fetchall())}:
        raise RuleBroken("own-proposal")
    if not _may(rows, proposal.get("proposed_by"), Act.PROPOSE_PURGE):
        raise RuleBroken("not-due")
    cases = frozenset(proposal.get("cases", ()))
    told = [rows[key][1] for case in cases if (key := ("case_file", case)) in rows]
    town, law = proposal.get("municipality", ""), proposal.get("law")
    # Who decides has read how many, under which act and of which municipality, and the certificate will say so.
    if proposal.get("dossiers") != len(cases) or any(
        (one.get("municipality", ""), one.get("law", Law.WMO)) != (town, law) for one in told
    ):
        raise RuleBroken("not-due")
    held = (ground for (tbl, _id), (off, ground) in rows.items() if tbl == "keep_longer" and not off)
    kept = {g["case_id"] for g in held if date.fromisoformat(g["until_on"]) >= today}
    by_request = proposal.get("basis", DestructionBasis.TERM) == DestructionBasis.REQUEST
    asked = _granted(rows, _disputed(db), proposal.get("proposed_by"), by) if by_request else None
    if not cases or kept & cases or not all(_may_go(rows, case, asked, today) for case in cases):
        raise RuleBroken("not-due")
    return cases


def _may(rows: _Rows, who: Json, act: Act) -> bool:
    """As the file has the role of a colleague, who may have left since."""
    role = rows.get(("colleague", str(who)), (True, {}))[1].get("role", "")
    return role in set(Role) and may(Role(role), act)


def _granted(rows: _Rows, disputed: Collection[str], proposer: Json, by: str) -> frozenset[Json]:
    """Cases of which who proposed granted what a third person wrote down that the resident asked.

    Of what is disputed nobody knows yet: a colleague may have written down that the resident took it back.
    """
    told = [(id_, said) for (tbl, id_), (gone, said) in rows.items() if tbl == _REQUESTS and not gone]
    return frozenset(
        said["case_id"]
        for id_, said in told
        if said.get("outcome") == RequestOutcome.GRANTED
        and said.get("decided_by") == proposer
        and said.get("recorded_by") not in {proposer, by}
        and id_ not in disputed
    )


def _disputed(db: Connection) -> frozenset[str]:
    """Requests of which two edits met that nobody has decided on yet."""
    met = (json.loads(body) for (body,) in db.execute("SELECT body FROM conflict WHERE open = 1").fetchall())
    return frozenset(clash["row_id"] for clash in met if clash["tbl"] == _REQUESTS)


def _may_go(rows: _Rows, case: str, asked: frozenset[Json] | None, today: date) -> bool:
    """Closed, and asked for where that is why it goes; else closed for as long as its act has it kept."""
    said = rows.get(("case_file", case), (True, {}))[1]
    closed = said.get("closed_on")
    if closed is None:
        return False
    if asked is not None:
        return case in asked
    law = Law(said.get("law", Law.WMO))
    return due_on(date.fromisoformat(closed), BY_ACT[law].years) <= today


def _going(rows: _Rows, cases: Collection[str]) -> set[Key]:
    """All rows of the cases, of residents who have no other case, and of households where nobody else lives.

    What a person had taken away long before keeps nobody here, and goes with whom it was about.
    """
    scopes = scopes_of_rows({key: values for key, (_gone, values) in rows.items()})
    residents = _all_gone(rows, "case_file", "resident_id", set(cases))
    homes = _all_gone(rows, "resident", "household_id", residents)
    residents |= _naming(rows, "resident", "household_id", homes)
    cases = {*cases, *_naming(rows, "case_file", "resident_id", residents)}
    went = {f"case_file:{c}" for c in cases} | {f"resident:{r}" for r in residents} | {f"household:{h}" for h in homes}
    return {key for key, scope in scopes.items() if scope in went}


def _naming(rows: _Rows, table: str, field: str, named: set[str]) -> set[str]:
    return {row_id for (tbl, row_id), (_gone, values) in rows.items() if tbl == table and values.get(field) in named}


def _all_gone(rows: _Rows, table: str, field: str, going: set[str]) -> set[str]:
    """What only rows that go refer to by this field."""
    named = [(row_id, values.get(field)) for (tbl, row_id), (gone, values) in rows.items() if tbl == table and not gone]
    stay = {at for row_id, at in named if row_id not in going}
    return {at for row_id, at in named if row_id in going and at is not None and at not in stay}


def _forget(db: Connection, going: set[Key], rows: _Rows) -> None:
    digests = read_digests(db)
    for tbl, row_id in going:
        gone, values = rows[tbl, row_id]
        if not gone:
            digests[tbl] = without_row(digests[tbl], row_hash(kinds()[tbl], row_id, values))
    db.executemany(
        "UPDATE digest SET rows = ?, total = ? WHERE tbl = ?", [(d.rows, str(d.total), n) for n, d in digests.items()]
    )
    keys = sorted(going)
    for key in keys:
        _empty_lines(db, key)
    for table in ("row_state", "field_version", "refers"):
        db.executemany(f"DELETE FROM {table} WHERE tbl = ? AND row_id = ?", keys)  # noqa: S608 - our own tables
    clashes = [(id_, json.loads(body)) for id_, body in db.execute("SELECT id, body FROM conflict").fetchall()]
    met = [(id_,) for id_, clash in clashes if (clash["tbl"], clash["row_id"]) in going]
    db.executemany("DELETE FROM conflict WHERE id = ?", met)
    db.executemany("INSERT OR IGNORE INTO purged VALUES (?, ?)", keys)
    told = [(new_id(), key) for key in keys]
    db.executemany(_TELL, [(op_id, *key, PURGE, _told(op_id, PURGE, key)) for op_id, key in told])


def _empty_lines(db: Connection, key: Key) -> None:
    for seq, op_id in db.execute("SELECT seq, op_id FROM change WHERE tbl = ? AND row_id = ?", key).fetchall():
        db.execute(_EMPTY, (PURGED, _told(op_id, PURGED, ("", "")), seq))
        db.execute("UPDATE op_result SET fingerprint = 'purged' WHERE op_id = ?", (op_id,))


def _told(op_id: str, effect: str, key: Key) -> str:
    change = Change(seq=1, op_id=op_id, act="", device="", author="", tbl=key[0], row_id=key[1], effect=effect)
    return change.model_dump_json(exclude={"seq"})
