"""The warm handover of eighteen: to who helps under the act for adults."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.casework import WarmHandover
from desktop.models.kinds import HandoverTo


def to_adult_help(found: Iterable[WarmHandover]) -> list[WarmHandover]:
    """Those with who takes over at eighteen, in their order.

    A case that goes to a colleague stays one of the Jeugdwet: that is another youth consultant, not the one for after.
    """
    return [one for one in found if one.to is HandoverTo.OTHER_LAW]
