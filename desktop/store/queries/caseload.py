"""The list of cases, each with its next deadline: the store does the work, so that ten thousand cases stay quick."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row, TextClause, bindparam, text

from desktop.models.kinds import CasePhase, Law
from desktop.store.queries.applied import APPLIED_FOR
from desktop.store.reader import Reader


class CaseOrder(StrEnum):
    """How the list is sorted."""

    DEADLINE = "deadline"
    """The most pressing first; cases without a deadline last."""
    NAME = "name"
    OPENED = "opened"
    """The oldest first."""
    PHASE = "phase"


class Deadline(StrEnum):
    """What a case's next deadline is about."""

    VISIT = "visit"
    TERM = "term"
    PAUSE = "pause"
    """A term that is paused without an end: does that still hold?"""
    EVALUATION = "evaluation"
    CONTACT = "contact"
    ENDS = "ends"
    REFERRAL = "referral"
    HANDOVER = "handover"
    STOPPED = "stopped"
    """Help that stopped while its indication stands."""
    UNSENT = "unsent"
    """A decision that was not sent."""


@dataclass(frozen=True)
class CaseFilter:
    """Which cases; an empty tuple means all."""

    text: str = ""
    """Is in the name or in the question, or is the bsn."""
    phases: tuple[CasePhase, ...] = ()
    """Empty means: all but closed."""
    laws: tuple[Law, ...] = ()
    municipalities: tuple[str, ...] = ()
    consultant: str = ""
    """Colleague's id; empty means everybody's."""
    waiting: bool = False
    """True: only residents who wait."""
    due_by: date | None = None
    """Only cases with a deadline on or before this day."""
    order: CaseOrder = CaseOrder.DEADLINE
    limit: int = 500
    offset: int = 0


@dataclass(frozen=True)
class CaseRowRead:
    """A row of the list as the store has it."""

    case_id: str
    resident_id: str
    first_names: str
    initials: str
    prefix: str
    last_name: str
    birth_date: date | None
    law: Law
    municipality: str
    place: str
    question: str
    phase: CasePhase
    consultant: str
    """The colleague's name."""
    opened_on: date
    closed_on: date | None
    deadline: date | None
    deadline_kind: Deadline | None
    running: int
    drafts: int
    waiting: bool
    applied_for: int
    """Applications that wait for a decision."""


class TermDue(NamedTuple):
    """When a term asks for attention, and why: it runs out, or it sleeps."""

    day: date
    kind: Deadline


@dataclass(frozen=True)
class Moment:
    """What the rules say of the day on which the list is read.

    Attributes:
        terms: The nearest open term by case's id.
        heard_days: So many days after the last contact someone who waits is heard again, when nothing was agreed.
        follow_days: Within so many days a referral is looked at.
    """

    today: date
    terms: Mapping[str, TermDue]
    heard_days: int
    follow_days: int


@dataclass(frozen=True)
class Ahead:
    """How far to look ahead.

    Attributes:
        until: Last day that something may be due.
        oldest: First birth date of a youth who comes of age soon.
        youngest: Last birth date of such a youth.
    """

    until: date
    oldest: date
    youngest: date


class Pressing(NamedTuple):
    """Cases in which something may have to be done soon.

    Attributes:
        ids: Of the most pressing.
        more: So many besides.
    """

    ids: list[str]
    more: int


_PRESSING = """
SELECT c.id, count(*) OVER () AS total FROM case_file AS c JOIN resident AS r ON r.id = c.resident_id
LEFT JOIN next AS n ON n.case_id = c.id
WHERE c.consultant = :consultant AND c.phase <> 'closed' AND (
    n.day <= :until
    OR EXISTS (SELECT 1 FROM indication AS i WHERE i.case_id = c.id AND i.status IN ('draft', 'returned'))
    OR (c.law = 'JEUGDWET' AND r.birth_date BETWEEN :oldest AND :youngest)
)
ORDER BY n.day IS NULL, n.day, c.id LIMIT :most
"""

