"""Texts of entries as the index reads them: a place, group or theme that stands in thousands of them only once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import chain
from json.encoder import encode_basestring

from desktop.store.search.words import Lexicon, meaning_word, without_bsn, words_of

_SHORT = 80
"""Characters; a longer text does not come again."""
_MOST_REMEMBERED = 20_000
AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without spaces."""
QUOTED: Callable[[str], str] = encode_basestring
"""One text in JSON, without asking each time whether it is one."""


class Text:
    """A text that was read.

    Attributes:
        written: As it may be told: without what can be a citizen service number.
        words: Folded, in order.
        indexed: All by which it is found, each once.
        comes: True when it says that help comes to the resident.
    """

    __slots__ = ("_quoted", "_told", "comes", "indexed", "meanings", "rooted", "words", "written")

    def __init__(self, written: str, words: Sequence[str], lexicon: Lexicon) -> None:
        self.written = written
        self.words = words
        self.rooted = list(map(lexicon.roots.__getitem__, words))
        self.meanings = sorted(lexicon.found_in([of_word[0] for of_word in self.rooted]))
        self.comes = lexicon.comes(words)
        self.indexed = dict.fromkeys((*words, *chain.from_iterable(self.rooted), *map(meaning_word, self.meanings)))
        self._quoted = ""
        self._told = ""

    @property
    def quoted(self) -> str:
        """As written, in JSON."""
        if not self._quoted:
            self._quoted = QUOTED(self.written)
        return self._quoted

    @property
    def told(self) -> str:
        """What a reason of finding is told by: three texts in JSON, made once for the many entries that have this text.

        As written; the words, each with a space before it; the roots and, behind a mark, the meanings, between spaces.
        """
        if not self._told:
            meant = [f"={meaning}" for meaning in self.meanings]
            roots = chain.from_iterable(self.rooted)
            told = " ".join(("", *self.words)), " ".join(("", *roots, *meant, ""))
            self._told = ",".join((self.quoted, *map(QUOTED, told)))
        return self._told


class TextReader:
    """Reads texts with the field's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, Text] = {}
        self._words: set[str] = set()
        self._told_words: set[str] = set()

    def new_words(self) -> set[str]:
        """The words met since this was last asked; none is given twice."""
        found = self._words - self._told_words
        self._told_words |= found
        self._words.clear()
        return found

    def read(self, text: str) -> Text:
        """The text; a short one is remembered."""
        found = self._seen.get(text)
        if found is None:
            found = self.once(text)
            if len(text) <= _SHORT:
                if len(self._seen) >= _MOST_REMEMBERED:
                    self._seen.clear()
                self._seen[text] = found
        return found

    def once(self, text: str) -> Text:
        """A text that is not expected again; to remember it would push out those that are."""
        written = without_bsn(text)
        words = words_of(written)
        self._words.update(words)
        return Text(written, words, self._lexicon)
