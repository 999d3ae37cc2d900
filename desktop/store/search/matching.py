"""From what was typed to what the index is asked for. Typed text never reaches the query language unquoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.models.search import HitKind, SearchQuestion
from desktop.store.search import facets
from desktop.store.search.words import Lexicon, stem, tokens

if TYPE_CHECKING:
    from desktop.store.search.words import Lexicon as Words

MOST_TYPED = 300
"""Characters of a question that are looked at."""

MOST_WORDS = 12
_BEGUN_FROM = 5
"""Characters from which an unfinished text also counts as the beginning of a phrase of the field."""

_SPOKEN = "{name tags body}"


@dataclass(frozen=True)
class Segment:
    """A part of the question that must be found: words together, or another phrase with the same meaning.

    Attributes:
        words: Folded words.
        meanings: Numbers of the meanings that stand for the whole of it.
        instead: Words that are searched instead of a single one with a typing error.
    """

    words: tuple[str, ...]
    meanings: frozenset[int] = frozenset()
    instead: tuple[str, ...] = ()


def segments(text: str, lexicon: Words) -> tuple[Segment, ...]:
    """What must be found: the longest phrases of the field first, then single words without those that say nothing."""
    typed = tokens(text[:MOST_TYPED])[:MOST_WORDS]
    stems = [stem(token) for token in typed]
    found: list[Segment] = []
    at = 0
    while at < len(typed):
        length, meanings = _phrase(lexicon, typed, stems, at)
        found.append(Segment(tuple(typed[at : at + length]), meanings))
        at += length
    telling = [s for s in found if s.meanings or not all(word in lexicon.stop for word in s.words)]
    return tuple(telling or found)


def match(question: SearchQuestion, wanted: Sequence[Segment], lexicon: Words, *, every: bool = True) -> str:
    """The query: all segments (or any, when not every), narrowed by facets inside it."""
    parts = [_segment(segment, lexicon) for segment in wanted]
    query = (" AND " if every else " OR ").join(parts)
    narrowed = " AND ".join(_narrowing(question))
    query = f"({query}) AND {narrowed}" if query and narrowed else query or narrowed or _facet(facets.EVERY)
    return query if question.include_resting else f"({query}) NOT {_facet(facets.RESTING)}"


def with_instead(segment: Segment, words: Iterable[str]) -> Segment:
    """The segment searched by other words."""
    return replace(segment, instead=tuple(words))


def _phrase(lexicon: Lexicon, typed: Sequence[str], stems: Sequence[str], at: int) -> tuple[int, frozenset[int]]:
    """How many words from here make a phrase of the field, and what it means; one word when none does."""
    whole = lexicon.at(stems, at)
    longest = max((length for _, length in whole), default=1)
    meanings = {meaning for meaning, length in whole if length == longest}
    rest = " ".join(typed[at:])
    if longest < len(typed) - at or not meanings:
        begun = lexicon.begun(rest) if len(rest) >= _BEGUN_FROM else set()
        if begun and (len(typed) - at > 1 or not meanings):
            return len(typed) - at, frozenset(begun)
    return longest, frozenset(meanings)


def _segment(segment: Segment, lexicon: Lexicon) -> str:
    spoken = " AND ".join(
        _word(word, lexicon) for word in segment.words if len(segment.words) == 1 or _tells(word, lexicon)
    )
    ways = [f"({spoken})"] if spoken else []
    ways += [f'meanings : "m{meaning}"' for meaning in sorted(segment.meanings)]
    ways += [_word(word, lexicon) for word in segment.instead]
    return f"({' OR '.join(ways)})"


def _tells(word: str, lexicon: Lexicon) -> bool:
    return word not in lexicon.stop


def _word(word: str, lexicon: Lexicon) -> str:
    """A word begun, or inflected, or as the parts it is made of."""
    ways = [f'{_SPOKEN} : "{word}" *', f'stems : "{stem(word)}"']
    telling = [part for part in lexicon.parts_of(word) if part not in lexicon.weak]
    if telling:
        inside = " AND ".join(f'stems : "{stem(part)}"' for part in telling)
        ways.append(f"({inside})")
    return f"({' OR '.join(ways)})"


def _narrowing(question: SearchQuestion) -> list[str]:
    """One facet, or a choice of facets, for everything that was asked beside the text."""
    found = []
    if question.no_indication:
        found.append(_facet(facets.of_kind(HitKind.COMMUNITY)))
    if question.law:
        found.append(_facet(facets.of_kind(HitKind.COMMUNITY), facets.of_law(question.law)))
    if question.target_group:
        found.append(_facet(facets.of_target_group(question.target_group)))
    if question.product and question.municipality:
        where = (question.municipality, "")
        found.append(_facet(*(facets.of_product(question.product, name) for name in where)))
    elif question.product:
        found.append(_facet(facets.of_product(question.product)))
    elif question.municipality:
        found.append(_facet(facets.of_municipality(question.municipality), facets.ANY_MUNICIPALITY))
    return found


def _facet(*names: str) -> str:
    return f"facets : ({' OR '.join(f'{chr(34)}{name}{chr(34)}' for name in names)})"
