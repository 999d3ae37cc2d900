"""A mapping that a person makes on the screen: the shipped mapping of the kind, with other columns in its fields."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from desktop.exchange.mapping import Mapping as Source
from desktop.exchange.mapping import RecordRule, TableRule, TakeWait, shipped
from desktop.models.faults import RuleBroken, WorldFault

if TYPE_CHECKING:
    from collections.abc import Iterable

_PATTERNS = {
    "services": "services",
    "providers": "providers",
    "waiting-times": "waiting-times",
    "places": "places",
}
"""Id, by kind, of the shipped mapping that a person's own one is made after. HSDS has its own columns."""

_WITHOUT = {
    "services": ("naam",),
    "providers": ("naam", "wetten"),
    "waiting-times": ("aanbieder", "peildatum"),
    "places": ("plaats", "breedtegraad", "lengtegraad", "postcode"),
}
"""What a file of a kind cannot do without, as the pattern calls it."""


@dataclass(frozen=True)
class Goal:
    """Where a column can go.

    Attributes:
        name: As the pattern calls it; also what is shown.
        field: Our field's name, for its label.
        required: True when a file of this kind cannot do without.
    """

    name: str
    field: str
    required: bool


def goals(kind: str) -> tuple[Goal, ...]:
    """Where the columns of a file of this kind can go, the required ones first; none for HSDS."""
    found: dict[str, Goal] = {}
    for rule in (rule for table in _pattern(kind) for rule in table.records):
        for field, columns in _columns(rule).items():
            for column in columns:
                goal = Goal(column, field, column in _WITHOUT[kind])
                found.setdefault(column, goal)
    return tuple(sorted(found.values(), key=lambda goal: not goal.required))


def guess(kind: str, columns: Iterable[str]) -> dict[str, str]:
    """Goal by column, for the columns whose names say it; each goal at most once."""
    names = {goal.name: goal.name for goal in goals(kind)}
    for table in _pattern(kind):
        names |= {theirs: ours for theirs, ours in table.also_called.items() if ours in names}
    found: dict[str, str] = {}
    for column in sorted(columns, key=lambda column: (column not in names.values(), column)):
        meant = names.get(column)
        if meant and meant not in found.values():
            found[column] = meant
    return found


def make(kind: str, name: str, chosen: Mapping[str, str]) -> Source:
    """A mapping of this kind under the person's own name.

    Args:
        kind: What the file is imported as.
        name: What the person calls the source.
        chosen: Goal by column.

    Raises:
        RuleBroken: ``required`` (name) without a name; ``column-not-chosen`` naming what a file cannot do without;
            ``column-chosen-twice`` naming what two columns were chosen for.
    """
    if not name.strip():
        raise RuleBroken("required", "name")
    theirs: dict[str, str] = {}
    for column, goal in chosen.items():
        if goal in theirs:
            raise RuleBroken("column-chosen-twice", goal=goal)
        theirs[goal] = column
    missing = [goal for goal in _WITHOUT[kind] if goal not in theirs]
    if missing:
        raise RuleBroken("column-not-chosen", goals=tuple(missing))
    id_ = re.sub(r"[^a-z0-9]+", "-", name.strip().lower()).strip("-") or "bron"
    (table,) = _pattern(kind)
    needs = tuple(theirs[goal] for goal in theirs)
    records = tuple(_with(rule, theirs) for rule in table.records)
    made = table.model_copy(update={"needs": needs, "also_called": {}, "records": records})
    return Source(id=f"own-{id_}", name=name.strip(), source=f"own-{id_}", kind=kind, tables=(made,))


def written(source: Source) -> str:
    """The mapping as TOML, in the form of the shipped ones."""
    content = source.model_dump(exclude_defaults=True, mode="json")
    return "".join(f"{name} = {_toml(value)}\n" for name, value in content.items())


def read_written(text: str, name: str) -> Source:
    """A mapping that `written` wrote.

    Raises:
        WorldFault: ``mapping-broken``.
    """
    try:
        return Source.model_validate(tomllib.loads(text))
    except (ValidationError, ValueError, RecursionError) as fault:
        raise WorldFault("mapping-broken", file=name, where="", text=str(fault)[:200]) from fault


def _pattern(kind: str) -> tuple[TableRule, ...]:
    if kind not in _PATTERNS:
        return ()
    return next(mapping.tables for mapping in shipped(kind) if mapping.id == _PATTERNS[kind])


def _columns(rule: RecordRule) -> dict[str, tuple[str, ...]]:
    found = {field: take.columns for field, take in rule.fields.items() if take.constant is None}
    for name, wait in (("intake", rule.intake), ("start", rule.start)):
        if wait:
            found[name] = (wait.text,)
    return found


def _with(rule: RecordRule, theirs: Mapping[str, str]) -> RecordRule:
    """The rule with their columns in the place of ours; what they do not have is left out."""
    fields = {}
    for field, take in rule.fields.items():
        columns = tuple(theirs[column] for column in take.columns if column in theirs)
        if columns or take.constant is not None:
            fields[field] = take.model_copy(update={"columns": columns})
    waits = {
        name: TakeWait(text=theirs[wait.text]) if wait and wait.text in theirs else None
        for name, wait in (("intake", rule.intake), ("start", rule.start))
    }
    key = tuple(theirs[column] for column in rule.key if column in theirs)
    return rule.model_copy(update={"fields": fields, "key": key, **waits})


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_text(str(name))} = {_toml(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A basic string of TOML has JSON's escapes; JSON leaves one control character as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
