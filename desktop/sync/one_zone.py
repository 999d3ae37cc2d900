"""What a central store has none of when it is one trust zone, in which everyone holds everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.sync.protocol import Late, RowNow


class OneZone:
    """Answers what only a database knows: who reaches what, and who was shut out."""

    def rows_of(
        self,
        scopes: Sequence[str],  # noqa: ARG002 - it knows no scopes
        after: tuple[str, str],  # noqa: ARG002 - idem
        limit: int,  # noqa: ARG002 - idem
    ) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        return ()

    def hand_in(self, late: Sequence[Late]) -> None:  # noqa: ARG002 - nothing ever leaves a laptop's reach
        """See `CentralStore`."""
        return

    def late_work(self, done: Sequence[str]) -> tuple[Late, ...]:  # noqa: ARG002 - idem
        """See `CentralStore`."""
        return ()

    def is_shut_out(self) -> bool:
        """See `CentralStore`: it knows no members."""
        return False
