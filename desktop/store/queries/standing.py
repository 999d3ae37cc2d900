"""How providers stand for what is indicated: contract, rate, and the latest word on availability."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Row, bindparam, text

from desktop.models.kinds import AvailabilityStatus, Unit
from desktop.rules.availability import hope
from desktop.rules.intake_stops import IntakeStop
from desktop.store.merged import KEPT_FOR, families
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Wanted:
    """Help of one kind, in one municipality, on one day."""

    product: str
    """Empty where the region states only a result: then segment and lot tell what is wanted."""
    segment: str
    lot: str
    municipality: str
    day: date


@dataclass(frozen=True)
class Standing:
    """A provider that is contracted for what is wanted.

    Attributes:
        contract_end: Last day, inclusive, of the contract or of the product in it, whichever comes first; None when
            open-ended.
        products: All it is contracted for in this municipality on this day.
        lots: Those of what it is so contracted for.
        stop: That the contract says new residents may be refused, with its leave, now or from a later day; None when it
            does not.
        refuses: True when that stop has begun on the day asked about.
    """

    provider_id: str
    name: str
    place: str
    laws: tuple[str, ...]
    contract_end: date | None
    rate_cents: int | None
    rate_unit: Unit | None
    stop: IntakeStop | None
    products: frozenset[str]
    lots: frozenset[str]
    refuses: bool = False


@dataclass(frozen=True)
class LatestReport:
    """The latest observation of a provider's availability, of the product itself before one of all products.

    Attributes:
        disputed: True when another of that day about the same offer says otherwise; this one promises least.
    """

    status: AvailabilityStatus
    intake_min: float | None
    intake_max: float | None
    intake_text: str
    start_min: float | None
    start_max: float | None
    start_text: str
    measured_on: date
    disputed: bool = False


_OFFERED = text(f"""
WITH {KEPT_FOR}
SELECT p.id AS provider_id, p.name, p.place, p.laws, cp.product, cp.segment, cp.lot,
    cp.rate_cents, cp.rate_unit,
    cp.intake_stop AND coalesce(cp.stop_until, :day) >= :day AS intake_stop,
    cp.stop_permitted_on, cp.stop_from, cp.stop_until,
    min(coalesce(cp."end", '9999-12-31'), coalesce(c."end", '9999-12-31')) AS last
FROM contracted_product AS cp
JOIN contract AS c ON c.id = cp.contract_id
LEFT JOIN kept_for ON kept_for.id = cp.provider_id
JOIN provider AS p ON p.id = coalesce(kept, cp.provider_id)
WHERE p.status = 'active' AND max(cp.start, c.start) <= :day
AND coalesce(cp."end", :day) >= :day AND coalesce(c."end", :day) >= :day
AND (cp.municipalities = '[]' OR EXISTS (SELECT 1 FROM json_each(cp.municipalities) WHERE value = :municipality))
ORDER BY p.name, p.id, last DESC
""")  # noqa: S608 - a text of our own

_ANYWHERE = text(f"""
WITH {KEPT_FOR}
SELECT DISTINCT coalesce(kept, cp.provider_id) AS provider_id, cp.lot, cp.product
FROM contracted_product AS cp
JOIN contract AS c ON c.id = cp.contract_id
LEFT JOIN kept_for ON kept_for.id = cp.provider_id
WHERE max(cp.start, c.start) <= :day AND coalesce(cp."end", :day) >= :day AND coalesce(c."end", :day) >= :day
""")  # noqa: S608 - a text of our own

_LATEST = text("""
SELECT * FROM (
    SELECT r.*, rank() OVER (
        PARTITION BY provider_id ORDER BY measured_on DESC, product = :product DESC, municipality = :municipality DESC
    ) AS rank
    FROM availability_report AS r
    WHERE provider_id IN :providers AND product IN (:product, '') AND municipality IN (:municipality, '')
    AND withdrawn = 0
    AND NOT EXISTS (SELECT 1 FROM availability_report AS later WHERE later.corrects = r.id)
) WHERE rank = 1
""").bindparams(bindparam("providers", expanding=True))


def standings(reader: Reader, wanted: Wanted) -> tuple[Standing, ...]:
    """Active providers with a contract for what is wanted, by name."""
    binds = {"day": wanted.day.isoformat(), "municipality": wanted.municipality}
    rows = reader.connection.execute(_OFFERED, binds).all()
    offered: dict[str, list[Row[tuple[object, ...]]]] = {}
    for row in rows:
        offered.setdefault(row.provider_id, []).append(row)
    found: dict[str, Standing] = {}
    for row in rows:
        if _fits(row, wanted) and row.provider_id not in found:
            found[row.provider_id] = _standing(row, offered[row.provider_id], wanted.day)
    return tuple(found.values())


def contracted_anywhere(reader: Reader, day: date) -> Mapping[str, frozenset[tuple[str, str]]]:
    """By provider's id the lots and products, as pairs, it is contracted for on a day, in any municipality."""
    found: dict[str, set[tuple[str, str]]] = {}
    for provider, lot, product in reader.connection.execute(_ANYWHERE, {"day": day.isoformat()}):
        found.setdefault(provider, set()).add((lot, product))
    return {provider: frozenset(pairs) for provider, pairs in found.items()}


