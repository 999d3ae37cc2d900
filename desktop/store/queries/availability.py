"""How long people wait, over all providers at once: by cell of the matrix, and by offer for a round of telephone calls.

What was corrected or withdrawn does not count; of every offer only its latest day does. The grouping is done by the
database: three hundred providers may have tens of thousands of observations.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import text

from desktop.models.availability import ProviderLine
from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.rules.availability import Waits
from desktop.rules.intake_stops import IntakeStop
from desktop.store.merged import KEPT_FOR
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
    """

    provider_id: str
    product: str
    offers: int
    intake: Waits
    start: Waits
    statuses: tuple[AvailabilityStatus, ...]
    disputed: int
    oldest: date


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
    """A provider may deliver a product today; with a row for each different stop.

    Attributes:
        stop: That the contract says new residents may be refused; None when it does not.
    """

    provider_id: str
    product: str
    stop: IntakeStop | None


_STATUSES = tuple(AvailabilityStatus)
_FIGURES = ("intake_min", "intake_max", "start_min", "start_max")

_DIFFERS = " OR ".join(
    (
        *(f"min({name}) IS NOT max({name}) OR count({name}) NOT IN (0, count(*))" for name in _FIGURES),
        "min(status) IS NOT max(status)",
    )
)
"""True when not all observations tell the same, also when one of them tells nothing of a wait."""

_TOLD_TOGETHER = ", ".join(f"max(told_{at})" for at in range(len(_STATUSES)))

_OFFER_NAMES = ("provider_id", "product", "expertise", "location", "target_group", "municipality")
_OFFER_KEY = ", ".join(_OFFER_NAMES)


def _tells(least: str, most: str) -> str:
    """What an offer tells: of several observations with SQL's own ``min`` and ``max``, of one with nothing."""
    told = ", ".join(f"{most}(status = '{status}') AS told_{at}" for at, status in enumerate(_STATUSES))
    ranges = ", ".join(
        f"{least}(coalesce({of}_min, {of}_max)) AS {of}_low, {most}(coalesce({of}_max, {of}_min)) AS {of}_high, "
        f"{most}({of}_min IS NULL AND {of}_max IS NOT NULL) AS {of}_under, "
        f"{most}({of}_min IS NOT NULL AND {of}_max IS NULL) AS {of}_over"
        for of in ("intake", "start")
    )
    return f"{_OFFER_KEY}, measured_on, {ranges}, {told}"


# A window over such wide rows, and weighing every offer as if it were disputed, took twice as long: nearly all
# offers have one observation on their latest day, and that one is taken as it is.
_OFFER = f"""
WITH {KEPT_FOR}, standing AS NOT MATERIALIZED (
    SELECT coalesce(kept, provider_id) AS provider_id, product, expertise, location, target_group, municipality,
        intake_min, intake_max, start_min, start_max, status, measured_on
    FROM availability_report AS r LEFT JOIN kept_for ON kept_for.id = r.provider_id
    WHERE withdrawn = 0 AND (:municipality = '' OR municipality IN ('', :municipality))
    AND r.id NOT IN (SELECT corrects FROM availability_report WHERE corrects IS NOT NULL)
), by_day AS (
    SELECT *, count(*) AS heard FROM standing GROUP BY {_OFFER_KEY}, measured_on
), latest AS (
    SELECT *, max(measured_on) FROM by_day GROUP BY {_OFFER_KEY}
), offer AS (
    SELECT {_tells("", "")}, 0 AS disputed FROM latest WHERE heard = 1
    UNION ALL
    SELECT {_tells("min", "max")}, {_DIFFERS} AS disputed
    FROM standing WHERE ({_OFFER_KEY}, measured_on) IN (SELECT {_OFFER_KEY}, measured_on FROM latest WHERE heard > 1)
    GROUP BY {_OFFER_KEY}
)
"""  # noqa: S608 - made of the names above, nothing a person typed

