"""Carrying out what a person decided about rows that look like something: the same one, a new one, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.exchange.findings import Finding, Findings
from desktop.exchange.gathering import together
from desktop.exchange.likeness import double_key
from desktop.exchange.plan import Verdict

if TYPE_CHECKING:
    from desktop.exchange.gathering import Gathered, Place
    from desktop.exchange.plan import Decision, Double
    from desktop.exchange.rows import Made

BY_CHOICE = frozenset({"left-out", "left-out-with"})
"""Codes of rows that are left out because a person said so."""
DOUBLES = frozenset({"maybe-double", "maybe-double-stored", "maybe-double-number"})
"""Codes of rows that look like something, of which nobody said anything."""


@dataclass(frozen=True)
class Decided:
    """What came of the decisions.

    Attributes:
        doubles: All of them, each with its decision.
        stored: Id of the stored entry that a row was said to be, by the row's place.
        rows: Place of the row that a row was said to be.
        doubts: About rows of which nobody said anything.
    """

    doubles: tuple[Double, ...]
    stored: Mapping[Place, str]
    rows: Mapping[Place, Place]
    doubts: tuple[Finding, ...]


def decide(gathered: Gathered, doubles: Iterable[Double], decisions: Mapping[str, Decision]) -> Decided:
    """Joins rows that are the same, takes out what is left out, and says what is to be filled in.

    A decision about a row that looks like nothing, or that names no candidate of it, counts for nothing.
    """
    told = tuple(_with(double, decisions.get(double.key)) for double in doubles)
    places = {double_key(*place): place for place in gathered.records}
    stored: dict[Place, str] = {}
    rows: dict[Place, Place] = {}
    gone: set[Place] = set()
    for double in told:
        place = places[double.key]
        if double.verdict is Verdict.SKIP:
            gone.add(place)
        elif double.verdict is Verdict.SAME and double.candidate.id:
            stored[place] = double.candidate.id
        elif double.verdict is Verdict.SAME:
            rows[place] = places[double.candidate.key]
    _leave_out(gathered, gone, {place for place in rows if _end(place, rows) in gone})
    for place in [place for place in rows if place in gathered.records]:
        end = _end(place, rows)
        if end in stored:
            # The other row was said to be a stored entry: then this one is that entry too.
            stored[place] = stored[end]
            del rows[place]
    _join(gathered, rows)
    doubts = tuple(finding for double in told if double.decision is None for finding in _doubt(double))
    return Decided(told, stored, {place: _end(place, rows) for place in rows}, doubts)


def _with(double: Double, decision: Decision | None) -> Double:
    if decision is None:
        return double
    known = decision.verdict is not Verdict.SAME or any(one.key == decision.same_as for one in double.candidates)
    return replace(double, decision=decision) if known else double


def _end(place: Place, rows: Mapping[Place, Place]) -> Place:
    """The row that a row was said to be in the end; a row is only ever like an earlier one."""
    while place in rows:
        place = rows[place]
    return place


def _join(gathered: Gathered, rows: Mapping[Place, Place]) -> None:
    for place in rows:
        if place in gathered.records:
            end = _end(place, rows)
            gathered.records[end] = together(gathered.records[end], gathered.records.pop(place))


def _leave_out(gathered: Gathered, gone: set[Place], with_them: set[Place]) -> None:
    """Takes these records out, and those that cannot be without them."""
    found = gone | with_them
    more = found
    while more:
        more = {p for p, record in gathered.records.items() if p not in found and _needs(record, found)}
        found |= more
    for place in [place for place in gathered.records if place in found]:
        record = gathered.records.pop(place)
        findings = Findings(record.row, record.table)
        findings.refuse("", "left-out" if place in gone else "left-out-with")
        gathered.rejected += findings.refused


def _needs(record: Made, gone: set[Place]) -> bool:
    links = record.rule.links.items()
    return any(
        (link.to, record.links.get(name, "")) in gone for name, link in links if link.required or not link.columns
    )


def _doubt(double: Double) -> list[Finding]:
    best = double.candidate
    findings = Findings(double.row, double.table)
    if best.row:
        findings.doubt("name", "maybe-double", first=best.row, name=best.name, why=best.why)
    else:
        code, field = _of_number(best.reasons)
        findings.doubt(field, code, name=best.name, source=best.source or "—", why=best.why)
    return findings.doubts


def _of_number(reasons: Iterable[str]) -> tuple[str, str]:
    """Code and field of a double: by number alone, or by more."""
    numbers = {"same-kvk": "kvk_number", "same-agb": "agb_code"}
    field = next((numbers[reason] for reason in reasons if reason in numbers), "")
    named = any(reason.endswith(("-name", "-sound")) for reason in reasons)
    return ("maybe-double-number", field) if field and not named else ("maybe-double-stored", "name")
