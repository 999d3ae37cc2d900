"""Making one entry of two that turned out to be the same; undone as a whole like any other act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.language import N_, _
from desktop.models.base import Value
from desktop.models.casework import PlanService
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.field_labels import field_label
from desktop.models.indications import Indication
from desktop.models.kinds import Law, MapStatus
from desktop.models.labels import label
from desktop.models.purchasing import Cooperation, ProviderContact
from desktop.models.social_map import (
    AvailabilityReport,
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Provider,
)
from desktop.models.upkeep import Signal
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.rules.permissions import Act, may
from desktop.services.map_entries import FIELDS, MapKind, may_change
from desktop.services.workplace import Workplace
from desktop.store.merged import family, kept_id
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork


class Choice(StrEnum):
    """Whose field stands after the merge."""

    KEPT = "kept"
    DOUBLE = "double"
    BOTH = "both"
    """Only where a field has members, such as target groups."""


@dataclass(frozen=True)
class FieldPair:
    """A field in which two entries differ."""

    field: str
    name: str
    kept: str
    """In words; empty when nothing stands there."""
    double: str
    has_members: bool
    proposed: Choice
    """What is filled stands before what is empty, members go together; else what was kept stands."""


@dataclass(frozen=True)
class Moves:
    """What moves along to the entry that is kept."""

    what: str
    """In words."""
    count: int


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do; nothing is written yet."""

    kind: MapKind
    kept_id: str
    double_id: str
    kept_name: str
    double_name: str
    pairs: tuple[FieldPair, ...]
    same: int
    """Fields in which the two say the same; what both leave empty is none."""
    moves: tuple[Moves, ...]
    observations: int
    """That stay where they are and count for the entry that is kept."""
    sealed: int
    """Approved indications, which stay as they were approved; they lead to the entry that is kept."""


_MOVES: Mapping[MapKind, tuple[tuple[type[Value], str, str], ...]] = {
    MapKind.PROVIDER: (
        (Location, "provider_id", N_("locations")),
        (Contract, "provider_id", N_("contracts")),
        (ContractedProduct, "provider_id", N_("contracted products")),
        (ProviderContact, "provider_id", N_("contact persons")),
        (Cooperation, "provider_id", N_("cooperations")),
        (Cooperation, "partner_id", N_("cooperations")),
        (Signal, "provider_id", N_("signals")),
        (Indication, "provider_id", N_("indications")),
        (WaitingListEntry, "provider_id", N_("waiting list places")),
    ),
    MapKind.SERVICE: (
        (Location, "service_id", N_("locations")),
        (PlanService, "service_id", N_("places on plans")),
        (InterimMeasure, "service_id", N_("bridged waits")),
    ),
}
"""Kind, field that names the entry, and what it is called."""


def preview_merge(workplace: Workplace, kept: str, double: str) -> MergePreview:
    """Two entries side by side, and what would move.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``, ``merge-same``, ``merge-other-kind``, ``merged-already``.
    """
    with workplace.store.read() as reader:
        kind, mine, theirs = _both(workplace, reader, kept, double)
        pairs = tuple(_pair(name, mine, theirs) for name in FIELDS[kind] if mine[name] != theirs[name])
        doubles = family(reader.connection, double)
        return MergePreview(
            kind,
            kept,
            double,
            str(mine["name"]),
            str(theirs["name"]),
            tuple(pair for pair in pairs if pair.field != "organisation_id"),
            sum(mine[name] == theirs[name] and mine[name] not in (None, "", ()) for name in FIELDS[kind]),
            _counted(workplace, reader, kind, doubles),
            reader.count(AvailabilityReport, provider_id=doubles),
            sum(bool(one.seal) for one in reader.find(Indication, provider_id=doubles)),
        )


