"""What is contracted today, what was last heard of it, and under which contracts people are helped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, text

from desktop.models.kinds import ContractKind, MapStatus
from desktop.rules.coverage import Offered, Word
from desktop.rules.intake_stops import IntakeStop
from desktop.rules.sleeping import Served
from desktop.store.merged import KEPT_FOR, kept_for
from desktop.store.reader import Reader


class KnownProvider(NamedTuple):
    """A provider that is not a double and not gone."""

    id: str
    name: str
    status: MapStatus
    specialisms: tuple[str, ...]


@dataclass(frozen=True)
class Clients:
    """Contracts that run, and on how much is known of who is helped.

    Attributes:
        indications: Approved ones that name a provider, in this store. A colleague's own store may hold few or none:
            then it says nothing of who sleeps.
    """

    contracts: tuple[Served, ...]
    indications: int


_PROVIDERS = text(f"""
WITH {KEPT_FOR}
SELECT id, name, status, specialisms FROM provider WHERE status <> 'inactive' AND id NOT IN (SELECT id FROM kept_for)
""")  # noqa: S608 - a text of our own

_RUNNING = text("""
SELECT id FROM contract WHERE start <= :day AND ("end" IS NULL OR "end" >= :day)
""")

_OFFERED = text("""
SELECT contract_id, provider_id, lot, segment, product, municipalities,
    intake_stop AND coalesce(stop_from, :day) <= :day AND coalesce(stop_until, :day) >= :day AS intake_stop
FROM contracted_product WHERE start <= :day AND ("end" IS NULL OR "end" >= :day)
""")

_HEARD = text("""
SELECT provider_id, product, municipality,
    expertise || char(31) || location || char(31) || target_group AS place, measured_on, status
