"""What of an entry goes into the index: its words by weight, its facets, where it is, how long one waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.models.kinds import MapStatus
from desktop.models.search import HitKind
from desktop.store.mapping import TABLES
from desktop.store.merged import shown_of
from desktop.store.search import facets, shown
from desktop.store.search.near import Point, locate
from desktop.store.search.waits import Observation, latest_observations
from desktop.store.search.words import Lexicon, fold, stem, tokens

if TYPE_CHECKING:
    from sqlalchemy import Connection

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """An entry as the index keeps it."""

    id: str
    kind: HitKind
    label: str
    name: str
    tags: str
    body: str
    stems: str
    meanings: str
    facets: str
    ages: tuple[int | None, int | None]
    place: str
    points: tuple[tuple[float, float, bool], ...]
    waits: tuple[tuple[str, float], ...]
    shown: str
    words: frozenset[str] = field(repr=False)

    @property
    def digest(self) -> str:
        """Differs when anything of it does; by it a stale index is found."""
        parts = (
            self.shown,
            self.place,
            self.name,
            self.tags,
            self.body,
            self.stems,
            self.meanings,
            self.facets,
            self.ages,
        )
        return sha256(repr((parts, self.points, self.waits)).encode()).hexdigest()[:16]


class Gatherer:
    """Makes documents of entries, many at a time.

    Args:
        connection: On the store.
        lexicon: The field's words.
        own: Places of the store.
    """

    def __init__(self, connection: Connection, lexicon: Lexicon, own: dict[str, Point]) -> None:
        self._connection = connection
        self._lexicon = lexicon
        self._own = own

    def documents(self, ids: Iterable[str]) -> list[Document]:
        """Of those of the ids that are entries."""
        wanted = shown_of(self._connection, ids)
        return [*self._services(wanted), *self._providers(wanted)]

    def _services(self, ids: list[str]) -> list[Document]:
        entries = self._rows("community_service", "id", ids)
        organisations = {e["organisation_id"] for e in entries if e["organisation_id"]}
        runs = {row["id"]: row for row in self._rows("organisation", "id", list(organisations))}
        of_service = _by(self._rows("location", "service_id", ids), "service_id")
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
        products = _by(self._rows("contracted_product", "provider_id", ids), "provider_id")
        locations = _by(self._rows("location", "provider_id", ids), "provider_id")
        waits = latest_observations(self._connection, ids)
        return [
            self._provider(e, products.get(e["id"], []), locations.get(e["id"], []), waits.get(e["id"], []))
            for e in entries
        ]

    def _rows(self, table: str, column: str, values: list[str]) -> list[Fields]:
        if not values:
            return []
        found = TABLES[table]
        rows = self._connection.execute(select(found).where(found.c[column].in_(values)).order_by(found.c.id))
        return [dict(row) for row in rows.mappings()]

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
        found = [facets.of_kind(HitKind.COMMUNITY), *_where(entry["municipalities"])]
        return self._document(HitKind.COMMUNITY, entry, (tags, body, found), locations)

    def _provider(
        self, entry: Fields, products: list[Fields], locations: list[Fields], waits: list[Observation]
    ) -> Document:
        named = [p[name].replace("-", " ") for p in products for name in ("product", "segment", "lot")]
        entry = {**entry, "products": list(dict.fromkeys(p["product"].replace("-", " ") for p in products))}
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
        found = [facets.of_kind(HitKind.PROVIDER), *map(facets.of_law, entry["laws"]), *_contracted(entry, products)]
        usual = [wait for wait in waits if wait.stems.isdisjoint(self._lexicon.apart)]
        known = {(wait.product, wait.weeks) for wait in usual if wait.weeks is not None}
        times = tuple((product, weeks) for product, weeks in known if weeks is not None)
        return self._document(HitKind.PROVIDER, entry, (tags, body, found), locations, (times, waits))

    def _document(
        self,
        kind: HitKind,
        entry: Fields,
        words: tuple[list[str], list[str], list[str]],
        locations: list[Fields],
        waits: tuple[tuple[tuple[str, float], ...], list[Observation]] = ((), []),
    ) -> Document:
        tags, body, found = words
        body = [*body, *(location[name] for location in locations for name in ("name", "place"))]
        cut = [tokens(entry["name"]), tokens(" . ".join(dict.fromkeys(tags))), tokens(" . ".join(dict.fromkeys(body)))]
        stems = [[stem(token) for token in part] for part in cut]
        # A phrase may not run on from one column into the next.
        meanings = set().union(*(self._lexicon.found_in(part) for part in stems))
        every = dict.fromkeys(token for part in cut for token in part)
        inside = (stem(part) for token in every for part in self._lexicon.parts_of(token))
        found += [facets.EVERY, *map(facets.of_target_group, entry["target_groups"])]
        if entry["status"] != MapStatus.ACTIVE:
            found.append(facets.RESTING)
        return Document(
            id=entry["id"],
            kind=kind,
            label=fold(entry["name"]),
            name=" ".join(cut[0]),
            tags=" ".join(cut[1]),
            body=" ".join(cut[2]),
            stems=" ".join(dict.fromkeys([*(s for part in stems for s in part), *inside])),
            meanings=" ".join(f"m{meaning}" for meaning in sorted(meanings)),
            facets=" ".join(sorted(set(found))),
            ages=self._ages(entry),
            place=fold(entry["place"]),
            points=self._points(entry, locations),
            waits=tuple(sorted(waits[0])),
            shown=shown.pack(entry, waits[1], self._lexicon),
            words=frozenset(every),
        )

    def _ages(self, entry: Fields) -> tuple[int | None, int | None]:
        """As the entry says; else as its target groups mean, when all of them are ages."""
        if entry["minimum_age"] is not None or entry["maximum_age"] is not None:
            return entry["minimum_age"], entry["maximum_age"]
        meant = [self._lexicon.ages.get(fold(group)) for group in entry["target_groups"]]
        known = [pair for pair in meant if pair]
        if not known or len(known) < len(meant):
            return None, None
        return min(low for low, _ in known), max(high for _, high in known)

    def _points(self, entry: Fields, locations: list[Fields]) -> tuple[tuple[float, float, bool], ...]:
        """Of the entry and its locations; known by name only, it counts where its name is, a quarter only roughly."""
        found: list[tuple[float, float, bool]] = []
        for one in (entry, *locations):
            if one["latitude"] is not None and one["longitude"] is not None:
                found.append((one["latitude"], one["longitude"], False))
                continue
            spot = locate(one["postal_code"], self._own) or locate(one["place"], self._own)
            if spot:
                found.append((*spot.point, spot.is_rough))
        return tuple(dict.fromkeys(found))


def _by(rows: list[Fields], column: str) -> dict[str, list[Fields]]:
    found: dict[str, list[Fields]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _where(municipalities: Iterable[str]) -> list[str]:
    return [facets.of_municipality(name) for name in municipalities] or [facets.ANY_MUNICIPALITY]


def _contracted(entry: Fields, products: list[Fields]) -> list[str]:
    """Where the provider works, and which product it may deliver where."""
    places = [name for product in products for name in product["municipalities"]]
    everywhere = any(not product["municipalities"] for product in products)
    found = _where([*entry["municipalities"], *places]) + ([facets.ANY_MUNICIPALITY] if everywhere else [])
    for product in products:
        if product["product"]:
            found.append(facets.of_product(product["product"]))
            found += [facets.of_product(product["product"], name) for name in product["municipalities"] or ("",)]
    return found
