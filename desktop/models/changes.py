"""What a write tells the screens, and what the journal keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_SOME = 1_000


@dataclass(frozen=True)
class ChangeSet:
    """Which records a write touched: ids by kind (table name). Every write returns one; screens decide."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    act: str = ""
    """Id of the act in the journal, for undo; empty when nothing changed."""

    def touches(self, *kinds: str) -> bool:
        """True when at least one record of one of these kinds was touched."""
        return any(self.ids.get(kind) for kind in kinds)

    def __or__(self, other: ChangeSet) -> ChangeSet:
        """Both together; the later act's id stands."""
        kinds = self.ids.keys() | other.ids.keys()
        both = {k: self.ids.get(k, frozenset()) | other.ids.get(k, frozenset()) for k in kinds}
        return ChangeSet(both, other.act or self.act)

    def with_some(self, other: ChangeSet) -> ChangeSet:
        """Both together, with some of the ids only where there are many of a kind.

        It is for who writes without end, in pieces: whoever is told wants to know which kinds were touched, and all the
        ids of a first sync are as large as the store.
        """
        new = {kind: ids for kind, ids in other.ids.items() if len(self.ids.get(kind, ())) < _SOME}
        return self | ChangeSet(new, other.act)
