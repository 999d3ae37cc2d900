"""By what the entries of the social map are told apart, and where they came from, without the rest: for an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.rules.doubles import Traits
from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from desktop.store.reader import Reader

_TOLD = tuple(Traits.__dataclass_fields__)


@dataclass(frozen=True)
class EntryName:
    """An entry by its name, its origin, and what else tells it apart."""

    id: str
    source: str
    source_id: str
    traits: Traits

    @property
    def name(self) -> str:
        """As published."""
        return self.traits.name


def entry_names(reader: Reader, kind: str) -> list[EntryName]:
    """All of a kind that has a source: provider, community_service or organisation; oldest first, doubles too."""
    table = TABLES[kind]
    told = [name for name in _TOLD if name in table.c]
    columns = [table.c[name] for name in ("id", "source", "source_id", *told)]
    rows = reader.connection.execute(select(*columns).order_by(table.c.id))
    return [
        EntryName(id_, source, key, Traits(**dict(zip(told, texts, strict=True)))) for id_, source, key, *texts in rows
    ]
