"""From which days the terms of cases still run: asked for all cases at once, for a caseload may hold ten thousand."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.models.course import TermChange
from desktop.models.kinds import Law
from desktop.rules.term_runs import DECISION, FOLLOWS, NEED_REPORT
from desktop.store.mapping import to_value
from desktop.store.reader import Reader


class OpenEvent(NamedTuple):
    """Something that happened in a case, and that nothing answers yet.

    Attributes:
        event: As a term names what it counts from.
        day: On which it happened.
    """

    case_id: str
    law: Law
    municipality: str
    event: str
    day: date


_OPEN = text("""
WITH talked(case_id, day) AS (SELECT case_id, min(held_on) FROM conversation WHERE done GROUP BY case_id),
happened(case_id, event, day) AS (
    SELECT case_id, 'need-report', received_on FROM need_report
    UNION SELECT case_id, 'referral', referred_on FROM referral
    UNION SELECT case_id, 'conversation', held_on FROM conversation WHERE done
    UNION SELECT case_id, 'application', applied_on FROM application
    UNION SELECT i.case_id, 'decision', d.decided_on
        FROM decision AS d JOIN indication AS i ON i.id = d.indication_id
    UNION SELECT i.case_id, 'about', CASE d.answers WHEN '[]' THEN d.decided_on ELSE min(d.decided_on, coalesce(
            (SELECT max(a.applied_on) FROM json_each(d.answers) AS l JOIN application AS a ON a.id = l.value),
            d.decided_on)) END
        FROM decision AS d JOIN indication AS i ON i.id = d.indication_id
    UNION SELECT i.case_id, 'announcement', d.announced_on
        FROM decision AS d JOIN indication AS i ON i.id = d.indication_id WHERE d.announced_on IS NOT NULL
    UNION SELECT case_id, 'investigation', report_given_on
        FROM conversation WHERE done AND report_given_on IS NOT NULL
    UNION SELECT a.case_id, 'investigation', a.applied_on
        FROM application AS a JOIN talked AS t ON t.case_id = a.case_id AND t.day <= a.applied_on
),
known AS MATERIALIZED (SELECT case_id, event, day FROM happened),
met(case_id, event, day) AS MATERIALIZED (
    SELECT k.case_id, f.value ->> 0, max(k.day) FROM json_each(:follows) AS f JOIN known AS k ON k.event = f.value ->> 1
    GROUP BY 1, 2
),
unnamed(case_id, day) AS MATERIALIZED (
    SELECT i.case_id, max(d.decided_on) FROM decision AS d JOIN indication AS i ON i.id = d.indication_id
    WHERE d.answers = '[]' GROUP BY i.case_id
),
named(id, day) AS MATERIALIZED (
    SELECT l.value, max(d.decided_on) FROM decision AS d, json_each(d.answers) AS l
    WHERE d.answers <> '[]' GROUP BY l.value
),
asking(case_id, event, day) AS (
    SELECT k.case_id, k.event, k.day FROM known AS k LEFT JOIN met AS m ON m.case_id = k.case_id AND m.event = k.event
    WHERE k.event <> 'application' AND (m.day IS NULL OR m.day < k.day)
    UNION SELECT a.case_id, 'application', a.applied_on FROM application AS a
    LEFT JOIN unnamed AS u ON u.case_id = a.case_id LEFT JOIN named AS n ON n.id = a.id
    WHERE a.withdrawn_on IS NULL
        AND (u.day IS NULL OR u.day < a.applied_on) AND (n.day IS NULL OR n.day < a.applied_on)
)
SELECT c.id, c.law, c.municipality, k.event, k.day
FROM asking AS k JOIN case_file AS c ON c.id = k.case_id
WHERE c.phase <> 'closed' AND (:consultant = '' OR c.consultant = :consultant)
    AND k.event IN (SELECT value FROM json_each(:events))
""")
"""When an investigation is finished, `desktop.rules.term_runs.happened` says; what meets what, its `FOLLOWS`.

A decision meets the applications that it names, or all before it when it names none, and no report of a need after
them; one that was withdrawn asks for none: `desktop.rules.answers`.
"""

_ABOUT = "about"
"""A decision on the last day of what it can be about."""

_CHANGES = text("""
SELECT t.* FROM term_change AS t JOIN case_file AS c ON c.id = t.case_id
WHERE c.phase <> 'closed' AND (:consultant = '' OR c.consultant = :consultant) ORDER BY t.id
""")


def open_events(reader: Reader, events: Collection[str], consultant: str = "") -> list[OpenEvent]:
    """What happened in the open cases and was not met since; only these kinds of event.

    `consultant` is a colleague's id: only the cases that stand in that name.
    """
    follows = [[event, _met_by(event, name)] for event, names in FOLLOWS.items() for name in names]
    binds = {"follows": json.dumps(follows), "events": json.dumps([*events]), "consultant": consultant}
    law, day = {one.value: one for one in Law}, date.fromisoformat
    rows = reader.connection.execute(_OPEN, binds).all()
    return [OpenEvent(case_id, law[of], place, event, day(on)) for case_id, of, place, event, on in rows]


def changes_of_terms(reader: Reader, consultant: str = "") -> dict[str, tuple[TermChange, ...]]:
    """What was paused and extended in the terms of the open cases, by case."""
    found: dict[str, tuple[TermChange, ...]] = {}
    for row in reader.connection.execute(_CHANGES, {"consultant": consultant}).mappings():
        change = to_value(TermChange, row)
        found[change.case_id] = (*found.get(change.case_id, ()), change)
    return found


def _met_by(event: str, name: str) -> str:
    return _ABOUT if (event, name) == (NEED_REPORT, DECISION) else name
