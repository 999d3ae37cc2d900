"""A central store that may be put back from a copy while a laptop is at it.

A push and a page say themselves in which history they stand. Rows that are fetched whole do not, and taken from an
older history they would go over what was shared since the copy: so the store is looked at once more before they are
used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOLE = frozenset({"rows", "table", "rows_of", "conflicts_of"})


class SameHistory:
    """Fulfils `desktop.sync.protocol.CentralStore` as the one that it stands before."""

    def __init__(self, central: Any, look: Callable[[], object]) -> None:  # noqa: ANN401 - stands before any of them
        """Stands before a central store.

        Args:
            central: The central store.
            look: Raises where it is not the one that was met any more.
        """
        self._central = central
        self._look = look

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - idem
        ask = getattr(self._central, name)
        if name not in _WHOLE:
            return ask

        def answer(*asked: object) -> object:
            found = ask(*asked)
            self._look()
            return found

        return answer
