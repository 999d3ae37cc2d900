"""What the database must know of the kinds of rows: whose each row is, and which roles may write it.

A kind is at home with a case, a resident or a household when one of its references leads there; what else there is
stands in the two lists below, so that a new kind cannot become everyone's by being forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.indications import IndicationRow
from desktop.models.kinds import Role
from desktop.models.sealed_text import WRITES
from desktop.rules.permissions import MAY, Act
from desktop.sync.approved import GIVEN
from desktop.sync.vocabulary import Kind, kinds

OWN = ("case_file", "resident", "household")
"""Kinds by whose rows the rights are dealt out."""

EVERYONES: Mapping[str, Act] = {
    "place": Act.SEARCH_MAP,
    "provider": Act.SEARCH_MAP,
    "organisation": Act.SEARCH_MAP,
    "community_service": Act.SEARCH_MAP,
    "location": Act.SEARCH_MAP,
    "contract": Act.SEARCH_MAP,
    "contracted_product": Act.SEARCH_MAP,
    "availability_report": Act.SEARCH_MAP,
    "provider_contact": Act.SEARCH_MAP,
    "cooperation": Act.SEARCH_MAP,
    "purchase_measure": Act.CHANGE_CONTRACTS,
    "amount": Act.SEE_DASHBOARDS,
    "released_figures": Act.EXPORT_FIGURES,
    "entry_check": Act.SEARCH_MAP,
    "import_mapping": Act.IMPORT_MAP,
    "colleague": Act.MANAGE_COLLEAGUES,
    "term_setting": Act.CHANGE_TERMS,
    "contribution_amount": Act.CHANGE_TERMS,
    "municipality_contact": Act.CHANGE_TERMS,
    "wait_norm": Act.CHANGE_TERMS,
    "retention_setting": Act.CHANGE_TERMS,
    "destruction": Act.SEE_DESTRUCTIONS,
}
"""Kinds that everyone of the region reads, with the act that one must be allowed to write them.

Where that is `SEARCH_MAP` the row may come from an import, which is everyone's.
"""

_CONFIDENTIAL = ("signal", "signal_follow_up")
"""For who wrote it and for who sees signals."""

_ALONE = {"own": OWN, "author": ("signal",), "casework": ("care_message",)}
"""Kinds that lean on no other row. A message names no resident, but is of nobody's concern outside casework."""


@dataclass(frozen=True)
class KindHere:
    """A line of the table ``kind``."""

    tbl: str
    append_only: bool
    home: str
    """map, own, parent, author or casework; see reach.sql."""
    home_field: str
    home_tbl: str
    written_by: tuple[str, ...]
    """Roles."""
    usual: str
    """JSON."""


def kinds_here() -> tuple[KindHere, ...]:
    """Every kind that travels.

    Raises:
        LookupError: For a kind of which nobody said whose it is.
    """
    return tuple(_here(kind) for kind in kinds().values())


def references_here() -> tuple[tuple[str, str, str], ...]:
    """Kind, field, and the kind it refers to."""
    return tuple((kind.name, field, target) for kind in kinds().values() for field, target in kind.references.items())


TEXT_FIELDS = tuple(sorted(WRITES))
SEALED_STATUSES = tuple(sorted(status.value for status in GIVEN))
INDICATION = str(IndicationRow.__tablename__)


def _here(kind: Kind) -> KindHere:
    home, field, table = _home(kind)
    act = EVERYONES.get(kind.name, Act.RECORD_SIGNAL if kind.name in _CONFIDENTIAL else Act.CHANGE_CASES)
    usual = json.dumps(kind.full({}), ensure_ascii=False)
    return KindHere(kind.name, kind.append_only, home, field, table, tuple(sorted(map(_text, MAY[act]))), usual)


def _home(kind: Kind) -> tuple[str, str, str]:
    if kind.name in EVERYONES:
        return "map", "", ""
    alone = next((home for home, names in _ALONE.items() if kind.name in names), "")
    return (alone, "", "") if alone else ("parent", *_parent(kind))


def _parent(kind: Kind) -> tuple[str, str]:
    """The reference by which a row is somebody's: to a case before a resident, and to either before another row."""
    led = {target: field for field, target in reversed([*kind.references.items()]) if target not in EVERYONES}
    target = next((name for name in (*OWN, *led) if name in led), None)
    if target is None:
        raise LookupError(kind.name)
    return led[target], target


def _text(role: Role) -> str:
    return role.value
