"""Which decision on an indication stands: the one that was written down last, whatever day it bears."""

from __future__ import annotations

from collections.abc import Collection

from desktop.models.indications import Decision
from desktop.store.reader import Reader


def standing_decisions(reader: Reader, indication_ids: Collection[str]) -> dict[str, Decision]:
    """The decision that stands, by indication's id; those without one are left out.

    An id sorts by the moment at which it was made.
    """
    return {one.indication_id: one for one in reader.find(Decision, indication_id=[*indication_ids])}
