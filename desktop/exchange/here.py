"""Where and when a file is read: the day, and the municipalities that the region has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from desktop.store.search.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.exchange.findings import Findings

_LONG_FROM = 7
"""Letters from which two errors are still the same name; below that one."""
_TITLES = frozenset({"gemeente", "gem"})


@dataclass(frozen=True)
class Here:
    """What a row is held against that stands neither in the file nor in the store.

    Attributes:
        today: No observation is later.
        municipalities: Names of the region's; without any, no name is strange.
    """

    today: date
    municipalities: tuple[str, ...] = ()
    _meant: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def look_at(self, field_name: str, told: object, findings: Findings) -> None:
        """Notes what a row names that is no municipality of the region; the row is taken, for neighbours are served."""
        names = told if isinstance(told, tuple) else (told,)
        strange: list[str] = []
        for name in filter(None, map(str, names if self.municipalities else ())):
            meant = self._of(name)
            if meant:
                findings.doubt(field_name, "municipality-misspelt", value=name, meant=meant)
            elif meant is None:
                strange.append(name)
        if strange:
            findings.doubt(field_name, "municipality-elsewhere", value=", ".join(strange))

    def _of(self, name: str) -> str | None:
        """Empty when the region has it, the one that may be meant when it looks like one, else None; found out once."""
        if name not in self._meant:
            self._meant[name] = "" if _plain(name) in self._by_name else self._nearest(name)
        return self._meant[name]

    def _nearest(self, name: str) -> str | None:
        plain = _plain(word for word in words_of(name) if word not in _TITLES)
        errors = 2 if len(plain) >= _LONG_FROM else 1
        found = process.extractOne(plain, self._by_name.keys(), scorer=OSA.distance, score_cutoff=errors)
        return self._by_name[found[0]] if found else None

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {_plain(name): name for name in self.municipalities}


def _plain(name: str | Iterable[str]) -> str:
    """A name as search compares it: without capitals, diacritics and marks."""
    return " ".join(words_of(name) if isinstance(name, str) else name)
