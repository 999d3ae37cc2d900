"""What records and values are called where two versions stand side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import get_args

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.field_labels import field_label
from desktop.models.labels import label
from desktop.models.record_labels import record_name
from desktop.models.tables import SYNCED

NOTHING = "—"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROWS = {str(row.__tablename__): row for row in SYNCED}
_NOT_SHOWN = ("id", "seal")
_BY_KIND = "destroyed"
"""The field that counts by kind of record."""


def said(table: str, field: str, value: object) -> str:
    """A value as a person reads it; a whole record line by line."""
    if isinstance(value, Mapping) and field == _BY_KIND:
        return ", ".join(f"{record_name(kind)} {count}" for kind, count in value.items())
    if isinstance(value, Mapping):
        shown = (f for f in value if f not in _NOT_SHOWN and not f.endswith("_id") and value[f] not in (None, "", []))
        return "\n".join(f"{field_label(name).capitalize()}: {said(table, name, value[name])}" for name in shown)
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(said(table, field, each) for each in value)
    return _text(table, field, str(value))


def said_of_edit(table: str, given: Mapping[str, object]) -> str:
    """What an edit gives its record, line by line; what it empties too, which a whole record does not tell."""
    shown = (name for name in given if name not in _NOT_SHOWN and not name.endswith("_id"))
    return "\n".join(f"{field_label(name).capitalize()}: {said(table, name, given[name])}" for name in shown)


def _text(table: str, field: str, text: str) -> str:
    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):  # what comes from another laptop may be no day
            return long_day(date.fromisoformat(text))
    member = _member(table, field, text)
    return label(member) if member is not None else text


def _member(table: str, field: str, text: str) -> StrEnum | None:
    declared = _ROWS[table].model_fields.get(field) if table in _ROWS else None
    if declared is None:
        return None
    kinds = (declared.annotation, *get_args(declared.annotation))
    enums = (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum))
    return next((kind(text) for kind in enums if text in set(kind)), None)
