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


_TELL = """
INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, hash_after, body)
SELECT op_id, 'attacker', author, tbl, row_id, effect, '', effect IN ('insert', 'delete'),
    CASE effect WHEN 'delete' THEN NULL ELSE 1 END,
    jsonb_build_object('op_id', op_id, 'act', '', 'device', 'attacker', 'author', author, 'tbl', tbl, 'row_id', row_id,
        'effect', effect, 'fields', fields, 'sets', '{}'::jsonb, 'clashes', '[]'::jsonb)
FROM (SELECT *, gen_random_uuid() AS op_id
    FROM jsonb_to_recordset(%s::jsonb) AS t (author text, tbl text, row_id text, effect text, fields jsonb)) AS t
"""


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
    tell_body(db, tbl, row_id, author, effect, {"fields": told})


def tell_body(
    db: psycopg.Connection[Any],
    tbl: str,
    row_id: str,
    author: str,
    effect: str,
    body: dict[str, Any],
    /,
    **parts: object,
) -> None:
    """The same with more that laptops read in it, or with other columns (`device`, `hash_after`, `op_id`).

    With `begins` False it does not tell first that it is going to write. What `without` names, the body leaves out.
    """
    parts = {"op_id": new_id(), "device": "attacker", "hash_after": 1, "made_at": "", "begins": True, **parts}
    parts = {"closes": None, "without": (), **parts}
    if parts["begins"]:
        db.execute("SELECT naober.begin_push('{attacker}', 0)")
    alike = {"op_id": parts["op_id"], "act": "", "device": parts["device"], "author": author, "tbl": tbl}
    told = {**alike, "row_id": row_id, "effect": effect, "made_at": "", "fields": {}, "sets": {}, "clashes": [], **body}
    told = {name: value for name, value in told.items() if name not in str(parts["without"])}
    db.execute(
        "INSERT INTO naober.change"
        " (op_id, device, author, tbl, row_id, effect, made_at, whole, closes, hash_after, body)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            *(parts["op_id"], parts["device"], author, tbl, row_id, effect, parts["made_at"]),
            *(effect in ("insert", "delete"), parts["closes"], parts["hash_after"], json.dumps(told)),
        ),
    )


def tell_together(db: psycopg.Connection[Any], author: str, *lines: tuple[str, str, str, dict[str, object]]) -> None:
    """Lines of the history in one statement, written past the program."""
    names = ("tbl", "row_id", "effect", "fields")
    db.execute(_TELL, (json.dumps([{"author": author, **dict(zip(names, line, strict=True))} for line in lines]),))
