"""What narrows a search, as single words inside the index: a join afterwards costs many times as much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from desktop.models.kinds import Law
from desktop.models.search import Facet, HitKind, SearchQuestion
from desktop.store.search.words import fold

EVERY = "xe"
RESTING = "xr"
ANY_MUNICIPALITY = "xm"
SOON = "xn"
"""Help can begin sooner than where that is not known."""

CELLS = (0.1, 0.4)
"""Sides of the squares of the grid that places lie in, in degrees; of longitude times `_WIDER`."""

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


class Mark(NamedTuple):
    """A value that an entry has.

    Attributes:
        facet: By what.
        value: As it is shown.
        within: Of a product the municipality it is contracted for, empty for the whole region; None where it is told
            without a municipality.
    """

    facet: Facet
    value: str
    within: str | None = None

    @property
    def token(self) -> str:
        """The word in the index."""
        return product_in(self.value, self.within) if self.within is not None else token(self.facet, self.value)


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


@dataclass(frozen=True)
class Bought:
    """What a region's profile says of products and lots, which the store does not know by itself.

    Attributes:
        heavy: The usual form of a product and its heavy form.
        acts: By act the words in the index that mean contracted under it.
    """

    heavy: tuple[tuple[str, str], ...] = ()
    acts: Mapping[Law, frozenset[str]] = field(default_factory=dict)


@lru_cache(maxsize=50_000)
def token(facet: Facet, value: str) -> str:
    """The word in the index for a value."""
    return f"{_BEGINS[facet]}{_slug(value)}"


@lru_cache(maxsize=50_000)
def product_in(product: str, municipality: str) -> str:
    """A product contracted for one municipality; the empty name means the whole region."""
    return f"xq{_slug(product)}z{_slug(municipality) or 'any'}"


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


def cells(north: float, east: float) -> list[str]:
    """The squares that a point lies in, one for every size."""
    return [_cell(size, *_square(size, north, east)) for size in CELLS]


def cells_around(north: float, east: float) -> list[frozenset[str]]:
    """For every size, small first, the square of a point and the eight around it."""
    found = []
    for size in CELLS:
        row, column = _square(size, north, east)
        found.append(frozenset(_cell(size, row + up, column + on) for up in (-1, 0, 1) for on in (-1, 0, 1)))
    return found


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
    found = list(_asked(question))
    for facet, values in question.narrowed.items():
        if values:
            found.append(_one_of(question, facet, values, bought))
    return found


def fits(tokens: frozenset[str], groups: Iterable[Group]) -> bool:
    """True when an entry with these words is not left out by any group."""
    return all(any(all(tokens & words for words in way) for way in group) for group in groups)


def municipalities(question: SearchQuestion) -> tuple[str, ...]:
    """For which a product must be contracted; empty means: for any."""
    return (question.municipality,) if question.municipality else question.narrowed.get(Facet.MUNICIPALITY, ())


def products(question: SearchQuestion) -> tuple[str, ...]:
    """Products of which one must be contracted."""
    return (question.product,) if question.product else question.narrowed.get(Facet.PRODUCT, ())


def offers(value: str, bought: Bought) -> Group:
    """Both forms of one product, or both acts."""
    if value == LIGHT_AND_HEAVY:
        pairs = [[frozenset({token(Facet.PRODUCT, one)}) for one in pair] for pair in bought.heavy]
        return tuple(tuple(pair) for pair in pairs)
    if value != YOUTH_AND_WMO:
        return ()
    acts = (Law.JEUGDWET, Law.WMO)
    return (tuple(bought.acts.get(law, frozenset()) | {token(Facet.LAW, law)} for law in acts),)


def _asked(question: SearchQuestion) -> Iterator[Group]:
    community = token(Facet.KIND, HitKind.COMMUNITY)
    if question.no_indication:
        yield _any(community)
    if question.law:
        yield _any(community, token(Facet.LAW, question.law))
    if question.target_group:
        yield _any(token(Facet.TARGET_GROUP, question.target_group))
    if question.age is not None:
        yield _any(*of_age(question.age))
    if question.product:
        yield _any(*_contracted((question.product,), municipalities(question)))
    elif question.municipality:
        yield _any(ANY_MUNICIPALITY, token(Facet.MUNICIPALITY, question.municipality))


def _one_of(question: SearchQuestion, facet: Facet, values: tuple[str, ...], bought: Bought) -> Group:
    if facet is Facet.OFFERS:
        return tuple(way for value in values for way in offers(value, bought))
    if facet is Facet.PRODUCT:
        return _any(*_contracted(values, municipalities(question)))
    if facet is Facet.MUNICIPALITY and products(question):
        return _any(*_contracted(products(question), values))
    words = {token(facet, value) for value in values}
    return _any(*words, *([ANY_MUNICIPALITY] if facet is Facet.MUNICIPALITY else []))


def _contracted(wanted: tuple[str, ...], where: tuple[str, ...]) -> set[str]:
    """The words of one of these products, contracted for one of these municipalities; for any when none is named."""
    if not where:
        return {token(Facet.PRODUCT, product) for product in wanted}
    return {product_in(product, name) for product in wanted for name in (*where, "")}


def _any(*words: str) -> Group:
    return ((frozenset(words),),)


def _square(size: float, north: float, east: float) -> tuple[int, int]:
    return int((north + 90) / size), int((east + 180) / (size * _WIDER))


def _cell(size: float, row: int, column: int) -> str:
    return f"xy{CELLS.index(size)}z{row}z{column}"


def _block(at: int, size: int) -> str:
    return f"xa{size}z{at // size}"


def _slug(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())
