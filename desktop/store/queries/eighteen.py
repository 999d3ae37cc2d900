"""Young people around eighteen with all that the board tells of them, read for everybody at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.models.kinds import CareForm, CasePhase, ConsentBy, ConsentPurpose, Law, Provision, TaskArea
from desktop.rules.consent import Said
from desktop.store.queries.figures import months_after
from desktop.store.reader import Reader

AREAS = tuple(TaskArea)


class YouthRead(NamedTuple):
    """A young person with youth help that may put them on the board."""

    resident_id: str
    first_names: str
    initials: str
    prefix: str
    last_name: str
    birth_date: date


class HelpRead(NamedTuple):
    """Help that was granted, and the case it was granted in.

    Attributes:
        end: As decided.
        stopped_on: Last day on which it was really given, of help that has ended.
        consultant: Colleague's id.
        decided_on: Day on which extended help was decided on; None of other help.
    """

    resident_id: str
    id: str
    case_id: str
    case_law: Law
    phase: CasePhase
    municipality: str
    consultant: str
    law: Law
    product: str
    segment: str
    lot: str
    start: date
    end: date | None
    stopped_on: date | None
    care_form: CareForm | None
    extended: bool
    provision: Provision
    decided_on: date | None


class PlanRead(NamedTuple):
    """A plan with its tasks counted.

    Attributes:
        late: Tasks whose day has gone by undone.
        next_due: Day of the first task that is not done, as ISO text; None when all are.
        taken: Codes of the asked steps that are done, with spaces between.
        done_by_area: Tasks done, of each area of `AREAS` in its own digits; see `areas`.
        open_by_area: Tasks that are not done, likewise.
        codes: Of its steps, with spaces between.
    """

    id: str
    resident_id: str
    case_id: str
    owner: str
    adult_who_stays: str
    late: int
    next_due: str | None
    taken: str
    done_by_area: int
    open_by_area: int
    codes: str = ""

    @property
    def areas(self) -> tuple[tuple[int, int], ...]:
        """Done and all by area, in the order of `AREAS`."""
        pairs = zip(_digits(self.done_by_area), _digits(self.open_by_area), strict=True)
        return tuple((done, done + still) for done, still in pairs)


@dataclass(frozen=True)
class Whose:
    """Whose young people: of a consultant or a resident (ids), or of all when both are empty."""

    consultant: str = ""
    resident_id: str = ""


class InflowRead(NamedTuple):
    """Someone whose case under the Wmo began at the end of youth help."""

    municipality: str
    began_on: date


_YOUTHS = text("""
SELECT r.id, r.first_names, r.initials, r.prefix, r.last_name, r.birth_date FROM resident AS r
WHERE r.birth_date BETWEEN :oldest AND :youngest AND (:resident = '' OR r.id = :resident) AND r.id IN (
    SELECT c.resident_id FROM indication AS i JOIN case_file AS c ON c.id = i.case_id
    WHERE i.law = 'JEUGDWET' AND i.status IN ('approved', 'ended') AND i.start <= :today
        AND coalesce(i."end", :today) >= :since AND (:consultant = '' OR c.consultant = :consultant)
)
""")

_HELPS = text("""
SELECT c.resident_id, i.id, i.case_id, c.law AS case_law, c.phase, c.municipality, c.consultant, i.law, i.product,
    i.segment, i.lot, i.start, i."end",
    CASE WHEN i.status = 'ended' THEN
        (SELECT max(t.ended_on) FROM trajectory AS t WHERE t.indication_id = i.id) END AS stopped_on,
    i.care_form, i.extended, i.provision,
    CASE WHEN i.extended THEN
        (SELECT min(d.decided_on) FROM decision AS d WHERE d.indication_id = i.id) END AS decided_on
FROM json_each(:residents) AS r JOIN case_file AS c ON c.resident_id = r.value
JOIN indication AS i ON i.case_id = c.id
WHERE i.status IN ('approved', 'ended') AND i.start IS NOT NULL
""")

_ROOM = 1000
"""More than the tasks in one area of one plan."""

_PLACES = " ".join(f"WHEN '{area}' THEN {_ROOM**at}" for at, area in enumerate(AREAS))
_PLACE = f"CASE t.area {_PLACES} ELSE 0 END"
"""Each area counts in its own digits of one number: so the store counts once a task and not once an area."""

_PLANS = text(f"""
WITH chosen AS MATERIALIZED (
    SELECT p.id, c.resident_id, p.case_id, p.owner, p.adult_who_stays, p.opened_on
    FROM json_each(:residents) AS r JOIN case_file AS c ON c.resident_id = r.value
    JOIN transition_plan AS p ON p.case_id = c.id
), counted AS (
    SELECT t.plan_id, sum(t.done_on IS NULL AND t.due < :today) AS late,
        min(CASE WHEN t.done_on IS NULL THEN t.due END) AS next_due,
        group_concat(CASE WHEN t.done_on IS NOT NULL AND instr(:steps, ' ' || t.code || ' ') THEN t.code END, ' ')
            AS taken,
        sum(CASE WHEN t.done_on IS NOT NULL THEN {_PLACE} END) AS done,
        sum(CASE WHEN t.done_on IS NULL THEN {_PLACE} END) AS still, group_concat(t.code, ' ') AS codes
    FROM transition_task AS t INDEXED BY ix_transition_task_counts
    WHERE t.plan_id IN (SELECT id FROM chosen) GROUP BY t.plan_id
)
SELECT p.id, p.resident_id, p.case_id, p.owner, p.adult_who_stays, coalesce(t.late, 0), t.next_due,
    coalesce(t.taken, ''), coalesce(t.done, 0), coalesce(t.still, 0), coalesce(t.codes, '')
