"""From a row's cells to one field of a record, as the mapping says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from desktop.exchange.cells import (
    MOST_CHARACTERS,
    extract,
    looks_garbled,
    members_of,
    month_of,
    one_line,
    plain_text,
    read_day,
    read_degrees,
    read_number,
    read_truth,
    read_whole,
)
from desktop.exchange.tables import Cell
from desktop.models.base import Value
from desktop.models.social_map import Place

if TYPE_CHECKING:
    from desktop.exchange.findings import Findings
    from desktop.exchange.here import Here
    from desktop.exchange.mapping import Take

OLDEST = date(1990, 1, 1)
OLDEST_AGE = 130
MOST_COUNTED = 100_000
MOST_WEEKS = 520
_MUNICIPALITIES = ("municipality", "municipalities")
_SHORT = 80
_MOST_SEEN = 50_000
_ONE_LINE_UP_TO = 300
"""Characters; a longer field keeps its lines."""


class FieldReader:
    """Reads fields of rows of one table.

    Args:
        nothing: Texts in small letters that stand for an empty cell.
        here: No day of observation lies after its day, and a municipality outside its region is told.
    """

    def __init__(self, nothing: frozenset[str], here: Here) -> None:
        self._nothing = nothing
        self._longest_nothing = max(map(len, nothing), default=0)
        self._here = here
        # The same few places, groups and days stand in thousands of rows; what gave no finding is read once.
        self._seen: dict[tuple[int, Cell] | None, object] = {}

    def read(
        self, kind: type[Value], field: str, take: Take, cells: Mapping[str, Cell], findings: Findings
    ) -> object | None:
        """The field's value, or None (an empty text, an empty tuple) when the row does not tell it."""
        if take.constant is not None:
            return take.constant
        told = _told(take.columns, cells)
        if not told and not take.wanted:
            return None
        seen = (id(take), told[0]) if len(told) == 1 and _is_short(told[0]) else None
        if seen in self._seen:
            return self._seen[seen]
        noted = len(findings)
        value = self._value(form_of(kind, field), field, take, told, findings)
        if value and field in _MUNICIPALITIES and kind is not Place:
            self._here.look_at(field, value, findings)
        if seen and len(findings) == noted and len(self._seen) < _MOST_SEEN:
            self._seen[seen] = value
        return value

    def _value(self, form: Form, field: str, take: Take, told: Sequence[Cell], findings: Findings) -> object | None:
        if form.is_set:
            return self._members(field, take, told, findings) if told else ()
        text = self._text(form, field, take, told, findings) if told else ""
        if take.wanted and not text:
            findings.doubt(field, "wanted")
        reader = _READERS.get(field) or _BY_TYPE.get(form.annotation)
        if reader is None:
            return text
        return reader(self, field, take, text, findings) if text else None

    def cell_text(self, cell: Cell, field: str, findings: Findings) -> str:
        """A cell as text; what stands for nothing is empty."""
        text = plain_text(cell)
        if text is None:
            findings.refuse(field, "not-a-text")
            return ""
        if len(text) > MOST_CHARACTERS:
            findings.refuse(field, "text-too-long", length=len(text), limit=MOST_CHARACTERS)
            return ""
        garbled = looks_garbled(text)
        if garbled:
            findings.doubt(field, "text-garbled", value=garbled)
        return "" if len(text) <= self._longest_nothing and text.lower() in self._nothing else text

    def _text(self, form: Form, field: str, take: Take, told: Sequence[Cell], findings: Findings) -> str:
        filled = [part for cell in told if (part := self.cell_text(cell, field, findings))]
        limit = form.limit
        short = limit is not None and limit <= _ONE_LINE_UP_TO
        text = one_line("".join(filled[:1])) if short else "\n\n".join(filled)
        if take.extract or take.pattern:
            text = self._picked(take, text)
        if take.split or take.doubt or take.values or take.contains:
            found = self._known(field, take, members_of(text, take.split) or (), findings)
            text = ", ".join(found[:1] if take.first else found)
        if text and take.written:
            text = take.written.format(text)
        if limit and len(text) > limit:
            findings.refuse(field, "text-too-long", length=len(text), limit=limit)
        return text

    def _members(self, field: str, take: Take, told: Sequence[Cell], findings: Findings) -> tuple[str, ...]:
        found: list[str] = []
        for cell in told:
            members = members_of(
                cell if isinstance(cell, (list, tuple)) else self.cell_text(cell, field, findings), take.split
            )
            if members is None:
                findings.refuse(field, "not-a-text")
                return ()
            found += [m for m in members if m.lower() not in self._nothing]
        return self._known(field, take, found, findings)

    def _picked(self, take: Take, text: str) -> str:
        """The part of the text that the mapping asks for."""
        if text and take.extract:
            text = extract(take.extract, text)
        if text and take.pattern:
            found = re.search(take.pattern, text, re.IGNORECASE)
            text = (found[1] if found.re.groups else found[0]) or "" if found else ""
        return text

    def _known(self, field: str, take: Take, values: Sequence[str], findings: Findings) -> tuple[str, ...]:
        """The members in our words, each once, without those that say nothing."""
        found: dict[str, str] = {}
        for value in values:
            if value in take.doubt:
                findings.doubt(field, "value-says-nothing", value=value)
                continue
            meant = _meaning(take, value)
            if meant is None:
                findings.doubt(field, "value-not-known", value=value)
            for member in meant or ():
                found.setdefault(member.lower(), member)
        return tuple(found.values())

    def day(self, field: str, _take: Take, text: str, findings: Findings) -> date | None:
        """A day of observation: not in the future, not before `OLDEST`."""
        day = read_day(text)
        month = month_of(text)
        if month:
            findings.doubt(field, "date-month-only", value=text)
            day = month
        if isinstance(day, str):
            findings.refuse(field, day, value=text)
            return None
        if day > self._here.today or day < OLDEST:
            findings.refuse(field, "date-in-future" if day > self._here.today else "date-too-old", value=day)
        return day


