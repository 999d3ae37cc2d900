"""What of a row only a second person says, and the form in which its text comes before that.

A central store takes no row that comes decided: it would have to believe a laptop that another decided. So where one
was put back from a copy, the text is brought by who may, undecided, and who decided says that again. Here stands what
of a row is which; when it is said stands in `desktop.sync.awaiting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.destruction_request import DestructionRequestRow, RequestOutcome
from desktop.models.indications import IndicationRow
from desktop.models.kinds import IndicationStatus
from desktop.models.retention import DestructionRow, DestructionStatus
from desktop.sync.approved import GIVEN, JUDGED
from desktop.sync.vocabulary import Json, kinds


@dataclass(frozen=True)
class Decided:
    """How a kind of row is decided on by another than who brought it."""

    state: str
    """The field that tells where it stands."""
    waits: str
    """Its value while a decision is waited for."""
    told: frozenset[str]
    """Fields that the decision fills in, the state among them."""
    signed: frozenset[str]
    """Of those the ones by which the central store sees that it was decided."""
    by: str
    """The field that names who decided."""
    brought_by: str = ""
    """The field that names who alone brings the row; empty where whoever did not decide may."""
    apart: frozenset[str] = frozenset()
    """Fields that who decides fills in by an act of its own, before the decision."""


DECIDED: Mapping[str, Decided] = {
    str(IndicationRow.__tablename__): Decided(
        state="status",
        waits=IndicationStatus.HANDED_IN.value,
        told=frozenset({"status", *JUDGED, "judged_at", "version", "field_remarks", "returned_text", "rests_on"}),
        signed=frozenset(JUDGED),
        by="judged_by",
    ),
    str(DestructionRequestRow.__tablename__): Decided(
        state="outcome",
        waits=RequestOutcome.OPEN.value,
        told=frozenset({"outcome", "ground", "provision", "motivation", "decided_by", "decided_on"}),
        signed=frozenset({"decided_by"}),
        by="decided_by",
        brought_by="recorded_by",
        apart=frozenset({"extended_on", "extended_why"}),
    ),
    str(DestructionRow.__tablename__): Decided(
        state="status",
        waits=DestructionStatus.PROPOSED.value,
        told=frozenset({"status", "decided_by", "decided_on", "reason"}),
        signed=frozenset({"decided_by"}),
        by="decided_by",
        brought_by="proposed_by",
    ),
}
"""By table; of every other kind a row comes whole from whoever has it."""

_INDICATION, _DESTRUCTION = str(IndicationRow.__tablename__), str(DestructionRow.__tablename__)


def is_decided(table: str, values: Mapping[str, Json]) -> bool:
    """True for a row that a central store does not take as it is when it comes whole."""
    kind = DECIDED.get(table)
    return kind is not None and any(values.get(name) for name in kind.signed)


def is_destroyed(table: str, values: Mapping[str, Json]) -> bool:
    """True for the certificate of dossiers that were destroyed.

    It tells of what the central store did, and nobody says that again of one that did not.
    """
    return table == _DESTRUCTION and values.get("status") == DestructionStatus.DONE


def may_bring(table: str, values: Mapping[str, Json], who: str) -> bool:
    """Whether this colleague may put the row there where it is not. Who judges a text did not bring it."""
    kind = DECIDED.get(table)
    if kind is None:
        return True
    return values.get(kind.brought_by) == who if kind.brought_by else values.get(kind.by) != who


def undecided(table: str, values: Mapping[str, Json]) -> dict[str, Json]:
    """The row as it was while it waited for the decision."""
    kind, usual = DECIDED[table], kinds()[table].usual
    kept = {"field_remarks", "returned_text", "version"} if _went_back(table, values) else set()
    return {**values, **{name: usual[name] for name in kind.told - kept}, kind.state: kind.waits}


def brought_whole(table: str, values: Mapping[str, Json]) -> dict[str, Json]:
    """The row as it is put where it was not. A text that went back is with who wrote it, remarks and all."""
    back = {DECIDED[table].state: values[DECIDED[table].state]} if _went_back(table, values) else {}
    return {**undecided(table, values), **back}


def _went_back(table: str, values: Mapping[str, Json]) -> bool:
    return table == _INDICATION and values["status"] == IndicationStatus.RETURNED


def own_words(table: str, values: Mapping[str, Json], who: str) -> dict[str, Json]:
    """What of a row that was decided on this colleague alone says, by field: the decision, when it is theirs.

    That help which was approved has ended, whoever knows it says.
    """
    kind = DECIDED[table]
    by = values.get(kind.by) or values.get("author")
    found = {name: values[name] for name in kind.told} if by == who and is_decided(table, values) else {}
    if not found and table == _INDICATION and values["status"] in GIVEN - {IndicationStatus.APPROVED}:
        found = {kind.state: values[kind.state]}
    return found


def in_turn(table: str, told: Mapping[str, Json]) -> list[dict[str, Json]]:
    """The same as acts, one after the other, each of which a central store takes on what the one before left."""
    kind = DECIDED[table]
    first = {name: told[name] for name in sorted(kind.apart) if name in told}
    then = {name: value for name, value in told.items() if name not in first}
    ended = {}
    if table == _INDICATION and kind.signed <= then.keys() and then[kind.state] in GIVEN:
        ended, then = {kind.state: then[kind.state]}, {**then, kind.state: IndicationStatus.APPROVED.value}
    return [fields for fields in (first, then, ended) if fields]


def is_awaited(table: str, stands: Mapping[str, Json], was: Mapping[str, Json], told: Mapping[str, Json]) -> bool:
    """Whether the row is there again as it was when this was said of it: to the letter, and not decided on.

    Args:
        table: Its kind.
        stands: The row as it is there now.
        was: The row as it was once all was said.
        told: What is to be said.
    """
    kind = DECIDED[table]
    if set(told) == {kind.state}:  # the help ended
        return stands[kind.state] in GIVEN
    names = (was.keys() - told.keys()) | kind.signed | {kind.state}
    return any(
        all(stands[name] == before[name] for name in names)
        for before in (undecided(table, was), brought_whole(table, was))
    )
