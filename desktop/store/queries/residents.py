"""Finding a resident by number or name."""

from __future__ import annotations

from sqlalchemy import or_, select

from desktop.models.people import Resident
from desktop.store.mapping import table_of, to_value
from desktop.store.reader import Reader


def residents_named(reader: Reader, text: str, limit: int) -> tuple[Resident, ...]:
    """Residents whose bsn is the text, or whose first or last name begins with it, by last name and then first names.

    Capital letters make no difference for the letters of the English alphabet.
    """
    table = table_of(Resident)
    named = or_(
        table.c.bsn == text,
        table.c.last_name.istartswith(text, autoescape=True),
        table.c.first_names.istartswith(text, autoescape=True),
    )
    query = select(table).where(named).order_by(table.c.last_name, table.c.first_names, table.c.id).limit(limit)
    return tuple(to_value(Resident, row) for row in reader.connection.execute(query).mappings())
