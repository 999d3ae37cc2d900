"""How long help of one kind really lasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, text

from desktop.rules.comparable import Run
from desktop.store.reader import Reader

_RUNS = """
SELECT c.resident_id, t.started_on, t.ended_on, {birth}
FROM indication AS i JOIN trajectory AS t ON t.indication_id = i.id JOIN case_file AS c ON c.id = i.case_id {resident}
WHERE i.law = :law AND i.product IN :products {narrower}
"""
"""The residents are only looked up where their age counts: it takes as long as all the rest."""


@dataclass(frozen=True)
class Wanted:
    """Which help is asked for.

    Attributes:
        products: Ids of the product and of what it was called before; one empty text where only a result is stated.
        segment: Its id; empty means any.
        lot: Its id; empty means any.
    """

    law: str
    products: tuple[str, ...]
    segment: str = ""
    lot: str = ""


def runs(reader: Reader, wanted: Wanted, *, with_birth: bool = False) -> list[Run]:
    """The help as it ran under every indication; the residents' dates of birth where asked, which takes longer."""
    parts = {
        "birth": "r.birth_date" if with_birth else "NULL",
        "resident": "JOIN resident AS r ON r.id = c.resident_id" if with_birth else "",
        "narrower": ("AND i.segment = :segment " if wanted.segment else "")
        + ("AND i.lot = :lot" if wanted.lot else ""),
    }
    query = text(_RUNS.format(**parts)).bindparams(bindparam("products", expanding=True))
    binds = {"law": wanted.law, "products": wanted.products, "segment": wanted.segment, "lot": wanted.lot}
    rows = reader.connection.execute(query, {name: value for name, value in binds.items() if value})
    read = date.fromisoformat
    return [
        Run(whose, read(first), read(last) if last else None, read(birth) if birth else None)
        for whose, first, last, birth in rows.all()
    ]
