"""What was set aside, spent and agreed, and what the help that was decided on asks for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.models.kinds import Unit
from desktop.rules.cost import Rate
from desktop.store.counting import GIVEN, last_day
from desktop.store.queries.figures import BY_CASE, OF_CASE
from desktop.store.reader import Reader


class Booked(NamedTuple):
    """Euro cents by lot and municipality; an empty municipality is the region as a whole."""

    lot: str
    municipality: str
    cents: int


class Indicated(NamedTuple):
    """Help of one kind at one provider: units given over the days, as the indications ask."""

    municipality: str
    lot: str
    product: str
    provider: str
    unit: str
    units: float


_BOOKED = text("""
SELECT lot, municipality, sum(value) FROM amount
WHERE kind = :kind AND 12 * year + month BETWEEN :first AND :last GROUP BY lot, municipality
""")

_MONTHS = text("""
SELECT lot, municipality, max(month) FROM amount
WHERE kind = 'spent' AND year = :year AND month BETWEEN 1 AND :until GROUP BY lot, municipality
""")

_INDICATED = text(f"""
SELECT c.municipality, i.lot, i.product, coalesce(i.provider_id, ''), i.unit,
    sum(i.volume * (julianday(min({last_day("i")}, :last)) - julianday(max(i.start, :first)) + 1)
        / CASE i.frequency WHEN 'day' THEN 1 WHEN 'week' THEN 7 WHEN 'month' THEN 30.4375
            ELSE julianday(coalesce(i."end", :last)) - julianday(i.start) + 1 END)
FROM indication AS i {BY_CASE} CROSS JOIN case_file AS c {OF_CASE} ON c.id = i.case_id
WHERE {GIVEN} AND i.volume > 0 AND i.unit IS NOT NULL AND i.frequency IS NOT NULL
    AND i.start <= :last AND (i."end" IS NULL OR i."end" >= :first) AND {last_day("i")} >= :first
GROUP BY c.municipality, i.lot, i.product, i.provider_id, i.unit
""")  # noqa: S608 - a text of this module


_RATES = text("""
SELECT provider_id, product, rate_cents, rate_unit FROM contracted_product
WHERE rate_cents IS NOT NULL AND rate_unit IS NOT NULL AND start <= :day ORDER BY start, id
""")


def spent(reader: Reader, first: date, last: date) -> list[Booked]:
    """Booked in the months of which the first day lies in the period."""
    begin = 12 * first.year + first.month + (first.day > 1)
    return _booked(reader, "spent", begin, 12 * last.year + last.month)


def budgets(reader: Reader, year: int) -> list[Booked]:
    """Set aside for a calendar year."""
    return _booked(reader, "budget", 12 * year, 12 * year)


def months_booked(reader: Reader, year: int, until: int) -> dict[tuple[str, str], int]:
    """The last month of the year of which something is booked, at most `until`, by lot and municipality."""
    rows = reader.connection.execute(_MONTHS, {"year": year, "until": until})
    return {(lot, town): month for lot, town, month in rows}


def indicated(reader: Reader, first: date, last: date) -> list[Indicated]:
    """Units that the indications ask for in a period."""
    binds = {"first": first.isoformat(), "last": last.isoformat()}
    return [Indicated(*row) for row in reader.connection.execute(_INDICATED, binds)]


def rates(reader: Reader, day: date) -> dict[tuple[str, str], Rate]:
    """What was agreed with a provider for a product: the newest rate that began on or before the day."""
    rows = reader.connection.execute(_RATES, {"day": day.isoformat()})
    return {(provider, product): Rate(cents, Unit(unit)) for provider, product, cents, unit in rows}


def _booked(reader: Reader, kind: str, first: int, last: int) -> list[Booked]:
    binds = {"kind": kind, "first": first, "last": last}
    return [Booked(*row) for row in reader.connection.execute(_BOOKED, binds)]
