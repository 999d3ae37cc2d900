"""Adding to the social map and putting right what stands in it, with where that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.language import N_
from desktop.models.base import Value
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CheckOutcome, MapStatus
from desktop.models.social_map import CommunityService, Location, Organisation, Provider
from desktop.models.upkeep import EntryCheck
from desktop.rules import map_entries as rules
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork


class MapKind(StrEnum):
    """What can be added to the social map; values are table names."""

    SERVICE = "community_service"
    PROVIDER = "provider"
    ORGANISATION = "organisation"
    LOCATION = "location"


_REACH = ("phone", "email", "url")
_SPOT = ("address", "postal_code", "place", "latitude", "longitude")
_ENTRY = ("name", "description", *_REACH, *_SPOT, "municipalities", "target_groups", "minimum_age", "maximum_age")

FIELDS: Mapping[MapKind, tuple[str, ...]] = {
    MapKind.SERVICE: (
        *_ENTRY,
        "organisation",
        "organisation_id",
        "themes",
        "opening_hours",
        "how_to_join",
        "cost",
        "free_of_charge",
        "light_check",
        "status",
    ),
    MapKind.PROVIDER: (
        *_ENTRY,
        "kvk_number",
        "agb_code",
        "laws",
        "specialisms",
        "size",
        "strategic_partner",
        "status",
    ),
    MapKind.ORGANISATION: ("name", "other_name", "description", *_REACH),
    MapKind.LOCATION: ("name", *_SPOT, "phone", "url"),
}
"""What a person fills in, by kind."""

TYPES: Mapping[MapKind, type[Value]] = {
    MapKind.SERVICE: CommunityService,
    MapKind.PROVIDER: Provider,
    MapKind.ORGANISATION: Organisation,
    MapKind.LOCATION: Location,
}

OWNERS = ("service_id", "provider_id", "organisation_id")
"""Fields of a location of which one says whose it is."""

_ADD = {
    MapKind.SERVICE: N_("Add community service"),
    MapKind.PROVIDER: N_("Add provider"),
    MapKind.ORGANISATION: N_("Add organisation"),
    MapKind.LOCATION: N_("Add location"),
}
_CORRECT = {
    MapKind.SERVICE: N_("Correct community service"),
    MapKind.PROVIDER: N_("Correct provider"),
    MapKind.ORGANISATION: N_("Correct organisation"),
    MapKind.LOCATION: N_("Correct location"),
}


@dataclass(frozen=True)
class Seen:
    """Where a correction was seen or heard, and why."""

    source: str = ""
    why: str = ""
    """Compulsory when residents may not be sent there any more."""


@dataclass(frozen=True)
class EntryForm:
    """An entry as a form shows it."""

    kind: MapKind
    id: str
    fields: Mapping[str, object]
    name: str
    locations: tuple[Location, ...] = ()
    owner: tuple[str, str] = ("", "")
    """Of a location: name of the field that says whose it is, and the owner's id."""
    organisations: Mapping[str, str] = field(default_factory=dict)
    """Names by id, for a community service; else empty."""


def entry_form(workplace: Workplace, kind: MapKind, entry_id: str = "") -> EntryForm:
    """An entry to put right; without an id an empty one.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        organisations = {o.id: o.name for o in reader.find(Organisation)} if kind is MapKind.SERVICE else {}
        if not entry_id:
            return EntryForm(kind, "", {}, "", organisations=organisations)
        found = reader.get(TYPES[kind], entry_id).model_dump()
        return EntryForm(
            kind,
            entry_id,
            {name: found[name] for name in FIELDS[kind]},
            str(found["name"]),
            _locations(reader, kind, entry_id),
            next(((name, str(found[name])) for name in OWNERS if kind is MapKind.LOCATION and found[name]), ("", "")),
            organisations,
        )


def kind_of(workplace: Workplace, entry_id: str) -> MapKind:
    """What an id is of.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        for kind, type_ in TYPES.items():
            if reader.maybe(type_, entry_id) is not None:
                return kind
    raise RuleBroken("gone")


def faults_in(kind: MapKind, fields: Mapping[str, object]) -> tuple[RuleBroken, ...]:
    """Everything wrong in what was typed so far; see `desktop.rules.map_entries.faults`. A place needs no name."""
    told = rules.tidy(fields)
    return rules.faults({n: v for n, v in told.items() if n != "name"} if kind is MapKind.LOCATION else told)


def add_entry(
    workplace: Workplace, kind: MapKind, fields: Mapping[str, object], seen: Seen, owner: tuple[str, str] = ("", "")
) -> tuple[str, ChangeSet]:
    """Adds an entry, checked today by who adds it; a location needs its owner, as (name of the field, id).

    Raises:
        RuleBroken: ``not-allowed``, what `faults_in` says, a field's limit, ``required`` (why) for an entry to which
            nobody may be sent, ``gone`` for an owner that is not there.
    """
    only(fields, FIELDS[kind])
    _allowed(workplace, kind, owner)
    told = rules.tidy(fields)
    _refuse(kind, {"name": "", **told}, told)
    _reason(told, seen)
    if kind is MapKind.LOCATION:
        filled("address", told.get("address") or told.get("place"))
    with workplace.work(_ADD[kind]) as work:
        own: dict[str, object] = {"source": workplace.colleague.name}
        if kind is MapKind.LOCATION:
            own |= {owner[0]: owner[1]}
        if kind in (MapKind.SERVICE, MapKind.PROVIDER):
            own |= _checked(workplace)
        made = validated(TYPES[kind], {**told, **own})
        work.add(made)
        made_id = str(made.model_dump()["id"])
        if kind in (MapKind.SERVICE, MapKind.PROVIDER):
            work.add(_check(workplace, made_id, CheckOutcome.STILL_RIGHT, (), seen))
        _note_location(workplace, work, owner, seen)
        return made_id, work.commit()


