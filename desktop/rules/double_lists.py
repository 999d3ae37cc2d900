"""Finding doubles of thousands of entries in one go, such as the rows of a file.

`DoubleIndex` answers a keystroke, and compares with up to 300 entries for it. Here each entry is compared only with
those that can come out alike by `compare`: with a number or two ways to reach it in common, or by name. Names are
alike only when every word of the shorter one has a like word in the longer. So it is enough to look up the two rarest
words of the one that is asked about among all words, and all its words among the rarest words of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.rules.double_index import Double, Known
from desktop.rules.doubles import (
    LIKELY,
    Likeness,
    Reason,
    Traits,
    compare,
    number_keys,
    reach_keys,
    whole_keys,
    word_keys,
)
from desktop.rules.dutch_names import fold, name_words, sound

_MOST_COMPARED = 200
"""Entries that one is compared with at the most; in real lists it is a few."""
_FEW = 5
"""Entries that are sooner compared than narrowed further."""
_MOST_JOINED = 5_000
"""Entries with a word from which on that word narrows too little to look it up."""

_NUMBER = frozenset({Reason.SAME_KVK, Reason.SAME_AGB})
_NAME = frozenset({Reason.SAME_NAME, Reason.SAME_SOUND, Reason.ALIKE_NAME})


@dataclass(frozen=True)
class Closeness:
    """How alike two entries must be to be shown.

    Attributes:
        whole_name: True when the whole name must be alike, or a number the same, and nothing may tell them apart.
        renamed: True when the same number is enough then, for names and places change from one list to the next.
        beyond_reach: True when one telephone or website is not enough: services of one organisation share those.
    """

    whole_name: bool = False
    renamed: bool = False
    beyond_reach: bool = False

    def lets(self, one: Traits, other: Traits, likeness: Likeness) -> bool:
        """True when two entries are shown as possibly the same."""
        why = frozenset(likeness.reasons)
        if likeness.score < LIKELY:
            return False
        if self.renamed and why & _NUMBER:
            return True
        if self.whole_name:
            return bool(why & (_NUMBER | _NAME)) and not told_apart(one, other)
        named = bool(why & (_NUMBER | _NAME)) or Reason.PART_OF_NAME in why
        return named or not self.beyond_reach or Reason.SAME_ADDRESS in why


def told_apart(one: Traits, other: Traits) -> bool:
    """True when one list tells of two entries that they are not the same: another number, place, house or runner."""
    pairs = [
        (one.kvk_number, other.kvk_number),
        (one.agb_code, other.agb_code),
        (fold(one.place.strip()), fold(other.place.strip())),
        (_code(one.postal_code), _code(other.postal_code)),
        (" ".join(name_words(one.organisation)), " ".join(name_words(other.organisation))),
    ]
    if not (one.postal_code and other.postal_code):
        pairs.append((" ".join(fold(one.address).split()), " ".join(fold(other.address).split())))
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


class DoubleList:
    """Entries that many others are held against. It does not change.

    Args:
        entries: All that may be found.
        closeness: How alike they must be.
    """

    def __init__(self, entries: Iterable[Known], closeness: Closeness) -> None:
        self._entries: Sequence[Known] = tuple(entries)
        self._closeness = closeness
        # Kept, because every row of a file is asked about after the last of them was filed.
        self._marks: Sequence[_Marks] = tuple(_marks(one.traits) for one in self._entries)
        often = Counter(word for marks in self._marks for word in marks.said)
        self._by_word: dict[str, list[int]] = {}
        self._by_whole: dict[str, list[int]] = {}
        self._by_rarest: dict[str, list[int]] = {}
        self._by_number: dict[str, list[int]] = {}
        self._by_reach: dict[str, list[int]] = {}
        for at, (one, marks) in enumerate(zip(self._entries, self._marks, strict=True)):
            for word in marks.said:
                _file(self._by_word, word_keys(word), at)
            _file(self._by_whole, marks.whole, at)
            if not closeness.whole_name:
                _file(self._by_rarest, word_keys(min(marks.said, key=lambda word: often[word], default="")), at)
                _file(self._by_reach, reach_keys(one.traits), at)
            _file(self._by_number, marks.numbers, at)

    def like(self, wanted: Traits) -> list[Double]:
        """The likely ones, the most alike first."""
        return self._likely(wanted, _marks(wanted), len(self._entries))

    def earlier(self, at: int) -> list[Double]:
        """The likely ones of the entry at this place in the list, only among those before it."""
        return self._likely(self._entries[at].traits, self._marks[at], at)

    def _likely(self, wanted: Traits, marks: _Marks, before: int) -> list[Double]:
        found: list[Double] = []
        for at in self._candidates(wanted, marks, before):
            known = self._entries[at]
            likeness = compare(wanted, known.traits)
            if self._closeness.lets(wanted, known.traits, likeness):
                found.append(Double(known, likeness))
        return sorted(found, key=lambda one: (-one.likeness.score, one.known.traits.name, one.known.id))

    def _candidates(self, wanted: Traits, marks: _Marks, before: int) -> list[int]:
        groups = [group for key in marks.numbers if (group := self._by_number.get(key))]
        groups += [group for key in marks.whole if (group := self._by_whole.get(key)) and group[0] < before]
        groups.append(sorted(self._with_both(marks.said, before)))
        for word in marks.said if self._by_rarest else ():
            groups += [group for key in word_keys(word) if (group := self._by_rarest.get(key))]
        if not self._closeness.whole_name:
            groups.append(self._reached(wanted))
        chosen: dict[int, None] = {}
        for group in sorted(groups, key=len):
            for at in group:
                if at >= before or len(chosen) >= _MOST_COMPARED:
                    break
                chosen[at] = None
        return list(chosen)

    def _with_both(self, said: tuple[str, ...], before: int) -> set[int]:
        """Those that have a word like the rarest of these, and one like the next."""
        by_word = [[group for key in word_keys(word) if (group := self._by_word.get(key))] for word in said]
        rarest, *others = sorted(by_word, key=_size) or [[]]
        # In each group the first ones come first.
        found = {at for group in rarest if group[0] < before for at in group if at < before}
        if len(found) > _FEW and others and _size(others[0]) <= _MOST_JOINED:
            found &= set().union(*others[0])
        return found

    def _reached(self, wanted: Traits) -> list[int]:
        """Those with two ways to reach them in common: one alone is never enough."""
        times = Counter(at for key in reach_keys(wanted) for at in self._by_reach.get(key, ())[:_MOST_COMPARED])
        return sorted(at for at, count in times.items() if count > 1)


class _Marks(NamedTuple):
    """By what an entry is looked up: how its words sound, each once, its whole name, and its numbers."""

    said: tuple[str, ...]
    whole: tuple[str, ...]
    numbers: tuple[str, ...]


def _marks(one: Traits) -> _Marks:
    said = dict.fromkeys(map(sound, name_words(one.name)))
    return _Marks(tuple(said), tuple(whole_keys(one)), tuple(number_keys(one)))


def _size(groups: list[list[int]]) -> int:
    return sum(map(len, groups))


def _file(marked: dict[str, list[int]], keys: Iterable[str], at: int) -> None:
    for key in keys:
        group = marked.get(key)
        if group is None:
            marked[key] = [at]
        elif group[-1] != at:
            group.append(at)


def _code(postal_code: str) -> str:
    return "".join(postal_code.split()).upper()
