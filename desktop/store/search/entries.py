"""What of an entry goes into the index: its words by weight, its facets, where it is, how long one waits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, String, bindparam, func, select, type_coerce

from desktop.models.kinds import MapStatus
from desktop.models.search import Facet, HitKind
from desktop.rules.standing import UNKNOWN_READY, readiness
from desktop.store.mapping import TABLES
from desktop.store.merged import families, shown_of
from desktop.store.search import facets, marks, shown
from desktop.store.search.facets import Mark, token
from desktop.store.search.marks import ALWAYS, Span
from desktop.store.search.near import Point, Spot, locate
from desktop.store.search.texts import Text, TextReader
from desktop.store.search.waits import Observation, cautious, latest_observations
from desktop.store.search.words import Lexicon, fold, without_bsn

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

Fields = Mapping[str, Any]
Points = tuple[tuple[float, float, bool], ...]
"""Degrees north and east, and whether that is known only roughly."""
Named = dict[tuple[float, float, bool], str]
"""The same with what each is called."""


@dataclass(frozen=True)
class Document:
    """An entry as the index keeps it.

    Attributes:
        label: By which it stands in the alphabet.
        ready: How soon its help can begin by a fresh figure, see `desktop.rules.standing`; None where nothing was seen.
        measured: Day number of that figure.
        points: Degrees north and east, and whether that is known only roughly.
        waits: Of every offer with a known wait the product and the weeks.
        span: From when until when the marks hold.
    """

    id: str
    kind: HitKind
    label: str
    name: str
    tags: str
    body: str
    facets: str
    marks: tuple[Mark, ...]
    tokens: tuple[str, ...]
    place: str
    points: Points
    waits: tuple[tuple[str, float], ...]
    ready: float | None
    measured: int | None
    shown: str
    span: Span

    @property
    def digest(self) -> str:
        """Differs when anything of it does; by it a stale index is found."""
        # As plain texts, for a list of marks takes longer to write out than all the rest.
        marks = "".join([f"{mark.value}{mark.within}" for mark in self.marks])
        rest = repr((*self.points, *self.waits, self.ready, self.measured, *map(str, self.span)))
        texts = (self.id, self.kind.value, self.label, self.name, self.tags, self.body, self.facets, marks, self.place)
        return sha256("\n".join((*texts, rest, self.shown)).encode()).hexdigest()[:16]


class Gatherer:
    """Makes documents of entries, many at a time.

    Args:
        connection: On the store.
        lexicon: The field's words.
        own: Places of the store.
        day: On which contracts must run to count.
    """

    def __init__(self, connection: Connection, lexicon: Lexicon, own: dict[str, Point], day: date) -> None:
        self._connection = connection
        self._lexicon = lexicon
        self._texts = TextReader(lexicon)
        self._own = own
        self._spots: dict[str, Spot | None] = {}
        self._day = day

    def new_words(self) -> set[str]:
        """Words, for typing errors, of the documents made since this was last asked; none is given twice."""
        return self._texts.new_words()

    def documents(self, ids: Iterable[str]) -> list[Document]:
        """Of those of the ids that are entries, without those that another stands for."""
        wanted = shown_of(self._connection, ids)
        return [*self._services(wanted), *self._providers(wanted)]

    def _services(self, ids: list[str]) -> list[Document]:
        entries = self._rows("community_service", "id", ids)
        ids = [entry["id"] for entry in entries]
        organisations = {e["organisation_id"] for e in entries if e["organisation_id"]}
        runs = {row["id"]: row for row in self._rows("organisation", "id", list(organisations))}
        of_service = self._owned("location", "service_id", families(self._connection, ids))
        of_organisation = _by(self._rows("location", "organisation_id", list(organisations)), "organisation_id")
        return [
            self._service(
                entry,
                runs.get(entry["organisation_id"], {}),
                of_service.get(entry["id"]) or of_organisation.get(entry["organisation_id"], []),
            )
            for entry in entries
        ]

    def _providers(self, ids: list[str]) -> list[Document]:
        entries = self._rows("provider", "id", ids)
        ids = [entry["id"] for entry in entries]
        kept = families(self._connection, ids)
        lines = self._lines(kept)
        locations = self._owned("location", "provider_id", kept)
        waits = latest_observations(self._connection, ids)
        return [
            self._provider(e, lines.get(e["id"], []), locations.get(e["id"], []), waits.get(e["id"], []))
            for e in entries
        ]

    def _lines(self, kept: Mapping[str, str]) -> dict[str, list[Fields]]:
        """Contracted products, each with the days of its contract."""
        contracts = {row["id"]: row for row in self._rows("contract", "provider_id", list(kept))}
        found = self._owned("contracted_product", "provider_id", kept)
        return {whose: [_timed(line, contracts) for line in lines] for whose, lines in found.items()}

    def _owned(self, table: str, column: str, kept: Mapping[str, str]) -> dict[str, list[Fields]]:
        """What hangs on entries or on their doubles, by the entry that it counts for."""
        found: dict[str, list[Fields]] = {}
        for row in self._rows(table, column, list(kept)):
            found.setdefault(kept[row[column]], []).append(row)
        return found

    def _rows(self, table: str, column: str, values: list[str]) -> list[Fields]:
        if not values:
            return []
        asked, lists = _query(table, column)
        rows = self._connection.execute(asked, {"asked": json.dumps(values)})
        names = tuple(rows.keys())
        found: list[Fields] = []
        for row in rows.all():
            one = dict(zip(names, row, strict=True))
            for name in lists:
                one[name] = _members(one[name])
            found.append(one)
        return found

    def _service(self, entry: Fields, organisation: Fields, locations: list[Fields]) -> Document:
        tags = [
            *entry["themes"],
            *entry["target_groups"],
            entry["organisation"],
            organisation.get("other_name", ""),
            entry["place"],
            *entry["municipalities"],
        ]
        body = [entry[name] for name in ("description", "how_to_join", "cost", "opening_hours", "light_check")]
        places, everywhere = marks.where(entry)
        found = marks.of_service(entry, locations, self._ages(entry))
        parts = _Parts(tags, body, _told([*found, *places], everywhere=everywhere))
        return self._document(HitKind.COMMUNITY, entry, parts, locations)

    def _provider(
        self, entry: Fields, lines: list[Fields], locations: list[Fields], waits: list[Observation]
    ) -> Document:
        named = [line[name].replace("-", " ") for line in lines for name in ("product", "segment", "lot")]
        entry = {**entry, "products": list(dict.fromkeys(line["product"].replace("-", " ") for line in lines))}
        tags = [
            *entry["specialisms"],
            *entry["target_groups"],
            *named,
            entry["place"],
            *entry["municipalities"],
        ]
        body = [
            entry["description"],
            *(text for wait in waits for text in (wait.product, wait.expertise, wait.location)),
        ]
        running = marks.running(lines, self._day)
        places, everywhere = marks.where(entry, running)
        # An emergency does not tell how long one waits otherwise.
        usual = [wait for wait in waits if wait.stems.isdisjoint(self._lexicon.apart)]
        statuses = [wait.status for wait in usual]
        found = marks.of_provider(entry, locations, self._ages(entry), running, statuses)
        parts = _Parts(
            tags,
            body,
            _told([*found, *places], everywhere=everywhere),
            contracted=bool(lines),
            waits=waits,
            usual=cautious(usual) if len(usual) > 1 else usual,
            span=marks.span(lines, self._day),
        )
        return self._document(HitKind.PROVIDER, entry, parts, locations)

    def _document(self, kind: HitKind, entry: Fields, parts: _Parts, locations: list[Fields]) -> Document:
        read = self._texts.read
        body = [*parts.body, *(location[name] for location in locations for name in ("name", "place"))]
        own = shown.Own(self._texts.once(entry["name"]), self._texts.once(parts.body[0]))
        # Each text by itself: a phrase may not run on from one into the next.
        texts = (
            (own.name,),
            [read(text) for text in parts.tags if text],
            [own.description, *[read(text) for text in body[1:] if text]],
        )
        tokens = tuple([token(m.facet, m.value) if m.within is None else m.token for m in parts.marks])
        named = self._points(entry, locations)
        points: Points = tuple(named)
        ready, measured = _readiness(parts.usual)
        comes = not parts.contracted and any(text.comes for some in texts for text in some)
        return Document(
            id=entry["id"],
            kind=kind,
            label=fold(own.name.written),
            name=_column(texts[0]),
            tags=_column(texts[1]),
            body=_column(texts[2]),
            facets=" ".join(sorted(self._facets(entry, tokens, points, ready, comes=comes))),
            marks=parts.marks,
            tokens=tokens,
            place=fold(entry["place"]),
            points=points,
            waits=tuple(sorted({(one.product, one.weeks) for one in parts.usual if one.weeks is not None})),
            ready=ready,
            measured=measured,
            shown=shown.pack(entry, own, parts.waits, [(*p, called) for p, called in named.items()], self._texts),
            span=parts.span,
        )

    def _facets(
        self, entry: Fields, tokens: Iterable[str], points: Points, ready: float | None, *, comes: bool
    ) -> set[str]:
        found = {facets.EVERY, *tokens, *facets.age_blocks(*self._ages(entry))}
        for north, east, _rough in points:
            found.update(facets.cells(north, east))
        if entry["status"] != MapStatus.ACTIVE:
            found.add(facets.RESTING)
        if ready is not None and ready > UNKNOWN_READY:
            found.add(facets.SOON)
        if not points:
            found.add(facets.NO_PLACE)
        if comes:
            # It says so itself; of contracted care the region's products tell it.
            found.add(facets.COMES)
        return found

    def _ages(self, entry: Fields) -> tuple[int | None, int | None]:
        """As the entry says; else as its target groups mean, when all of them are ages."""
        if entry["minimum_age"] is not None or entry["maximum_age"] is not None:
            return entry["minimum_age"], entry["maximum_age"]
        meant = [self._lexicon.ages.get(fold(group)) for group in entry["target_groups"]]
        known = [pair for pair in meant if pair]
        if not known or len(known) < len(meant):
            return None, None
        return min(low for low, _ in known), max(high for _, high in known)

    def _points(self, entry: Fields, locations: list[Fields]) -> Named:
        """Of the entry and its locations; known by name only, it counts where its name is, a quarter only roughly."""
        found: Named = {}
        for one in (entry, *locations):
            if one["latitude"] is not None and one["longitude"] is not None:
                _call(found, (one["latitude"], one["longitude"], False), _called(one, entry))
                continue
            spot = self._spot(one["postal_code"]) or self._spot(one["place"])
            if spot:
                _call(found, (*spot.point, spot.is_rough), _called(one, entry))
        return found

    def _spot(self, place: str) -> Spot | None:
        """Where a place is; looked up once for the many entries there."""
        if place not in self._spots:
            self._spots[place] = locate(place, self._own)
        return self._spots[place]


@cache
def _query(table: str, column: str) -> tuple[Select[Any], tuple[str, ...]]:
    """Rows by one of their columns, and which of their columns are lists, given as they are stored: see `_members`."""
    found = TABLES[table]
    lists = tuple(one.name for one in found.c if isinstance(one.type, JSON))
    columns = [type_coerce(one, String).label(one.name) if one.name in lists else one for one in found.c]
    # Not a parameter for each: to write the query anew for every number of them takes longer than to run it.
    asked = select(func.json_each(bindparam("asked", type_=String)).table_valued("value").c.value)
    return select(*columns).where(found.c[column].in_(asked)).order_by(found.c.id), lists


@lru_cache(maxsize=20_000)
def _members(stored: str) -> tuple[str, ...]:
    """Of a stored list; thousands of entries are for the same few groups and municipalities."""
    return tuple(json.loads(stored))


def _call(found: Named, point: tuple[float, float, bool], name: str) -> None:
    """The first name of a point holds."""
    found[point] = found.get(point) or name


def _called(one: Fields, entry: Fields) -> str:
    """The entry's own address is called by its place, a location by its own name too where that is another."""
    place = one["place"]
    if one is entry or not one["name"] or (place and fold(one["name"]) == fold(entry["name"])):
        return without_bsn(place)
    return without_bsn(one["name"] if fold(place) in fold(one["name"]) else f"{one['name']}, {place}")


