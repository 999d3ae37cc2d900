"""How many of the entries found have which value, and where they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.models.search import Facet, FacetCount, PlaceCount, SearchQuestion
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
_FACETS = {facet.value: facet for facet in Facet}


class _Value(NamedTuple):
    """A row of ``search_value`` behind its number."""

    facet: Facet
    value: str
    within: str | None
    latitude: float | None
    longitude: float | None


class _Tally(NamedTuple):
    """How often each value occurs; the keys are numbers of values, as text."""

    community: Counter[str]
    providers: Counter[str]


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
        self._values: dict[str, _Value] = {}
        self._fresh = self._marks_of_turned()
        self._whole = self._tally(question)
        self._spread = self._by_facet(self._whole)

    def total(self) -> int:
        """How many entries fit."""
        return sum(self._spread.get(Facet.KIND, {}).values())

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
        community, providers = self._whole
        found = []
        for number in {*community, *providers}:
            one = self._values[number]
            if one.facet is Facet.PLACE and one.latitude is not None and one.longitude is not None:
                counted = community[number], providers[number]
                found.append(PlaceCount(one.value, one.latitude, one.longitude, *counted))
        return tuple(sorted(found, key=lambda place: (-place.community - place.providers, place.name)))

    def _by_value(self, facet: Facet, question: SearchQuestion) -> Mapping[str, int]:
        if facet is Facet.OFFERS:
            return self._offered(question)
        if facet is Facet.PRODUCT and municipalities(question):
            return self._products_in(question)
        if facet is Facet.MUNICIPALITY and products(question):
            return self._municipalities_with(question)
        spread = self._spread if question == self._question else self._by_facet(self._tally(question))
        found = dict(spread.get(facet, {}))
        # Who is there for everyone is there for each of them.
        everywhere = found.pop("", 0) if facet is Facet.MUNICIPALITY else 0
        return {value: count + everywhere for value, count in found.items() if value}

    def _by_facet(self, tally: _Tally) -> dict[Facet, dict[str, int]]:
        self._learn({*tally.community, *tally.providers})
        found: dict[Facet, dict[str, int]] = {}
        for counter in tally:
            for number, count in counter.items():
                one = self._values[number]
                if one.within is None:
                    of_facet = found.setdefault(one.facet, {})
                    of_facet[one.value] = of_facet.get(one.value, 0) + count
        return found

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
        every = [marks.split() for marks in self._marks(question, PROVIDERS_FROM, MOST_ROWS)]
        self._learn({number for numbers in every for number in numbers})
        for numbers in every:
            yield [self._values[number] for number in numbers]

    def _tally(self, question: SearchQuestion) -> _Tally:
        counters = []
        for low, high in ((0, PROVIDERS_FROM), (PROVIDERS_FROM, MOST_ROWS)):
            counter: Counter[str] = Counter()
            marks = self._marks(question, low, high)
            while some := list(islice(marks, _AT_ONCE)):
                counter.update(" ".join(some).split())
            counters.append(counter)
        return _Tally(*counters)

    def _marks(self, question: SearchQuestion, low: int, high: int) -> Iterator[str]:
        """Of every entry found the numbers of its values."""
        finder = self._finder(question)
        yield from finder.marks(self._text, low, high)
        if self._turned:
            yield from (self._fresh[row] for row in finder.rows(self._text, low=low, high=high) if row in self._turned)

    def _marks_of_turned(self) -> dict[int, str]:
        """Of entries that turned the numbers of the values they have today; a new value gets one below nought."""
        every = {mark.token: mark for entry in self._turned.values() for mark in entry.marks}
        rows = self._connection.exec_driver_sql(
            "SELECT token, number FROM search_value WHERE token IN (SELECT value FROM json_each(?))",
            (json.dumps(list(every)),),
        ).all()
        numbers: dict[str, str] = {}
        numbers.update((word, str(number)) for word, number in rows)
        for at, (word, mark) in enumerate(sorted(every.items())):
            if word not in numbers:
                numbers[word] = f"-{at}"
                self._values[numbers[word]] = _Value(*mark, None, None)
        return {row: " ".join(numbers[mark.token] for mark in one.marks) for row, one in self._turned.items()}

    def _learn(self, numbers: set[str]) -> None:
        """Reads the values behind numbers that were not met before."""
        sql = """SELECT number, facet, value, within, latitude, longitude FROM search_value
            WHERE number IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"""
        wanted = json.dumps(list(numbers - self._values.keys()))
        for number, facet, *rest in self._connection.exec_driver_sql(sql, (wanted,)).all():
            self._values[str(number)] = _Value(_FACETS[facet], *rest)

    def _finder(self, question: SearchQuestion) -> Finder:
        return Finder(self._connection, question, self._bought, self._turned)