_DUE = """
stopped(id, case_id, day) AS (
    SELECT i.id, i.case_id, max(t.ended_on) FROM indication AS i JOIN trajectory AS t ON t.indication_id = i.id
    WHERE i.status = 'approved' GROUP BY i.id
    HAVING count(t.ended_on) = count(*) AND (i."end" IS NULL OR max(t.ended_on) < i."end")
),
due(case_id, day, kind) AS (
    SELECT case_id, held_on, 'visit' FROM conversation WHERE NOT done
    UNION ALL SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:terms)
    UNION ALL SELECT i.case_id, e.due_on, 'evaluation'
        FROM evaluation AS e JOIN indication AS i ON i.id = e.indication_id WHERE e.held_on IS NULL
    UNION ALL SELECT w.case_id, coalesce(
            min(w.review_on, (SELECT min(m.agreed_on) FROM contact_moment AS m
                WHERE m.entry_id = w.id AND m.held_on IS NULL)),
            w.review_on,
            (SELECT min(m.agreed_on) FROM contact_moment AS m WHERE m.entry_id = w.id AND m.held_on IS NULL),
            date(max(w.since, coalesce((SELECT max(m.held_on) FROM contact_moment AS m WHERE m.entry_id = w.id),
                w.since)), :heard)), 'contact'
        FROM waiting_list_entry AS w WHERE w.placed_on IS NULL
    UNION ALL SELECT case_id, day, 'stopped' FROM stopped
    UNION ALL SELECT i.case_id, i."end", 'ends' FROM indication AS i WHERE i.status = 'approved'
        AND i.id NOT IN (SELECT id FROM stopped)
        AND (i."end" >= :today OR i."end" IS NOT NULL
            AND EXISTS (SELECT 1 FROM indication AS k JOIN trajectory AS t ON t.indication_id = k.id
                WHERE k.case_id = i.case_id AND t.ended_on IS NULL AND k.product = i.product
                AND (i.product <> '' OR (k.lot, k.segment) = (i.lot, i.segment))))
        AND NOT EXISTS (SELECT 1 FROM indication AS j WHERE j.case_id = i.case_id AND j.id <> i.id
            AND j.status IN ('draft', 'handed-in', 'returned', 'approved')
            AND (j.follows_id = i.id OR j.start > i."end" AND j.product = i.product
                AND (i.product <> '' OR (j.lot, j.segment) = (i.lot, i.segment))))
    UNION ALL SELECT case_id, date(referred_on, :follow), 'referral' FROM referral
        WHERE followed_on IS NULL AND kind NOT IN ('municipality', 'self')
    UNION ALL SELECT i.case_id, d.decided_on, 'unsent'
        FROM decision AS d JOIN indication AS i ON i.id = d.indication_id WHERE d.announced_on IS NULL
    UNION ALL SELECT case_id, on_day, 'handover' FROM warm_handover WHERE held_on IS NULL
),
next(case_id, day, kind) AS (SELECT case_id, min(day), kind FROM due GROUP BY case_id)
"""

_CHOSEN = """
FROM case_file AS c JOIN resident AS r ON r.id = c.resident_id
LEFT JOIN next AS n ON n.case_id = c.id AND c.phase <> 'closed'
"""

_ORDERS = {
    CaseOrder.DEADLINE: "n.day IS NULL, n.day, c.opened_on, c.id",
    CaseOrder.NAME: "r.last_name, r.prefix, r.first_names, c.id",
    CaseOrder.OPENED: "c.opened_on, c.id",
    CaseOrder.PHASE: f"instr('{' '.join(CasePhase)}', c.phase), n.day IS NULL, n.day, c.id",
}

_SHOWN = f"""
SELECT c.id AS case_id, c.resident_id, r.first_names, r.initials, r.prefix, r.last_name, r.birth_date, c.law,
    c.municipality, r.place, c.question, c.phase, coalesce(k.name, '') AS consultant, c.opened_on, c.closed_on,
    page.day AS deadline, page.kind AS deadline_kind,
    (SELECT count(*) FROM indication AS i WHERE i.case_id = c.id AND i.status = 'approved' AND i.start <= :today
        AND coalesce(i."end", :today) >= :today AND i.id NOT IN (SELECT id FROM stopped)) AS running,
    (SELECT count(*) FROM indication AS i WHERE i.case_id = c.id
        AND i.status IN ('draft', 'handed-in', 'returned')) AS drafts,
    {APPLIED_FOR} AS applied_for,
    EXISTS (SELECT 1 FROM waiting_list_entry AS w WHERE w.case_id = c.id AND w.placed_on IS NULL) AS waiting
FROM page JOIN case_file AS c ON c.id = page.id JOIN resident AS r ON r.id = c.resident_id
LEFT JOIN colleague AS k ON k.id = c.consultant
ORDER BY page.place
"""  # noqa: S608 - texts of this room
_NAMES = text("""
SELECT c.id, r.first_names, r.initials, r.prefix, r.last_name
FROM case_file AS c JOIN resident AS r ON r.id = c.resident_id
WHERE c.consultant = :consultant AND c.phase <> 'closed'
""")


