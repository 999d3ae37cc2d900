"""Which lines of the palette fit what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

_NEAR_ENOUGH = 82
"""Out of 100; one wrong letter in a word of six still passes, another word does not."""
_SHORTEST_FUZZY = 4


@dataclass(frozen=True)
class Line:
    """Something to do or to open.

    Attributes:
        group: What sort of thing it is, in the language in force.
        keys: Its shortcut, if it has one.
        run: Bound method that does it.
        key: Handed to `run` when not empty.
    """

    title: str
    group: str
    icon: str
    run: Callable[..., object]
    detail: str = ""
    keys: str = ""
    key: str = ""


def fitting(lines: Iterable[Line], typed: str) -> list[Line]:
    """Lines that fit, the best first; all of them when nothing was typed."""
    words = typed.casefold().split()
    if not words:
        return list(lines)
    scored = ((_score(line, words), at, line) for at, line in enumerate(lines))
    return [line for score, _at, line in sorted((s for s in scored if s[0]), key=lambda s: (-s[0], s[1]))]


def _score(line: Line, words: list[str]) -> float:
    text = f"{line.title} {line.detail}".casefold()
    scores = [_word_score(text, word) for word in words]
    return sum(scores) if all(scores) else 0


def _word_score(text: str, word: str) -> float:
    if any(part.startswith(word) for part in text.split()):
        return 200
    if word in text:
        return 150
    near = fuzz.partial_ratio(word, text) if len(word) >= _SHORTEST_FUZZY else 0
    return near if near >= _NEAR_ENOUGH else 0