def _told(columns: Sequence[str], cells: Mapping[str, Cell]) -> list[Cell]:
    """The cells that say anything; a field mostly stands in one column."""
    if len(columns) == 1:
        cell = cells.get(columns[0])
        return [] if cell is None or cell == "" else [cell]
    return [cell for column in columns if (cell := cells.get(column)) not in (None, "")]


def _is_short(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= _SHORT


@dataclass(frozen=True)
class Form:
    """What a field of ours holds.

    Attributes:
        annotation: Its type.
        is_set: True for a set of texts.
        limit: The most characters it may have; None without a limit.
    """

    annotation: object
    is_set: bool
    limit: int | None


@cache
def form_of(kind: type[Value], field: str) -> Form:
    """As the model declares it."""
    info = kind.model_fields[field]
    limits = [limit for part in info.metadata if (limit := getattr(part, "max_length", None)) is not None]
    return Form(info.annotation, info.annotation == tuple[str, ...], int(limits[0]) if limits else None)


def _meaning(take: Take, value: str) -> tuple[str, ...] | None:
    """What a value of the source means here; None when the mapping is strict and does not know it."""
    for known, meant in take.values.items():
        if known.lower() == value.lower():
            return meant
    held = [meant for part, meant in take.contains.items() if part.lower() in value.lower()]
    if held:
        return tuple(member for meant in held for member in meant)
    return None if take.strict else (value,)


def _age(_reader: FieldReader, field: str, take: Take, text: str, findings: Findings) -> int | None:
    age = read_whole(text)
    if age is None:
        findings.refuse(field, "not-a-number", value=text)
    elif age in take.no_limit:
        findings.doubt(field, "age-no-limit", value=age)
        return None
    elif not 0 <= age <= OLDEST_AGE:
        findings.refuse(field, "age-out-of-range", value=age)
    return age


def _count(_reader: FieldReader, field: str, _take: Take, text: str, findings: Findings) -> int | None:
    count = read_whole(text)
    if count is None:
        findings.refuse(field, "not-a-number", value=text)
    elif not 0 <= count <= MOST_COUNTED:
        findings.refuse(field, "count-out-of-range", value=text)
    return count


def _weeks(_reader: FieldReader, field: str, _take: Take, text: str, findings: Findings) -> float | None:
    weeks = read_number(text)
    if weeks is None:
        findings.refuse(field, "not-a-number", value=text)
    elif not 0 <= weeks <= MOST_WEEKS:
        findings.refuse(field, "wait-out-of-range", value=text)
    return weeks


def _degrees(_reader: FieldReader, field: str, _take: Take, text: str, findings: Findings) -> float | None:
    degrees = read_degrees(text)
    if degrees is None:
        findings.refuse(field, "not-a-coordinate", value=text)
    elif abs(degrees) > _FARTHEST[field]:
        findings.refuse(field, "coordinate-out-of-range", value=text)
    return degrees


def _hours(_reader: FieldReader, field: str, _take: Take, text: str, findings: Findings) -> str:
    """Opening hours as published; past midnight, to five at the latest, is an evening and no mistake."""
    for found in _HOURS.finditer(text):
        begins, ends = (int(found[hour]) * 60 + int(found[hour + 1] or 0) for hour in (1, 3))
        if _NIGHT_ENDS < ends < begins:
            findings.doubt(field, "hours-reversed", value=found[0])
    return text


def _truth(_reader: FieldReader, field: str, take: Take, text: str, findings: Findings) -> bool | None:
    if take.true_when:
        return True if re.fullmatch(take.true_when, text, re.IGNORECASE) else None
    truth = read_truth(text)
    if truth is None:
        findings.doubt(field, "truth-not-understood", value=text)
    return truth


_HOURS = re.compile(r"\b([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?: uur)? ?(?:-|–|tot) ?([01]?[0-9]|2[0-4])[:.]([0-5][0-9])")
_NIGHT_ENDS = 5 * 60
"""Minutes after midnight."""
_FARTHEST = {"latitude": 90, "longitude": 180}

_Reader = Callable[["FieldReader", str, "Take", str, "Findings"], object | None]
_READERS: dict[str, _Reader] = {
    "minimum_age": _age,
    "maximum_age": _age,
    "free_places": _count,
    "waiting_count": _count,
    **dict.fromkeys(("intake_min", "intake_max", "start_min", "start_max"), _weeks),
    "latitude": _degrees,
    "longitude": _degrees,
    "opening_hours": _hours,
    "checked_on": FieldReader.day,
    "measured_on": FieldReader.day,
}
_BY_TYPE: dict[object, _Reader] = {bool: _truth, bool | None: _truth}
