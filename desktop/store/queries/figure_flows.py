"""Who comes in, goes on, goes out and comes back."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import text

from desktop.rules.prompts.numbers import Span
from desktop.store.counting import CHANGED, GIVEN
from desktop.store.queries.figures import OF_CASE, Asked, months_after
from desktop.store.reader import Reader

OUTSIDE = "r.kind NOT IN ('municipality', 'self')"


class Flow(NamedTuple):
    """Cases of a municipality in a period. Those at the start and those that came in are those that were helped."""

    municipality: str
    at_start: int
    came_in: int
    went_out: int
    at_end: int


class Counted(NamedTuple):
    """A count by two things."""

    row: str
    municipality: str
    number: int


class Began(NamedTuple):
    """Help that began in the period, by what was there before it."""

    lot: str
    before: str
    """``first``, ``went-on``, ``soon`` or ``later``."""
    number: int


_FLOWS = text("""
SELECT municipality, sum(opened_on < :first), sum(opened_on >= :first),
    sum(coalesce(closed_on <= :last, 0)), sum(coalesce(closed_on > :last, 1))
FROM case_file INDEXED BY ix_case_file_days
WHERE opened_on <= :last AND (closed_on IS NULL OR closed_on >= :first) AND (:law = '' OR law = :law)
GROUP BY municipality
""")

_CHANGED = text(f"""
SELECT 'changed', c.municipality, count(DISTINCT c.id)
FROM indication AS i INDEXED BY ix_indication_changed CROSS JOIN case_file AS c {OF_CASE} ON c.id = i.case_id
WHERE {GIVEN} AND {CHANGED}
    AND i.start BETWEEN :first AND :last AND (:law = '' OR i.law = :law)
GROUP BY c.municipality
""")  # noqa: S608 - a text of this module

_ROUTES = text(f"""
SELECT law || ' ' || kind, municipality, count(*) FROM (
    SELECT c.law, c.municipality, coalesce((SELECT r.kind FROM referral AS r INDEXED BY ix_referral_days
        WHERE r.case_id = c.id AND {OUTSIDE} ORDER BY r.referred_on, r.kind LIMIT 1), '') AS kind
    FROM case_file AS c INDEXED BY ix_case_file_days
    WHERE c.opened_on BETWEEN :first AND :last AND (:law = '' OR c.law = :law)
) GROUP BY law, kind, municipality
""")  # noqa: S608 - idem

_BEGAN = text(f"""
WITH began AS MATERIALIZED (
    SELECT i.lot, i.start, (
        SELECT max(j.last) FROM given_help AS j WHERE j.resident_id = i.resident_id AND j.law = i.law
            AND j.lot = i.lot AND j.start < i.start) AS before
    FROM given_help AS i WHERE i.start BETWEEN :first AND :last AND (:law = '' OR i.law = :law)
)
SELECT lot, CASE WHEN before IS NULL THEN 'first' WHEN before >= date(start, :gap) THEN 'went-on'
    WHEN start <= date({months_after("before", ":months")}, :days) THEN 'soon' ELSE 'later' END AS what, count(*)
FROM began GROUP BY lot, what
""")  # noqa: S608 - idem


def flows(reader: Reader, asked: Asked) -> list[Flow]:
    """Cases by municipality."""
    return [Flow(*row) for row in reader.connection.execute(_FLOWS, asked.binds())]


def changed(reader: Reader, asked: Asked) -> list[Counted]:
    """Cases in which the help became more, less or other."""
    return [Counted(*row) for row in reader.connection.execute(_CHANGED, asked.binds())]


def routes(reader: Reader, asked: Asked) -> list[Counted]:
    """Cases that came in, by act and who referred first from outside with a space between; none: the own access."""
    return [Counted(*row) for row in reader.connection.execute(_ROUTES, asked.binds())]


def began(reader: Reader, asked: Asked, gap_days: int, soon: Span) -> list[Began]:
    """Help that began, by lot and by how long before it help of the same lot ended."""
    spans = {"gap": f"-{gap_days + 1} days", "months": f"+{soon.months} months", "days": f"+{soon.days} days"}
    return [Began(*row) for row in reader.connection.execute(_BEGAN, asked.binds() | spans)]
