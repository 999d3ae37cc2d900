"""The one question to the social map: community services first, then providers, each best match first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.models.faults import RuleBroken
from desktop.models.kinds import MapStatus
from desktop.models.search import Hit, HitKind, HitWait, SearchAnswer, SearchQuestion
from desktop.store.mapping import TABLES
from desktop.store.search import schema
from desktop.store.search.correction import is_known, nearest
from desktop.store.search.matching import Segment, match, segments, with_instead
from desktop.store.search.near import KM_PER_DEGREE, ROUGH_KM, Spot, locate, own_places
from desktop.store.search.reasons import reasons
from desktop.store.search.waits import Observation, is_disputed, latest_observations
from desktop.store.search.words import Lexicon, fold, lexicon, stem

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.store.reader import Reader

_HALF_AT_KM = 20.0
"""An entry so far away counts half as much as one next door."""

_SUMMARY = 160

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
        SELECT id, kind, square, count(*) OVER () FROM (
            SELECT e.id, e.kind, e.rank, e.name, f.score, {distance} AS square
            FROM (SELECT rowid, bm25(search_text, {_WEIGHTS}) AS score FROM search_text WHERE search_text MATCH ?) AS f
            JOIN search_entry AS e ON e.rowid = f.rowid {where}
        )
        ORDER BY rank, score / (1.0 + coalesce(square, ?) / {_HALF_AT_KM**2}), coalesce(square, ?), name, id
        LIMIT ?
    """  # noqa: S608 - numbers and texts of our own; what was typed goes in as values
    far = (3 * _HALF_AT_KM) ** 2 if here else 0.0
    rows = connection.exec_driver_sql(sql, (*values, query, *more, far, far, max(question.limit, 1))).all()
    found = [_Found(row[0], HitKind(row[1]), _km(row[2])) for row in rows]
    return (int(rows[0][3]) if rows else 0), found


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
        services = [one.id for one in found if one.kind is HitKind.COMMUNITY]
        providers = [one.id for one in found if one.kind is HitKind.PROVIDER]
        entries = self._rows("community_service", services) | self._rows("provider", providers)
        waits = latest_observations(self._connection, providers) if providers else {}
        products = self._products(providers)
        return tuple(
            self._hit(one, entries[one.id] | {"products": products.get(one.id, [])}, waits.get(one.id, []))
            for one in found
        )

    def _rows(self, name: str, ids: list[str]) -> dict[str, dict[str, Any]]:
        if not ids:
            return {}
        table = TABLES[name]
        columns = [column for column in table.columns if column.name in _TOLD]
        rows = self._connection.execute(select(*columns).where(table.c.id.in_(ids))).mappings()
        return {row["id"]: dict(row) for row in rows}

    def _products(self, providers: list[str]) -> dict[str, list[str]]:
        if not providers:
            return {}
        table = TABLES["contracted_product"]
        rows = self._connection.execute(
            select(table.c.provider_id, table.c.product).where(table.c.provider_id.in_(providers)).distinct()
        )
        found: dict[str, list[str]] = {}
        for provider, product in rows:
            found.setdefault(provider, []).append(product.replace("-", " "))
        return found

    def _hit(self, one: _Found, entry: dict[str, Any], waits: list[Observation]) -> Hit:
        return Hit(
            id=one.id,
            kind=one.kind,
            name=entry["name"],
            place=entry["place"],
            distance_km=None if one.km is None else round(one.km, 1),
            wait=self._wait(waits),
            matched=reasons(entry, self._wanted, self._lexicon),
            summary=_summary(entry["description"]),
            phone=entry["phone"],
            checked_on=entry["checked_on"],
            cost=entry.get("cost", ""),
            light_check=entry.get("light_check", ""),
            status=MapStatus(entry["status"]),
            organisation=entry.get("organisation", ""),
        )

    def _wait(self, waits: list[Observation]) -> HitWait | None:
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


_TOLD = frozenset(
    (
        "id",
        "name",
        "place",
        "description",
        "phone",
        "checked_on",
        "cost",
        "light_check",
        "status",
        "organisation",
        "themes",
        "specialisms",
        "target_groups",
        "municipalities",
    )
)


def _summary(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SUMMARY else f"{line[:_SUMMARY].rsplit(' ', 1)[0]}…"
