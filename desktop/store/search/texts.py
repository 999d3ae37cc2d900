"""Texts of entries as the index reads them: a place, group or theme that stands in thousands of them only once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain

from desktop.store.search.words import Lexicon, meaning_word, stem, without_bsn, words_of

_SHORT = 80
"""Characters; a longer text does not come again."""
_MOST_REMEMBERED = 20_000
AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without spaces."""


class Text:
    """A text that was read.

    Attributes:
        written: As it may be told: without what can be a citizen service number.
        words: Folded, in order.
        roots: Stems of the words and of the parts of compounds.
        meanings: Numbers of what phrases in it mean.
        comes: True when it says that help comes to the resident.
        indexed: All by which it is found, each once.
    """

    __slots__ = ("_told", "comes", "indexed", "meanings", "roots", "words", "written")

    def __init__(
        self, written: str, words: Sequence[str], roots: Sequence[str], meanings: Sequence[int], *, comes: bool
    ) -> None:
        self.written = written
        self.comes = comes
        self.words = words
        self.roots = roots
        self.meanings = meanings
        self.indexed = dict.fromkeys((*words, *roots, *map(meaning_word, meanings)))
        self._told = ""

    @property
    def told(self) -> str:
        """What a reason of finding is told by: three texts in JSON, made once for the many entries that have this text.

        As written; the words, each with a space before it; the roots and, behind a mark, the meanings, between spaces.
        """
        if not self._told:
            meant = [f"={meaning}" for meaning in self.meanings]
            parts = self.written, " ".join(("", *self.words)), " ".join(("", *self.roots, *meant, ""))
            self._told = ",".join(map(AS_TEXT, parts))
        return self._told


class _Roots(dict[str, tuple[str, ...]]):
    """By word its stem and the stems of its parts."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = (stem(word), *map(stem, self._lexicon.parts_of(word)))
        return self[word]


class TextReader:
    """Reads texts with the field's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._roots = _Roots(lexicon)
        self._seen: dict[str, Text] = {}

    def read(self, text: str) -> Text:
        """The text; a short one is remembered."""
        found = self._seen.get(text)
        if found is None:
            found = self._read(text)
            if len(text) <= _SHORT:
                if len(self._seen) >= _MOST_REMEMBERED:
                    self._seen.clear()
                self._seen[text] = found
        return found

    def _read(self, text: str) -> Text:
        written = without_bsn(text)
        words = words_of(written)
        rooted = list(map(self._roots.__getitem__, words))
        meanings = sorted(self._lexicon.found_in([roots[0] for roots in rooted]))
        roots = list(chain.from_iterable(rooted))
        return Text(written, words, roots, meanings, comes=self._lexicon.comes(words))
