"""The names in the social map, without the rest: to notice doubles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from desktop.store.reader import Reader


@dataclass(frozen=True)
class EntryName:
    """An entry by its name."""

    id: str
    name: str
    source: str


def entry_names(reader: Reader, kind: str) -> list[EntryName]:
    """All names of a kind that has a source: provider, community_service or organisation; oldest first."""
    table = TABLES[kind]
    rows = reader.connection.execute(select(table.c.id, table.c.name, table.c.source).order_by(table.c.id))
    return [EntryName(*row) for row in rows]
