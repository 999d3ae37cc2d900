"""Finding the entries that may be the same as one, among many, without comparing it with all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.rules.doubles import LIKELY, Likeness, Traits, compare, keys

_MOST_COMPARED = 300
"""Entries that one is compared with at the most: those that share its rarest marks."""


@dataclass(frozen=True)
class Known:
    """An entry that is there already."""

    id: str
    kind: str
    """Table name, such as ``provider``."""
    traits: Traits


@dataclass(frozen=True)
class Double:
    """An entry that may be the same, and how far."""

    known: Known
    likeness: Likeness


class DoubleIndex:
    """Entries by their marks (`desktop.rules.doubles.keys`). Made once, asked often.

    Args:
        entries: All that may be found.
    """

    def __init__(self, entries: Iterable[Known] = ()) -> None:
        self._entries: list[Known] = []
        self._marked: dict[str, list[int]] = {}
        for entry in entries:
            self.add(entry)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Known) -> None:
        """One more, such as a row of a file that was read before."""
        for key in keys(entry.traits):
            self._marked.setdefault(key, []).append(len(self._entries))
        self._entries.append(entry)

    def like(self, wanted: Traits, *, but: str = "", least: float = LIKELY) -> list[Double]:
        """Those that score at least so much, the most alike first; `but` is the id of the entry itself."""
        found: list[Double] = []
        for at in self._candidates(wanted):
            known = self._entries[at]
            if known.id == but:
                continue
            likeness = compare(wanted, known.traits)
            if likeness.score >= least:
                found.append(Double(known, likeness))
        return sorted(found, key=lambda one: (-one.likeness.score, one.known.traits.name, one.known.id))

    def _candidates(self, wanted: Traits) -> list[int]:
        """By the rarest marks first: "zorg" says little, a telephone number much."""
        groups = sorted((group for key in keys(wanted) if (group := self._marked.get(key))), key=len)
        chosen: dict[int, None] = {}
        for group in groups:
            if chosen and len(chosen) + len(group) > _MOST_COMPARED:
                break
            chosen.update(dict.fromkeys(group[-_MOST_COMPARED:]))
        return list(chosen)
