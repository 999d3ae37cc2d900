"""What narrows a search, as single words inside the index: a join afterwards costs many times as much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import cos, hypot, radians
from typing import Any, NamedTuple

from desktop.models.kinds import Law
from desktop.models.search import Facet, HitKind, SearchQuestion
from desktop.store.search.near import KM_PER_DEGREE
from desktop.store.search.words import Named, fold

EVERY = "xe"
RESTING = "xr"
ANY_MUNICIPALITY = "xm"
SOON = "xn"
"""Help can begin sooner than where that is not known."""

COMES = "xd"
"""Help that comes to the resident, or that one has at a distance: it says so itself."""
NO_PLACE = "xj"
"""Nobody knows where it is."""

CELLS = (0.1, 0.4)
"""Sides of the squares of the grid that places lie in, in degrees; of longitude times `_WIDER`."""

_MOST_CELLS = 60

_ROUNDED = 0.999
"""So that no square is left out whose border just lies within."""
_WIDER = 1.6
"""About as wide as high in the Netherlands."""

AGE_BANDS = (0, 12, 16, 18, 23, 65, 75)
"""Years; each band ends where the next begins. The bounds of the acts and of the target groups people search by."""

OLDEST = 127
"""Years; who is older is found as this old."""

LIGHT_AND_HEAVY = "light-and-heavy"
YOUTH_AND_WMO = "youth-and-wmo"

# No folded word of a text begins like these in the facets' own column, and no other column is asked for them.
_BEGINS = {
    Facet.LAW: "xl",
    Facet.LOT: "xo",
    Facet.SEGMENT: "xs",
    Facet.PRODUCT: "xp",
    Facet.MUNICIPALITY: "xm",
    Facet.PLACE: "xc",
    Facet.TARGET_GROUP: "xt",
    Facet.AGE: "xb",
    Facet.SPECIALISM: "xi",
    Facet.THEME: "xh",
    Facet.AVAILABILITY: "xv",
    Facet.COST: "xf",
    Facet.LIGHT_CHECK: "xg",
    Facet.KIND: "xk",
}

_BEGINS_WITHIN = {_BEGINS[Facet.LOT]: "xu", _BEGINS[Facet.SEGMENT]: "xw", _BEGINS[Facet.PRODUCT]: "xq"}
"""How the words begin that tell for which municipality something is contracted, by how its plain word begins."""

BESIDE_COMMUNITY = frozenset({Facet.LAW, Facet.LOT, Facet.SEGMENT, Facet.PRODUCT, Facet.SPECIALISM, Facet.AVAILABILITY})
"""What tells contracted care apart and says nothing of community services, which so stay."""

_CONTRACTED = (Facet.LAW, Facet.LOT, Facet.SEGMENT, Facet.PRODUCT)


class Mark(NamedTuple):
    """A value that an entry has.

    Attributes:
        facet: By what.
        value: As it is shown.
        within: Of a lot, segment or product the municipality it is contracted for, empty for the whole region; None
            where it is told without a municipality.
    """

    facet: Facet
    value: str
    within: str | None = None

    @property
    def token(self) -> str:
        """The word in the index."""
        plain = token(self.facet, self.value)
        return plain if self.within is None else contracted_in(plain, self.within)


_PLAINLY: Mapping[Facet, Mapping[str, Any]] = {
    Facet.MUNICIPALITY: {"municipality": ""},
    Facet.PRODUCT: {"product": ""},
    Facet.LAW: {"law": None},
    Facet.AGE: {"age": None},
    Facet.TARGET_GROUP: {"target_group": ""},
    Facet.KIND: {"no_indication": False},
}
"""The part of a question that asks for one value of a facet, as it is when nothing is asked."""

Group = tuple[tuple[frozenset[str], ...], ...]
"""A condition on the words of the facets: one of the ways, in each way one of every set."""


class Held(NamedTuple):
    """Words of which an entry must have one.

    Attributes:
        anywhere: These count wherever they are asked.
        contracted: Plain words of lots, segments and products; these count where they are contracted for a municipality
            that is asked.
    """

    anywhere: frozenset[str]
    contracted: frozenset[str]

    def within(self, names: tuple[str, ...]) -> frozenset[str]:
        """For one of these municipalities; for any when none is named."""
        if not names:
            return self.anywhere | self.contracted
        return self.anywhere | {contracted_in(word, name) for word in self.contracted for name in (*names, "")}


Ways = tuple[tuple[Held, ...], ...]
"""A condition on contracts: one of the ways, in each way every one of it."""


@dataclass(frozen=True)
class Bought:
    """What a region's profile says of products and lots, which the store does not know by itself.

    Attributes:
        heavy: The usual form of a product and its heavy form.
        acts: By act the words in the index that mean contracted under it.
        named: What people call the products.
        coming: Products whose help comes to the resident.
    """

    heavy: tuple[tuple[str, str], ...] = ()
    acts: Mapping[Law, frozenset[str]] = field(default_factory=dict)
    named: Named = ()
    coming: frozenset[str] = frozenset()


@lru_cache(maxsize=50_000)
def token(facet: Facet, value: str) -> str:
    """The word in the index for a value."""
    return f"{_BEGINS[facet]}{_slug(value)}"


@lru_cache(maxsize=50_000)
def contracted_in(plain: str, municipality: str) -> str:
    """The word of a lot, segment or product, as contracted for a municipality; the empty name is the whole region."""
    return f"{_BEGINS_WITHIN[plain[:2]]}{plain[2:]}z{_slug(municipality) or 'any'}"


@lru_cache
def age_blocks(low: int | None, high: int | None) -> frozenset[str]:
    """The blocks of 1, 2, 4 … 128 years that cover a range of ages, both ends inclusive: fourteen words at the most."""
    return frozenset(_blocks(low, high))


def _blocks(low: int | None, high: int | None) -> Iterator[str]:
    at, end = max(low or 0, 0), min(OLDEST if high is None else high, OLDEST)
    while at <= end:
        size = 1
        while at % (2 * size) == 0 and at + 2 * size - 1 <= end and size <= OLDEST // 2:
            size *= 2
        yield _block(at, size)
        at += size


def of_age(age: int) -> frozenset[str]:
    """The blocks a person of this age is in."""
    return frozenset(_block(min(age, OLDEST), 2**power) for power in range(8))


@lru_cache(maxsize=20_000)
def cells(north: float, east: float) -> tuple[str, ...]:
    """The squares that a point lies in, one for every size."""
    return tuple(_cell(size, *_square(size, north, east)) for size in CELLS)


def cells_around(north: float, east: float) -> list[frozenset[str]]:
    """For every size, small first, the square of a point and the eight around it."""
    found = []
    for size in CELLS:
        row, column = _square(size, north, east)
        found.append(frozenset(_cell(size, row + up, column + on) for up in (-1, 0, 1) for on in (-1, 0, 1)))
    return found


def cells_within(north: float, east: float, km: float) -> frozenset[str]:
    """Squares that cover a circle, of the smallest size of which a few dozen do; empty where it takes more."""
    up = km / KM_PER_DEGREE
    on = up / max(0.01, cos(radians(min(89.0, abs(north) + up))))
    for size in CELLS:
        low, left = _square(size, north - up, east - on)
        high, right = _square(size, north + up, east + on)
        if (high - low + 1) * (right - left + 1) <= _MOST_CELLS:
            squares = ((row, column) for row in range(low, high + 1) for column in range(left, right + 1))
            return frozenset(_cell(size, *one) for one in squares if _km_to(size, one, north, east) <= km)
    return frozenset()


def age_bands(low: int | None, high: int | None) -> list[str]:
    """The lower bounds of the bands that a range of ages touches."""
    ends = (*(bound - 1 for bound in AGE_BANDS[1:]), OLDEST)
    youngest, oldest = low or 0, OLDEST if high is None else high
    return [str(band) for band, end in zip(AGE_BANDS, ends, strict=True) if youngest <= end and oldest >= band]


def without(question: SearchQuestion, facet: Facet) -> SearchQuestion:
    """The question as if this facet did not narrow."""
    rest = {other: values for other, values in question.narrowed.items() if other is not facet}
    return replace(question, narrowed=rest, **_PLAINLY.get(facet, {}))


def narrowing(question: SearchQuestion, bought: Bought) -> list[Group]:
    """A group for everything that was asked beside the text."""
    contracts = (group for ways in conditions(question, bought) for group in where_asked(question, ways))
    narrowed = (_one_of(facet, values) for facet, values in question.narrowed.items() if values)
    return [*_asked(question), *contracts, *(group for group in narrowed if group)]


def conditions(question: SearchQuestion, bought: Bought) -> Iterator[Ways]:
    """What a provider must be contracted for, in the municipality when one is asked."""
    if question.product:
        yield held(Facet.PRODUCT, (question.product,), bought)
    if question.law:
        yield _beside_community(held(Facet.LAW, (question.law,), bought))
    for facet, values in question.narrowed.items():
        if values and facet in _CONTRACTED:
            yield _beside_community(held(facet, values, bought))
        elif values and facet is Facet.OFFERS:
            yield held(facet, values, bought)


def held(facet: Facet, values: Iterable[str], bought: Bought) -> Ways:
    """One of the values of an act, lot, segment, product or offer, by a provider.

    An act counts that the provider says itself, and one that something it is contracted for is bought under.
    """
    if facet is Facet.OFFERS:
        return tuple(way for value in values for way in _offers(value, bought))
    words = frozenset(token(facet, value) for value in values)
    if facet is not Facet.LAW:
        return ((Held(frozenset(), words),),)
    asked = frozenset(values)
    return ((Held(words, frozenset().union(*(found for act, found in bought.acts.items() if act in asked))),),)


def where_asked(question: SearchQuestion, ways: Ways) -> Iterator[Group]:
    """The condition in every municipality, or one of several, that is asked; anywhere when none is."""
    for names in municipalities(question) or ((),):
        yield tuple(tuple(one.within(names) for one in way) for way in ways)


def fits(tokens: frozenset[str], groups: Iterable[Group]) -> bool:
    """True when an entry with these words is not left out by any group."""
    return all(any(all(tokens & words for words in way) for way in group) for group in groups)


def products_asked(question: SearchQuestion) -> frozenset[str]:
    """Ids of the products it is narrowed to; empty when it is to none."""
    return frozenset(filter(None, (question.product, *question.narrowed.get(Facet.PRODUCT, ()))))


def municipalities(question: SearchQuestion) -> tuple[tuple[str, ...], ...]:
    """For one of each of these a provider must be contracted; empty means: for any."""
    asked = ((question.municipality,) if question.municipality else (), question.narrowed.get(Facet.MUNICIPALITY, ()))
    return tuple(names for names in asked if names)


def _offers(value: str, bought: Bought) -> Ways:
    """Both forms of one product, or both acts."""
    if value == LIGHT_AND_HEAVY:
        return tuple(tuple(held(Facet.PRODUCT, (one,), bought)[0][0] for one in pair) for pair in bought.heavy)
    if value != YOUTH_AND_WMO:
        return ()
    return (tuple(held(Facet.LAW, (law,), bought)[0][0] for law in (Law.JEUGDWET, Law.WMO)),)


def _beside_community(ways: Ways) -> Ways:
    community = token(Facet.KIND, HitKind.COMMUNITY)
    return tuple(tuple(Held(one.anywhere | {community}, one.contracted) for one in way) for way in ways)


def _asked(question: SearchQuestion) -> Iterator[Group]:
    if question.no_indication:
        yield _any(token(Facet.KIND, HitKind.COMMUNITY))
    if question.target_group:
        yield _any(token(Facet.TARGET_GROUP, question.target_group))
    if question.age is not None:
        yield _any(*of_age(question.age))
    # What is contracted for a municipality is for it.
    if question.municipality and not question.product:
        yield _any(ANY_MUNICIPALITY, token(Facet.MUNICIPALITY, question.municipality))


def _one_of(facet: Facet, values: tuple[str, ...]) -> Group:
    """One of the values, where it does not matter what is contracted."""
    if facet in _CONTRACTED or facet is Facet.OFFERS:
        return ()
    words = {token(facet, value) for value in values}
    if facet is Facet.MUNICIPALITY:
        words.add(ANY_MUNICIPALITY)
    if facet in BESIDE_COMMUNITY:
        words.add(token(Facet.KIND, HitKind.COMMUNITY))
    return _any(*words)


def _any(*words: str) -> Group:
    return ((frozenset(words),),)


def _square(size: float, north: float, east: float) -> tuple[int, int]:
    return int((north + 90) / size), int((east + 180) / (size * _WIDER))


def _km_to(size: float, square: tuple[int, int], north: float, east: float) -> float:
    """How far the nearest point of a square is, as the crow flies; a little less rather than more."""
    row, column = square
    bottom, left = row * size - 90, column * size * _WIDER - 180
    up = max(bottom - north, north - bottom - size, 0.0)
    on = max(left - east, east - left - size * _WIDER, 0.0)
    return hypot(up, on * cos(radians(min(89.0, abs(north) + up)))) * KM_PER_DEGREE * _ROUNDED


def _cell(size: float, row: int, column: int) -> str:
    return f"xy{CELLS.index(size)}z{row}z{column}"


def _block(at: int, size: int) -> str:
    return f"xa{size}z{at // size}"


def _slug(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())
