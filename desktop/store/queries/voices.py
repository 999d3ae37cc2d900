"""What residents said of a provider, and the names that must not stand in a text about one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.rules.satisfaction import Mark
from desktop.store.mapping import TABLES
from desktop.store.merged import family

if TYPE_CHECKING:
    from desktop.store.reader import Reader


def marks_of(reader: Reader, provider_id: str) -> list[Mark]:
    """The marks that residents gave in evaluations of help by this provider, whichever of its doubles they name."""
    evaluation, indication, case = TABLES["evaluation"], TABLES["indication"], TABLES["case_file"]
    query = (
        select(case.c.resident_id, evaluation.c.satisfaction, evaluation.c.held_on)
        .join_from(evaluation, indication, indication.c.id == evaluation.c.indication_id)
        .join(case, case.c.id == indication.c.case_id)
        .where(
            indication.c.provider_id.in_(family(reader.connection, provider_id)),
            evaluation.c.satisfaction.is_not(None),
            evaluation.c.held_on.is_not(None),
        )
    )
    return [Mark(who, mark, _day(held)) for who, mark, held in reader.connection.execute(query)]


def last_names(reader: Reader) -> list[str]:
    """The last names of all residents, each once."""
    table = TABLES["resident"]
    return list(reader.connection.execute(select(table.c.last_name).distinct()).scalars())


def _day(stored: date | str) -> date:
    return stored if isinstance(stored, date) else date.fromisoformat(stored)
