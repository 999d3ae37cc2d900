"""The rows of the index that answer a query, lowest row numbers first, as many as are wanted and no more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from desktop.models.search import SearchQuestion
from desktop.store.search import schema
from desktop.store.search.distance import Near, Within
from desktop.store.search.entries import Gatherer
from desktop.store.search.facets import EVERY, RESTING, Bought, Group, Mark, fits, narrowing, products_asked
from desktop.store.search.matching import narrowed
from desktop.store.search.near import own_places
from desktop.store.search.words import lexicon

if TYPE_CHECKING:
    from sqlalchemy import Connection

Values = tuple[object, ...]
Condition = tuple[str, Values]
"""SQL behind a query, and what stands in it."""

MOST_ROWS = 1 << 62
"""No store has so many."""

_ROWS = "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid >= ? AND rowid < ?"
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


@dataclass(frozen=True)
class Around:
    """From where a distance counts, and which products the words of the question mean.

    Attributes:
        near: None where nothing near is asked, or nobody knows where that is.
        meant: Ids of products.
    """

    near: Near | None = None
    meant: frozenset[str] = frozenset()

    def within(self, question: SearchQuestion, bought: Bought) -> Within | None:
        """The limit to the distance; help that comes to the resident stays, when it is the help that is asked."""
        if self.near is None or question.within_km is None:
            return None
        asked = products_asked(question) or self.meant
        return Within(self.near, question.within_km, bought.coming & asked if asked else bought.coming)


@dataclass(frozen=True)
class _Way:
    """One of the ways in which an entry answers a question; no entry answers in two.

    Attributes:
        groups: What must hold.
        apart: Words of facets by which an entry is left out.
        condition: What words cannot tell.
    """

    groups: Sequence[Group]
    apart: frozenset[str]
    condition: Condition

    def also(self, more: Sequence[Group]) -> _Way:
        """With more that must hold, and without what then holds by itself."""
        kept = [one for one in self.groups if not any(_holds_by(other, one) for other in more)]
        return replace(self, groups=(*kept, *more)) if more else self

    def query(self, text: str) -> str:
        return narrowed(text, self.groups, apart=self.apart)


class Finder:
    """Finds the rows for one question, by any query of words.

    Args:
        connection: On the store.
        question: What narrows.
        bought: What the region's profile says of products.
        turned: Entries that stand in the index as they were on another day.
        within: How far away an entry may be; None when that does not matter.
    """

    def __init__(
        self,
        connection: Connection,
        question: SearchQuestion,
        bought: Bought,
        turned: Mapping[int, Turned],
        within: Within | None = None,
    ) -> None:
        self._connection = connection
        groups = narrowing(question, bought)
        apart = frozenset() if question.include_resting else frozenset({RESTING})
        in_time, circle = _in_time(question), _inside(within)
        self._staying = within.staying if within else frozenset()
        self._groups = [*groups, *(within.group if within else ())]
        self._anywhere = in_time
        self._here = _both(in_time, circle)
        self._apart = apart
        # Apart, because a query with both would ask of every entry whether it is among thousands that stay.
        self._ways = [_Way(groups, apart, in_time)]
        if within:
            inside = _Way([*groups, *within.inside], apart | self._staying, self._here)
            self._ways = [inside, _Way([*groups, ((self._staying,),)], apart, in_time)]
        self._all: dict[int, list[int]] = {}
        """By number of the way its rows for the widest query, where those are all of them."""
        self.turned = turned
        self._turned = json.dumps(sorted(turned))

    def widest(self, text: str, most: int) -> list[int]:
        """As `rows`, for a query that finds all that any later one finds; what it has not, is not looked for again."""
        self._all = {}
        found = [self._of_way(number, text, (), (0, MOST_ROWS), most) for number in range(len(self._ways))]
        self._all = {number: rows for number, rows in enumerate(found) if len(rows) < most}
        return self._with_turned(sorted(chain.from_iterable(found)), text, (), (0, MOST_ROWS), most)

    def rows(self, text: str, *more: Group, low: int = 0, high: int = MOST_ROWS, most: int = MOST_ROWS) -> list[int]:
        """Row numbers from `low` up to but without `high`, ascending, `most` at the most.

        Args:
            text: Query by words; empty for any.
            more: Facets that must hold beside the question's own.
            low: First row.
            high: The row after the last.
            most: How many.
        """
        found = [self._of_way(number, text, more, (low, high), most) for number in range(len(self._ways))]
        return self._with_turned(sorted(chain.from_iterable(found)), text, more, (low, high), most)

    def _of_way(self, number: int, text: str, more: Sequence[Group], between: tuple[int, int], most: int) -> list[int]:
        low, high = between
        known = self._all.get(number)
        if known is not None and not any(low <= row < high for row in known):
            return []
        others = " AND +rowid NOT IN (SELECT value FROM json_each(?))" if self.turned else ""
        values = (low, high, self._turned) if self.turned else between
        return self._run(_ROWS + others, text, self._ways[number].also(more), values, most)

    def _with_turned(
        self, found: list[int], text: str, more: Sequence[Group], between: tuple[int, int], most: int
    ) -> list[int]:
        if not self.turned:
            return found[:most]
        these = " AND +rowid IN (SELECT value FROM json_each(?))"
        fitting = [row for row, one in self.turned.items() if fits(one.tokens, (*self._groups, *more))]
        # Whether help comes to the resident is told by the contracts of the day, not by those of the index.
        stays = {row: bool(self.turned[row].tokens & self._staying) for row in fitting}
        for condition, is_so in ((self._anywhere, True), (self._here, False)):
            some = json.dumps([row for row in fitting if stays[row] is is_so])
            way = _Way([_EVERYONE], self._apart, condition)
            found += self._run(_ROWS + these, text, way, (*between, some), most)
        return sorted(found)[:most]

    def marks(self, text: str, low: int, high: int) -> list[str]:
        """Of the rows in this range the numbers of their values, without those that turned."""
        sql = """SELECT m.marks FROM search_text JOIN search_marks AS m ON m.entry = search_text.rowid
            WHERE search_text MATCH ? AND search_text.rowid >= ? AND search_text.rowid < ?"""
        if self.turned:
            sql += " AND +search_text.rowid NOT IN (SELECT value FROM json_each(?))"
        values = (low, high, self._turned) if self.turned else (low, high)
        found: list[str] = []
        for way in self._ways:
            also, with_values = way.condition
            rows = self._connection.exec_driver_sql(sql + also, (way.query(text), *values, *with_values))
            found += [marks for (marks,) in rows.all()]
        return found

    def count(self, text: str, *more: Group, most: int = MOST_ROWS) -> int:
        """How many there are, counted no further than `most`."""
        if self.turned:
            return len(self.rows(text, *more, most=most))
        total = 0
        for way in self._ways:
            also, values = way.condition
            sql = f"SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ?{also} LIMIT ?)"  # noqa: S608
            query = way.also(more).query(text)
            total += int(self._connection.exec_driver_sql(sql, (query, *values, most - total)).scalar_one())
        return total

    def _run(self, sql: str, text: str, way: _Way, values: Values, most: int) -> list[int]:
        also, with_values = way.condition
        rows = self._connection.exec_driver_sql(f"{sql}{also} LIMIT ?", (way.query(text), *values, *with_values, most))
        return [row for (row,) in rows.all()]


_EVERYONE: Group = ((frozenset({EVERY}),),)


def _holds_by(one: Group, other: Group) -> bool:
    """True when what fits the one surely fits the other: the squares nearby lie in a circle around them."""
    return len(one) == len(other) == len(one[0]) == len(other[0]) == 1 and one[0][0] <= other[0][0]


def _inside(within: Within | None) -> Condition:
    """The condition on where an entry is, which words can only tell roughly."""
    if within is None:
        return "", ()
    near, values = within.near.within(within.km)
    return f" AND EXISTS (SELECT 1 FROM search_rank AS r WHERE r.entry = search_text.rowid AND {near})", values  # noqa: S608


def _both(one: Condition, other: Condition) -> Condition:
    return one[0] + other[0], (*one[1], *other[1])


def _in_time(question: SearchQuestion) -> Condition:
    """The condition on how long one waits, which is no facet because any number of weeks can be asked."""
    if question.max_weeks is None:
        return "", ()
    of_product = _OF_PRODUCT if question.product else ""
    sql = f" AND (search_text.rowid < {schema.PROVIDERS_FROM} OR EXISTS ({_IN_TIME}{of_product}))"
    return sql, (question.max_weeks, *([question.product] * 2 if question.product else []))
