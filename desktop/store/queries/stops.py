"""Which providers may refuse new residents by their contracts on a day, and for how much of their help."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import bindparam, text

from desktop.store.merged import families
from desktop.store.reader import Reader

_STOPS = text("""
SELECT cp.provider_id, cp.product,
    cp.intake_stop AND coalesce(cp.stop_from, :day) <= :day AND coalesce(cp.stop_until, :day) >= :day AS stopped
FROM contracted_product AS cp JOIN contract AS c ON c.id = cp.contract_id
WHERE cp.provider_id IN :providers AND max(cp.start, c.start) <= :day
AND coalesce(cp."end", :day) >= :day AND coalesce(c."end", :day) >= :day
AND (:municipality = '' OR cp.municipalities = '[]'
    OR EXISTS (SELECT 1 FROM json_each(cp.municipalities) WHERE value = :municipality))
""").bindparams(bindparam("providers", expanding=True))

_WITH_STOP = text("""
SELECT DISTINCT provider_id FROM contracted_product WHERE intake_stop AND provider_id IN :providers
""").bindparams(bindparam("providers", expanding=True))


def refusing(
    reader: Reader, providers: Iterable[str], day: date, products: Iterable[str] = (), municipality: str = ""
) -> dict[str, bool]:
    """Those of these providers with a stop that runs, by id: True when it is for all that is asked, False for a part.

    Args:
        reader: On the store.
        providers: Ids.
        day: On which it is asked.
        products: Ids; only these count, when there are any.
        municipality: Only what is contracted for it counts, when it is named.
    """
    connection = reader.connection
    kept, wanted = families(connection, providers), frozenset(products)
    # Few have one, and only of those it is weighed for how much of their help.
    having = {kept[one] for one in connection.execute(_WITH_STOP, {"providers": list(kept)}).scalars()}
    if not having:
        return {}
    found: dict[str, list[bool]] = {}
    theirs = [one for one, of in kept.items() if of in having]
    binds = {"providers": theirs, "day": day.isoformat(), "municipality": municipality}
    for row in connection.execute(_STOPS, binds):
        if not wanted or row.product in wanted:
            found.setdefault(kept[row.provider_id], []).append(bool(row.stopped))
    return {provider: all(stops) for provider, stops in found.items() if any(stops)}
