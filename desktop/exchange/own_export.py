"""Which stored entries the ids in a file of our own export stand for: read into the same store, they are themselves.

Our export of HSDS names an entry by its own id. It makes two ids up, the same in every export, of what HSDS wants as
a row of its own and we do not: the address that stands at an entry, and who runs a service and is known by name only.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import derived, own
from desktop.exchange.export.hsds_cells import web
from desktop.exchange.export.told import Told
from desktop.models.social_map import CommunityService, Location, Organisation, Provider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.models.base import Value
    from desktop.store.reader import Reader

_UUID_LENGTH = 36
_KINDS: dict[str, type[Organisation | Provider | CommunityService | Location]] = {
    "organisation": Organisation,
    "provider": Provider,
    "community_service": CommunityService,
    "location": Location,
}
_AT_ENTRY = ("address", "postal_code", "place", "latitude", "longitude")


class OwnExport:
    """What the ids of our own export stand for in this store.

    Args:
        reader: Of the moment the plan is made.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._entries: dict[str, dict[str, Value]] = {}

    def entry(self, kind: str, key: str) -> Value | None:
        """The entry that is exported under this key; a location's key names the service behind it too."""
        id_ = key.partition(" ")[0] if kind == "location" else key
        if len(id_) != _UUID_LENGTH or kind not in _KINDS:
            return None
        return self._by_id(kind).get(id_)

    def elsewhere(self, kind: str, key: str) -> Value | None:
        """The entry that is exported as a record of another kind.

        Its own address is exported as a location; a provider of which no offer is known is read as an organisation.
        """
        if kind == "organisation":
            return self.entry("provider", key)
        id_ = key.partition(" ")[0]
        return self._addresses.get(id_) if kind == "location" and _is_made_up(id_) else None

    def is_runner(self, kind: str, key: str) -> bool:
        """True when it is who runs a service here and is known by name only: no entry, and none has to be made."""
        return kind == "organisation" and _is_made_up(key) and key in self._runners

    def _by_id(self, kind: str) -> Mapping[str, Value]:
        if kind not in self._entries:
            self._entries[kind] = {own(one.id): one for one in self._reader.find(_KINDS[kind])}
        return self._entries[kind]

    @cached_property
    def _addresses(self) -> Mapping[str, Value]:
        kinds = ("community_service", "provider")
        return {derived("location", id_): one for kind in kinds for id_, one in self._by_id(kind).items()}

    @cached_property
    def _runners(self) -> frozenset[str]:
        services = self._reader.find(CommunityService)
        alone = (one.organisation or one.name for one in services if not one.organisation_id)
        return frozenset(derived("organisation", name.lower()) for name in alone)


def told_elsewhere(kind: str, fields: Mapping[str, object], entry: Value) -> dict[str, object]:
    """What a record of another kind says of the entry: of a location only its address, for its name is the entry's."""
    names = _AT_ENTRY if kind == "location" else type(entry).model_fields
    return {name: value for name, value in fields.items() if name in names}


def is_as_exported(name: str, told: object, stored: Value) -> bool:
    """True where only the form differs, as HSDS asks for it: that is no correction.

    A web address has a scheme; a service of which nobody is known to run it is run by an organisation of its own name.
    """
    before = getattr(stored, name)
    if name == "url":
        return isinstance(before, str) and told == web(Told(), "", before)
    return name == "organisation" and not before and told == getattr(stored, "name", "")


def _is_made_up(id_: str) -> bool:
    """True for an id as `derived` makes them."""
    return len(id_) == _UUID_LENGTH and id_[14] == "5"
