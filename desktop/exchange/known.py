"""What the store holds already of a source: read once, in bulk, and looked up by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from desktop.exchange.targets import KINDS
from desktop.models.base import Value
from desktop.models.social_map import AvailabilityReport
from desktop.store.merged import families, kept_for
from desktop.store.queries.entry_names import EntryName, entry_names
from desktop.store.queries.imports import retired_by_undo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.exchange.mapping import Mapping as Source
    from desktop.store.reader import Reader

REPORT_KEY = (
    "provider_id",
    "product",
    "expertise",
    "location",
    "target_group",
    "municipality",
    "measured_on",
    "source",
)
"""An observation has no key of its own: these fields together say which one it is."""

NUMBERS = ("kvk_number", "agb_code")
"""What a provider is known by, whatever it is called."""


class Known:
    """What is stored of the kinds that a source tells of.

    Args:
        reader: Of the moment the plan is made.
        source: The mapping.
    """

    def __init__(self, reader: Reader, source: Source) -> None:
        self._reader = reader
        self._source = source.source
        self._key_fields: dict[str, tuple[str, ...]] = {
            rule.kind: rule.key_fields for table in source.tables for rule in table.records
        }
        self._by_key: dict[str, dict[str, Value]] = {}
        self._names: dict[str, dict[str, EntryName]] = {}
        self._numbers: dict[str, dict[str, EntryName]] = {}

    def by_key(self, kind: str, key: str) -> Value | None:
        """The record that an earlier import of this source made under this key, or what it was merged into."""
        if kind not in self._by_key and self._key_fields.get(kind):
            every = self._reader.find(KINDS[kind])
            self._by_key[kind] = {own_key(stored_fields(value), self._key_fields[kind]): value for value in every}
        elif kind not in self._by_key:
            found = self._reader.find(KINDS[kind], source=self._source)
            self._by_key[kind] = {str(getattr(value, "source_id", "")): self._kept(value) for value in found}
        return self._by_key[kind].get(key)

    def by_name(self, kind: str, name: str) -> EntryName | None:
        """A record of this name from another source; the oldest, when there are more."""
        if kind not in self._names:
            others = (entry for entry in self._entries(kind) if entry.source != self._source)
            self._names[kind] = {name_key(entry.name): entry for entry in others}
        return self._names[kind].get(name_key(name))

    def by_number(self, kind: str, told: Mapping[str, object]) -> tuple[str, EntryName] | None:
        """The field, and the oldest provider with the same KvK or AGB number, also one of this source: names change."""
        for field in NUMBERS if kind == "provider" else ():
            if field not in self._numbers:
                self._numbers[field] = {getattr(entry, field): entry for entry in self._entries(kind)}
            number = str(told.get(field, ""))
            if number and number in self._numbers[field]:
                return field, self._numbers[field][number]
        return None

    def _entries(self, kind: str) -> Iterator[EntryName]:
        """By name, the newest first; one that was merged stands for the entry that was kept."""
        for entry in reversed(entry_names(self._reader, kind)):
            yield replace(entry, id=self._kept_for.get(entry.id, entry.id))

    def entry(self, kind: type[Value], id: str) -> Value:  # noqa: A002 - the models' own word
        """A stored entry whole."""
        return self._reader.get(kind, id)

    def reports(self, providers: Iterable[str]) -> dict[tuple[object, ...], AvailabilityReport]:
        """The observations at these providers by what they are about; of corrected ones the last correction."""
        # What was observed at a double stays there, and is known at the provider that was kept.
        kept = families(self._reader.connection, providers)
        found = self._reader.find(AvailabilityReport, provider_id=tuple(kept)) if kept else []
        standing: dict[tuple[object, ...], AvailabilityReport] = {}
        for report in found:
            key = report_key({**stored_fields(report), "provider_id": kept[report.provider_id]})
            if not report.withdrawn:
                standing[key] = report
            elif key in standing and standing[key].id == report.corrects:
                # What was taken back counts as never told.
                del standing[key]
        return standing

    def _kept(self, value: Value) -> Value:
        """The entry that stands for this one: itself, unless a person merged it into another."""
        kept = self._kept_for.get(str(stored_fields(value)["id"]))
        return self._reader.get(type(value), kept) if kept else value

    @cached_property
    def _kept_for(self) -> dict[str, str]:
        return kept_for(self._reader.connection)

    @cached_property
    def retired(self) -> frozenset[str]:
        """Ids of providers that an import brought, and its undoing made inactive."""
        return retired_by_undo(self._reader)


def own_key(fields: Mapping[str, object], names: Iterable[str]) -> str:
    """The key of a record that keeps no source: its own fields."""
    return "|".join(str(fields.get(name, "")).lower() for name in names)


def report_key(fields: Mapping[str, object]) -> tuple[object, ...]:
    """What an observation is about, apart from its figures."""
    return tuple(fields.get(name, "") for name in REPORT_KEY)


def name_key(name: str) -> str:
    """A name as names are compared: small letters, without points and legal forms."""
    words = name.lower().replace(".", "").replace(",", " ").split()
    kept = [word for word in words if word not in ("bv", "nv", "stichting", "vof", "inc")]
    return " ".join(kept or words)


def stored_fields(value: Value) -> Mapping[str, object]:
    """A stored record's fields by name."""
    return cast("Mapping[str, object]", value.__dict__)
