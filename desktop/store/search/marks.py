"""The values by which an entry can be told apart, as they hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import Facet, HitKind
from desktop.rules.entry_cost import cost_of
from desktop.store.search.facets import Mark, age_bands

Fields = Mapping[str, Any]

EVER = date.max
"""The day after the last one that is known."""


class Span(NamedTuple):
    """From which day on the marks of an entry are as they are, and on which day they change."""

    since: date
    turns: date


ALWAYS = Span(date.min, EVER)


def of_service(entry: Fields, locations: Iterable[Fields], ages: tuple[int | None, int | None]) -> list[Mark]:
    """Of a community service."""
    cost = cost_of(entry["cost"], free=entry["free_of_charge"])
    return [
        *_of_any(HitKind.COMMUNITY, entry, locations, ages),
        *_each(Facet.THEME, tuple(entry["themes"])),
        *_each(Facet.COST, (cost,)),
        *_each(Facet.LIGHT_CHECK, ("asked" if entry["light_check"] else "none-known",)),
    ]


def of_provider(
    entry: Fields,
    locations: Iterable[Fields],
    ages: tuple[int | None, int | None],
    lines: Sequence[Fields],
    statuses: Iterable[AvailabilityStatus],
) -> list[Mark]:
    """Of a provider with the lines of its contracts that run on the day."""
    observed = sorted({*statuses}) or [AvailabilityStatus.UNKNOWN]
    return [
        *_of_any(HitKind.PROVIDER, entry, locations, ages),
        *_each(Facet.LAW, tuple(entry["laws"])),
        *_each(Facet.SPECIALISM, tuple(entry["specialisms"])),
        *(Mark(Facet.AVAILABILITY, status) for status in observed),
        *_contracted(lines),
    ]


def where(entry: Fields, lines: Sequence[Fields] = ()) -> tuple[Sequence[Mark], bool]:
    """The municipalities it is for, and whether it is for others too: what does not say for whom it is, is for all."""
    names = [*entry["municipalities"], *(name for line in lines for name in line["municipalities"])]
    everywhere = not names or any(not line["municipalities"] for line in lines)
    return _each(Facet.MUNICIPALITY, tuple(dict.fromkeys(names))), everywhere


def running(lines: Iterable[Fields], day: date) -> list[Fields]:
    """The lines that run on a day, inside the time of their contracts."""
    return [line for line in lines if _first(line) <= day < _after(line)]


def span(lines: Iterable[Fields], day: date) -> Span:
    """Around a day the time in which no line begins or ends."""
    turns = {turn for line in lines for turn in (_first(line), _after(line))}
    since = max((turn for turn in turns if turn <= day), default=date.min)
    return Span(since, min((turn for turn in turns if turn > day), default=EVER))


def _of_any(
    kind: HitKind, entry: Fields, locations: Iterable[Fields], ages: tuple[int | None, int | None]
) -> list[Mark]:
    places = dict.fromkeys([entry["place"], *[location["place"] for location in locations]])
    return [
        *_each(Facet.KIND, (kind,)),
        *[Mark(Facet.PLACE, place) for place in places if place],
        *_each(Facet.TARGET_GROUP, tuple(entry["target_groups"])),
        *_of_ages(*ages),
    ]


@lru_cache(maxsize=20_000)
def _each(facet: Facet, values: tuple[str, ...]) -> tuple[Mark, ...]:
    """A mark for each; thousands of entries are for the same few groups and municipalities."""
    return tuple(Mark(facet, value) for value in values)


@lru_cache
def _of_ages(low: int | None, high: int | None) -> tuple[Mark, ...]:
    return tuple(Mark(Facet.AGE, band) for band in age_bands(low, high))


def _contracted(lines: Sequence[Fields]) -> Iterator[Mark]:
    for facet in (Facet.LOT, Facet.SEGMENT, Facet.PRODUCT):
        named = [(line[facet.value], line["municipalities"]) for line in lines if line[facet.value]]
        region = {value for value, names in named if not names}
        for value, names in named:
            yield Mark(facet, value)
            # What holds for the whole region need not be told again for one municipality.
            yield from (Mark(facet, value, name) for name in (("",) if value in region else names))


def _first(line: Fields) -> date:
    first: date = max(line["start"], line["contract_start"])
    return first


def _after(line: Fields) -> date:
    ends = [end for end in (line["end"], line["contract_end"]) if end is not None and end != date.max]
    return min(ends) + timedelta(days=1) if ends else EVER
