"""From a row to the records it tells of, or the reasons why it cannot be taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from desktop.exchange.cells import one_line, plain_text, read_number
from desktop.exchange.fields import FieldReader
from desktop.exchange.findings import Findings
from desktop.exchange.known import own_key
from desktop.exchange.tables import Row, column_name
from desktop.exchange.targets import KINDS
from desktop.exchange.whereabouts import FARTHEST_KM, PLACE_WITHIN_KM, km_from, lies_near_a_place
from desktop.models.base import Value
from desktop.rules.waiting import Wait, read_wait, status_of, wait_of_weeks

if TYPE_CHECKING:
    from desktop.exchange.here import Here
    from desktop.exchange.mapping import Mapping as Source
    from desktop.exchange.mapping import RecordRule, Take, TakeWait

_LONGEST_KEY = 200
_DUMMY_ID = "0"
_COORDINATES = ("latitude", "longitude")
_NORTH = (50.7, 53.7)
_EAST = (3.2, 7.3)
"""Degrees between which the European part of the Netherlands and its islands lie, WGS 84, rounded outwards."""
_DIFFERENCE = 0.5
"""Weeks by which a text and the number beside it may differ: months are rounded by whoever publishes them."""


@dataclass(frozen=True)
class Made:
    """A record as one row tells it.

    Attributes:
        rule: How it was made.
        key: What tells it from others at the source.
        fields: What the row says; what it does not say is absent.
        links: Key of the record it belongs to, by field.
        row: Row number.
        table: Name of the table.
        rows: How many rows tell it.
        value: The record, checked, with a dummy for its id and links; None once other rows were joined to it.
    """

    rule: RecordRule
    key: str
    fields: Mapping[str, object]
    links: Mapping[str, str]
    row: int
    table: str = ""
    value: Value | None = None
    rows: int = 1

    @property
    def kind(self) -> type[Value]:
        """The value class it becomes."""
        return KINDS[self.rule.kind]


class RowReader:
    """Reads the rows of one table of a source."""

    def __init__(self, source: Source, here: Here) -> None:
        self._fields = FieldReader(source.nothing, here)
        self._there: dict[int, list[tuple[str, Take, str]]] = {}

    def begin(self, rules: tuple[RecordRule, ...], columns: frozenset[str]) -> None:
        """From now on rows of a table with these columns are read: fields of which none is there are passed over."""
        self._there = {
            id(rule): [(field, take, _only(take)) for field, take in rule.fields.items() if _tells(take, columns)]
            for rule in rules
        }

    def read(self, rules: tuple[RecordRule, ...], row: Row, findings: Findings) -> tuple[Made, ...]:
        """The records of a row, one by rule, in the rules' order; what `findings` refuses must not be used."""
        if row.beyond or _is_header(row):
            findings.refuse("", "row-shifted" if row.beyond else "header-again")
            return ()
        for noticed, code, about in row.doubts:
            findings.doubt(noticed, code, value=about)
        made: dict[str, Made] = {}
        found: list[Made] = []
        for rule in rules:
            fields = _whole_coordinates(dict(self._told(rule, row, findings)), findings)
            key = own_key(fields, rule.key_fields) if rule.key_fields else self._key(rule, rule.key, row, findings)
            links = {f: self._link(rule, f, made, row, findings) for f in rule.links}
            value = _checked(rule, fields, findings)
            links = {f: k for f, k in links.items() if k}
            made[rule.kind] = Made(rule, key, fields, links, row.number, findings.table, value)
            found.append(made[rule.kind])
            if rule.key_fields and rule is rules[-1] and not fields.get(rule.key_fields[0]):
                findings.refuse(rule.key_fields[0], "required")
        return tuple(found)

    def longer_key(self, made: Made, row: Row, findings: Findings) -> Made:
        """The same record under a key that tells it from an earlier one with the same short key."""
        key = self._key(made.rule, made.rule.key + made.rule.key_also, row, findings)
        return replace(made, key=key)

    def _told(self, rule: RecordRule, row: Row, findings: Findings) -> Iterator[tuple[str, object]]:
        kind = KINDS[rule.kind]
        told = set()
        cells = row.cells
        for field, take, only in self._there[id(rule)]:
            # Half of the cells of most lists are empty: to pass over those costs least here.
            if only and cells.get(only) in (None, ""):
                continue
            value = self._fields.read(kind, field, take, cells, findings)
            if value not in (None, "", ()):
                told.add(field)
                yield field, value
        if rule.intake or rule.start:
            # A status in a column of its own goes before what the waits tell.
            yield from (pair for pair in self._waits(rule, row, findings) if pair[0] not in told)

    def _waits(self, rule: RecordRule, row: Row, findings: Findings) -> Iterator[tuple[str, object]]:
        waits = []
        for name, take in (("intake", rule.intake), ("start", rule.start)):
            wait = self._wait(name, take, row, findings) if take else None
            if wait is None:
                continue
            waits.append(wait)
            bounds = (("min", wait.min_weeks), ("max", wait.max_weeks), ("text", wait.text))
            yield from ((f"{name}_{end}", value) for end, value in bounds if value not in (None, ""))
        yield "status", status_of(waits)

    def _wait(self, name: str, take: TakeWait, row: Row, findings: Findings) -> Wait | None:
        """The text as published goes before the number beside it, which stands in where the text is not understood."""
        text = one_line(self._fields.cell_text(row.cells.get(take.text), f"{name}_text", findings))
        beside = self._fields.cell_text(row.cells.get(take.weeks), f"{name}_min", findings)
        weeks = read_number(beside)
        if beside and weeks is None:
            text, beside = text or beside, ""
        found = read_wait(text, f"{name}_text")
        if not isinstance(found, Wait):
            return self._doubtful(found[0].code, name, text, weeks, findings)
        if text and weeks is not None and _differ(found, weeks):
            findings.doubt(f"{name}_text", "wait-and-number-differ", value=text, weeks=beside)
        if text or weeks is None:
            return found
        self._zero(name, take, row, weeks, findings)
        return self._of_weeks(name, weeks, findings)

    def _doubtful(self, code: str, name: str, text: str, weeks: float | None, findings: Findings) -> Wait | None:
        if code != "wait-not-understood":
            findings.refuse(f"{name}_text", code, value=text, length=len(text), limit=500)
            return None
        if not weeks:
            findings.doubt(f"{name}_text", code, value=text)
            return Wait(None, None, status_of(()), text)
        findings.doubt(f"{name}_text", "wait-text-beside-number", value=text, weeks=f"{weeks:g}")
        wait = self._of_weeks(name, weeks, findings)
        return wait and Wait(wait.min_weeks, wait.max_weeks, wait.status, text)

    def _of_weeks(self, name: str, weeks: float, findings: Findings) -> Wait | None:
        wait = wait_of_weeks(weeks, f"{name}_min")
        if isinstance(wait, Wait):
            return wait
        findings.refuse(wait[0].field, wait[0].code, value=wait[0].text)
        return None

    def _zero(self, name: str, take: TakeWait, row: Row, weeks: float, findings: Findings) -> None:
        beside = plain_text(row.cells.get(take.zero_beside)) or ""
        if weeks == 0 and any(word.lower() in beside.lower() for word in take.zero_doubtful):
            findings.doubt(f"{name}_min", "wait-zero-doubtful", value=beside)

    def _key(self, rule: RecordRule, columns: tuple[str, ...], row: Row, findings: Findings) -> str:
        parts = [one_line(plain_text(row.cells.get(column)) or "").lower() for column in columns]
        if rule.key and not parts[0]:
            findings.refuse(rule.key[0], "required")
        key = "|".join(parts)
        return key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()

    def _link(self, rule: RecordRule, field: str, made: Mapping[str, Made], row: Row, findings: Findings) -> str:
        link = rule.links[field]
        if not link.columns:
            return made[link.to].key
        key = "|".join(one_line(plain_text(row.cells.get(column)) or "").lower() for column in link.columns)
        if not key and link.required:
            findings.refuse(link.columns[0], "required")
        return key