FROM availability_report
WHERE measured_on >= :since AND NOT withdrawn
AND id NOT IN (SELECT corrects FROM availability_report WHERE corrects IS NOT NULL)
""")

_SERVED = text(f"""
WITH {KEPT_FOR}, helped AS (
    SELECT coalesce(kept, i.provider_id) AS provider_id, i.lot, max(coalesce(
        (SELECT max(coalesce(t.ended_on, :day)) FROM trajectory AS t WHERE t.indication_id = i.id),
        CASE WHEN i.status = 'approved' AND coalesce(i."end", :day) >= :day THEN :day END
    )) AS last
    FROM indication AS i LEFT JOIN kept_for ON kept_for.id = i.provider_id
    WHERE i.provider_id IS NOT NULL AND i.provision = 'in-kind' AND i.status IN ('approved', 'ended')
    GROUP BY 1, i.lot
)
SELECT c.id, p.id AS provider_id, c.lot, c.start, max(min(h.last, :day)) AS last
FROM contract AS c LEFT JOIN kept_for ON kept_for.id = c.provider_id
JOIN provider AS p ON p.id = coalesce(kept, c.provider_id)
LEFT JOIN helped AS h ON h.provider_id = p.id AND (c.lot = '' OR h.lot = c.lot)
WHERE p.status <> 'inactive' AND c.start <= :day AND (c."end" IS NULL OR c."end" >= :day)
GROUP BY c.id
""")  # noqa: S608 - a text of our own

_INDICATIONS = text("""
SELECT count(*) FROM indication INDEXED BY ix_indication_at_provider
WHERE provider_id IS NOT NULL AND status IN ('approved', 'ended')
""")


def known_providers(reader: Reader) -> dict[str, KnownProvider]:
    """By id."""
    rows = reader.connection.execute(_PROVIDERS)
    return {i: KnownProvider(i, name, MapStatus(status), tuple(json.loads(known))) for i, name, status, known in rows}


def offered_on(reader: Reader, day: date, providers: dict[str, KnownProvider]) -> Iterator[Offered]:
    """What these providers are contracted for on a day."""
    wheres: dict[str, frozenset[str]] = {}
    barred = {one.id for one in providers.values() if one.status is MapStatus.DO_NOT_REFER}
    # Held together here: for thousands of lines a join looks the few hundred contracts up one by one.
    running = set(reader.connection.execute(_RUNNING, {"day": str(day)}).scalars())
    lines = reader.connection.execute(_OFFERED, {"day": str(day)}).all()
    kept = kept_for(reader.connection)
    for contract, whose, lot, segment, product, where, stop in lines:
        provider_id = kept.get(whose, whose)
        if contract in running and provider_id in providers:
            if where not in wheres:
                wheres[where] = frozenset(json.loads(where))
            yield Offered(provider_id, lot, segment, product, wheres[where], bool(stop) or provider_id in barred)


def words_heard(reader: Reader, since: date = date.min) -> list[Word]:
    """The latest word of every offer that was heard since a day, corrected and withdrawn ones left out."""
    # Grouped here: a window over encrypted rows takes thrice as long, and as many are read.
    rows = reader.connection.execute(_HEARD, {"since": since.isoformat()}).all()
    alone: dict[str, tuple[str, ...]] = {}
    newest: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    kept = kept_for(reader.connection)
    for whose, product, town, place, day, status in rows:
        key = kept.get(whose, whose), product, town, place
        known = newest.get(key)
        if known is None or day > known[0]:
            newest[key] = day, alone.setdefault(status, (status,))
        elif day == known[0] and status not in known[1]:
            newest[key] = day, (*known[1], status)
    days = {day: date.fromisoformat(day) for day in {day for day, _statuses in newest.values()}}
    return [Word(key[0], key[1], key[2], days[day], statuses) for key, (day, statuses) in newest.items()]


def clients_of_contracts(reader: Reader, day: date) -> Clients:
    """The contracts that run on a day, each with the last day on which someone was helped under its lot."""
    rows = reader.connection.execute(_SERVED, {"day": str(day)})
    contracts = tuple(
        Served(i, provider, lot, date.fromisoformat(start), date.fromisoformat(last) if last else None)
        for i, provider, lot, start, last in rows
    )
    return Clients(contracts, int(reader.connection.execute(_INDICATIONS).scalar_one()))


class Agreed(NamedTuple):
    """One contracted product as it holds on a day."""

    offered: Offered
    kind: ContractKind
    since: date
    """First day of the contract or of the product in it, whichever is later."""
    until: date | None
    """Last day of the contract or of the product in it, whichever is earlier; None when open-ended."""
    stop: IntakeStop | None
    """Begun or announced."""


_AGREED = text(f"""
WITH {KEPT_FOR}
SELECT coalesce(kept, cp.provider_id) AS provider_id, cp.lot, cp.segment, cp.product, cp.municipalities,
    cp.intake_stop AND coalesce(cp.stop_until, :day) >= :day AS has_stop,
    cp.stop_permitted_on, cp.stop_from, cp.stop_until, c.kind,
    max(cp.start, c.start) AS since,
    min(coalesce(cp."end", '9999-12-31'), coalesce(c."end", '9999-12-31')) AS until
FROM contracted_product AS cp JOIN contract AS c ON c.id = cp.contract_id
LEFT JOIN kept_for ON kept_for.id = cp.provider_id
WHERE max(cp.start, c.start) <= :day AND coalesce(cp."end", :day) >= :day AND coalesce(c."end", :day) >= :day
AND (cp.product = :line OR cp.product = '')
ORDER BY since, cp.id
""")  # noqa: S608 - a text of our own


def agreed_on(reader: Reader, day: date, line_id: str) -> list[Agreed]:
    """What is contracted on a day that may be about a line; the eldest first."""
    rows = reader.connection.execute(_AGREED, {"day": str(day), "line": line_id})
    return [_agreed(row, day) for row in rows]


def _agreed(row: Row[tuple[Any, ...]], day: date) -> Agreed:
    stop = IntakeStop(*map(_day, (row.stop_permitted_on, row.stop_from, row.stop_until))) if row.has_stop else None
    refuses = stop is not None and stop.has_begun(day)
    where = frozenset(json.loads(row.municipalities))
    return Agreed(
        Offered(row.provider_id, row.lot, row.segment, row.product, where, refuses),
        ContractKind(row.kind),
        date.fromisoformat(row.since),
        None if row.until.startswith("9999") else date.fromisoformat(row.until),
        stop,
    )


def _day(text_: str | None) -> date | None:
    return date.fromisoformat(text_) if text_ else None
