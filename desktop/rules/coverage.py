"""Whether there is enough help everywhere: how many are contracted, how many take people, where it hangs on one.

What is not known is counted apart and never as taking people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from desktop.models.kinds import AvailabilityStatus, MeasureKind
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.region import RegionProfile
from desktop.rules.coverage_lines import Line, bought_by, measure_for


class Taking(StrEnum):
    """Whether a provider takes new residents, as far as is known."""

    YES = "yes"
    UNKNOWN = "unknown"
    """Nobody told, it was told too long ago, two told otherwise on one day, or one has to ask."""
    NO = "no"


_BEST_FIRST = (Taking.YES, Taking.UNKNOWN, Taking.NO)
_MAY_TAKE = (Taking.YES, Taking.UNKNOWN)

_SAYS: Mapping[str, Taking] = {
    AvailabilityStatus.OPEN.value: Taking.YES,
    AvailabilityStatus.LIMITED.value: Taking.YES,
    AvailabilityStatus.ASSESSMENT_FIRST.value: Taking.YES,
    AvailabilityStatus.INTAKE_STOP.value: Taking.NO,
}
"""By status; of the others one has to ask."""


class Offered(NamedTuple):
    """What a provider is contracted for today. No municipalities: all of them."""

    provider_id: str
    lot: str
    segment: str
    product: str
    municipalities: frozenset[str]
    stopped: bool
    """The contract allows to refuse, or nobody may be sent there."""


class Word(NamedTuple):
    """The latest that was heard of one offer of a provider; more than one status when two told otherwise that day."""

    provider_id: str
    about: str
    """Product's or segment's id; empty when it is about all its help."""
    municipality: str
    """Empty: all that it serves."""
    measured_on: date
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One line in one municipality, today."""

    line: Line
    municipality: str
    providers: int
    accepting: int
    unknown: int
    most: int | None
    """Providers wanted at the most; None when nobody said."""
    least: int | None
    """Accepting providers wanted at the least; None when nobody said: then one is enough."""
    bought_by: str
    """Empty when the region buys it."""
    closed: PurchaseMeasure | None
    """The measure that keeps new providers out."""
    only: str
    """Id of the one provider that all hangs on: the only one contracted, or the only one that does not refuse."""

    @property
    def gap(self) -> bool:
        """Too few take people, of what the region buys here."""
        return not self.bought_by and self.accepting < max(1, self.least or 0)

    @property
    def surplus(self) -> int:
        """How many more are contracted than wanted at the most."""
        return max(0, self.providers - self.most) if self.most is not None else 0


Pieces = tuple[tuple[frozenset[str], Taking], ...]


class Told:
    """What was heard, by provider and what it is about.

    Args:
        words: The latest of every offer.
        today: From which the age is told.
        stale_after: The oldest age in days that still says whether people are taken.
    """

    def __init__(self, words: Iterable[Word], today: date, stale_after: int) -> None:
        self._fresh_from = today - timedelta(days=stale_after)
        self._words: dict[tuple[str, str], list[Word]] = {}
        self._plain: dict[tuple[str, str], Taking] = {}
        """What is said by the one word about something; enough unless the provider is among `_mixed`."""
        self._mixed: set[str] = set()
        """Providers that told of all their help, of a municipality apart, or of several places."""
        self._wholes: dict[tuple[frozenset[str], Taking], Pieces] = {}
        for word in words:
            key = word.provider_id, word.about
            self._plain[key] = self._says(word)
            if key in self._words:
                self._words[key].append(word)
                self._mixed.add(word.provider_id)
            else:
                self._words[key] = [word]
            if not word.about or word.municipality:
                self._mixed.add(word.provider_id)

    def pieces(self, offered: Offered, about: str, towns: frozenset[str]) -> Pieces:
        """Where an offer takes people and where not; one piece for all of it unless a municipality was told apart."""
        provider_id = offered.provider_id
        if offered.stopped or provider_id not in self._mixed:
            taking = Taking.NO if offered.stopped else self._plain.get((provider_id, about), Taking.UNKNOWN)
            # Many offers are the same, and thousands of them are not made one by one.
            known = self._wholes.get((towns, taking))
            return known or self._wholes.setdefault((towns, taking), ((towns, taking),))
        words = self._about(provider_id, about)
        apart = {word.municipality for word in words if word.municipality} & towns
        rest = ((towns - apart, self._taking(_newest(words, ""))),) if towns - apart else ()
        return rest + tuple((frozenset({town}), self._taking(_newest(words, town))) for town in sorted(apart))

    def latest(self, provider_id: str, about: str, town: str) -> Sequence[Word]:
        """By the newest word; of one day the word about this product, and of this municipality, goes first."""
        return _newest(self._about(provider_id, about), town)

    def _about(self, provider_id: str, about: str) -> Sequence[Word]:
        of_all = self._words.get((provider_id, ""), ())
        return (*self._words.get((provider_id, about), ()), *of_all) if about else of_all

    def _taking(self, words: Sequence[Word]) -> Taking:
        """Of several places or groups it is enough that one takes people."""
        found = {self._says(word) for word in words}
        return next((taking for taking in _BEST_FIRST if taking in found), Taking.UNKNOWN)

    def _says(self, word: Word) -> Taking:
        """What was told too long ago, or one way and the other on one day, is not known."""
        told = word.statuses
        if word.measured_on < self._fresh_from:
            return Taking.UNKNOWN
        if len(told) == 1:
            return _SAYS.get(told[0], Taking.UNKNOWN)
        meanings = {_SAYS.get(status, Taking.UNKNOWN) for status in told}
        return meanings.pop() if len(meanings) == 1 else Taking.UNKNOWN


