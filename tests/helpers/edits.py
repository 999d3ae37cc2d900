"""Edits as laptops send them, made by hand."""

from __future__ import annotations

from typing import Any

from desktop.models.base import new_id
from desktop.sync.ops import Edit, MemberEdit, Op, OpKind

MADE_AT = "2026-11-23T09:00:00+00:00"


def edit(kind: str, tbl: str, row_id: str, /, **told: Any) -> Op:  # noqa: ANN401 - parts of an edit, by name
    """An edit; its own id and act unless told otherwise."""
    parts = {"op_id": new_id(), "act_id": new_id(), "device": "laptop", "author": "Anna", "base": 0, **told}
    return Op(tbl=tbl, row_id=row_id, kind=OpKind(kind), schema_version=1, made_at=MADE_AT, **parts)


def added(row_id: str, /, *, name: str = "De Bascule", **told: Any) -> Op:  # noqa: ANN401
    """A provider that is added."""
    return edit("insert", "provider", row_id, changes={"name": Edit(new=name)}, **told)


def contract(row_id: str, provider_id: str, /, **told: Any) -> Op:  # noqa: ANN401
    """A contract that is added."""
    changes = {"provider_id": Edit(new=provider_id), "start": Edit(new="2026-01-01")}
    return edit("insert", "contract", row_id, changes=changes, **told)


def typed(row_id: str, /, saw: str, new: str, *, field: str = "phone", **told: Any) -> Op:  # noqa: ANN401
    """A field of a provider that is changed."""
    return edit("update", "provider", row_id, changes={field: Edit(saw=saw, new=new)}, **told)


def chosen(row_id: str, /, *, plus: tuple[str, ...] = (), minus: tuple[str, ...] = (), **told: Any) -> Op:  # noqa: ANN401
    """Laws of a provider that are added and removed."""
    return edit("update", "provider", row_id, members={"laws": MemberEdit(added=plus, removed=minus)}, **told)


def deleted(row_id: str, /, tbl: str = "provider", **told: Any) -> Op:  # noqa: ANN401
    """A row that is taken away."""
    return edit("delete", tbl, row_id, changes={}, **told)