def case_rows(reader: Reader, which: CaseFilter, moment: Moment) -> list[CaseRowRead]:
    """The page of the list that was asked for."""
    conditions, binds = _conditions(which)
    order = _ORDERS[which.order]
    page = f"""
page AS (SELECT c.id, n.day, n.kind, row_number() OVER (ORDER BY {order}) AS place
    {_CHOSEN} WHERE {conditions} ORDER BY place LIMIT :limit OFFSET :offset)
"""
    statement = _bound(f"WITH {_DUE}, {page} {_SHOWN}", which)
    binds |= _bindings(moment) | {"limit": which.limit, "offset": which.offset}
    return [_row(row) for row in reader.connection.execute(statement, binds)]


def pressing_cases(reader: Reader, consultant: str, moment: Moment, ahead: Ahead, most: int) -> Pressing:
    """A colleague's open cases in which something may have to be done soon; a few too many, never too few.

    Of more than `most` those of which the day comes first; what has no day comes last.
    """
    statement = text(f"WITH {_DUE} {_PRESSING}")
    binds = _bindings(moment) | {
        "consultant": consultant,
        "until": ahead.until.isoformat(),
        "youngest": ahead.youngest.isoformat(),
        "oldest": ahead.oldest.isoformat(),
        "most": most,
    }
    rows = reader.connection.execute(statement, binds).all()
    return Pressing(sorted(row.id for row in rows), rows[0].total - len(rows) if rows else 0)


def resident_names(reader: Reader, consultant: str) -> dict[str, tuple[str, str, str]]:
    """Of a colleague's open cases, by id: the first names or else the initials, the prefix and the last name."""
    rows = reader.connection.execute(_NAMES, {"consultant": consultant})
    return {row[0]: (row[1] or row[2], row[3], row[4]) for row in rows.all()}


def count_cases(reader: Reader, which: CaseFilter, moment: Moment) -> int:
    """How many cases the filter holds, whatever its limit."""
    conditions, binds = _conditions(which)
    statement = _bound(f"WITH {_DUE} SELECT count(*) {_CHOSEN} WHERE {conditions}", which)
    return int(reader.connection.execute(statement, binds | _bindings(moment)).scalar_one())


def _bindings(moment: Moment) -> dict[str, Any]:
    return {
        "today": moment.today.isoformat(),
        "terms": json.dumps([[case_id, due.day.isoformat(), due.kind] for case_id, due in moment.terms.items()]),
        "heard": f"+{moment.heard_days} days",
        "follow": f"+{moment.follow_days} days",
    }


def _conditions(which: CaseFilter) -> tuple[str, dict[str, Any]]:
    chosen: dict[str, tuple[str, Any]] = {
        "phases": ("c.phase IN :phases", [p.value for p in which.phases]),
        "laws": ("c.law IN :laws", [law.value for law in which.laws]),
        "municipalities": ("c.municipality IN :municipalities", list(which.municipalities)),
        "consultant": ("c.consultant = :consultant", which.consultant),
        "due_by": ("n.day <= :due_by", which.due_by.isoformat() if which.due_by else None),
        "text": (_TEXT, f"%{_escaped(which.text.strip())}%" if which.text.strip() else ""),
    }
    conditions = [condition for condition, value in chosen.values() if value]
    binds = {name: value for name, (_condition, value) in chosen.items() if value}
    if not which.phases:
        conditions.append("c.phase <> 'closed'")
    if which.waiting:
        conditions.append(
            "EXISTS (SELECT 1 FROM waiting_list_entry AS w WHERE w.case_id = c.id AND w.placed_on IS NULL)"
        )
    return " AND ".join(conditions) or "1", binds


_TEXT = r"""(replace(r.first_names || ' ' || r.prefix || ' ' || r.last_name, '  ', ' ') LIKE :text ESCAPE '\'
    OR c.question LIKE :text ESCAPE '\' OR (r.bsn <> '' AND '%' || r.bsn || '%' = :text))"""


def _escaped(typed: str) -> str:
    return typed.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _bound(statement: str, which: CaseFilter) -> TextClause:
    lists = [name for name in ("phases", "laws", "municipalities") if getattr(which, name)]
    return text(statement).bindparams(*(bindparam(name, expanding=True) for name in lists))


def _row(row: Row[Any]) -> CaseRowRead:
    told = row._asdict()
    for name in ("birth_date", "opened_on", "closed_on", "deadline"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    told |= {"law": Law(row.law), "phase": CasePhase(row.phase), "waiting": bool(row.waiting)}
    told["deadline_kind"] = Deadline(row.deadline_kind) if row.deadline_kind else None
    return CaseRowRead(**told)