def _is_header(row: Row) -> bool:
    """True for a row that says what its columns are called: lists that were pasted together have it in the middle."""
    column, cell = next(iter(row.cells.items()), ("", None))
    if not isinstance(cell, str) or cell[:1].lower() != column[:1] or column_name(cell) != column:
        return False
    filled = [(name, one) for name, one in row.cells.items() if one]
    return len(filled) > 1 and all(column_name(one) == name for name, one in filled)


def _tells(take: Take, columns: frozenset[str]) -> bool:
    return take.constant is not None or take.wanted or not columns.isdisjoint(take.columns)


def _only(take: Take) -> str:
    """The one column that tells a field; empty where it can be told by another one, or without any."""
    return "" if take.constant is not None or take.wanted or len(take.columns) != 1 else take.columns[0]


def _differ(wait: Wait, weeks: float) -> bool:
    low = wait.min_weeks if wait.min_weeks is not None else 0
    high = wait.max_weeks if wait.max_weeks is not None else weeks
    return wait.is_known and not low - _DIFFERENCE <= weeks <= high + _DIFFERENCE


def _look_at_spot(fields: dict[str, object], findings: Findings) -> None:
    """Notes a coordinate that can hardly be right; it is kept, for a person knows better."""
    latitude, longitude = (fields[name] for name in _COORDINATES)
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return
    spot, place = f"{latitude}, {longitude}", str(fields.get("place", ""))
    if not (_NORTH[0] <= latitude <= _NORTH[1] and _EAST[0] <= longitude <= _EAST[1]):
        findings.doubt("latitude", "coordinate-abroad", value=spot)
    elif not lies_near_a_place(latitude, longitude):
        findings.doubt("latitude", "coordinate-nowhere", value=spot, km=PLACE_WITHIN_KM)
    elif place and (km_from(place, latitude, longitude) or 0) > FARTHEST_KM:
        findings.doubt("latitude", "coordinate-far", value=spot, place=place, km=FARTHEST_KM)