def _newest(words: Sequence[Word], town: str) -> Sequence[Word]:
    here = [word for word in words if word.municipality in {"", town}]
    newest = max(map(_order, here), default=None)
    return [word for word in here if _order(word) == newest]


def _order(word: Word) -> tuple[date, bool, bool]:
    return word.measured_on, bool(word.about), bool(word.municipality)


def matrix(
    profile: RegionProfile,
    lines: Sequence[Line],
    offers: Iterable[Offered],
    told: Told,
    measures: Iterable[PurchaseMeasure],
) -> tuple[Cell, ...]:
    """Every line in every municipality, line by line; a provider counts once, however many contracts it has for it.

    `measures` are those in force (see `in_force`).
    """
    towns = tuple(municipality.name for municipality in profile.municipalities)
    found = _by_provider(lines, offers, told, frozenset(towns))
    standing = tuple(measures)
    return tuple(
        _cell(profile, line, town, providers, standing)
        for line, providers in zip(lines, map(_InLine, found), strict=True)
        for town in towns
    )


def _by_provider(
    lines: Sequence[Line], offers: Iterable[Offered], told: Told, towns: frozenset[str]
) -> list[dict[str, Pieces]]:
    """Of every line where each provider takes people and where not."""
    found: list[dict[str, Pieces]] = [{} for _line in lines]
    fitting: dict[tuple[str, str, str], list[tuple[str, dict[str, Pieces]]]] = {}
    for offered in offers:
        key = offered.lot, offered.segment, offered.product
        if key not in fitting:
            fitting[key] = [(line.id, one) for line, one in zip(lines, found, strict=True) if is_for(offered, line)]
        where = offered.municipalities or towns
        for line_id, by_provider in fitting[key]:
            pieces = told.pieces(offered, line_id, where)
            known = by_provider.get(offered.provider_id)
            by_provider[offered.provider_id] = known + pieces if known else pieces
    return found


def is_for(offered: Offered, line: Line) -> bool:
    """A contract for the product; without one, for the segment or for all of the lot."""
    if offered.product or line.is_product:
        return line.is_product and offered.product == line.id
    return offered.lot in {"", line.lot} and (not offered.segment or offered.segment in line.within)


class _InLine:
    """The providers of one line."""

    def __init__(self, by_provider: Mapping[str, Pieces]) -> None:
        self._by_provider = by_provider
        self._groups: dict[Taking, Counter[frozenset[str]]] = {taking: Counter() for taking in _BEST_FIRST}
        # Many providers serve the same places in the same way, and are counted as one group.
        for pieces, providers in Counter(by_provider.values()).items():
            for towns, taking in pieces if len(pieces) == 1 else merged(pieces):
                self._groups[taking][towns] += providers

    def count(self, taking: Taking, town: str) -> int:
        """How many are so in a municipality."""
        return sum([providers for towns, providers in self._groups[taking].items() if town in towns])

    def only(self, town: str, left: int, refusing: int) -> str:
        """The provider that all hangs on there; empty when there is a choice, or nobody.

        Whoever turns new residents away is no choice: what counts is who is left for the next one that asks.
        """
        if left > 1 or (not left and refusing != 1):
            return ""
        wanted = _MAY_TAKE if left else _BEST_FIRST
        return next(i for i, pieces in self._by_provider.items() if _is_so(pieces, town, wanted))


def _is_so(pieces: Pieces, town: str, wanted: Sequence[Taking]) -> bool:
    return any(town in towns and taking in wanted for towns, taking in pieces)


def merged(pieces: Pieces) -> Pieces:
    """Of several contracts the best holds: whoever takes people under one of them takes people."""
    best: dict[str, Taking] = {}
    for towns, taking in pieces:
        for town in towns:
            best[town] = min(taking, best.get(town, taking), key=_BEST_FIRST.index)
    return tuple((frozenset(t for t, is_so in best.items() if is_so is taking), taking) for taking in _BEST_FIRST)


def _cell(profile: RegionProfile, line: Line, town: str, here: _InLine, measures: tuple[PurchaseMeasure, ...]) -> Cell:
    accepting, unknown, refusing = (here.count(taking, town) for taking in _BEST_FIRST)
    providers = accepting + unknown + refusing
    most = measure_for(measures, MeasureKind.MAXIMUM, line, town)
    least = measure_for(measures, MeasureKind.MINIMUM, line, town)
    return Cell(
        line=line,
        municipality=town,
        providers=providers,
        accepting=accepting,
        unknown=unknown,
        most=most.number if most else line.most,
        least=least.number if least else None,
        bought_by=bought_by(profile, line, town),
        closed=measure_for(measures, MeasureKind.CLOSED, line, town),
        only=here.only(town, accepting + unknown, refusing),
    )
