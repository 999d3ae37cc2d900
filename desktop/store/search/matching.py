"""From what was typed to what the index is asked for. Typed text never reaches the query language unquoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.models.search import Facet
from desktop.store.search.facets import EVERY, Group, token
from desktop.store.search.words import Lexicon, meaning_word, stem, tokens

if TYPE_CHECKING:
    from desktop.store.search.words import Lexicon as Words

MOST_TYPED = 300
"""Characters of a question that are looked at."""

MOST_WORDS = 12
_BEGUN_FROM = 5
"""Characters from which an unfinished text also counts as the beginning of a phrase of the field."""

_NOTHING = "xz"


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
    return telling(cut(typed_words(text), lexicon), lexicon)


def typed_words(text: str) -> list[str]:
    """The words of a question that are looked at, folded."""
    return tokens(text[:MOST_TYPED])[:MOST_WORDS]


def telling(found: Sequence[Segment], lexicon: Words) -> tuple[Segment, ...]:
    """Those that say something; all, when none does."""
    some = [s for s in found if s.meanings or not all(word in lexicon.stop for word in s.words)]
    return tuple(some or found)


def cut(typed: Sequence[str], lexicon: Words) -> list[Segment]:
    """Every word in its phrase, or by itself."""
    stems = [stem(token) for token in typed]
    found: list[Segment] = []
    at = 0
    while at < len(typed):
        length, meanings = _phrase(lexicon, typed, stems, at)
        found.append(Segment(tuple(typed[at : at + length]), meanings))
        at += length
    return found


class Reach(Enum):
    """In which columns the words must stand; the narrowest first."""

    NAME = "{name}"
    TAGS = "{name tags}"
    ALL = "{name tags body}"


def match(wanted: Sequence[Segment], lexicon: Words, reach: Reach) -> str:
    """The query for all segments; in the name alone only as they were typed. Empty when nothing was asked in words."""
    return " AND ".join(segment_query(segment, lexicon, reach) for segment in wanted)


def segment_query(segment: Segment, lexicon: Words, reach: Reach) -> str:
    """The query for one segment."""
    telling = [word for word in segment.words if len(segment.words) == 1 or word not in lexicon.stop]
    if reach is Reach.NAME:
        spoken = " AND ".join(f'"{word}" *' for word in telling)
        ways = [f"({spoken})"] if spoken else []
        ways += [f'"{word}"' for word in segment.instead]
    else:
        spoken = " AND ".join(_word(word, lexicon) for word in telling)
        ways = [f"({spoken})"] if spoken else []
        ways += [f'"{meaning_word(meaning)}"' for meaning in sorted(segment.meanings - lexicon.products.keys())]
        ways += [_word(word, lexicon) for word in segment.instead]
    query = f"{reach.value} : ({' OR '.join(ways)})"
    offered = frozenset(token(Facet.PRODUCT, product) for product in products_of(segment, lexicon))
    return f"({query} OR {of_facets(offered)})" if offered and reach is not Reach.NAME else query


def products_of(segment: Segment, lexicon: Lexicon) -> list[str]:
    """Ids of the products that the region calls so."""
    return [lexicon.products[meaning] for meaning in sorted(segment.meanings & lexicon.products.keys())]


def narrowed(text: str, groups: Iterable[Group], *, apart: frozenset[str]) -> str:
    """A query that is also narrowed by facets.

    Args:
        text: Query by words; may be empty.
        groups: What must hold.
        apart: Words of facets by which an entry is left out.
    """
    parts = [f"({text})"] if text else []
    parts += [_group(group) for group in groups]
    query = " AND ".join(parts) or of_facets(frozenset({EVERY}))
    return f"({query}) NOT {of_facets(apart)}" if apart else query


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


def _word(word: str, lexicon: Lexicon) -> str:
    """A word begun, or inflected, or as the parts it is made of."""
    ways = [f'"{word}" *']
    root = stem(word)
    if not root.startswith(word):
        ways.append(f'"{root}"')
    telling = [part for part in lexicon.parts_of(word) if part not in lexicon.weak]
    if telling:
        inside = " AND ".join(f'"{stem(part)}"' for part in telling)
        ways.append(f"({inside})")
    return f"({' OR '.join(ways)})"


def _group(group: Group) -> str:
    """One of the ways; nothing fits a group without any."""
    ways = [" AND ".join(of_facets(words) for words in way) for way in group]
    return f"({' OR '.join(f'({way})' for way in ways)})" if ways else of_facets(frozenset({_NOTHING}))


def of_facets(words: frozenset[str]) -> str:
    """The query for entries with at least one of these words among their facets."""
    return f"facets : ({' OR '.join(f'{chr(34)}{word}{chr(34)}' for word in sorted(words))})"