def latest_reports(reader: Reader, providers: list[str], wanted: Wanted) -> dict[str, LatestReport]:
    """By provider's id, from it and its doubles; nothing for who never reported. What was corrected does not count.

    Of several places or groups the one that promises most; of one offer and day, where no clock decides, the least.
    """
    kept = families(reader.connection, providers)
    binds = {"providers": list(kept), "product": wanted.product, "municipality": wanted.municipality}
    found = reader.connection.execute(_LATEST, binds)
    by_provider: dict[str, list[Row[tuple[Any, ...]]]] = {}
    for row in found:
        by_provider.setdefault(kept[row.provider_id], []).append(row)
    return {provider: _told(rows, wanted) for provider, rows in by_provider.items()}


def _told(rows: list[Row[tuple[Any, ...]]], wanted: Wanted) -> LatestReport:
    """Of one provider and its doubles."""
    latest = max(map(partial(_turn, wanted=wanted), rows))
    offers: dict[tuple[str, ...], list[Row[tuple[Any, ...]]]] = {}
    for row in rows:
        if _turn(row, wanted) == latest:
            offers.setdefault((row.expertise, row.location, row.target_group), []).append(row)
    least = [(min(told, key=_hope), len({_figures(row) for row in told}) > 1) for told in offers.values()]
    row, disputed = max(least, key=lambda one: _hope(one[0]))
    return replace(_report(row), disputed=disputed)


def _turn(row: Row[tuple[Any, ...]], wanted: Wanted) -> tuple[str, bool, bool]:
    return row.measured_on, row.product == wanted.product, row.municipality == wanted.municipality


def _hope(row: Row[tuple[Any, ...]]) -> tuple[int, float]:
    weeks = row.start_max if row.start_max is not None else row.start_min
    return hope(AvailabilityStatus(row.status), weeks)


def _figures(row: Row[tuple[Any, ...]]) -> tuple[object, ...]:
    return row.intake_min, row.intake_max, row.start_min, row.start_max, row.status


def _fits(row: Row[tuple[object, ...]], wanted: Wanted) -> bool:
    """A contract for a product, or one that names only segment or lot and so holds all that is in it."""
    if row.product:
        return bool(row.product == wanted.product) and row.segment in {"", wanted.segment}
    if wanted.product:
        return False
    return row.segment in {"", wanted.segment} and row.lot in {"", wanted.lot}


def _standing(row: Row[tuple[object, ...]], offered: Iterable[Row[tuple[object, ...]]], day: date) -> Standing:
    stop = IntakeStop(*map(_day, (row.stop_permitted_on, row.stop_from, row.stop_until))) if row.intake_stop else None
    return Standing(
        provider_id=row.provider_id,
        name=row.name,
        place=row.place,
        laws=tuple(json.loads(row.laws)),
        contract_end=None if row.last.startswith("9999") else date.fromisoformat(row.last),
        rate_cents=row.rate_cents,
        rate_unit=Unit(row.rate_unit) if row.rate_unit else None,
        stop=stop,
        refuses=stop is not None and stop.has_begun(day),
        products=frozenset(one.product for one in offered),
        lots=frozenset(one.lot for one in offered),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _report(row: Row[tuple[object, ...]]) -> LatestReport:
    return LatestReport(
        status=AvailabilityStatus(row.status),
        intake_min=row.intake_min,
        intake_max=row.intake_max,
        intake_text=row.intake_text,
        start_min=row.start_min,
        start_max=row.start_max,
        start_text=row.start_text,
        measured_on=date.fromisoformat(row.measured_on),
    )
