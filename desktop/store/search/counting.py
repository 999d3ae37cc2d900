"""How many of the entries found have which value, and where they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.models.search import Facet, FacetCount, HitKind, PlaceCount, SearchQuestion
from desktop.store.search.facets import (
    ANY_MUNICIPALITY,
    BESIDE_COMMUNITY,
    LIGHT_AND_HEAVY,
    YOUTH_AND_WMO,
    Bought,
    Held,
    conditions,
    held,
    municipalities,
    token,
    where_asked,
    without,
)
from desktop.store.search.finding import MOST_ROWS, Around, Finder, Turned
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


class StoppedError(Exception):
    """Nobody waits for the counts any more."""


class Counting:
    """Counts for one question.

    Args:
        connection: On the store.
        question: What narrows.
        text: Query by words, as the hits were found.
        bought: What the region's profile says of products.
        turned: Entries that stand in the index as they were on another day.
        around: From where a distance counts.
        stop: Asked before every part of the counting.

    Raises:
        StoppedError: At the making or counting, once `stop` is true.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a question, and what it is asked of
        self,
        connection: Connection,
        question: SearchQuestion,
        text: str,
        bought: Bought,
        turned: Mapping[int, Turned],
        around: Around,
        stop: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._question = question
        self._text = text
        self._bought = bought
        self._turned = turned
        self._around = around
        self._stop = stop
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
            return self._held(facet, (LIGHT_AND_HEAVY, YOUTH_AND_WMO), question)
        if facet is Facet.MUNICIPALITY and any(conditions(question, self._bought)):
            return self._municipalities_with(question)
        if facet is Facet.PRODUCT and self._around.within(question, self._bought):
            return self._by_product(question)
        spread = self._spread_of(question)
        found = dict(spread.get(facet, {}))
        if facet in BESIDE_COMMUNITY:
            # Whoever narrows by it keeps the community services, so a count tells them too.
            stay = spread.get(Facet.KIND, {}).get(HitKind.COMMUNITY, 0)
            return {value: count + stay for value, count in self._of_care(facet, question, found).items() if count}
        # Who is there for everyone is there for each of them.
        everywhere = found.pop("", 0) if facet is Facet.MUNICIPALITY else 0
        return {value: count + everywhere for value, count in found.items() if value}

    def _by_product(self, question: SearchQuestion) -> Mapping[str, int]:
        """Narrowed by a product whose help comes to the resident no distance counts, by another one it does."""
        near, far = copy(self), replace(question, within_km=None)
        near._bought = replace(self._bought, coming=frozenset())  # noqa: SLF001 - a copy of its own
        spread = near._by_facet(near._tally(question))  # noqa: SLF001
        stay = spread.get(Facet.KIND, {}).get(HitKind.COMMUNITY, 0)
        here = near._of_care(Facet.PRODUCT, question, spread.get(Facet.PRODUCT, {}))  # noqa: SLF001
        whole = self._of_care(Facet.PRODUCT, far, self._spread_of(far).get(Facet.PRODUCT, {}))
        found = {value: (whole if value in self._bought.coming else here).get(value, 0) for value in {*here, *whole}}
        return {value: count + stay for value, count in found.items() if count}

    def _spread_of(self, question: SearchQuestion) -> dict[Facet, dict[str, int]]:
        return self._spread if question == self._question else self._by_facet(self._tally(question))

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

    def _of_care(self, facet: Facet, question: SearchQuestion, found: Mapping[str, int]) -> Mapping[str, int]:
        """How many providers have which value, where `found` tells of the values they say without a municipality."""
        if facet is Facet.LAW:
            return {**found, **self._held(facet, [law.value for law in self._bought.acts], question)}
        if facet in {Facet.LOT, Facet.SEGMENT, Facet.PRODUCT} and municipalities(question):
            return self._contracted_in(facet, question)
        return found

    def _held(self, facet: Facet, values: Iterable[str], question: SearchQuestion) -> Mapping[str, int]:
        finder = self._finder(question)
        ways = {value: held(facet, (value,), self._bought) for value in values}
        return {value: finder.count(self._text, *where_asked(question, way)) for value, way in ways.items()}

    def _contracted_in(self, facet: Facet, question: SearchQuestion) -> Mapping[str, int]:
        """Contracted where it is asked, or in the whole region; an entry counts once for a value."""
        asked = [{_place(name) for name in ("", *names)} for names in municipalities(question)]
        found: Counter[str] = Counter()
        for values in self._entries(question, PROVIDERS_FROM):
            here = [one for one in values if one.facet is facet and one.within is not None]
            each = ({one.value for one in here if _place(one.within) in names} for names in asked)
            found.update(set.intersection(*each))
        return found

    def _municipalities_with(self, question: SearchQuestion) -> Mapping[str, int]:
        """For which an entry is, and for which a provider is contracted for all that is asked."""
        wanted = tuple(conditions(question, self._bought))
        names: dict[str, str] = {}
        found: Counter[str] = Counter()
        for values in self._entries(question, 0):
            own = {_place(one.value) for one in values if one.facet is Facet.MUNICIPALITY}
            of_ways = (_either(_both(_where(one, values) for one in way) for way in ways) for ways in wanted)
            here = _both((own, *of_ways))
            found.update({ANY_MUNICIPALITY} if ANY_MUNICIPALITY in here else here)
            names.update((_place(name), name) for name in _named(values))
        everywhere = found[ANY_MUNICIPALITY]
        return {name: found[place] + everywhere for place, name in names.items()}

    def _entries(self, question: SearchQuestion, low: int) -> Iterator[list[_Value]]:
        """Of every entry found from this row on its values."""
        every = [marks.split() for marks in self._marks(question, low, MOST_ROWS)]
        self._learn({number for numbers in every for number in numbers})
        for numbers in every:
            yield [self._values[number] for number in numbers]

    def _tally(self, question: SearchQuestion) -> _Tally:
        counters = []
        for low, high in ((0, PROVIDERS_FROM), (PROVIDERS_FROM, MOST_ROWS)):
            counter: Counter[str] = Counter()
            marks = self._marks(question, low, high)
            while some := list(islice(marks, _AT_ONCE)):
                self._go_on()
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
        self._go_on()
        within = self._around.within(question, self._bought)
        return Finder(self._connection, question, self._bought, self._turned, within)

    def _go_on(self) -> None:
        if self._stop():
            raise StoppedError


def _place(municipality: str | None) -> str:
    return token(Facet.MUNICIPALITY, municipality or "")


def _named(values: Iterable[_Value]) -> Iterator[str]:
    """The municipalities among the values, as written."""
    for one in values:
        name = one.value if one.facet is Facet.MUNICIPALITY else one.within
        if name:
            yield name


def _where(wanted: Held, values: Iterable[_Value]) -> set[str]:
    """In which municipalities an entry with these values has what is wanted, as words."""
    found = set()
    for one in values:
        word = token(one.facet, one.value)
        if one.within is None and word in wanted.anywhere:
            return {ANY_MUNICIPALITY}
        if one.within is not None and word in wanted.contracted:
            found.add(_place(one.within))
    return found


def _both(places: Iterable[set[str]]) -> set[str]:
    found = {ANY_MUNICIPALITY}
    for some in places:
        found = some if ANY_MUNICIPALITY in found else found if ANY_MUNICIPALITY in some else found & some
    return found


def _either(places: Iterable[set[str]]) -> set[str]:
    return set[str]().union(*places)
