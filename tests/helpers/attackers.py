"""What someone can send or write who has a login in an office and means no good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors

from desktop.models.base import new_id
from desktop.sync.ops import Edit, Op
from desktop.sync.postgres.store import PostgresStore
from desktop.sync.protocol import Result
from tests.helpers.edits import edit

if TYPE_CHECKING:
    from tests.helpers.offices import Office

REFUSED = (errors.InsufficientPrivilege, errors.CheckViolation)
"""How the database holds something back."""


def row(tbl: str, row_id: str, author: str, /, **values: object) -> Op:
    """A row that is put there, from its author's own laptop."""
    changes = {name: Edit(new=value) for name, value in values.items()}
    return edit("insert", tbl, row_id, author=author, device=f"laptop of {author}", changes=changes)


def changed(tbl: str, row_id: str, author: str, base: int, /, **values: tuple[object, object]) -> Op:
    """Fields of a row, each with what was seen and what it becomes."""
    changes = {name: Edit(saw=saw, new=new) for name, (saw, new) in values.items()}
    return edit("update", tbl, row_id, author=author, device=f"laptop of {author}", base=base, changes=changes)


def case_of(office: Office, name: str, *, municipality: str = "Oldambt") -> str:
    """A case with its resident, written by its consultant."""
    resident, case = new_id(), new_id()
    told = {"consultant": name, "municipality": municipality}
    answers = office.store_of(name).push(
        [
            row("resident", resident, name, last_name="Zonderland", **told),
            row("case_file", case, name, resident_id=resident, opened_on="2026-11-23", **told),
            row("goal", f"goal of {case}", name, case_id=case, text="Weer zelf koken"),
        ]
    )
    assert [answer.result for answer in answers] == [Result.APPLIED] * 3
    return case


def seen(store: PostgresStore, *keys: tuple[str, str]) -> set[str]:
    """Ids of the rows that this person is told."""
    return {found.row_id for found in store.rows(keys)}


def tell(db: psycopg.Connection[Any], tbl: str, row_id: str, author: str, effect: str, /, **told: object) -> None:
    """A line of the history, written past the program."""
    db.execute("SELECT naober.begin_push('{attacker}', 0)")
    db.execute(
        "INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, hash_after, body)"
        " VALUES (%s, 'attacker', %s, %s, %s, %s, '', false, 1, %s)",
        (new_id(), author, tbl, row_id, effect, json.dumps({"fields": told, "sets": {}, "clashes": []})),
    )
