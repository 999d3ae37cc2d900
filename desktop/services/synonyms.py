"""Words that mean the same to who searches: what ships, and what stands on this laptop beside or instead of it.

They stand in a file of the laptop and go to nobody by themselves: a municipality hands that file on. So the words serve
before there is a team, and no colleague's search changes unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.models.faults import RuleBroken, WorldFault
from desktop.rules.telling import holds_bsn
from desktop.services.workplace import Workplace
from desktop.store.search.own_faults import LONGEST_WORDS
from desktop.store.search.own_words import (
    OwnWords,
    former_path,
    keep_former,
    own_path,
    read_own,
    write_own,
)
from desktop.store.search.words import fold, forget_lexicon, shipped_words, words_of

OWN_FIELD = "eigen"
"""Field of life of a list of one's own that was put in none that ships."""

AT_ONCE = 25
"""Entries that are taken up in one go: meanwhile nobody's search or writing has to wait for long."""

Lists = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Meaning:
    """Words that mean the same.

    Attributes:
        key: Its first word: what ships begins with one that no other list begins with.
        field: Of life, as in the list.
        shipped: Words that ship; none for a meaning of one's own.
        off: Those of them that do not count on this laptop.
        own: Words that were added here; all of a meaning of one's own.
    """

    key: str
    field: str
    shipped: tuple[str, ...]
    off: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """True when nothing of it ships."""
        return not self.shipped

    @property
    def counting(self) -> tuple[str, ...]:
        """The words that find each other."""
        return (*(word for word in self.shipped if word not in self.off), *self.own)


@dataclass(frozen=True)
class WordList:
    """All there is.

    Attributes:
        meanings: One's own first, then what ships, in its order.
        fields: Fields of life that ship.
        faults: What is wrong in the file, line by line; while there is anything, nothing of it is changed here.
        path: Where the file stands, or would stand.
    """

    meanings: tuple[Meaning, ...]
    fields: tuple[str, ...]
    faults: tuple[WorldFault, ...]
    path: Path


def word_list() -> WordList:
    """The list as it stands now."""
    own, shipped = read_own(), _shipped()
    told = tuple(WorldFault(fault.code, line=fault.line, text=fault.text) for fault in own.faults)
    fields = tuple(dict.fromkeys(meaning.field for meaning in shipped))
    return WordList((*_own_meanings(own, shipped), *(_with_own(one, own) for one in shipped)), fields, told, own_path())


def keep_words(workplace: Workplace, before: Meaning | None, after: Meaning) -> str:
    """Writes a meaning: in the place of the one that stood there, or as a new one; searching uses it at once.

    Args:
        workplace: Where the colleague works.
        before: As it was shown; None for a new one.
        after: As it must be; of what ships only ``off`` and ``own`` count. A new one begins with any of its words.

    Raises:
        RuleBroken: ``words-too-few``, ``words-too-long``, ``words-empty``, ``words-bsn`` (all on own); ``gone`` when
            the list has changed since it was shown.
        WorldFault: ``words-file-wrong`` when something is wrong in the file, ``words-unwritable``.

    Returns:
        Its key.
    """
    own = _sound()
    _check(after)
    shipped = _shipped()
    if after.shipped:
        changed = _extended(own, after, shipped)
    else:
        if before is not None and before.own not in own.same.get(before.field, ()):
            raise RuleBroken("gone")
        changed = _put(_without(own, before), after)
    _write(workplace, changed)
    return after.key


def remove_words(workplace: Workplace, meaning: Meaning) -> None:
    """Takes a meaning of one's own away.

    Raises:
        RuleBroken: ``gone``.
        WorldFault: As `keep_words`.
    """
    own = _sound()
    if meaning.own not in own.same.get(meaning.field, ()):
        raise RuleBroken("gone")
    _write(workplace, _without(own, meaning))


def switch_off_words(workplace: Workplace, meaning: Meaning) -> None:
    """None of the words that ship in this meaning count any more; it can be put back as it ships.

    Raises:
        WorldFault: As `keep_words`.
    """
    _write(workplace, _extended(_sound(), replace(meaning, off=meaning.shipped), _shipped()))


def as_it_ships(workplace: Workplace, meaning: Meaning) -> None:
    """All words that ship count again, and none of one's own.

    Raises:
        WorldFault: As `keep_words`.
    """
    _write(workplace, _extended(_sound(), replace(meaning, off=(), own=()), _shipped()))


def use_words(workplace: Workplace) -> bool:
    """Has searching use the file as it stands now, as after someone mended it; True when it differed.

    What reads otherwise by it is taken up `AT_ONCE` entries at a time; `go_on_with_words` takes up the rest.
    """
    forget_lexicon()
    return workplace.store.renew_index(AT_ONCE).differed


def go_on_with_words(workplace: Workplace) -> int:
    """Has searching take up the next entries that the words find; how many are left after that."""
    return workplace.store.renew_index(AT_ONCE).left