def correct_entry(
    workplace: Workplace, kind: MapKind, entry_id: str, fields: Mapping[str, object], seen: Seen
) -> ChangeSet:
    """Puts fields right; give only those that a person changed. Who corrects an entry has looked at it today.

    Raises:
        RuleBroken: As `add_entry`, ``required`` (source) without a word where it was seen, and ``gone``.
    """
    only(fields, FIELDS[kind])
    told = rules.tidy(fields)
    with workplace.work(_CORRECT[kind]) as work:
        before = work.get(TYPES[kind], entry_id).model_dump()
        owner = next(((name, str(before[name])) for name in OWNERS if before.get(name)), ("", ""))
        _allowed(workplace, kind, owner if kind is MapKind.LOCATION else ("", ""))
        changed = tuple(name for name, value in told.items() if value != before[name])
        if not changed:
            return ChangeSet()
        _refuse(kind, {**before, **told}, {name: told[name] for name in changed})
        filled("source", seen.source)
        _reason({name: told[name] for name in changed}, seen)
        is_entry = kind in (MapKind.SERVICE, MapKind.PROVIDER)
        work.change(TYPES[kind], entry_id, **told, **(_checked(workplace) if is_entry else {}))
        if is_entry:
            work.add(_check(workplace, entry_id, CheckOutcome.CORRECTED, changed, seen))
        elif kind is MapKind.LOCATION:
            _note_location(workplace, work, owner, seen)
        return work.commit()


def remove_location(workplace: Workplace, location_id: str) -> ChangeSet:
    """Takes a location away from its owner; can be undone.

    Raises:
        RuleBroken: ``gone`` or ``not-allowed``.
    """
    with workplace.work(N_("Remove location")) as work:
        found = work.get(Location, location_id).model_dump()
        owner = next(((name, str(found[name])) for name in OWNERS if found[name]), ("", ""))
        _allowed(workplace, MapKind.LOCATION, owner)
        work.remove(Location, location_id)
        return work.commit()


def may_change(workplace: Workplace, kind: MapKind) -> bool:
    """True when this colleague may add and correct entries of a kind; a location goes with its owner."""
    try:
        _allowed(workplace, kind, ("", ""))
    except RuleBroken:
        return False
    return True


def _allowed(workplace: Workplace, kind: MapKind, owner: tuple[str, str]) -> None:
    of_provider = kind is MapKind.PROVIDER or owner[0] == "provider_id"
    require(workplace.role, Act.CHANGE_PROVIDERS if of_provider else Act.CHANGE_COMMUNITY_SERVICES)


def _refuse(kind: MapKind, whole: Mapping[str, object], changed: Mapping[str, object]) -> None:
    """What is wrong in what was changed; an old fault elsewhere in the entry keeps nobody from mending this one."""
    for fault in faults_in(kind, whole):
        together = {"latitude", "longitude"}, {"minimum_age", "maximum_age"}
        if fault.field in changed or any(fault.field in pair and pair & set(changed) for pair in together):
            raise fault


def _reason(told: Mapping[str, object], seen: Seen) -> None:
    if told.get("status", MapStatus.ACTIVE) != MapStatus.ACTIVE:
        filled("why", seen.why)


def _checked(workplace: Workplace) -> dict[str, object]:
    return {"checked_on": workplace.today, "checked_by": workplace.colleague.name}


def _check(
    workplace: Workplace, entry_id: str, outcome: CheckOutcome, fields: tuple[str, ...], seen: Seen
) -> EntryCheck:
    told = {"entry_id": entry_id, "outcome": outcome, "fields": fields, "source": seen.source.strip()}
    return validated(EntryCheck, {**told, **_checked(workplace), "note": seen.why.strip()})


def _note_location(workplace: Workplace, work: UnitOfWork, owner: tuple[str, str], seen: Seen) -> None:
    """A location of an entry that was added or put right is a correction of the entry."""
    kinds: Mapping[str, type[CommunityService] | type[Provider]] = {
        "service_id": CommunityService,
        "provider_id": Provider,
    }
    if owner[0] in kinds:
        work.change(kinds[owner[0]], owner[1], **_checked(workplace))
        work.add(_check(workplace, owner[1], CheckOutcome.CORRECTED, ("locations",), seen))


def _locations(reader: Reader, kind: MapKind, entry_id: str) -> tuple[Location, ...]:
    owns = {MapKind.SERVICE: "service_id", MapKind.PROVIDER: "provider_id", MapKind.ORGANISATION: "organisation_id"}
    return tuple(reader.find(Location, **{owns[kind]: entry_id})) if kind in owns else ()
