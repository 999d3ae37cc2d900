"""Reading values from one moment of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from desktop.models.faults import RuleBroken
from desktop.store.mapping import V, table_of, to_value

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from desktop.models.base import Value


class Reader:
    """Sees the store as it was when the block began, whatever others write meanwhile.

    Attributes:
        connection: For queries of this room and of sync; a connection from `Store.read` refuses to write.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, kind: type[V], id: str) -> V:  # noqa: A002 - the models' own word
        """The value with this id.

        Raises:
            RuleBroken: ``gone`` when there is none (any more).
        """
        found = self.maybe(kind, id)
        if found is None:
            raise RuleBroken("gone", kind=table_of(kind).name)
        return found

    def maybe(self, kind: type[V], id: str) -> V | None:  # noqa: A002
        """The value with this id, or None."""
        table = table_of(kind)
        row = self.connection.execute(select(table).where(table.c.id == id)).mappings().one_or_none()
        return None if row is None else to_value(kind, row)

    def find(self, kind: type[V], /, **equals: object) -> list[V]:
        """All values whose fields are equal to these, by id; None is "empty", a tuple or list is "one of"."""
        table = table_of(kind)
        rows = self.connection.execute(select(table).where(*_conditions(table, equals)).order_by(table.c.id))
        return [to_value(kind, row) for row in rows.mappings()]

    def count(self, kind: type[Value], **equals: object) -> int:
        """How many `find` would give."""
        table = table_of(kind)
        query = select(func.count()).select_from(table).where(*_conditions(table, equals))
        return self.connection.execute(query).scalar_one()


def _conditions(table: Table, equals: dict[str, object]) -> list[ColumnElement[bool]]:
    return [_condition(table, name, wanted) for name, wanted in equals.items()]


def _condition(table: Table, name: str, wanted: object) -> ColumnElement[bool]:
    column = table.c[name]
    if wanted is None:
        return column.is_(None)
    if isinstance(wanted, (tuple, list, set, frozenset)):
        return column.in_(list(wanted))
    return column == wanted
