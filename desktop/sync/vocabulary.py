"""What may travel: every synced table with its fields, and the one JSON form of each value.

Made from the models, so that a field is still declared once. A value has exactly one form here, whichever way it came:
the database says 1 where the model says true, and "2026-11-23 09:00:00" where JSON says "2026-11-23T09:00:00Z".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import SchemaValidator, to_jsonable_python
from pydantic_core.core_schema import typed_dict_field, typed_dict_schema
from sqlmodel import SQLModel

from desktop.models.base import WHOLE
from desktop.models.tables import APPEND_ONLY, SYNCED

Json = Any
"""A value as JSON has it: None, bool, int, float, str, or lists and objects of these."""

_ABSENT = object()
_PLAIN = (str, int, bool, type(None))
"""Types whose values are as JSON has them; a text of an enumeration is of a type of its own."""


@dataclass(frozen=True)
class Shape:
    """What one field may hold."""

    adapter: TypeAdapter[Any]
    is_set: bool
    """True for a set of texts, which is merged per member."""
    is_instant: bool
    """True for a moment, whose form in the database is not the one that travels."""
    usual: Json
    """The value in force when nothing is said; a mark of its own for a field that must be given."""

    def canonical(self, raw: object) -> Json:
        """The value's one JSON form.

        Raises:
            ValueError: When the field cannot hold it.
        """
        return _in_json(self.native(raw))

    def native(self, raw: object) -> object:
        """The value as the models have it; instants in UTC.

        Raises:
            ValueError: When the field cannot hold it.
        """
        try:
            value: object = self.adapter.validator.validate_python(raw)
        except ValidationError as error:
            raise _refused(error) from None
        return _in_utc(value) if isinstance(value, datetime) else value

    def is_usual(self, value: Json) -> bool:
        """True when leaving the field out says the same."""
        return self.usual is not _ABSENT and bool(value == self.usual)


@dataclass(frozen=True)
class Kind:
    """One synced table."""

    name: str
    shapes: Mapping[str, Shape]
    """By field, without the id."""
    references: Mapping[str, str]
    """Table referred to, by field."""
    append_only: bool

    @cached_property
    def usual(self) -> Mapping[str, Json]:
        """The value in force where nothing is said, of the fields that may be left out."""
        return {name: shape.usual for name, shape in self.shapes.items() if shape.usual is not _ABSENT}

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Fields that must be given."""
        return tuple(name for name in self.shapes if name not in self.usual)

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """Fields that hold one value, something of themselves where nothing is said."""
        return tuple(name for name, value in self.usual.items() if value is not None and not self.shapes[name].is_set)

    @cached_property
    def sets(self) -> tuple[str, ...]:
        """Fields that hold a set."""
        return tuple(name for name, shape in self.shapes.items() if shape.is_set)

    @cached_property
    def _parts(self) -> SchemaValidator:
        """The checks of all fields as one, for as many of them as are given."""
        return self._checks(total=False)

    def canonical(self, values: Mapping[str, object]) -> dict[str, Json]:
        """Some of the fields, each in its one JSON form: as `Shape.canonical` of each, in one call.

        Raises:
            ValueError: When one of them is not known, or cannot hold its value.
        """
        try:
            found: dict[str, object] = self._parts.validate_python(values)
        except ValidationError as error:
            raise _refused(error) from None
        return {name: value if type(value) in _PLAIN else _in_json(value) for name, value in found.items()}

    @cached_property
    def instants(self) -> tuple[str, ...]:
        """Fields that hold a moment."""
        return tuple(name for name, shape in self.shapes.items() if shape.is_instant)

    @cached_property
    def _whole(self) -> SchemaValidator:
        """The same for a row with every field."""
        return self._checks(total=True)

    def _checks(self, *, total: bool) -> SchemaValidator:
        """As one, for to ask each field by itself takes many times as long."""
        fields = {name: typed_dict_field(shape.adapter.core_schema) for name, shape in self.shapes.items()}
        return SchemaValidator(typed_dict_schema(fields, total=total, extra_behavior="forbid"))

    def native(self, full: Mapping[str, Json]) -> dict[str, object]:
        """A whole row as the models have it, in the order of `shapes`; instants in UTC.

        Raises:
            ValueError: When a field cannot hold its value, is missing, or is none of the table's.
        """
        try:
            values: dict[str, object] = self._whole.validate_python(full)
        except ValidationError as error:
            raise _refused(error) from None
        for name in self.instants:
            moment = values[name]
            if isinstance(moment, datetime):
                values[name] = _in_utc(moment)
        return values

    def full(self, values: Mapping[str, Json]) -> dict[str, Json]:
        """All fields: the given ones, and the usual value of those left out."""
        return {**self.usual, **values}

    def missing(self, values: Mapping[str, Json]) -> tuple[str, ...]:
        """Fields that must be given and are not."""
        return tuple(name for name in self.asked if name not in values)

    def spare(self, values: Mapping[str, Json]) -> dict[str, Json]:
        """Without what goes without saying: the same row in the fewest words, sets in a fixed order.

        Equal rows have equal spare forms, also when a later version of the program added a field to one of them.
        """
        said = self.said(values)
        return said | {name: sorted(said[name]) for name in self.sets if name in said}

    def said(self, values: Mapping[str, Json]) -> dict[str, Json]:
        """Without what goes without saying."""
        usual = self.usual
        return {name: value for name, value in values.items() if name not in usual or value != usual[name]}


@cache
def kinds() -> Mapping[str, Kind]:
    """Every synced table by its name, parents before children."""
    return {kind.name: kind for kind in map(_kind, SYNCED)}


def referring() -> Iterable[tuple[str, str, str]]:
    """Every reference between synced tables, as (table, field, table referred to)."""
    return ((kind.name, field, target) for kind in kinds().values() for field, target in kind.references.items())


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _refused(error: ValidationError) -> ValueError:
    """Without the value, which may be about a person."""
    return ValueError(str(error.errors(include_input=False, include_url=False)[0]["type"]))


def _in_json(value: object) -> Json:
    if type(value) in _PLAIN:
        return value
    return to_jsonable_python(_in_utc(value) if isinstance(value, datetime) else value)


def _kind(row: type[SQLModel]) -> Kind:
    table = row.__table__  # type: ignore[attr-defined]  # SQLModel makes it for every class with table=True
    fields = next(base for base in row.__mro__[1:] if issubclass(base, SQLModel)).model_fields
    references = {str(key.parent.name): str(key.column.table.name) for key in table.foreign_keys}
    shapes = {name: _shape(field) for name, field in fields.items() if name != "id"}
    return Kind(str(table.name), shapes, references, table.name in APPEND_ONLY)


def _shape(field: FieldInfo) -> Shape:
    held: Any = Annotated[(field.annotation, *field.metadata)]
    adapter: TypeAdapter[Any] = TypeAdapter(held)
    usual = _ABSENT if field.is_required() else to_jsonable_python(field.get_default(call_default_factory=True))
    is_instant = datetime in (field.annotation, *get_args(field.annotation))
    extra = field.json_schema_extra
    is_set = get_origin(field.annotation) is tuple and not (isinstance(extra, dict) and extra.get(WHOLE))
    return Shape(adapter, is_set, is_instant, usual)
