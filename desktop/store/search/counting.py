"""How many of the entries found have which value, and where they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.models.search import Facet, FacetCount, HitKind, PlaceCount, SearchQuestion
from desktop.store.search.facets import (
    LIGHT_AND_HEAVY,
    YOUTH_AND_WMO,
    Bought,
    municipalities,
    offers,
    products,
    token,
    without,
)
from desktop.store.search.finding import MOST_ROWS, Finder, Turned
from desktop.store.search.schema import PROVIDERS_FROM

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT_ONCE = 10_000


class _Value(NamedTuple):
    """A row of ``search_value`` behind its number."""

    token: str
    facet: Facet
    value: str
    within: str | None
    latitude: float | None
    longitude: float | None


class _Tally(NamedTuple):
    """How often each value occurs; the keys are numbers of values, as text."""

    community: Counter[str]
    providers: Counter[str]

    def of(self, number: str) -> int:
        return self.community[number] + self.providers[number]


class Counting:
    """Counts for one question.

    Args:
        connection: On the store.
        question: What narrows.
        text: Query by words, as the hits were found.
        bought: What the region's profile says of products.
        turned: Entries that stand in the index as they were on another day.
    """

    def __init__(
        self,
        connection: Connection,
        question: SearchQuestion,
        text: str,
        bought: Bought,
        turned: Mapping[int, Turned],
    ) -> None:
        self._connection = connection
        self._question = question
        self._text = text
        self._bought = bought
        self._turned = turned
        self._values = self._known()
        self._numbers = {value.token: number for number, value in self._values.items()}
        self._whole = self._tally(question)

    def total(self) -> int:
        """How many entries fit."""
        kinds = (self._numbers.get(token(Facet.KIND, kind), "") for kind in HitKind)
        return sum(self._whole.of(number) for number in kinds)

    def counts(self) -> dict[Facet, tuple[FacetCount, ...]]:
        """By facet, the most frequent first; each as if that facet itself did not narrow."""
        found = {}
        for facet in Facet:
            numbers = self._by_value(facet, without(self._question, facet))
            listed = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))
            found[facet] = tuple(FacetCount(value, count) for value, count in listed if count)
        return found

    def places(self) -> tuple[PlaceCount, ...]:
        """Where the entries found are, as far as that is known, the most frequent first."""
        found = [
            PlaceCount(
                value.value,
                value.latitude,
                value.longitude,
                self._whole.community[number],
                self._whole.providers[number],
            )
            for number, value in self._values.items()
            if value.facet is Facet.PLACE and value.latitude is not None and value.longitude is not None
        ]
        some = (place for place in found if place.community or place.providers)
        return tuple(sorted(some, key=lambda place: (-place.community - place.providers, place.name)))

    def _by_value(self, facet: Facet, question: SearchQuestion) -> Mapping[str, int]:
        if facet is Facet.OFFERS:
            return self._offered(question)
        if facet is Facet.PRODUCT and municipalities(question):
            return self._products_in(question)
        if facet is Facet.MUNICIPALITY and products(question):
            return self._municipalities_with(question)
        tally = self._whole if question == self._question else self._tally(question)
        there = [(number, one) for number, one in self._values.items() if one.facet is facet and one.within is None]
        everywhere = tally.of(self._numbers.get(token(facet, ""), "")) if facet is Facet.MUNICIPALITY else 0
        return {one.value: tally.of(n) + everywhere for n, one in there if one.value and tally.of(n)}

    def _offered(self, question: SearchQuestion) -> Mapping[str, int]:
        finder = self._finder(question)
        return {
            value: finder.count(self._text, offers(value, self._bought)) for value in (LIGHT_AND_HEAVY, YOUTH_AND_WMO)
        }

    def _products_in(self, question: SearchQuestion) -> Mapping[str, int]:
        """Contracted in one of the municipalities, or in the whole region; an entry counts once for a product."""
        wanted = {token(Facet.MUNICIPALITY, name) for name in municipalities(question)}
        found: Counter[str] = Counter()
        for values in self._providers(question):
            here = [one for one in values if one.within is not None]
            found.update({o.value for o in here if not o.within or token(Facet.MUNICIPALITY, o.within) in wanted})
        return found

    def _municipalities_with(self, question: SearchQuestion) -> Mapping[str, int]:
        """For which one of the products is contracted."""
        wanted = {token(Facet.PRODUCT, product) for product in products(question)}
        found: Counter[str] = Counter()
        everywhere = 0
        for values in self._providers(question):
            here = {o.within for o in values if o.within is not None and token(Facet.PRODUCT, o.value) in wanted}
            everywhere += "" in here
            found.update(here if "" not in here else ())
        return {name: count + everywhere for name, count in found.items() if name}

    def _providers(self, question: SearchQuestion) -> Iterator[list[_Value]]:
        """Of every provider found its values."""
        for marks in self._marks(self._finder(question).rows(self._text, low=PROVIDERS_FROM)):
            yield [self._values[number] for number in marks.split()]

    def _tally(self, question: SearchQuestion) -> _Tally:
        finder = self._finder(question)
        counters = []
        for low, high in ((0, PROVIDERS_FROM), (PROVIDERS_FROM, MOST_ROWS)):
            rows = finder.rows(self._text, low=low, high=high)
            counter: Counter[str] = Counter()
            marks = iter(self._marks(rows))
            while some := list(islice(marks, _AT_ONCE)):
                counter.update(" ".join(some).split())
            counters.append(counter)
        return _Tally(*counters)

    def _marks(self, rows: Sequence[int]) -> Iterator[str]:
        """Of every row the numbers of its values."""
        here = [row for row in rows if row not in self._turned] if self._turned else rows
        sql = "SELECT marks FROM search_marks WHERE entry IN (SELECT value FROM json_each(?))"
        for (marks,) in self._connection.exec_driver_sql(sql, (json.dumps(here),)):
            yield marks
        for row in rows if self._turned else ():
            if row in self._turned:
                yield " ".join(self._numbers[mark.token] for mark in self._turned[row].marks)

    def _finder(self, question: SearchQuestion) -> Finder:
        return Finder(self._connection, question, self._bought, self._turned)

    def _known(self) -> dict[str, _Value]:
        rows = self._connection.exec_driver_sql(
            "SELECT number, token, facet, value, within, latitude, longitude FROM search_value"
        )
        found = {str(number): _Value(word, Facet(facet), *rest) for number, word, facet, *rest in rows}
        # A value that begins to hold today may have no number yet.
        numbered = {value.token for value in found.values()}
        every = {mark.token: mark for entry in self._turned.values() for mark in entry.marks}
        fresh = [mark for word, mark in sorted(every.items()) if word not in numbered]
        return found | {f"-{at}": _Value(mark.token, *mark, None, None) for at, mark in enumerate(fresh)}
