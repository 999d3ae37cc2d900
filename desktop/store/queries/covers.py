"""Covers of an absence that are over."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.store.reader import Reader


class CoverOver(NamedTuple):
    """Open cases that one colleague has of another, by id, with the earliest last day."""

    by: str
    whose: str
    until: date
    cases: int


_OVER = text("""
SELECT consultant, covers_for, min(covered_until), count(*) FROM case_file
WHERE covers_for <> '' AND covered_until < :today AND phase <> 'closed'
    AND (:colleague = '' OR :colleague IN (consultant, covers_for))
GROUP BY consultant, covers_for ORDER BY 3, 1, 2
""")


def covers_over(reader: Reader, today: date, colleague: str = "") -> list[CoverOver]:
    """Those of which the last day has passed; with a colleague only where he or she has a part in it."""
    rows = reader.connection.execute(_OVER, {"today": today.isoformat(), "colleague": colleague})
    return [CoverOver(by, whose, date.fromisoformat(until), cases) for by, whose, until, cases in rows]
