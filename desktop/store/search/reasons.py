"""Why an entry was found, in words; the strongest reason first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.language import N_, _
from desktop.store.search.matching import Segment
from desktop.store.search.words import Lexicon, stem, tokens

_MOST = 4

_PLACES: tuple[tuple[str, str], ...] = (
    ("name", N_("in the name")),
    ("themes", N_("theme: {word}")),
    ("specialisms", N_("specialism: {word}")),
    ("products", N_("offers: {word}")),
    ("target_groups", N_("for: {word}")),
    ("organisation", N_("organisation: {word}")),
    ("place", N_("place: {word}")),
    ("municipalities", N_("municipality: {word}")),
)
_SAME = N_("means the same: {word}")
_ELSEWHERE = N_("in the description")


def reasons(entry: Mapping[str, Any], wanted: Sequence[Segment], lexicon: Lexicon) -> tuple[str, ...]:
    """A reason for every part of the question that has one, without doubles."""
    found: dict[str, None] = {}
    for segment in wanted:
        found.setdefault(_reason(entry, segment, lexicon))
    return tuple(found)[:_MOST]


def _reason(entry: Mapping[str, Any], segment: Segment, lexicon: Lexicon) -> str:
    told = [(sentence, text) for name, sentence in _PLACES for text in _texts(entry.get(name))]
    words = segment.instead or segment.words
    for sentence, text in told:
        found = tokens(text)
        if any(_has(found, word, lexicon) for word in words):
            return _(sentence, word=text)
    for _sentence, text in told if segment.meanings else ():
        if not segment.meanings.isdisjoint(lexicon.found_in([stem(token) for token in tokens(text)])):
            return _(_SAME, word=text)
    return _(_ELSEWHERE)


def _texts(value: object) -> Iterable[str]:
    texts: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    return (text for text in texts if isinstance(text, str) and text)


def _has(found: Sequence[str], word: str, lexicon: Lexicon) -> bool:
    """The word begun, inflected, or as a part of a compound."""
    root = stem(word)
    return any(
        token.startswith(word) or stem(token) == root or any(stem(part) == root for part in lexicon.parts_of(token))
        for token in found
    )
