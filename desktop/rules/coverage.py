"""Whether there is enough help everywhere: how many are contracted, how many take people, where it hangs on one.

What is not known is counted apart and never as taking people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from desktop.models.kinds import AvailabilityStatus, MeasureKind
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.region import RegionProfile
from desktop.rules.coverage_lines import Line, bought_by, measure_for

FRESH_DAYS = 180
"""What was heard longer ago says no more whether people are taken; as where a provider is chosen for a draft."""


class Taking(StrEnum):
    """Whether a provider takes new residents, as far as is known."""

    YES = "yes"
    UNKNOWN = "unknown"
    """Nobody told, it was told too long ago, two told otherwise on one day, or one has to ask."""
    NO = "no"


_BEST_FIRST = (Taking.YES, Taking.UNKNOWN, Taking.NO)

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
    """Id of the one provider that all hangs on; empty when there is none, or more."""

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
    """What was heard, by provider and what it is about."""

    def __init__(self, words: Iterable[Word], today: date) -> None:
        self._fresh_from = today - timedelta(days=FRESH_DAYS)
        self._words: dict[tuple[str, str], list[Word]] = {}
        self._of_all: set[str] = set()
        for word in words:
            self._words.setdefault((word.provider_id, word.about), []).append(word)
            if not word.about:
                self._of_all.add(word.provider_id)

    def pieces(self, offered: Offered, about: str, towns: frozenset[str]) -> Pieces:
        """Where an offer takes people and where not; one piece for all of it unless a municipality was told apart."""
        if offered.stopped:
            return ((towns, Taking.NO),)
        words = self._about(offered.provider_id, about)
        if len(words) == 1 and not words[0].municipality:
            return ((towns, self._says(words[0])),)
        apart = {word.municipality for word in words if word.municipality} & towns
        rest = ((towns - apart, self._taking(_newest(words, ""))),) if towns - apart else ()
        return rest + tuple((frozenset({town}), self._taking(_newest(words, town))) for town in sorted(apart))

    def latest(self, provider_id: str, about: str, town: str) -> Sequence[Word]:
        """By the newest word; of one day the word about this product, and of this municipality, goes first."""
        return _newest(self._about(provider_id, about), town)

    def _about(self, provider_id: str, about: str) -> Sequence[Word]:
        own = self._words.get((provider_id, about), ())
        if not about or provider_id not in self._of_all:
            return own
        return (*own, *self._words[provider_id, ""])

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
    groups = _grouped(lines, offers, told, frozenset(towns))
    standing = tuple(measures)
    return tuple(_cell(profile, line, town, groups[line], standing) for line in lines for town in towns)


Groups = dict[Taking, dict[frozenset[str], list[str]]]
"""Provider ids by whether they take people, and where."""


def _grouped(lines: Sequence[Line], offers: Iterable[Offered], told: Told, towns: frozenset[str]) -> dict[Line, Groups]:
    found: dict[Line, dict[str, Pieces]] = {line: {} for line in lines}
    fitting: dict[tuple[str, str, str], list[tuple[str, dict[str, Pieces]]]] = {}
    for offered in offers:
        key = offered.lot, offered.segment, offered.product
        if key not in fitting:
            fitting[key] = [(line.id, found[line]) for line in lines if is_for(offered, line)]
        where = offered.municipalities or towns
        for line_id, by_provider in fitting[key]:
            known = by_provider.get(offered.provider_id, ())
            by_provider[offered.provider_id] = known + told.pieces(offered, line_id, where)
    return {line: _groups(by_provider) for line, by_provider in found.items()}


def is_for(offered: Offered, line: Line) -> bool:
    """A contract for the product; without one, for the segment or for all of the lot."""
    if offered.product or line.is_product:
        return line.is_product and offered.product == line.id
    return offered.lot in {"", line.lot} and (not offered.segment or offered.segment in line.within)


def _groups(by_provider: Mapping[str, Pieces]) -> Groups:
    groups: Groups = {taking: {} for taking in _BEST_FIRST}
    for provider_id, pieces in by_provider.items():
        for towns, taking in pieces if len(pieces) == 1 else merged(pieces):
            groups[taking].setdefault(towns, []).append(provider_id)
    return groups


def merged(pieces: Pieces) -> Pieces:
    """Of several contracts the best holds: whoever takes people under one of them takes people."""
    best: dict[str, Taking] = {}
    for towns, taking in pieces:
        for town in towns:
            best[town] = min(taking, best.get(town, taking), key=_BEST_FIRST.index)
    return tuple((frozenset(t for t, is_so in best.items() if is_so is taking), taking) for taking in _BEST_FIRST)


def _cell(profile: RegionProfile, line: Line, town: str, groups: Groups, measures: tuple[PurchaseMeasure, ...]) -> Cell:
    here = [[ids for towns, ids in groups[taking].items() if town in towns] for taking in _BEST_FIRST]
    accepting, unknown, refusing = (sum(map(len, found)) for found in here)
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
        only=next(ids[0] for found in here for ids in found) if providers == 1 else "",
    )
