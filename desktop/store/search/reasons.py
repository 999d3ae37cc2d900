"""Why an entry was found, in words; the strongest reason first.

The texts a reason can name are prepared when the entry is indexed, so that telling why costs a search next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

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


class Told(NamedTuple):
    """A text that can be the reason.

    Attributes:
        place: Which of the fields it stands in, as a number.
        text: As written.
        words: Its words, folded, each with a space before it.
        roots: Stems of its words and of their parts, and its meanings, each between spaces.
    """

    place: int
    text: str
    words: str
    roots: str


def prepare(entry: Mapping[str, Any], lexicon: Lexicon) -> list[Told]:
    """The texts of an entry that can be the reason, the strongest field first."""
    return [_told(at, text, lexicon) for at, (name, _s) in enumerate(_PLACES) for text in _texts(entry.get(name))]


def reasons(told: Sequence[Told], wanted: Sequence[Segment]) -> tuple[str, ...]:
    """A reason for every part of the question, without doubles."""
    found = dict.fromkeys(_reason(told, segment) for segment in wanted)
    return tuple(found)[:_MOST]


def _told(place: int, text: str, lexicon: Lexicon) -> Told:
    words = tokens(text)
    stems = [stem(word) for word in words]
    parts = [stem(part) for word in words for part in lexicon.parts_of(word)]
    meanings = [f"={meaning}" for meaning in sorted(lexicon.found_in(stems))]
    return Told(place, text, "".join(f" {word}" for word in words), f" {' '.join((*stems, *parts, *meanings))} ")


def _texts(value: object) -> Iterable[str]:
    texts: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    return (text for text in texts if isinstance(text, str) and text)


def _reason(told: Sequence[Told], segment: Segment) -> str:
    words = [(f" {word}", f" {stem(word)} ") for word in segment.instead or segment.words]
    for place, text, said, roots in told:
        if any(begun in said or root in roots for begun, root in words):
            return _(_PLACES[place][1], word=text)
    meanings = [f" ={meaning} " for meaning in segment.meanings]
    for one in told if meanings else ():
        if any(meaning in one.roots for meaning in meanings):
            return _(_SAME, word=one.text)
    return _(_ELSEWHERE)
