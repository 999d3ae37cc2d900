"""Why an entry was found, in words; the strongest reason first.

The texts a reason can name are prepared when the entry is indexed, so that telling why costs a search next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.language import N_, _
from desktop.rules.standing import Match
from desktop.store.search.matching import Segment
from desktop.store.search.words import Lexicon, stem, tokens, without_bsn

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


@dataclass(frozen=True)
class Reason:
    """Why a part of the question is answered by an entry.

    Attributes:
        match: In what it was found.
        text: In words of the language in force.
    """

    match: Match
    text: str


def reasons(told: Sequence[Told], wanted: Sequence[Segment]) -> tuple[Reason, ...]:
    """A reason for every part of the question, in its order."""
    return tuple(_reason(told, segment) for segment in wanted)


def in_words(found: Sequence[Reason]) -> tuple[str, ...]:
    """The reasons without doubles, as many as one can take in."""
    return tuple(dict.fromkeys(reason.text for reason in found))[:_MOST]


def name_share(told: Sequence[Told], wanted: Sequence[Segment]) -> float:
    """Which part of the words of the name was asked, 0 to 1."""
    name = next((one for one in told if one.place == 0), None)
    words = name.words.split() if name else []
    asked = [word for segment in wanted for word in segment.instead or segment.words]
    return sum(any(word.startswith(one) for one in asked) for word in words) / len(words) if words else 0.0


def _told(place: int, text: str, lexicon: Lexicon) -> Told:
    text = without_bsn(text)
    words = tokens(text)
    stems = [stem(word) for word in words]
    parts = [stem(part) for word in words for part in lexicon.parts_of(word)]
    meanings = [f"={meaning}" for meaning in sorted(lexicon.found_in(stems))]
    return Told(place, text, "".join(f" {word}" for word in words), f" {' '.join((*stems, *parts, *meanings))} ")


def _texts(value: object) -> Iterable[str]:
    texts: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    return (text for text in texts if isinstance(text, str) and text)


def _reason(told: Sequence[Told], segment: Segment) -> Reason:
    words = [(f" {word}", f" {stem(word)} ") for word in segment.instead or segment.words]
    for place, text, said, roots in told:
        if any(begun in said or root in roots for begun, root in words):
            typed = all(begun in said for begun, _root in words)
            match = Match.LABEL if place else Match.NAME if typed else Match.NAME_RELATED
            return Reason(match, _(_PLACES[place][1], word=text))
    meanings = [f" ={meaning} " for meaning in segment.meanings]
    for one in told if meanings else ():
        if any(meaning in one.roots for meaning in meanings):
            return Reason(Match.SAME_MEANING, _(_SAME, word=one.text))
    return Reason(Match.DESCRIPTION, _(_ELSEWHERE))
