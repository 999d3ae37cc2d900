"""How long people wait, over all providers at once: by cell of the matrix, and by offer for a round of telephone calls.

What was corrected or withdrawn does not count; of every offer only its latest day does. The grouping is done by the
database: three hundred providers may have tens of thousands of observations.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from desktop.models.availability import ProviderLine
from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.rules.availability import Waits
from desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class CellFigures:
    """What is known of one provider and one product, in one municipality or in all.

    Attributes:
        product: As stored: a product's id, an offer as published, or empty for all of the provider's help.
        offers: How many offers lie in it: by expertise, location, target group and municipality.
        statuses: Of these offers, each once.
        disputed: Offers of which one day has different figures.
        oldest: Day of the offer that was measured longest ago.
        newest: Day of the one that was measured last.
    """

    provider_id: str
    product: str
    offers: int
    intake: Waits
    start: Waits
    statuses: tuple[AvailabilityStatus, ...]
    disputed: int
    oldest: date
    newest: date


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """One offer of a provider, as its latest day tells."""

    provider_id: str
    product: str
    expertise: str
    location: str
    target_group: str
    municipality: str
    measured_on: date
    disputed: bool


@dataclass(frozen=True, slots=True)
class Contracted:
    """A provider may deliver a product today."""

    provider_id: str
    product: str
    intake_stop: bool


_OFFER = """
WITH standing AS (
    SELECT provider_id, product, expertise, location, target_group, municipality, intake_min, intake_max, start_min,
        start_max, status, measured_on,
        max(measured_on) OVER (
            PARTITION BY provider_id, product, expertise, location, target_group, municipality
        ) AS newest
    FROM availability_report
    WHERE withdrawn = 0 AND (:municipality = '' OR municipality IN ('', :municipality))
    AND id NOT IN (SELECT corrects FROM availability_report WHERE corrects IS NOT NULL)
), offer AS (
    SELECT provider_id, product, expertise, location, target_group, municipality, measured_on,
        min(coalesce(intake_min, intake_max)) AS intake_low, max(coalesce(intake_max, intake_min)) AS intake_high,
        max(intake_min IS NULL AND intake_max IS NOT NULL) AS intake_under,
        max(intake_min IS NOT NULL AND intake_max IS NULL) AS intake_over,
        min(coalesce(start_min, start_max)) AS start_low, max(coalesce(start_max, start_min)) AS start_high,
        max(start_min IS NULL AND start_max IS NOT NULL) AS start_under,
        max(start_min IS NOT NULL AND start_max IS NULL) AS start_over,
        group_concat(DISTINCT status) AS statuses,
        count(DISTINCT coalesce(intake_min, '') || '/' || coalesce(intake_max, '') || '/' || coalesce(start_min, '')
            || '/' || coalesce(start_max, '') || '/' || status) > 1 AS disputed
    FROM standing WHERE measured_on = newest
    GROUP BY provider_id, product, expertise, location, target_group, municipality
)
"""

_OFFER_NAMES = ("provider_id", "product", "expertise", "location", "target_group", "municipality")

_CELLS = text(
    _OFFER
    + """
SELECT provider_id, product, count(*) AS offers, sum(disputed) AS disputed, group_concat(DISTINCT statuses) AS statuses,
    min(measured_on) AS oldest, max(measured_on) AS newest,
    CASE WHEN max(intake_under) THEN NULL ELSE min(intake_low) END AS intake_low,
    CASE WHEN max(intake_over) THEN NULL ELSE max(intake_high) END AS intake_high,
    CASE WHEN max(start_under) THEN NULL ELSE min(start_low) END AS start_low,
    CASE WHEN max(start_over) THEN NULL ELSE max(start_high) END AS start_high,
    count(intake_low) AS intake_known, count(start_low) AS start_known
FROM offer GROUP BY provider_id, product
"""
)

_OFFERS = text(
    _OFFER
    + """
SELECT provider_id, product, expertise, location, target_group, municipality, measured_on, disputed
FROM offer ORDER BY measured_on, provider_id, product, expertise, location, target_group, municipality
"""
)

_PROVIDERS = text("""
SELECT id, name, place, phone, email, url, status, laws FROM provider
WHERE status <> 'inactive' AND merged_into IS NULL
AND (:municipality = '' OR municipalities = '[]'
    OR EXISTS (SELECT 1 FROM json_each(municipalities) WHERE value = :municipality))
ORDER BY name COLLATE NOCASE, id
""")

_CONTRACTED = text("""
SELECT cp.provider_id, cp.product, max(cp.intake_stop) AS intake_stop
FROM contracted_product AS cp JOIN contract AS c ON c.id = cp.contract_id
WHERE cp.product <> '' AND max(cp.start, c.start) <= :day
AND coalesce(cp."end", :day) >= :day AND coalesce(c."end", :day) >= :day
AND (:municipality = '' OR cp.municipalities = '[]'
    OR EXISTS (SELECT 1 FROM json_each(cp.municipalities) WHERE value = :municipality))
GROUP BY cp.provider_id, cp.product
""")


def cells(reader: Reader, municipality: str = "") -> list[CellFigures]:
    """Of every provider and product something was observed of; an empty municipality means all together."""
    return [_cell(row) for row in reader.connection.execute(_CELLS, {"municipality": municipality}).tuples()]


def offers(reader: Reader, municipality: str = "") -> list[OfferFigures]:
    """Every offer that was ever measured, the stalest first."""
    rows = reader.connection.execute(_OFFERS, {"municipality": municipality}).mappings()
    return [
        OfferFigures(
            **{name: str(row[name]) for name in _OFFER_NAMES},
            measured_on=date.fromisoformat(row["measured_on"]),
            disputed=bool(row["disputed"]),
        )
        for row in rows
    ]


def provider_lines(reader: Reader, municipality: str = "") -> list[ProviderLine]:
    """Providers that are active and no double, for this municipality's residents or for all, by name."""
    rows = reader.connection.execute(_PROVIDERS, {"municipality": municipality}).mappings()
    return [
        ProviderLine(**{**row, "status": MapStatus(row["status"]), "laws": tuple(json.loads(row["laws"]))})
        for row in rows
    ]


def contracted(reader: Reader, day: date, municipality: str = "") -> list[Contracted]:
    """Which provider may deliver which product on that day, for this municipality's residents or for any."""
    binds = {"day": day.isoformat(), "municipality": municipality}
    rows = reader.connection.execute(_CONTRACTED, binds).tuples()
    return [Contracted(provider, product, bool(stop)) for provider, product, stop in rows]


def _cell(row: tuple[object, ...]) -> CellFigures:
    provider, product, offers_, disputed, statuses, oldest, newest, i_low, i_high, s_low, s_high, i_known, s_known = row
    return CellFigures(
        provider_id=str(provider),
        product=str(product),
        offers=_int(offers_),
        intake=Waits(_weeks(i_low), _weeks(i_high), _int(i_known)),
        start=Waits(_weeks(s_low), _weeks(s_high), _int(s_known)),
        statuses=tuple(AvailabilityStatus(one) for one in sorted(set(str(statuses).split(",")))),
        disputed=_int(disputed),
        oldest=date.fromisoformat(str(oldest)),
        newest=date.fromisoformat(str(newest)),
    )


def _laws(text_: str) -> tuple[str, ...]:
    return tuple(json.loads(text_))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _weeks(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