def begin_anew(workplace: Workplace) -> str:
    """Begins an empty list in the place of one that is wrong; that one stays beside it. Returns its name.

    Raises:
        WorldFault: ``words-unwritable``.
    """
    path = own_path()
    try:
        keep_former(path)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WorldFault("words-unwritable", file=path.name) from error
    use_words(workplace)
    return former_path(path).name


def split_words(text: str) -> tuple[str, ...]:
    """Words as they are typed, each on a line or with commas between; each once."""
    return _once(word for line in text.splitlines() for one in line.split(",") if (word := one.strip()))


def _sound() -> OwnWords:
    own = read_own()
    if own.faults:
        raise WorldFault("words-file-wrong", file=own_path().name)
    return own


def _write(workplace: Workplace, own: OwnWords) -> None:
    write_own(own)
    use_words(workplace)


def _check(meaning: Meaning) -> None:
    for word in meaning.own:
        if len(word) > LONGEST_WORDS:
            raise RuleBroken("words-too-long", "own", most=LONGEST_WORDS, text=f"{word[:20]}…")
        if not words_of(word):
            raise RuleBroken("words-empty", "own", text=word)
        if holds_bsn(word):
            raise RuleBroken("words-bsn", "own")
    if meaning.is_own and len(meaning.own) < 2:  # noqa: PLR2004 - one word means the same as nothing
        raise RuleBroken("words-too-few", "own", text=", ".join(meaning.own))


def _shipped() -> tuple[Meaning, ...]:
    same = shipped_words()["same"]
    return tuple(Meaning(words[0], name, tuple(words)) for name, lists in same.items() for words in lists)


def _own_meanings(own: OwnWords, shipped: Sequence[Meaning]) -> Iterable[Meaning]:
    """Lists that share no word with any that ships."""
    known = {fold(word) for meaning in shipped for word in meaning.shipped}
    for name, lists in own.same.items():
        for words in lists:
            if not known & {fold(word) for word in words}:
                yield Meaning(words[0], name, (), own=words)


def _with_own(meaning: Meaning, own: OwnWords) -> Meaning:
    """What ships with what was added to it here and taken out of it."""
    ships = {fold(word) for word in meaning.shipped}
    added = [word for words in _lists(own.same) if ships & set(map(fold, words)) for word in words]
    heads = {fold(head): set(map(fold, phrases)) for head, phrases in own.off.items()}
    out = heads.get(fold(meaning.key), set())
    off = tuple(word for word in meaning.shipped if fold(word) in out)
    return replace(meaning, off=off, own=_once(word for word in added if fold(word) not in ships))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for word in words:
        once.setdefault(fold(word), word)
    return tuple(once.values())


def _extended(own: OwnWords, after: Meaning, shipped: Sequence[Meaning]) -> OwnWords:
    """With exactly these words added to what ships, and exactly those taken out."""
    ships = {fold(word) for word in after.shipped}
    # A list that also belongs to another meaning goes on to belong to that one.
    same = {name: tuple(_apart_from(words, ships) for words in lists) for name, lists in own.same.items()}
    kept = {name: tuple(words for words in lists if len(words) > 1) for name, lists in same.items()}
    if after.own:
        added = (_anchor(after, shipped), *after.own)
        kept[after.field] = (*kept.get(after.field, ()), added)
    off = {head: phrases for head, phrases in own.off.items() if fold(head) != fold(after.key)}
    if after.off:
        off[after.key] = after.off
    return replace(own, same={name: lists for name, lists in kept.items() if lists}, off=off)


def _apart_from(words: tuple[str, ...], ships: set[str]) -> tuple[str, ...]:
    if not ships & set(map(fold, words)):
        return words
    known = {fold(word) for meaning in _shipped() for word in meaning.shipped}
    others = [word for word in words if fold(word) in known - ships]
    return tuple(word for word in words if fold(word) not in ships) if others else ()


def _anchor(meaning: Meaning, shipped: Sequence[Meaning]) -> str:
    """A word that ties an own list to this meaning alone, else its first."""
    others = {fold(word) for one in shipped if one.key != meaning.key for word in one.shipped}
    return next((word for word in meaning.shipped if fold(word) not in others), meaning.shipped[0])


def _without(own: OwnWords, meaning: Meaning | None) -> OwnWords:
    if meaning is None:
        return own
    same = dict(own.same)
    same[meaning.field] = tuple(words for words in same[meaning.field] if words != meaning.own)
    return replace(own, same={name: lists for name, lists in same.items() if lists})


def _put(own: OwnWords, meaning: Meaning) -> OwnWords:
    return replace(own, same={**own.same, meaning.field: (*own.same.get(meaning.field, ()), meaning.own)})


def _lists(same: Lists) -> Iterable[tuple[str, ...]]:
    return (words for lists in same.values() for words in lists)
