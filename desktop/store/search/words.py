"""Words as they are compared: small letters, no diacritics, stems, parts of compounds, words that mean the same."""

from __future__ import annotations

import json
import logging
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from typing import Any

from Stemmer import Stemmer

from desktop.language.places import resource
from desktop.rules.bsn import LENGTH, is_valid
from desktop.store.search.own_faults import LISTS
from desktop.store.search.own_words import read_own

SHORTEST_PART = 3
_LONGEST_TOKEN = 64
_LINKS = ("", "s", "en", "e", "n")
_log = logging.getLogger(__name__)
_TOKEN = re.compile(r"[^\W_]+")
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){8}(?![ .-]?[0-9])")
_MARK = re.compile(r"[ .-]")
_DIGIT = re.compile("[0-9]")
_PLAIN = "".join(chr(at).lower() if chr(at).isalnum() else " " for at in range(128))
"""What an ASCII character becomes in words; to look it up takes a sixth of the time of the pattern."""

# `dutch` is another algorithm since Snowball 3, which makes one stem of begeleiding and beleid.
_STEMMER = Stemmer("dutch_porter")


def fold(text: str) -> str:
    """Small letters without diacritics; ĳ becomes ij."""
    if text.isascii():
        return text.lower()
    # Taken apart before and after: a mathematical letter hides a capital, and a folded letter can still carry a mark.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded; marks between them are left out, and so is what looks like a BSN."""
    return words_of(without_bsn(text))


def words_of(text: str) -> list[str]:
    """As `tokens`, of a text in which no BSN can be any more."""
    folded = text if text.isascii() else fold(text)
    found = folded.translate(_PLAIN).split() if folded.isascii() else _TOKEN.findall(folded)
    if len(folded) <= _LONGEST_TOKEN or max(map(len, found), default=0) <= _LONGEST_TOKEN:
        return found
    return [token[:_LONGEST_TOKEN] for token in found]


def meaning_word(number: int) -> str:
    """The word in the index for a meaning; it begins with a mark of our own that no typed word can have."""
    return f"\ue000{number}"


def without_bsn(text: str) -> str:
    """The text without numbers that can be a citizen service number: a search neither keeps nor looks for them."""
    return _NINE_DIGITS.sub(_unless_bsn, text) if len(text) >= LENGTH and _DIGIT.search(text) else text


def _unless_bsn(found: re.Match[str]) -> str:
    return "…" if is_valid(_MARK.sub("", found[0])) else found[0]


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """The stem of a folded word by the Dutch Porter algorithm; short words and numbers are their own."""
    return str(_STEMMER.stemWord(token)) if len(token) > SHORTEST_PART else token


Named = tuple[tuple[str, tuple[str, ...]], ...]
"""Products by id, each with what people call it."""


