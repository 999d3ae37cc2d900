"""The rows of the index that answer a query, lowest row numbers first, as many as are wanted and no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.models.search import SearchQuestion
from desktop.store.search import schema
from desktop.store.search.entries import Gatherer
from desktop.store.search.facets import EVERY, Bought, Group, Mark, fits, narrowing
from desktop.store.search.matching import narrowed
from desktop.store.search.near import own_places
from desktop.store.search.words import lexicon

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_ROWS = 1 << 62
"""No store has so many."""

_IN_TIME = "SELECT 1 FROM search_wait AS w WHERE w.entry = search_text.rowid AND w.weeks <= ?"
# A provider that never measured this product by its id is judged by what it did publish.
_OF_PRODUCT = """ AND (
    w.product = ? OR NOT EXISTS (SELECT 1 FROM search_wait AS x WHERE x.entry = search_text.rowid AND x.product = ?)
)"""


@dataclass(frozen=True)
class Turned:
    """An entry whose contracts are not those of the day the index was made for."""

    tokens: frozenset[str]
    marks: tuple[Mark, ...]


def turned(connection: Connection, today: date) -> dict[int, Turned]:
    """By row the entries of which a contract began or ended since the index was brought to a day; mostly none."""
    if schema.made_for(connection) == today:
        return {}
    day = today.isoformat()
    rows: dict[str, int] = {}
    found = connection.exec_driver_sql("SELECT id, rowid FROM search_entry WHERE turns <= ? OR since > ?", (day, day))
    rows.update((id_, row) for id_, row in found)
    if not rows:
        return {}
    documents = Gatherer(connection, lexicon(), own_places(connection), today).documents(rows)
    return {rows[one.id]: Turned(frozenset(one.facets.split()), one.marks) for one in documents}


class Finder:
    """Finds the rows for one question, by any query of words.

    Args:
        connection: On the store.
        question: What narrows.
        bought: What the region's profile says of products.
        turned: Entries that stand in the index as they were on another day.
    """

    def __init__(
        self, connection: Connection, question: SearchQuestion, bought: Bought, turned: Mapping[int, Turned]
    ) -> None:
        self._connection = connection
        self._resting = question.include_resting
        self._groups = narrowing(question, bought)
        self._condition, self._values = _in_time(question)
        self.turned = turned
        self._turned = json.dumps(sorted(turned))

    def rows(self, text: str, *more: Group, low: int = 0, high: int = MOST_ROWS, most: int = MOST_ROWS) -> list[int]:
        """Row numbers from `low` up to but without `high`, ascending, `most` at the most.

        Args:
            text: Query by words; empty for any.
            more: Facets that must hold beside the question's own.
            low: First row.
            high: The row after the last.
            most: How many.
        """
        sql = "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid >= ? AND rowid < ?"
        found = self._run(sql, text, (*self._groups, *more), (low, high), most)
        if not self.turned:
            return found
        others = " AND +rowid NOT IN (SELECT value FROM json_each(?))"
        found = self._run(sql + others, text, (*self._groups, *more), (low, high, self._turned), most)
        these = " AND +rowid IN (SELECT value FROM json_each(?))"
        fitting = [row for row, one in self.turned.items() if fits(one.tokens, (*self._groups, *more))]
        found += self._run(sql + these, text, (_EVERYONE,), (low, high, json.dumps(fitting)), most)
        return sorted(found)[:most]

    def count(self, text: str, *more: Group, most: int = MOST_ROWS) -> int:
        """How many there are, counted no further than `most`."""
        if self.turned:
            return len(self.rows(text, *more, most=most))
        sql = f"SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ?{self._condition} LIMIT ?)"  # noqa: S608
        query = narrowed(text, (*self._groups, *more), resting=self._resting)
        return int(self._connection.exec_driver_sql(sql, (query, *self._values, most)).scalar_one())

    def _run(self, sql: str, text: str, groups: Iterable[Group], values: tuple[object, ...], most: int) -> list[int]:
        query = narrowed(text, groups, resting=self._resting)
        rows = self._connection.exec_driver_sql(
            f"{sql}{self._condition} LIMIT ?", (query, *values, *self._values, most)
        )
        return [row for (row,) in rows]


_EVERYONE: Group = ((frozenset({EVERY}),),)


def _in_time(question: SearchQuestion) -> tuple[str, tuple[object, ...]]:
    """The condition on how long one waits, which is no facet because any number of weeks can be asked."""
    if question.max_weeks is None:
        return "", ()
    of_product = _OF_PRODUCT if question.product else ""
    sql = f" AND (rowid < {schema.PROVIDERS_FROM} OR EXISTS ({_IN_TIME}{of_product}))"
    return sql, (question.max_weeks, *([question.product] * 2 if question.product else []))
