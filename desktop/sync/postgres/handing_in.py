"""Handing in late work at a database, and reading it as a team lead; what may be seen is held by late.sql."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from psycopg.types.json import Jsonb
from pydantic import ValidationError

from desktop.sync.protocol import Late

if TYPE_CHECKING:
    from psycopg import Connection

_AT_ONCE = 200


def hand_in(db: Connection[tuple[Any, ...]], late: Sequence[Late]) -> None:
    """All of it or nothing, in the transaction of the connection; zeros in a text, which JSON cannot hold there, go."""
    left = iter(late)
    while some := [item.model_dump(mode="json") for item in islice(left, _AT_ONCE)]:
        db.execute("SELECT naober.hand_in(%s)", (Jsonb(_without_zeros(some)),))


def late_work(db: Connection[tuple[Any, ...]], done: Sequence[str]) -> tuple[Late, ...]:
    """Settles these, and gives what is open; the oldest first."""
    found = db.execute("SELECT naober.late_work(%s::uuid[])", (list(done),)).fetchall()
    return tuple(_read(body) for (body,) in found)


def _read(body: Mapping[str, Any]) -> Late:
    """What this program knows of it; of what it cannot read the lead sees that it is there, and all others come."""
    try:
        return Late.model_validate({name: told for name, told in body.items() if name in Late.model_fields})
    except ValidationError:
        names = ("id", "act_id", "author", "row_id", "made_at")
        return Late(tbl="", code="unreadable", **{name: str(body.get(name) or "") for name in names})


def is_shut_out(db: Connection[tuple[Any, ...]]) -> bool:
    """True for a member whose membership was ended."""
    found = db.execute("SELECT naober.standing()").fetchone()
    return found is not None and found[0] == "out"


def _without_zeros(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {_without_zeros(name): _without_zeros(held) for name, held in value.items()}
    return [_without_zeros(held) for held in value] if isinstance(value, list) else value
