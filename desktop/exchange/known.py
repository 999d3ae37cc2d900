"""What the store holds already of a source: read once, in bulk, and looked up by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from desktop.exchange.own_export import OwnExport
from desktop.exchange.targets import KINDS
from desktop.models.base import Value
from desktop.models.social_map import AvailabilityReport
from desktop.store.merged import families, kept_for
from desktop.store.queries.entry_names import EntryName, entry_names
from desktop.store.queries.imports import retired_by_undo

if TYPE_CHECKING:
    from collections.abc import Iterable

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

_AT_ONCE = 500
"""Ids asked for in one go."""


class Known:
    """What is stored of the kinds that a source tells of.

    Args:
        reader: Of the moment the plan is made.
        source: The mapping.

    Attributes:
        source: As kept with every entry.
    """

    def __init__(self, reader: Reader, source: Source) -> None:
        self._reader = reader
        self.source = source.source
        self._key_fields: dict[str, tuple[str, ...]] = {
            rule.kind: rule.key_fields for table in source.tables for rule in table.records
        }
        self._by_key: dict[str, dict[str, Value]] = {}
        self._names: dict[str, dict[str, EntryName]] = {}
        self._entries: dict[str, list[EntryName]] = {}

    def by_key(self, kind: str, key: str) -> Value | None:
        """The record that an earlier import of this source made under this key, or what it was merged into.

        Without one, the record that our own export gave this key.
        """
        if kind not in self._by_key and self._key_fields.get(kind):
            every = self._reader.find(KINDS[kind])
            self._by_key[kind] = {own_key(stored_fields(value), self._key_fields[kind]): value for value in every}
        elif kind not in self._by_key:
            found = self._reader.find(KINDS[kind], source=self.source)
            self._by_key[kind] = {str(getattr(value, "source_id", "")): self._kept(value) for value in found}
        known = self._by_key[kind].get(key)
        if known is None and (exported := self.own_export.entry(kind, key)) is not None:
            known = self._by_key[kind][key] = self._kept(exported)
        return known

    def is_own(self, kind: str, key: str) -> bool:
        """True when our own export gave the record this key: its id."""
        return self.own_export.entry(kind, key) is not None

    def by_name(self, kind: str, name: str) -> EntryName | None:
        """A record of this name from another source; the oldest, when there are more."""
        if kind not in self._names:
            # The newest first, so that of one name the oldest is left; a merged one leads to what was kept.
            others = (entry for entry in reversed(self.entries(kind)) if entry.source != self.source)
            self._names[kind] = {name_key(entry.name): replace(entry, id=self.kept(entry.id)) for entry in others}
        return self._names[kind].get(name_key(name))

    def entries(self, kind: str) -> list[EntryName]:
        """All of a kind by what tells them apart, oldest first; also those that were merged, which `kept` leads on."""
        if kind not in self._entries:
            self._entries[kind] = entry_names(self._reader, kind)
        return self._entries[kind]

    def kept(self, id: str) -> str:  # noqa: A002 - the models' own word
        """The entry that stands for this one."""
        return self._kept_for.get(id, id)

    def whole(self, kind: str, ids: Iterable[str]) -> dict[str, Value]:
        """Stored entries whole, by id."""
        wanted = sorted(ids)
        parts = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
        found = (value for part in parts for value in self._reader.find(KINDS[kind], id=part))
        return {str(stored_fields(value)["id"]): value for value in found}

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
    def own_export(self) -> OwnExport:
        """What the ids of our own export stand for."""
        return OwnExport(self._reader)

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
