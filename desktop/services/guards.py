"""What every writing service checks before it writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.store.reader import Reader

NOTHING_SEEN: Mapping[str, object] = MappingProxyType({})
"""For who writes without a form: what is stored is what was seen."""

NOTHING_WRITTEN: Mapping[str, str] = MappingProxyType({})
"""For who writes nothing at any field."""


def open_case_of(reader: Reader, case_id: str) -> Case:
    """The case, when it is still open.

    Raises:
        RuleBroken: ``gone``, or ``case-closed``.
    """
    case = reader.get(Case, case_id)
    if case.phase is CasePhase.CLOSED:
        raise RuleBroken("case-closed")
    return case


def nothing_handed_in(reader: Reader, case_id: str) -> None:
    """Keeps what is read with an indication as it is while that lies with a second person.

    Raises:
        RuleBroken: ``read-along``.
    """
    if reader.count(Indication, case_id=case_id, status=IndicationStatus.HANDED_IN):
        raise RuleBroken("read-along")


def not_later(field: str, day: object, today: date) -> None:
    """Refuses a day after today for what has happened.

    Raises:
        RuleBroken: ``in-future``.
    """
    if isinstance(day, date) and day > today:
        raise RuleBroken("in-future", field)


def not_before(field: str, day: object, first: date) -> None:
    """Refuses a day before the first on which it can have been.

    Raises:
        RuleBroken: ``done-before``.
    """
    if isinstance(day, date) and day < first:
        raise RuleBroken("done-before", field, day=first)


def filled(field: str, text: object) -> None:
    """Refuses an empty text.

    Raises:
        RuleBroken: ``required``.
    """
    if not str(text or "").strip():
        raise RuleBroken("required", field)


def only(fields: Mapping[str, object], allowed: Collection[str]) -> None:
    """Refuses fields that are not a person's to change here: a caller that offers them has a bug.

    Raises:
        ValueError: Naming them.
    """
    strange = set(fields) - set(allowed)
    if strange:
        raise ValueError(f"not to be changed here: {', '.join(sorted(strange))}")