@dataclass(frozen=True)
class Lexicon:
    """What the program knows of the field's words.

    Attributes:
        meanings: By the first stem of a phrase: the phrases that begin so, each with the number of its meaning.
        phrases: By meaning: its phrases as people write them.
        parts: Words that compounds are made of, folded.
        weak: Of those the ones that say little by themselves.
        stop: Words that a question can do without.
        apart: Stems of offers that do not tell how long one waits otherwise.
        coming: Phrases by which an entry says that its help comes to the resident, or is at a distance; folded words.
        ages: Lowest and highest age by target group, folded.
        digest: Changes when the list does.
        rest: Changes when anything of the list does but which phrases mean the same: all of an index is then made anew.
        products: By meaning the product it is, for what a region calls its products; the index holds those as facets.
    """

    meanings: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
    phrases: Sequence[Sequence[str]]
    parts: frozenset[str]
    weak: frozenset[str]
    stop: frozenset[str]
    apart: frozenset[str]
    ages: Mapping[str, tuple[int, int]]
    coming: frozenset[str] = frozenset()
    digest: str = ""
    rest: str = ""
    products: Mapping[int, str] = field(default_factory=dict)
    _joined: dict[Named, Lexicon] = field(default_factory=dict, compare=False, repr=False)
    _split: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def found_in(self, stems: Sequence[str]) -> set[int]:
        """The meanings whose phrases stand in a text, given as stems in order."""
        if self.meanings.keys().isdisjoint(stems):
            return set()
        begins = [at for at, first in enumerate(stems) if first in self.meanings]
        return {meaning for at in begins for meaning, _ in self.at(stems, at)}

    def at(self, stems: Sequence[str], start: int) -> list[tuple[int, int]]:
        """The meanings of phrases that begin at a place, each with the phrase's length in words."""
        known = self.meanings.get(stems[start], ())
        return [(m, n) for phrase, m in known if (n := len(phrase)) == 1 or tuple(stems[start : start + n]) == phrase]

    def begun(self, text: str) -> set[int]:
        """The meanings of which a phrase begins with this unfinished text; one word begins no phrase of more."""
        return {m for m, ps in enumerate(self.phrases) if any(p.startswith(text) and _alike(p, text) for p in ps)}

    def with_products(self, named: Named) -> Lexicon:
        """These words and what a region calls its products, each name a meaning of its own; made once."""
        if not named:
            return self
        if named not in self._joined:
            self._joined[named] = self._and(named)
        return self._joined[named]

    def _and(self, named: Named) -> Lexicon:
        first = len(self.phrases)
        lists = [names for _product, names in named]
        begins = {begin: list(known) for begin, known in self.meanings.items()}
        for begin, known in _by_first_stem(lists, first).items():
            begins.setdefault(begin, []).extend(known)
        products = {first + at: product for at, (product, _names) in enumerate(named)}
        return replace(self, meanings=begins, phrases=[*self.phrases, *_folded_phrases(lists)], products=products)

    def comes(self, words: Sequence[str]) -> bool:
        """True when a text, given as folded words, has a phrase of `coming`."""
        return not self._comes_first.isdisjoint(words) and bool(self._coming.search(f" {' '.join(words)} "))

    @cached_property
    def _comes_first(self) -> frozenset[str]:
        """With which words the phrases begin; nearly every text has none of them."""
        return frozenset(phrase.split(" ")[0] for phrase in self.coming)

    @cached_property
    def _coming(self) -> re.Pattern[str]:
        return re.compile(f" (?:{'|'.join(map(re.escape, sorted(self.coming)))}) ")

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The words of all phrases, in order, without those that a question can do without."""
        words = {word for phrases in self.phrases for phrase in phrases for word in phrase.split()}
        return tuple(sorted(words - self.stop))

    @cached_property
    def roots(self) -> Roots:
        """By folded word its stem and the stems of its parts."""
        return Roots(self)

    def parts_of(self, token: str) -> tuple[str, ...]:
        """The parts a folded compound is made of, weak ones too; empty when it is no compound of known parts."""
        if token not in self._split:
            if len(self._split) > _MOST_REMEMBERED:
                self._split.clear()
            self._split[token] = self._cut(token) if len(token) > 2 * SHORTEST_PART else ()
        return self._split[token]

    def _cut(self, rest: str, depth: int = 0) -> tuple[str, ...]:
        """The longest parts first; every letter must be accounted for."""
        if depth and (rest in self.parts or rest in self.weak):
            return (rest,)
        for end in range(len(rest) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            if rest[:end] not in self.parts:
                continue
            for link in _LINKS:
                tail = rest[end + len(link) :]
                if rest[end:].startswith(link) and len(tail) >= SHORTEST_PART:
                    more = self._cut(tail, depth + 1)
                    if more:
                        return (rest[:end], *more)
        return ()


_MOST_REMEMBERED = 50_000


class Roots(dict[str, tuple[str, ...]]):
    """What `Lexicon.roots` tells, worked out when it is first asked for and kept for all who read texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = (stem(word), *map(stem, self._lexicon.parts_of(word)))
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = found
        return found


