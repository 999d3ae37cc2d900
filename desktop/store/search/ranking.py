"""The best of what fits, without looking at all of it: community services first, and by the rule of `standing`.

Words are looked for in the name first, then also in what an entry is about, then in all of it. The search stops as soon
as enough is found; rows come in the order of the alphabet. What has a distance or a wait to be weighed is weighed for
`WEIGHED` rows at the most; of more than so many first the near ones, else those where help begins soon, are taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from desktop.models.search import HitKind
from desktop.rules.standing import FADES_IN_DAYS, FAR_KM, HALF_AT_KM, UNKNOWN_READY, Match
from desktop.store.search.distance import Near, km_of
from desktop.store.search.facets import SOON, Group, cells_around
from desktop.store.search.finding import MOST_ROWS, Finder
from desktop.store.search.matching import Reach, Segment, match, segment_query
from desktop.store.search.schema import PROVIDERS_FROM
from desktop.store.search.words import Lexicon

if TYPE_CHECKING:
    from sqlalchemy import Connection

WEIGHED = 300
"""Rows of which distance and wait are compared: more than anyone looks through."""

_RANGES = {HitKind.COMMUNITY: (0, PROVIDERS_FROM), HitKind.PROVIDER: (PROVIDERS_FROM, MOST_ROWS)}

_REACHES = ((Reach.NAME, Match.NAME), (Reach.TAGS, Match.LABEL), (Reach.ALL, Match.DESCRIPTION))


class Ranked(NamedTuple):
    """A row of the list.

    Attributes:
        row: Its number.
        kind: By the number.
        km: As the crow flies; None where it is only known that it is not far, or not known at all.
    """

    row: int
    kind: HitKind
    km: float | None


class Ranking:
    """Ranks the rows of one question.

    Args:
        connection: On the store.
        finder: For this question.
        near: Where one wants to be near; None when that does not count.
        today: From which the age of an observation is told.

    Attributes:
        total: How many of those that answer what was asked last were looked at.
        is_whole: Whether those are all there are.
    """

    def __init__(self, connection: Connection, finder: Finder, near: Near | None, today: date) -> None:
        self.total = 0
        self.is_whole = True
        self._known: Mapping[str, list[int]] = {}
        self._connection = connection
        self._finder = finder
        self._near = near
        self._today = today

    def best(self, wanted: Sequence[Segment], lexicon: Lexicon, limit: int, *, every: bool = True) -> list[Ranked]:
        """The best rows in order, community services first; at least `limit` of them when there are.

        Up to twice as many come when that is all there is: to make hits of them costs less than to choose.

        Args:
            wanted: What must be found.
            lexicon: The field's words.
            limit: How many rows are shown at the most.
            every: False when a row may lack some of what was wanted.
        """
        text = match(wanted, lexicon, Reach.ALL) if every else any_of(wanted, lexicon)
        most = max(limit, WEIGHED) + 1
        rows = self._finder.widest(text, most)
        self.total, self.is_whole = len(rows), len(rows) < most
        self._known = {text: rows} if self.is_whole else {}
        if len(rows) <= 2 * limit and self.is_whole:
            return self._all(rows)
        queries = list(_queries(wanted, lexicon)) if every else list(_loose(wanted, lexicon))
        neighbours = [row for row in rows if row < PROVIDERS_FROM]
        if len(neighbours) <= limit:
            # Providers come after all of them, so where there is one there are no more.
            found = self._all(neighbours)
        else:
            found = self._of_kind(HitKind.COMMUNITY, queries, limit, summed=not every)
        need = limit - len(found)
        return found + self._of_kind(HitKind.PROVIDER, queries, need, summed=not every) if need > 0 else found

    def _all(self, rows: Sequence[int]) -> list[Ranked]:
        """All there is to show, which needs no choosing; in which order, what is shown of them tells."""
        found: list[Ranked] = []
        for kind, (low, high) in _RANGES.items():
            here = [row for row in rows if low <= row < high]
            if self._near:
                found += self._weighed(kind, dict.fromkeys(here, 1.0), len(here))
            else:
                found += [Ranked(row, kind, None) for row in here]
        return found

    def _of_kind(self, kind: HitKind, queries: Sequence[tuple[str, float]], need: int, *, summed: bool) -> list[Ranked]:
        plain = kind is HitKind.COMMUNITY and self._near is None and not summed
        weights: dict[int, float] = {}
        for text, weight in queries:
            rows = self._some(kind, text, need if plain else WEIGHED, need)
            for row in rows:
                weights[row] = weights.get(row, 0.0) + weight if summed else max(weights.get(row, 0.0), weight)
            if len(weights) >= (need if plain else WEIGHED) and not summed:
                break
        if plain:
            return [Ranked(row, kind, None) for row in list(weights)[:need]]
        return self._weighed(kind, weights, need)

    def _some(self, kind: HitKind, text: str, most: int, need: int) -> list[int]:
        """The rows when they are few, else the nearest or soonest of them, in any case as many as are needed."""
        low, high = _RANGES[kind]
        if text in self._known:
            found = [row for row in self._known[text] if low <= row < high][:most]
        else:
            found = self._finder.rows(text, low=low, high=high, most=most)
        if len(found) < most or most <= need:
            return found
        for group in self._closer(kind):
            closer = self._finder.rows(text, group, low=low, high=high, most=most)
            if len(closer) >= need:
                return closer
        return found

    def _closer(self, kind: HitKind) -> Iterator[Group]:
        if self._near:
            for cells in cells_around(*self._near.spot.point):
                yield ((cells,),)
        elif kind is HitKind.PROVIDER:
            yield ((frozenset({SOON}),),)

    def _weighed(self, kind: HitKind, weights: dict[int, float], need: int) -> list[Ranked]:
        """The rule of `desktop.rules.standing` where the rows are; the same figures, the same order."""
        if not weights:
            return []
        distance, values = self._near.square() if self._near else ("NULL", ())
        far = FAR_KM**2 if self._near else 0.0
        sql = f"""
            SELECT row, square FROM (
                SELECT r.entry AS row, {distance} AS square,
                    j.weight * (CASE WHEN r.entry < {PROVIDERS_FROM} THEN 1.0 ELSE {UNKNOWN_READY}
                    + (coalesce(r.ready, {UNKNOWN_READY}) - {UNKNOWN_READY})
                    / (1.0 + max(? - coalesce(r.measured, 0), 0) / {FADES_IN_DAYS}) END) AS worth
                FROM (SELECT value ->> 0 AS row, value ->> 1 AS weight FROM json_each(?)) AS j
                JOIN search_rank AS r ON r.entry = j.row
            )
            ORDER BY worth / (1.0 + coalesce(square, ?) / {HALF_AT_KM**2}) DESC, coalesce(square, ?), row
            LIMIT ?
        """  # noqa: S608 - numbers of our own; what was typed goes in as values
        listed = json.dumps(list(weights.items()))
        rows = self._connection.exec_driver_sql(sql, (*values, self._today.toordinal(), listed, far, far, need))
        return [Ranked(row, kind, km_of(square)) for row, square in rows.all()]


def any_of(wanted: Sequence[Segment], lexicon: Lexicon) -> str:
    """The query for what has at least one of the parts."""
    return " OR ".join(f"({segment_query(segment, lexicon, Reach.ALL)})" for segment in wanted)


def _queries(wanted: Sequence[Segment], lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    if not wanted:
        yield "", Match.NAME.value
        return
    for reach, found in _REACHES:
        yield match(wanted, lexicon, reach), found.value


def _loose(wanted: Sequence[Segment], lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Every part by itself: who has more of them stands higher."""
    for segment in wanted:
        for reach, found in _REACHES[1:]:
            yield segment_query(segment, lexicon, reach), found.value
