"""How long help of one kind really lasted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from desktop.store.reader import Reader

_PERIODS = text("""
SELECT t.started_on, t.ended_on FROM trajectory AS t JOIN indication AS i ON i.id = t.indication_id
WHERE i.law = :law AND i.product = :product AND (:segment = '' OR i.segment = :segment)
AND (:product <> '' OR i.lot = :lot)
ORDER BY t.id
""")


def periods(
    reader: Reader, *, law: str, product: str, segment: str = "", lot: str = ""
) -> list[tuple[date, date | None]]:
    """First and last day of every trajectory of a product; of a segment in a lot where no product is stated."""
    rows = reader.connection.execute(_PERIODS, {"law": law, "product": product, "segment": segment, "lot": lot})
    return [(date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in rows]
