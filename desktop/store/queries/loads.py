"""How much lies with each consultant."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from desktop.store.reader import Reader


@dataclass(frozen=True)
class LoadDays:
    """Today, and the last day on which help that ends counts as ending soon."""

    today: date
    ending: date


_LOADS = text("""
WITH open_case AS (SELECT id, consultant FROM case_file WHERE phase <> 'closed'),
pressing AS (SELECT value AS id FROM json_each(:pressing))
SELECT o.consultant AS colleague_id, coalesce(k.name, '') AS name, count(*) AS running,
    sum(EXISTS (SELECT 1 FROM waiting_list_entry AS w WHERE w.case_id = o.id AND w.placed_on IS NULL)) AS waiting,
    sum(o.id IN (SELECT id FROM pressing)) AS deadlines,
    sum((SELECT count(*) FROM indication AS i JOIN evaluation AS e ON e.indication_id = i.id
        WHERE i.case_id = o.id AND e.held_on IS NULL AND e.due_on < :today)) AS overdue_evaluations,
    sum((SELECT count(*) FROM indication AS i WHERE i.case_id = o.id AND i.status = 'approved'
        AND i."end" BETWEEN :today AND :ending)) AS expiring,
    sum((SELECT count(*) FROM indication AS i WHERE i.case_id = o.id AND i.status = 'handed-in')) AS approvals
FROM open_case AS o LEFT JOIN colleague AS k ON k.id = o.consultant
GROUP BY o.consultant ORDER BY k.name IS NULL, k.name, o.consultant
""")


def loads(reader: Reader, days: LoadDays, pressing: Iterable[str]) -> list[dict[str, Any]]:
    """Figures by consultant, by name; cases nobody has stand last. `pressing` are cases whose term is near or late."""
    binds = {"today": days.today.isoformat(), "ending": days.ending.isoformat(), "pressing": json.dumps([*pressing])}
    return [dict(row) for row in reader.connection.execute(_LOADS, binds).mappings()]
