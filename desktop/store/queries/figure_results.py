"""What the help brought, how long it took, and how long people wait for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.store.counting import GIVEN
from desktop.store.merged import KEPT_FOR
from desktop.store.queries.figures import BY_CASE, OF_CASE, Asked
from desktop.store.reader import Reader


class Looked(NamedTuple):
    """Evaluations that were held, by lot, by how far the goals came and by what follows."""

    lot: str
    goals: str
    next: str
    number: int


class Delivered(NamedTuple):
    """What a provider delivered against what was indicated.

    Attributes:
        parts: The sum over all evaluations of what was delivered, as a part of what was indicated.
    """

    provider: str
    number: int
    parts: float


class Lasted(NamedTuple):
    """Help that ended in the period; all help of one provider in one case counts as one."""

    provider: str
    lot: str
    number: int
    days: int
    """Of all together."""


class Waited(NamedTuple):
    """Residents by product and by whole weeks, begun weeks counted whole."""

    product: str
    law: str
    weeks: int
    number: int


_LOOKED = text("""
SELECT i.lot, e.goals_reached, coalesce(e.next, ''), count(*)
FROM evaluation AS e INDEXED BY ix_evaluation_figures
    CROSS JOIN indication AS i INDEXED BY ix_indication_offer ON i.id = e.indication_id
WHERE e.held_on BETWEEN :first AND :last AND (:law = '' OR i.lot IN (SELECT value FROM json_each(:lots)))
GROUP BY i.lot, e.goals_reached, e.next
""")

_DELIVERED = text(f"""
WITH {KEPT_FOR}
SELECT coalesce(kept, i.provider_id), count(*), sum(1.0 * e.delivered_volume / i.volume)
FROM evaluation AS e INDEXED BY ix_evaluation_figures
    CROSS JOIN indication AS i INDEXED BY ix_indication_offer ON i.id = e.indication_id
    LEFT JOIN kept_for ON kept_for.id = i.provider_id
WHERE e.held_on BETWEEN :first AND :last AND e.delivered_volume IS NOT NULL AND i.volume > 0
    AND i.provider_id IS NOT NULL AND (:law = '' OR i.lot IN (SELECT value FROM json_each(:lots)))
GROUP BY coalesce(kept, i.provider_id)
""")  # noqa: S608 - a text of this module

_LASTED = text(f"""
WITH {KEPT_FOR}, ended AS MATERIALIZED (
    SELECT DISTINCT i.case_id FROM trajectory AS t INDEXED BY ix_trajectory_ended
        CROSS JOIN indication AS i INDEXED BY ix_indication_offer ON i.id = t.indication_id
    WHERE t.ended_on BETWEEN :first AND :last ORDER BY i.case_id
)
SELECT provider_id, lot, count(*), CAST(sum(julianday(ended) - julianday(began) + 1) AS INTEGER) FROM (
    SELECT coalesce(kept, i.provider_id) AS provider_id, i.lot, min(t.started_on) AS began,
        max(coalesce(t.ended_on, '9999')) AS ended
    FROM ended CROSS JOIN indication AS i {BY_CASE} ON i.case_id = ended.case_id
        CROSS JOIN trajectory AS t INDEXED BY ix_trajectory_days ON t.indication_id = i.id
        LEFT JOIN kept_for ON kept_for.id = i.provider_id
    WHERE {GIVEN} AND i.provider_id IS NOT NULL AND (:law = '' OR i.law = :law)
    GROUP BY i.case_id, coalesce(kept, i.provider_id), i.lot
) WHERE ended BETWEEN :first AND :last GROUP BY provider_id, lot
""")  # noqa: S608 - a text of this module

_NAMES = text("SELECT id, name FROM provider")

_WAITING = text(f"""
SELECT w.product, c.law, CAST((julianday(:last) - julianday(w.since) + 6) / 7 AS INTEGER) AS weeks, count(*)
FROM waiting_list_entry AS w INDEXED BY ix_waiting_list_entry_days
    CROSS JOIN case_file AS c {OF_CASE} ON c.id = w.case_id
WHERE (w.placed_on IS NULL OR w.placed_on > :last) AND w.since <= :last AND (:law = '' OR c.law = :law)
    AND (w.need = '' OR w.id = (SELECT min(v.id) FROM waiting_list_entry AS v
        WHERE v.case_id = w.case_id AND v.need = w.need AND v.since <= :last
            AND (v.placed_on IS NULL OR v.placed_on > :last)))
GROUP BY w.product, c.law, weeks
""")  # noqa: S608 - idem


def looked_back(reader: Reader, asked: Asked, lots: str) -> list[Looked]:
    """Evaluations that were held; `lots` are those of the act, as a JSON list."""
    return [Looked(*row) for row in reader.connection.execute(_LOOKED, asked.binds() | {"lots": lots})]


def provider_names(reader: Reader) -> dict[str, str]:
    """By id, also of who gives no help any more: what they did is told of all the same."""
    return {row.id: row.name for row in reader.connection.execute(_NAMES)}


def delivered(reader: Reader, asked: Asked, lots: str) -> list[Delivered]:
    """Of the same evaluations, those that tell what was delivered."""
    return [Delivered(*row) for row in reader.connection.execute(_DELIVERED, asked.binds() | {"lots": lots})]


def lasted(reader: Reader, asked: Asked) -> list[Lasted]:
    """How long help took that ended."""
    return [Lasted(*row) for row in reader.connection.execute(_LASTED, asked.binds())]


def waiting(reader: Reader, asked: Asked, today: date) -> list[Waited]:
    """Who waits on that day, at its end; who waits at several providers for one need counts once."""
    binds = {"last": today.isoformat(), "law": asked.law}
    return [Waited(*row) for row in reader.connection.execute(_WAITING, binds)]
