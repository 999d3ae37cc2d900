"""The one question to the social map: community services first, then providers, each best match first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from desktop.models.faults import RuleBroken
from desktop.models.search import Hit, HitKind, HitWait, SearchAnswer, SearchQuestion
from desktop.store.search import schema, shown
from desktop.store.search.correction import is_known, nearest
from desktop.store.search.matching import Segment, match, segments, with_instead
from desktop.store.search.near import KM_PER_DEGREE, ROUGH_KM, Spot, locate, own_places
from desktop.store.search.reasons import reasons
from desktop.store.search.waits import Observation, is_disputed
from desktop.store.search.words import Lexicon, fold, lexicon, stem

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.store.reader import Reader

_HALF_AT_KM = 20.0
"""An entry so far away counts half as much as one next door."""


_UNDER_CONTRACT = """EXISTS (
    SELECT 1 FROM contracted_product AS c
    WHERE c.provider_id = e.id AND c.product = ? AND c.start <= ? AND (c."end" IS NULL OR c."end" >= ?)
)"""
_IN_TIME = "SELECT 1 FROM search_wait AS w WHERE w.entry = e.rowid AND w.weeks <= ?"
# A provider that never measured this product by its id is judged by what it did publish.
_OF_PRODUCT = """ AND (
    w.product = ? OR NOT EXISTS (SELECT 1 FROM search_wait AS x WHERE x.entry = e.rowid AND x.product = ?)
)"""
_WEIGHTS = ", ".join(map(str, schema.WEIGHTS))


@dataclass(frozen=True)
class _Found:
    """A row of the ranked list."""

    row: int
    id: str
    kind: HitKind
    km: float | None


def search(reader: Reader, question: SearchQuestion, *, today: date) -> SearchAnswer:
    """Answers a question to the social map.

    A word that nothing begins with is read as the nearest one; when no entry has all words, those with some are given.

    Raises:
        RuleBroken: ``place-unknown`` (near) when it is not known where that is.
    """
    began = perf_counter()
    connection = reader.connection
    known = lexicon()
    here = _here(connection, question)
    wanted, corrected = _corrected(connection, segments(question.text, known))
    total, found = _ranked(connection, question, match(question, wanted, known), here, today)
    widened = not total and len(wanted) > 1
    if widened:
        loose = match(question, wanted, known, every=False)
        total, found = _ranked(connection, question, loose, here, today)
    hits = _Hits(connection, question, wanted, today).of(found)
    return SearchAnswer(
        took_ms=round((perf_counter() - began) * 1000, 3),
        total=total,
        hits=hits,
        corrected=corrected,
        widened=widened and bool(total),
    )


def _here(connection: Connection, question: SearchQuestion) -> Spot | None:
    if not question.near.strip():
        return None
    spot = locate(question.near, own_places(connection))
    if spot is None and not question.near_if_known:
        raise RuleBroken("place-unknown", "near", place=question.near)
    return spot


def _corrected(
    connection: Connection, wanted: tuple[Segment, ...]
) -> tuple[tuple[Segment, ...], tuple[tuple[str, str], ...]]:
    """Single words that no entry has, read as the nearest words that some entry has."""
    found: list[Segment] = []
    told: list[tuple[str, str]] = []
    for at, segment in enumerate(wanted):
        word = segment.words[0]
        near: tuple[str, ...] = ()
        if len(segment.words) == 1 and not segment.meanings and not is_known(connection, word):
            near = nearest(connection, word, unfinished=at == len(wanted) - 1)
        if near:
            told.append((word, near[0]))
        found.append(with_instead(segment, near) if near else segment)
    return tuple(found), tuple(told)


def _ranked(
    connection: Connection, question: SearchQuestion, query: str, here: Spot | None, today: date
) -> tuple[int, list[_Found]]:
    """How many fit, and the best of them in order."""
    distance, values = _distance(here, fold(question.near).strip())
    conditions, more = _conditions(question, today)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"""
        SELECT row, id, kind, square, count(*) OVER () FROM (
            SELECT e.rowid AS row, e.id, e.kind, e.rank, e.name, f.score, {distance} AS square
            FROM (SELECT rowid, bm25(search_text, {_WEIGHTS}) AS score FROM search_text WHERE search_text MATCH ?) AS f
            JOIN search_entry AS e ON e.rowid = f.rowid {where}
        )
        ORDER BY rank, score / (1.0 + coalesce(square, ?) / {_HALF_AT_KM**2}), coalesce(square, ?), name, id
        LIMIT ?
    """  # noqa: S608 - numbers and texts of our own; what was typed goes in as values
    far = (3 * _HALF_AT_KM) ** 2 if here else 0.0
    rows = connection.exec_driver_sql(sql, (*values, query, *more, far, far, max(question.limit, 1))).all()
    found = [_Found(row, id_, HitKind(kind), _km(square)) for row, id_, kind, square, _ in rows]
    return (int(rows[0][4]) if rows else 0), found


def _distance(here: Spot | None, name: str) -> tuple[str, tuple[float | str, ...]]:
    """SQL for the square of the kilometres to the nearest location; plain enough for a store without sine and root.

    A spot that is known roughly is never nearer than `ROUGH_KM`, unless the entry is in the very place.
    """
    if here is None:
        return "NULL", ()
    north, east = here.point
    a, b = KM_PER_DEGREE**2, (KM_PER_DEGREE * math.cos(math.radians(north))) ** 2
    sql = """CASE WHEN e.place = ? THEN 0.0 ELSE (
        SELECT min(max(
            (p.latitude - ?) * (p.latitude - ?) * ? + (p.longitude - ?) * (p.longitude - ?) * ?,
            max(p.rough, ?) * ?
        )) FROM search_point AS p WHERE p.entry = e.rowid
    ) END"""
    return sql, (name, north, north, a, east, east, b, here.is_rough, ROUGH_KM**2)


def _km(square: float | None) -> float | None:
    """The distance that is told; none where it is only known that it is not far."""
    return None if square is None or square == ROUGH_KM**2 else math.sqrt(square)


def _conditions(question: SearchQuestion, today: date) -> tuple[list[str], list[object]]:
    """What cannot be a facet, because it is a range or hangs on the day."""
    found: list[str] = []
    values: list[object] = []
    if question.age is not None:
        found.append("coalesce(e.low, 0) <= ? AND coalesce(e.high, 999) >= ?")
        values += [question.age, question.age]
    if question.product:
        found.append(_UNDER_CONTRACT)
        values += [question.product, today.isoformat(), today.isoformat()]
    if question.max_weeks is not None:
        found.append(f"(e.rank = 0 OR EXISTS ({_IN_TIME}{_OF_PRODUCT if question.product else ''}))")
        values += [question.max_weeks, *([question.product] * 2 if question.product else [])]
    return found, values


class _Hits:
    """Fills in what a hit tells, for the entries that are shown and no others."""

    def __init__(
        self, connection: Connection, question: SearchQuestion, wanted: Sequence[Segment], today: date
    ) -> None:
        self._connection = connection
        self._question = question
        self._wanted = wanted
        self._today = today
        self._lexicon: Lexicon = lexicon()

    def of(self, found: Sequence[_Found]) -> tuple[Hit, ...]:
        """The hits, in the order in which they were found."""
        marks = ", ".join("?" * len(found))
        rows = self._connection.exec_driver_sql(
            f"SELECT entry, content FROM search_shown WHERE entry IN ({marks})",  # noqa: S608 - question marks only
            tuple(one.row for one in found),
        )
        contents: dict[int, str] = {}
        contents.update((row, content) for row, content in rows)
        return tuple(self._hit(one, shown.unpack(contents[one.row])) for one in found)

    def _hit(self, one: _Found, entry: shown.Shown) -> Hit:
        return Hit(
            id=one.id,
            kind=one.kind,
            distance_km=None if one.km is None else round(one.km, 1),
            wait=self._wait(entry.waits),
            matched=reasons(entry.told, self._wanted),
            **entry.facts,
        )

    def _wait(self, waits: Sequence[Observation]) -> HitWait | None:
        """Of the observations the one about the product or the words asked for; of several the shortest known wait."""
        if not waits:
            return None
        best = min(waits, key=self._order)
        return HitWait(
            intake_min=best.intake_min,
            intake_max=best.intake_max,
            start_min=best.start_min,
            start_max=best.start_max,
            status=best.status,
            measured_on=best.measured_on,
            age_days=(self._today - best.measured_on).days,
            offer=best.product or best.expertise,
            disputed=is_disputed(best, waits),
        )

    def _order(self, one: Observation) -> tuple[float, ...]:
        most = self._question.max_weeks
        late = most is not None and (one.weeks is None or one.weeks > most)
        return late, -self._fits(one), one.weeks is None, one.weeks or 0.0, -one.measured_on.toordinal()

    def _fits(self, one: Observation) -> int:
        if self._question.product:
            return int(one.product == self._question.product)
        asked = {stem(word) for segment in self._wanted for word in segment.instead or segment.words}
        apart = (one.stems & self._lexicon.apart) - asked
        return -1 if apart else len(one.stems & asked)
