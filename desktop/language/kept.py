"""Texts that stay Dutch inside a text of another language: what someone typed, and names of the profile.

A voice that reads an English paper aloud must know which words are Dutch. The marks are noncharacters, which Unicode
keeps for a program's own use (The Unicode Standard, 23.7): nobody types them, and they travel inside a sentence that
was put together of words. Whoever shows the text turns them into what its form has for a language, or takes them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.language.words import LANGUAGES, spoken

DUTCH = LANGUAGES[0]

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_KEPT = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_MARKS = {ord(_OPEN): None, ord(_CLOSE): None}


def in_dutch(text: str) -> str:
    """The text, marked as Dutch line by line; as it is while Dutch is spoken, and when it is empty."""
    if spoken() == DUTCH:
        return text
    return "\n".join(f"{_OPEN}{line.translate(_MARKS)}{_CLOSE}" if line.strip() else "" for line in text.splitlines())


def bare(text: str) -> str:
    """The text without marks."""
    return text.translate(_MARKS)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts without marks, each with True where it is Dutch; empty parts are left out."""
    at = 0
    for found in _KEPT.finditer(text):
        yield from _piece(text[at : found.start()], is_dutch=False)
        yield from _piece(found[1], is_dutch=True)
        at = found.end()
    yield from _piece(text[at:], is_dutch=False)


def is_all_dutch(text: str) -> bool:
    """True when every word of it is marked."""
    return _OPEN in text and all(is_dutch or not part.strip() for part, is_dutch in pieces(text))


def _piece(text: str, *, is_dutch: bool) -> Iterator[tuple[str, bool]]:
    plain = bare(text)
    if plain:
        yield plain, is_dutch
