"""A central store that was put back from a copy, as one laptop meets it: what is offered again, and going on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.services import syncing
from desktop.services.subjects import Subject, subjects

if TYPE_CHECKING:
    from desktop.services.syncing import SyncResult
    from desktop.services.workplace import Workplace
    from desktop.sync.protocol import Progress


@dataclass(frozen=True)
class OfferedAgain:
    """What of this laptop's work the central store does not have any more.

    Attributes:
        lines: Numbers of records by whom they are about and their kind, in the order in which they are offered; the
            name is empty for what is about nobody in particular.
        records: How many there are.
        waiting: Acts that were not shared yet; they go along as always.
    """

    lines: Mapping[tuple[str, str], int]
    records: int
    waiting: int


def offered_again(workplace: Workplace) -> OfferedAgain:
    """Looks what would be offered again; nothing is changed. It asks the central store, so never on the main thread.

    Raises:
        WorldFault: See `desktop.services.syncing.meet_again`.
    """
    keys = syncing.would_offer(workplace)
    about = subjects(workplace, keys)
    lines = Counter((about.get(key, Subject()).name, key[0]) for key in keys)
    return OfferedAgain(lines, len(keys), len(syncing.state_of_work(workplace).waiting))


def go_on(workplace: Workplace, *, progress: Progress | None = None, may_wipe: bool = False) -> SyncResult:
    """Offers it again and meets the team. It may be stopped and repeated at any point: what was offered stays offered.

    Raises:
        WorldFault: See `desktop.services.syncing.meet_again` and `sync_now`.
    """
    syncing.meet_again(workplace)
    return syncing.sync_now(workplace, progress=progress, may_wipe=may_wipe)