_CELLS = text(
    _OFFER
    + """
SELECT provider_id, product, count(*) AS offers, sum(disputed) AS disputed, min(measured_on) AS oldest,
    CASE WHEN max(intake_under) THEN NULL ELSE min(intake_low) END AS intake_low,
    CASE WHEN max(intake_over) THEN NULL ELSE max(intake_high) END AS intake_high,
    CASE WHEN max(start_under) THEN NULL ELSE min(start_low) END AS start_low,
    CASE WHEN max(start_over) THEN NULL ELSE max(start_high) END AS start_high,
    count(intake_low) AS intake_known, count(start_low) AS start_known,
"""
    + _TOLD_TOGETHER
    + " FROM offer GROUP BY provider_id, product"
)

_OFFERS = text(
    _OFFER
    + """
SELECT provider_id, product, expertise, location, target_group, municipality, measured_on, disputed
FROM offer ORDER BY measured_on, provider_id, product, expertise, location, target_group, municipality
"""
)

_PROVIDERS = text(f"""
WITH {KEPT_FOR}
SELECT id, name, place, phone, email, url, status, laws FROM provider
WHERE status <> 'inactive' AND id NOT IN (SELECT id FROM kept_for)
AND (:municipality = '' OR municipalities = '[]'
    OR EXISTS (SELECT 1 FROM json_each(municipalities) WHERE value = :municipality))
ORDER BY name COLLATE NOCASE, id
""")  # noqa: S608 - a text of our own

_CONTRACTED = text(f"""
WITH {KEPT_FOR}
SELECT coalesce(kept, cp.provider_id) AS provider_id, cp.product,
    cp.intake_stop AND coalesce(cp.stop_from, :day) <= :day AND coalesce(cp.stop_until, :day) >= :day AS stopped,
    cp.stop_permitted_on, cp.stop_from, cp.stop_until
FROM contracted_product AS cp JOIN contract AS c ON c.id = cp.contract_id
LEFT JOIN kept_for ON kept_for.id = cp.provider_id
WHERE cp.product <> '' AND max(cp.start, c.start) <= :day
AND coalesce(cp."end", :day) >= :day AND coalesce(c."end", :day) >= :day
AND (:municipality = '' OR cp.municipalities = '[]'
    OR EXISTS (SELECT 1 FROM json_each(cp.municipalities) WHERE value = :municipality))
GROUP BY 1, cp.product, stopped, cp.stop_permitted_on, cp.stop_from, cp.stop_until
""")  # noqa: S608 - a text of our own


def cells(reader: Reader, municipality: str = "") -> list[CellFigures]:
    """Of every provider and product something was observed of; an empty municipality means all together."""
    return [_cell(row) for row in reader.connection.execute(_CELLS, {"municipality": municipality}).all()]


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
    rows = reader.connection.execute(_CONTRACTED, binds).all()
    return [Contracted(provider, product, _stop(*days) if stop else None) for provider, product, stop, *days in rows]


def _stop(*days: str | None) -> IntakeStop:
    return IntakeStop(*(_day(day) if day else None for day in days))


def _cell(row: Sequence[Any]) -> CellFigures:
    provider, product, offers_, disputed, oldest, i_low, i_high, s_low, s_high, i_known, s_known, *told = row
    return CellFigures(
        provider_id=provider,
        product=product,
        offers=offers_,
        intake=Waits(i_low, i_high, i_known),
        start=Waits(s_low, s_high, s_known),
        statuses=_statuses(tuple(told)),
        disputed=disputed,
        oldest=_day(oldest),
    )


@cache
def _statuses(told: tuple[int, ...]) -> tuple[AvailabilityStatus, ...]:
    return tuple(status for status, is_told in zip(_STATUSES, told, strict=True) if is_told)


@lru_cache(maxsize=4096)
def _day(text_: str) -> date:
    return date.fromisoformat(text_)