def _alike(phrase: str, text: str) -> bool:
    return (" " in phrase) == (" " in text)


@cache
def lexicon() -> Lexicon:
    """The shipped list with the municipality's own words; read once, until `forget_lexicon`.

    An own list that cannot be read is passed over, and noted in the log: the shipped one goes on to serve.
    """
    own = read_own()
    if own.faults:
        _log.warning("the own synonyms.toml has faults, on lines %s", [fault.line for fault in own.faults])
    # With nothing of one's own too: written the same way, both lists are the same where they do not differ.
    content = with_own(shipped_words(), own.content)
    rest = {name: part for name, part in content.items() if name != "same"}
    return replace(make_lexicon(content, _digest(content)), rest=_digest(rest))


def _digest(content: Mapping[str, object]) -> str:
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:16]


def forget_lexicon() -> None:
    """The next who asks reads the words anew: someone changed them."""
    lexicon.cache_clear()


def shipped_words() -> Mapping[str, Any]:
    """The list that comes with the program."""
    return tomllib.loads(resource("synonyms.toml").read_text("utf-8"))


def with_own(shipped: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Both lists as one: an own meaning that shares a phrase with a shipped one makes that one longer.

    What was switched off is taken out of the meaning that begins with the phrase it stands under. A meaning of which
    nothing is left keeps its number, so that those behind it keep theirs.
    """
    same = _meanings(shipped.get("same"))
    heads = {fold(known[0]): known for known in same if known}
    for phrases in _meanings(own.get("same")):
        folded = {fold(phrase) for phrase in phrases}
        shared = [known for known in same if folded & {fold(phrase) for phrase in known}]
        for known in shared:
            known += [phrase for phrase in phrases if fold(phrase) not in {fold(one) for one in known}]
        if not shared:
            same.append(phrases)
    for head, phrases in _table(own.get("off")).items():
        out = _folded(phrases)
        known = heads.get(fold(str(head)), [])
        known[:] = [phrase for phrase in known if fold(phrase) not in out]
    words = {name: sorted(_folded(shipped.get(name)) | _folded(own.get(name))) for name in LISTS}
    return {"same": same, "ages": {**_table(shipped.get("ages")), **_table(own.get("ages"))}, **words}


def make_lexicon(content: Mapping[str, object], digest: str = "") -> Lexicon:
    """A lexicon of a list in the form of ``resources/synonyms.toml``."""
    same = _meanings(content.get("same"))
    return Lexicon(
        meanings=_by_first_stem(same),
        phrases=_folded_phrases(same),
        parts=_folded(content.get("parts")),
        weak=_folded(content.get("weak")),
        stop=_folded(content.get("stop")),
        apart=frozenset(map(stem, _folded(content.get("apart")))),
        ages={fold(name): (int(low), int(high)) for name, (low, high) in _table(content.get("ages")).items()},
        coming=frozenset(" ".join(tokens(phrase)) for phrase in _folded(content.get("coming"))),
        digest=digest,
    )


def _by_first_stem(same: Sequence[Sequence[str]], first: int = 0) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """As `Lexicon.meanings`; the first list is the meaning of this number."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for meaning, phrases in enumerate(same, start=first):
        for phrase in phrases:
            stems = tuple(stem(token) for token in tokens(phrase))
            if stems:
                found.setdefault(stems[0], []).append((stems, meaning))
    return found


def _folded_phrases(same: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[" ".join(tokens(phrase)) for phrase in phrases] for phrases in same]


def _meanings(value: object) -> list[list[str]]:
    """Lists of phrases, by field of life or all in one."""
    fields = value.values() if isinstance(value, Mapping) else [value]
    return [[str(text) for text in texts] for lists in fields if isinstance(lists, list) for texts in lists]


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _folded(value: object) -> frozenset[str]:
    return frozenset(fold(str(text)) for text in value) if isinstance(value, list | tuple) else frozenset()