FROM chosen AS p LEFT JOIN counted AS t ON t.plan_id = p.id ORDER BY p.opened_on, p.id
""")  # noqa: S608 - a text of our own

_CONSENTS = text("""
SELECT s.resident_id, s.id, s.purpose, s.given, s.asked_on, s."by", s.withdrawn_on
FROM json_each(:residents) AS r JOIN consent AS s ON s.resident_id = r.value WHERE s.purpose = :purpose
""")

_INFLOW = text(f"""
WITH youth AS MATERIALIZED (
    SELECT resident_id, opened_on, closed_on FROM case_file INDEXED BY ix_case_file_days
    WHERE law = 'JEUGDWET' AND opened_on < :last
)
SELECT w.municipality, w.opened_on AS began_on FROM case_file AS w INDEXED BY ix_case_file_days
WHERE w.law = 'WMO' AND w.opened_on BETWEEN :first AND :last
    AND EXISTS (SELECT 1 FROM youth AS y WHERE y.resident_id = w.resident_id AND y.opened_on < w.opened_on
        AND (y.closed_on IS NULL OR w.opened_on <= {months_after("y.closed_on", ":within")}))
    AND NOT EXISTS (SELECT 1 FROM case_file AS b INDEXED BY ix_case_file_people
        WHERE b.resident_id = w.resident_id AND b.law = 'WMO'
        AND (b.opened_on < w.opened_on OR (b.opened_on = w.opened_on AND b.id < w.id)))
""")  # noqa: S608 - a text of this module
"""Youth cases are gathered once: looked up in the store for every adult's case they took twice the time."""


def youths(reader: Reader, whose: Whose, born: tuple[date, date], help_between: tuple[date, date]) -> list[YouthRead]:
    """Who was born between two days and was granted youth help that touches two others; a few too many."""
    (oldest, youngest), (since, today) = born, help_between
    binds = {
        "oldest": oldest.isoformat(), "youngest": youngest.isoformat(), "since": since.isoformat(),
        "today": today.isoformat(), "consultant": whose.consultant, "resident": whose.resident_id,
    }  # fmt: skip
    rows, day = reader.connection.execute(_YOUTHS, binds).all(), date.fromisoformat
    return [YouthRead(i, first, initials, prefix, last, day(birth)) for i, first, initials, prefix, last, birth in rows]


def helps_of(reader: Reader, residents: Iterable[str]) -> list[HelpRead]:
    """All help that was ever granted to them, under any act."""
    day, form = date.fromisoformat, {None: None} | {one.value: one for one in CareForm}
    law = {one.value: one for one in Law}
    phase, provision = {one.value: one for one in CasePhase}, {one.value: one for one in Provision}
    return [
        HelpRead(
            row[0], row[1], row[2], law[row[3]], phase[row[4]], row[5], row[6], law[row[7]], row[8], row[9], row[10],
            day(row[11]), day(row[12]) if row[12] else None, day(row[13]) if row[13] else None, form[row[14]],
            bool(row[15]), provision[row[16]], day(row[17]) if row[17] else None,
        )
        for row in reader.connection.execute(_HELPS, {"residents": json.dumps([*residents])}).all()
    ]  # fmt: skip


def plans_of(reader: Reader, residents: Iterable[str], today: date, steps: Collection[str]) -> list[PlanRead]:
    """Their plans, the latest last; `steps` are the codes of which is told whether they were taken."""
    asked = f" {' '.join(steps)} "
    binds = {"residents": json.dumps([*residents]), "today": today.isoformat(), "steps": asked}
    return [PlanRead(*row) for row in reader.connection.execute(_PLANS, binds).all()]


def _digits(number: int) -> Iterator[int]:
    for _area in AREAS:
        yield number % _ROOM
        number //= _ROOM


def consents_of(reader: Reader, residents: Iterable[str], purpose: str) -> dict[str, list[Said]]:
    """What they answered for a purpose, by resident."""
    found: dict[str, list[Said]] = {}
    binds, day = {"residents": json.dumps([*residents]), "purpose": purpose}, date.fromisoformat
    asked, by = {one.value: one for one in ConsentPurpose}, {one.value: one for one in ConsentBy}
    for who, id_, what, given, on, whose, off in reader.connection.execute(_CONSENTS, binds).all():
        said = Said(id_, asked[what], bool(given), day(on), by[whose], day(off) if off else None)
        found.setdefault(who, []).append(said)
    return found


def inflow(reader: Reader, within_months: int, began: tuple[date, date]) -> list[InflowRead]:
    """Whose first case under the Wmo began while one for youth help ran, or so many months after it closed.

    Only of those that began between two days, both inclusive.
    """
    first, last = began
    binds = {"within": f"+{within_months} months", "first": first.isoformat(), "last": last.isoformat()}
    rows = reader.connection.execute(_INFLOW, binds)
    return [InflowRead(row.municipality, date.fromisoformat(row.began_on)) for row in rows]
