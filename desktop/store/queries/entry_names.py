"""The names in the social map, without the rest: to notice doubles."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from desktop.store.reader import Reader


@dataclass(frozen=True)
class EntryName:
    """An entry by its name, and by its KvK and AGB number where it is a provider."""

    id: str
    name: str
    source: str
    kvk_number: str = ""
    agb_code: str = ""


def entry_names(reader: Reader, kind: str) -> list[EntryName]:
    """All names of a kind that has a source: provider, community_service or organisation; oldest first."""
    table = TABLES[kind]
    columns = [table.c[field.name] for field in fields(EntryName) if field.name in table.c]
    rows = reader.connection.execute(select(*columns).order_by(table.c.id))
    return [EntryName(*row) for row in rows]