def merge(workplace: Workplace, kept: str, double: str, choices: Mapping[str, Choice]) -> ChangeSet:
    """Makes one entry of two: fields that are not chosen stay as the kept one has them.

    What belongs to the double goes to the kept entry. Observations and checks stay under the double, where they were
    made, and are read with the kept one; approved indications are sealed and stay as they are. The double itself is
    kept, out of sight: links to it open the kept entry.

    Raises:
        RuleBroken: As `preview_merge`, or what the model says of a field.
    """
    with workplace.work(N_("Merge entries")) as work:
        kind, mine, theirs = _both(workplace, work, kept, double)
        type_ = Provider if kind is MapKind.PROVIDER else CommunityService
        chosen = {
            name: _chosen(choice, mine[name], theirs[name]) for name, choice in choices.items() if name in FIELDS[kind]
        }
        if choices.get("organisation") is Choice.DOUBLE:
            chosen["organisation_id"] = theirs["organisation_id"]
        work.change(type_, kept, **chosen, **_looked(mine, theirs))
        # Earlier doubles come along, so that each names the entry that really stands for it.
        doubles = family(work.connection, double)
        for one in doubles:
            work.change(type_, one, merged_into=kept)
        for moved, field, _name in _MOVES[kind]:
            _move(work, moved, field, doubles, kept)
        return work.commit()


def _both(
    workplace: Workplace, reader: Reader, kept: str, double: str
) -> tuple[MapKind, dict[str, object], dict[str, object]]:
    if kept == double:
        raise RuleBroken("merge-same")
    found = [reader.maybe(CommunityService, one) or reader.get(Provider, one) for one in (kept, double)]
    if type(found[0]) is not type(found[1]):
        raise RuleBroken("merge-other-kind")
    for one in (kept, double):
        if kept_id(reader.connection, one) != one:
            raise RuleBroken("merged-already")
    kind = MapKind.PROVIDER if isinstance(found[0], Provider) else MapKind.SERVICE
    if not may_change(workplace, kind):
        raise RuleBroken("not-allowed")
    return kind, found[0].model_dump(), found[1].model_dump()


def _pair(name: str, mine: Mapping[str, object], theirs: Mapping[str, object]) -> FieldPair:
    one, other = mine[name], theirs[name]
    members = isinstance(one, tuple)
    proposed = Choice.KEPT
    if members and one and other:
        proposed = Choice.BOTH
    elif one in (None, "", ()):
        proposed = Choice.DOUBLE
    return FieldPair(name, field_label(name), _words(one), _words(other), members, proposed)


def _counted(workplace: Workplace, reader: Reader, kind: MapKind, doubles: tuple[str, ...]) -> tuple[Moves, ...]:
    counts: dict[str, int] = {}
    for moved, field, name in _MOVES[kind]:
        # That there are signals is known only to who may see them.
        if moved is Signal and not may(workplace.role, Act.SEE_SIGNALS):
            continue
        counts[name] = counts.get(name, 0) + len(_movable(reader, moved, field, doubles))
    return tuple(Moves(_(name), count) for name, count in counts.items() if count)


def _movable(reader: Reader, moved: type[Value], field: str, doubles: tuple[str, ...]) -> list[dict[str, object]]:
    return [one.model_dump() for one in reader.find(moved, **{field: doubles}) if not getattr(one, "seal", "")]


def _move(work: UnitOfWork, moved: type[Value], field: str, doubles: tuple[str, ...], kept: str) -> None:
    for one in _movable(work, moved, field, doubles):
        twice = moved is PlanService and work.count(PlanService, case_id=one["case_id"], service_id=kept)
        if twice or (moved is Cooperation and kept in (one["provider_id"], one["partner_id"])):
            work.remove(moved, str(one["id"]))
        else:
            work.change(moved, str(one["id"]), **{field: kept})


def _chosen(choice: Choice, mine: object, theirs: object) -> object:
    if choice is Choice.BOTH and isinstance(mine, tuple) and isinstance(theirs, tuple):
        return tuple(dict.fromkeys((*mine, *theirs)))
    return theirs if choice is Choice.DOUBLE else mine


def _looked(mine: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, object]:
    """A merge is no look at the entry: the older of the two days stands, so that nothing seems fresher than it is."""
    days = [(str(one["checked_on"]), one) for one in (mine, theirs) if one["checked_on"]]
    oldest = min(days, key=lambda pair: pair[0])[1] if len(days) == 2 else None  # noqa: PLR2004 - both were looked at
    return {name: oldest[name] for name in ("checked_on", "checked_by")} if oldest else {}


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(label(Law(one)) if one in set(Law) else str(one) for one in value)
    if isinstance(value, MapStatus):
        return label(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