def _timed(line: Fields, contracts: Mapping[str, Fields]) -> Fields:
    # A line may stand under the contract of another provider, which then says nothing of its time here.
    contract = contracts.get(line["contract_id"], line)
    return {**line, "contract_start": contract["start"], "contract_end": contract["end"]}


def _by(rows: list[Fields], column: str) -> dict[str, list[Fields]]:
    found: dict[str, list[Fields]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


@dataclass(frozen=True)
class _Parts:
    """What is gathered of an entry before it is cut into words."""

    tags: Sequence[str]
    body: Sequence[str]
    marks: tuple[Mark, ...]
    contracted: bool = False
    waits: Sequence[Observation] = ()
    usual: Sequence[Observation] = ()
    span: Span = ALWAYS


def _column(texts: Sequence[Text]) -> str:
    """By what these texts are found, each once."""
    if len(texts) == 1:
        return " ".join(texts[0].indexed)
    found: dict[str, None] = {}
    for text in texts:
        found.update(text.indexed)
    return " ".join(found)


def _told(marks: Iterable[Mark], *, everywhere: bool) -> tuple[Mark, ...]:
    """The marks without doubles. Who is there for everyone is not told by municipality."""
    found = dict.fromkeys([mark for mark in marks if _may_be_told(mark.value)])
    if not everywhere:
        return tuple(found)
    return (*(mark for mark in found if mark.facet is not Facet.MUNICIPALITY), Mark(Facet.MUNICIPALITY, ""))


@lru_cache(maxsize=20_000)
def _may_be_told(value: str) -> bool:
    return without_bsn(value) == value


def _readiness(usual: Sequence[Observation]) -> tuple[float | None, int | None]:
    """The best that was last observed, by a fresh figure, and the day number of that figure."""
    found = [(readiness(one.status, one.told_weeks), one.measured_on.toordinal()) for one in usual]
    return max(found, default=(None, None))
