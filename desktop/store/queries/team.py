"""What asks for attention in each open case of the team."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import text

from desktop.models.kinds import CasePhase, Law
from desktop.store.queries.applied import APPLIED_FOR
from desktop.store.reader import Reader

SIGNS = ("reported", "term", "evaluation", "expiring", "silent", "waiting", "approval")
"""What a case can ask attention for, in the order of the columns."""


@dataclass(frozen=True)
class Days:
    """Until when things count.

    Attributes:
        ending: Last day on which help that ends counts as ending soon.
        silent: Of what was written down before this day nothing has been heard since.
    """

    today: date
    ending: date
    silent: date


class SignsOf(NamedTuple):
    """Open cases of one consultant in one phase; an empty id for cases of nobody.

    Attributes:
        signs: How many of them ask for attention, in the order of `SIGNS`.
        cover_over: How many are still covered after the last day of the cover.
    """

    colleague_id: str
    phase: CasePhase
    cases: int
    signs: tuple[int, ...]
    covered: int
    cover_over: int


class CaseSigns(NamedTuple):
    """An open case with what it asks attention for."""

    case_id: str
    resident: tuple[str, str, str]
    """First names or initials, prefix, last name."""
    law: Law
    phase: CasePhase
    opened_on: date
    signs: frozenset[str]
    covers_for: str
    covered_until: date | None
    applied_for: int


_SIGNED = """
WITH pressing AS (SELECT value AS id FROM json_each(:pressing)),
signed AS (SELECT c.id, c.consultant, c.resident_id, c.law, c.phase, c.opened_on, c.covers_for, c.covered_until,
    c.phase = 'reported' AS reported,
    c.id IN (SELECT id FROM pressing) AS term,
    EXISTS (SELECT 1 FROM indication AS i JOIN evaluation AS e ON e.indication_id = i.id
        WHERE i.case_id = c.id AND e.held_on IS NULL AND e.due_on < :today) AS evaluation,
    EXISTS (SELECT 1 FROM indication AS i WHERE i.case_id = c.id AND i.status = 'approved'
        AND i."end" BETWEEN :today AND :ending) AS expiring,
    max(c.opened_on,
        coalesce((SELECT max(n.received_on) FROM need_report AS n WHERE n.case_id = c.id), ''),
        coalesce((SELECT max(v.held_on) FROM conversation AS v
            WHERE v.case_id = c.id AND v.done AND v.held_on <= :today), ''),
        coalesce((SELECT max(e.held_on) FROM indication AS i JOIN evaluation AS e ON e.indication_id = i.id
            WHERE i.case_id = c.id), ''),
        coalesce((SELECT max(m.held_on) FROM waiting_list_entry AS w JOIN contact_moment AS m ON m.entry_id = w.id
            WHERE w.case_id = c.id), ''),
        coalesce((SELECT max(h.held_on) FROM warm_handover AS h WHERE h.case_id = c.id), '')) < :silent AS silent,
    EXISTS (SELECT 1 FROM waiting_list_entry AS w WHERE w.case_id = c.id AND w.placed_on IS NULL) AS waiting,
    EXISTS (SELECT 1 FROM indication AS i WHERE i.case_id = c.id AND i.status = 'handed-in') AS approval{more}
FROM case_file AS c WHERE c.phase <> 'closed' {which})
"""

_BY_CONSULTANT = text(
    _SIGNED.format(which="", more="")
    + f"""
SELECT consultant, phase, count(*) AS cases, {", ".join(f"sum({sign}) AS {sign}" for sign in SIGNS)},
    sum(covers_for <> '') AS covered, sum(covers_for <> '' AND covered_until < :today) AS cover_over
FROM signed GROUP BY consultant, phase
"""  # noqa: S608 - texts of this module
)

_OF_CONSULTANT = text(
    _SIGNED.format(which="AND c.consultant = :consultant", more=f", {APPLIED_FOR} AS applied_for")
    + """
SELECT s.*, coalesce(nullif(r.first_names, ''), r.initials) AS first_names, r.prefix, r.last_name
FROM signed AS s JOIN resident AS r ON r.id = s.resident_id ORDER BY r.last_name, r.first_names, s.id
"""
)


def signs_by_consultant(reader: Reader, days: Days, pressing: Iterable[str]) -> list[SignsOf]:
    """Counts by consultant and phase; `pressing` are cases whose term is near or late."""
    rows = reader.connection.execute(_BY_CONSULTANT, _binds(days, pressing)).mappings()
    return [
        SignsOf(
            row["consultant"],
            CasePhase(row["phase"]),
            row["cases"],
            tuple(row[sign] for sign in SIGNS),
            row["covered"],
            row["cover_over"],
        )
        for row in rows
    ]


def signs_of_consultant(reader: Reader, days: Days, pressing: Iterable[str], consultant: str) -> list[CaseSigns]:
    """The open cases of one, by name; of nobody for an empty id."""
    binds = _binds(days, pressing) | {"consultant": consultant}
    rows = reader.connection.execute(_OF_CONSULTANT, binds).mappings()
    return [
        CaseSigns(
            row["id"],
            (row["first_names"], row["prefix"], row["last_name"]),
            Law(row["law"]),
            CasePhase(row["phase"]),
            date.fromisoformat(row["opened_on"]),
            frozenset(sign for sign in SIGNS if row[sign]),
            row["covers_for"],
            date.fromisoformat(row["covered_until"]) if row["covered_until"] else None,
            row["applied_for"],
        )
        for row in rows
    ]


def _binds(days: Days, pressing: Iterable[str]) -> dict[str, Any]:
    return {
        "today": days.today.isoformat(),
        "ending": days.ending.isoformat(),
        "silent": days.silent.isoformat(),
        "pressing": json.dumps([*pressing]),
    }
