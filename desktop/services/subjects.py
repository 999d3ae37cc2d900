"""Whom or what a stored record is about, for whoever must decide on one line of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.language.forms import long_day
from desktop.models.audit import ShownList
from desktop.models.base import Value
from desktop.models.casework import Application, Case
from desktop.models.people import Resident
from desktop.services.names import full_name
from desktop.services.shown import tell_list
from desktop.store.mapping import KINDS

if TYPE_CHECKING:
    from desktop.services.conflicts import Conflict
    from desktop.services.workplace import Workplace
    from desktop.store.reader import Reader

_UPWARDS = (
    ("conversation_id", "conversation"),
    ("indication_id", "indication"),
    ("entry_id", "waiting_list_entry"),
    ("plan_id", "transition_plan"),
    ("case_id", "case_file"),
    ("resident_id", "resident"),
    ("provider_id", "provider"),
    ("service_id", "community_service"),
    ("household_id", "household"),
)
"""Fields that lead to what a record belongs to, the nearest first."""

_STEPS = 6

_ANSWERS = "answers"
"""The field of a decision that names applications."""


@dataclass(frozen=True)
class Subject:
    """What a record is about.

    Attributes:
        name: Of the resident, the provider or the service; empty when it cannot be told.
        case_id: Of the case it belongs to; empty when it belongs to none.
    """

    name: str = ""
    case_id: str = ""


Key = tuple[str, str]
"""A table's name and a record's id."""


def subjects(workplace: Workplace, keys: Iterable[Key]) -> Mapping[Key, Subject]:
    """What each record is about; a record that is gone has an empty `Subject`. The log is told whose were shown."""
    with workplace.store.read() as reader:
        found = {key: _subject(reader, *key) for key in keys}
    tell_list(workplace, ShownList.MET_EDITS, (one.case_id for one in found.values()))
    return found


def subjects_of_new(workplace: Workplace, told: Mapping[Key, Mapping[str, object]]) -> Mapping[Key, Subject]:
    """What records are about that are not there yet, by what their fields lead to. The log is told whose were shown."""
    above = {key: step for key, fields in told.items() if (step := _led_to(fields)) is not None}
    with workplace.store.read() as reader:
        found = {key: _subject(reader, *step) for key, step in above.items()}
    tell_list(workplace, ShownList.MET_EDITS, (one.case_id for one in found.values()))
    return found


def applications_named(workplace: Workplace, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts with each application that they name by id called by its day and what was applied for."""
    found = tuple(conflicts)
    sides = (side for one in found if one.field == _ANSWERS for side in (one.then, one.mine, one.theirs))
    ids = {str(each) for side in sides for each in side or ()}
    if not ids:
        return found
    with workplace.store.read() as reader:
        names = {one.id: _applied(one) for one in reader.find(Application, id=[*ids])}
    return tuple(_in_names(one, names) if one.field == _ANSWERS else one for one in found)


def _in_names(conflict: Conflict, names: Mapping[str, str]) -> Conflict:
    then, mine, theirs = (
        [names.get(str(each), str(each)) for each in side or ()]
        for side in (conflict.then, conflict.mine, conflict.theirs)
    )
    return replace(conflict, then=then, mine=mine, theirs=theirs)


def _applied(one: Application) -> str:
    return " · ".join(filter(None, (long_day(one.applied_on), " ".join(one.text.split()))))


def _subject(reader: Reader, table: str, row_id: str) -> Subject:
    case_id = ""
    for _step in range(_STEPS):
        value = reader.maybe(KINDS[table], row_id) if table in KINDS else None
        if value is None:
            return Subject(case_id=case_id)
        case_id = value.id if isinstance(value, Case) else case_id
        above = _above(value)
        if above is None or isinstance(value, Resident):
            return Subject(_name(value), case_id)
        table, row_id = above
    return Subject(case_id=case_id)


def _above(value: Value) -> Key | None:
    return _led_to({field: getattr(value, field, None) for field, _table in _UPWARDS})


def _led_to(fields: Mapping[str, object]) -> Key | None:
    steps = ((table, str(fields.get(field) or "")) for field, table in _UPWARDS)
    return next((step for step in steps if step[1]), None)


def _name(value: Value) -> str:
    return full_name(value) if isinstance(value, Resident) else str(getattr(value, "name", ""))
