"""By what the entries of the social map are told apart: to notice doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.rules.double_index import Known
from desktop.rules.doubles import Traits
from desktop.store.mapping import TABLES
from desktop.store.merged import kept_for

if TYPE_CHECKING:
    from desktop.store.reader import Reader

_TOLD = tuple(Traits.__dataclass_fields__)


def entry_traits(reader: Reader, kind: str) -> list[Known]:
    """Of every provider, community_service or organisation that is shown, by id; what a kind lacks is empty."""
    table = TABLES[kind]
    told = [name for name in _TOLD if name in table.c]
    rows = reader.connection.execute(select(table.c.id, *(table.c[name] for name in told)).order_by(table.c.id))
    hidden = kept_for(reader.connection) if "merged_into" in table.c else {}
    return [
        Known(id_, kind, Traits(**dict(zip(told, texts, strict=True)))) for id_, *texts in rows if id_ not in hidden
    ]
