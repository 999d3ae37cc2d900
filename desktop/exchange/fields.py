"""From a row's cells to one field of a record, as the mapping says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
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
    read_truth,
    read_whole,
)
from desktop.exchange.tables import Cell
from desktop.models.base import Value

if TYPE_CHECKING:
    from desktop.exchange.findings import Findings
    from desktop.exchange.mapping import Take

OLDEST = date(1990, 1, 1)
OLDEST_AGE = 130
MOST_COUNTED = 100_000
_ONE_LINE_UP_TO = 300
"""Characters; a longer field keeps its lines."""


class FieldReader:
    """Reads fields of rows of one table.

    Args:
        nothing: Texts in small letters that stand for an empty cell.
        today: No day of observation lies after it.
    """

    def __init__(self, nothing: frozenset[str], today: date) -> None:
        self._nothing = nothing
        self._today = today

    def read(
        self, kind: type[Value], field: str, take: Take, cells: Mapping[str, Cell], findings: Findings
    ) -> object | None:
        """The field's value, or None (an empty text, an empty tuple) when the row does not tell it."""
        if take.constant is not None:
            return take.constant
        if kind.model_fields[field].annotation == tuple[str, ...]:
            return self._members(field, take, cells, findings)
        text = self._text(kind, field, take, cells, findings)
        if take.wanted and not text:
            findings.doubt(field, "wanted")
        reader = _READERS.get(field) or _BY_TYPE.get(kind.model_fields[field].annotation)
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
        return "" if text.lower() in self._nothing else text

    def _text(self, kind: type[Value], field: str, take: Take, cells: Mapping[str, Cell], findings: Findings) -> str:
        parts = [self.cell_text(cells.get(column), field, findings) for column in take.columns]
        filled = [part for part in parts if part]
        limit = max_length(kind, field)
        short = limit is not None and limit <= _ONE_LINE_UP_TO
        text = one_line("".join(filled[:1])) if short else "\n\n".join(filled)
        text = self._picked(take, text)
        if take.split or take.doubt or take.values or take.contains:
            found = self._known(field, take, members_of(text, take.split) or (), findings)
            text = ", ".join(found[:1] if take.first else found)
        if text and take.written:
            text = take.written.format(text)
        if limit and len(text) > limit:
            findings.refuse(field, "text-too-long", length=len(text), limit=limit)
        return text

    def _members(self, field: str, take: Take, cells: Mapping[str, Cell], findings: Findings) -> tuple[str, ...]:
        found: list[str] = []
        for column in take.columns:
            cell = cells.get(column)
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
        if day > self._today or day < OLDEST:
            findings.refuse(field, "date-in-future" if day > self._today else "date-too-old", value=day)
        return day


def max_length(kind: type[Value], field: str) -> int | None:
    """The most characters a field may have; None without a limit."""
    for part in kind.model_fields[field].metadata:
        limit = getattr(part, "max_length", None)
        if limit is not None:
            return int(limit)
    return None


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


def _degrees(_reader: FieldReader, field: str, _take: Take, text: str, findings: Findings) -> float | None:
    degrees = read_degrees(text)
    if degrees is None:
        findings.refuse(field, "not-a-coordinate", value=text)
    elif abs(degrees) > _FARTHEST[field]:
        findings.refuse(field, "coordinate-out-of-range", value=text)
    return degrees


def _truth(_reader: FieldReader, field: str, take: Take, text: str, findings: Findings) -> bool | None:
    if take.true_when:
        return True if re.fullmatch(take.true_when, text, re.IGNORECASE) else None
    truth = read_truth(text)
    if truth is None:
        findings.doubt(field, "truth-not-understood", value=text)
    return truth


_FARTHEST = {"latitude": 90, "longitude": 180}

_Reader = Callable[["FieldReader", str, "Take", str, "Findings"], object | None]
_READERS: dict[str, _Reader] = {
    "minimum_age": _age,
    "maximum_age": _age,
    "free_places": _count,
    "waiting_count": _count,
    "latitude": _degrees,
    "longitude": _degrees,
    "checked_on": FieldReader.day,
    "measured_on": FieldReader.day,
}
_BY_TYPE: dict[object, _Reader] = {bool: _truth, bool | None: _truth}
