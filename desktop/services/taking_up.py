"""Having searching take up what came from colleagues: after a sync, a few entries at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.store.search.index import left

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

AT_ONCE = 100
"""Entries in one transaction; some 50 ms, for which whoever writes meanwhile has to wait."""


def take_up(workplace: Workplace, *, stop: Callable[[], bool] = lambda: False) -> bool:
    """Takes up all that was put off; True when there was anything.

    Args:
        workplace: Whose store it is.
        stop: Asked after every few entries; what is left then is taken up the next time.

    Raises:
        WorldFault: ``store-closed``, ``store-busy`` or ``disk-full``; what was taken up stays.
    """
    if not left_to_take_up(workplace):
        return False
    while workplace.store.renew_index(AT_ONCE).left and not stop():
        pass
    return True


def left_to_take_up(workplace: Workplace) -> int:
    """How many entries searching does not know yet as they stand now."""
    with workplace.store.read() as reader:
        return left(reader.connection)