def _whole_coordinates(fields: dict[str, object], findings: Findings) -> dict[str, object]:
    """Leaves out coordinates that are half, or that stand in the ocean where nobody filled them in."""
    pair = [fields.get(name) for name in _COORDINATES]
    if pair == [None, None]:
        return fields
    if None in pair:
        findings.doubt("latitude", "coordinate-half")
    elif pair == [0, 0]:
        findings.doubt("latitude", "coordinate-zero")
    else:
        _look_at_spot(fields, findings)
        return fields
    return {name: value for name, value in fields.items() if name not in _COORDINATES}


def _checked(rule: RecordRule, fields: Mapping[str, object], findings: Findings) -> Value | None:
    """Holds the record against the limits of its fields, and the fields against each other."""
    if findings.refused:
        return None
    low, high = fields.get("minimum_age"), fields.get("maximum_age")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        findings.refuse("minimum_age", "ages-reversed", low=low, high=high)
    for wait in ("intake", "start"):
        least, most = fields.get(f"{wait}_min"), fields.get(f"{wait}_max")
        if isinstance(least, float) and isinstance(most, float) and least > most:
            findings.refuse(f"{wait}_min", "wait-reversed", value=f"{least:g}–{most:g}")
    try:
        # Not `model_validate`: what SQLModel does around it, for its tables, takes as long again.
        value: Value = KINDS[rule.kind].__new__(KINDS[rule.kind])
        told = {"id": _DUMMY_ID, **dict.fromkeys(rule.links, _DUMMY_ID), **fields}
        value.__pydantic_validator__.validate_python(told, self_instance=value)
    except ValidationError as fault:
        for error in fault.errors(include_url=False):
            field = str(error["loc"][0]) if error["loc"] else ""
            missing = error["type"] in ("missing", "string_too_short")
            findings.refuse(field, "required" if missing else "not-valid", value=fields.get(field, ""))
        return None
    return value
