"""Typing errors: a word that no entry has is read as the nearest one that some entry has, or that the field says.

A word of the field need not stand in any entry: read right it makes a phrase, which means what entries say otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from desktop.store.search.matching import Reach, Segment, cut, segment_query, telling, typed_words, with_instead
from desktop.store.search.words import Lexicon, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_SHORTEST = 4
_LONG_FROM = 7
_MOST_INSTEAD = 3
_LAST = "\U0010ffff"


class Near(NamedTuple):
    """What may be meant.

    Attributes:
        errors: How many there are in the word.
        words: Those so many errors away.
    """

    errors: int
    words: tuple[str, ...]


_NONE = Near(_LONG_FROM, ())
"""Farther than any that counts."""

Told = tuple[tuple[str, str], ...]
"""As typed, as read."""


def corrected(connection: Connection, text: str, lexicon: Lexicon) -> tuple[tuple[Segment, ...], Told]:
    """The parts of a question, words that no entry has read as the nearest ones, and which those are."""
    typed = typed_words(text)
    wanted = telling(cut(typed, lexicon), lexicon)
    read: dict[str, str] = {}
    near: dict[str, Near] = {}
    for segment in wanted:
        word = segment.words[0]
        if len(segment.words) == 1 and not segment.meanings and not _is_found(connection, segment, lexicon):
            last = segment is wanted[-1]
            near[word] = nearest(connection, word, unfinished=last)
            best = min(near[word], nearest_spoken(lexicon, word, unfinished=last), key=attrgetter("errors"))
            read.update((word, other) for other in best.words[:1])
    return _read_again(typed, read, near, lexicon) if read else (wanted, ())


def _read_again(
    typed: Sequence[str], read: Mapping[str, str], near: Mapping[str, Near], lexicon: Lexicon
) -> tuple[tuple[Segment, ...], Told]:
    """Words read right can be a phrase; one that then means nothing is only read as a word that some entry has."""
    found: list[Segment] = []
    told: dict[str, str] = {}
    rest = iter(typed)
    for segment in cut([read.get(word, word) for word in typed], lexicon):
        words = list(islice(rest, len(segment.words)))
        if segment.meanings or words[0] not in read:
            found.append(segment)
            told |= {word: read[word] for word in words if word in read}
        else:
            others = near[words[0]].words
            found.append(with_instead(Segment((words[0],)), others))
            told |= {words[0]: others[0]} if others else {}
    return telling(found, lexicon), tuple(told.items())


def _is_found(connection: Connection, segment: Segment, lexicon: Lexicon) -> bool:
    """True when an entry has the word, or a word that it is part of."""
    if is_known(connection, segment.words[0]):
        return True
    sql = "SELECT EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH ?)"
    return bool(connection.exec_driver_sql(sql, (segment_query(segment, lexicon, Reach.ALL),)).scalar())


def is_known(connection: Connection, word: str) -> bool:
    """True when a word of the index begins so, or has the same stem."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM search_word WHERE term >= ? AND term < ?)"
        " OR EXISTS (SELECT 1 FROM search_word WHERE stem = ?)"
    )
    return bool(connection.exec_driver_sql(query, (word, word + _LAST, stem(word))).scalar())


def nearest(connection: Connection, word: str, *, unfinished: bool = False) -> Near:
    """The words of the index one error away (two in a long word); a swap of two letters is one error.

    Args:
        connection: On the store.
        word: Folded.
        unfinished: True for the last word while typing: also against the beginnings of words.
    """
    found = _NONE
    if not _may_be_wrong(word):
        return found
    # Most errors leave the first letters right, and then a small part of the words is enough.
    for look in (partial(_terms, begin=word[:2]), partial(_terms, begin=word[0]), partial(_wrong_first, word=word)):
        if not found.words:
            found = _whole(word, look(connection))
    return found if found.words or not unfinished else _begun(word, _terms(connection, word[0]))


def nearest_spoken(lexicon: Lexicon, word: str, *, unfinished: bool = False) -> Near:
    """The same among the words of the field; of none when one of them is so, or begins so."""
    at = bisect_left(lexicon.spoken, word)
    if not _may_be_wrong(word) or any(spoken.startswith(word) for spoken in lexicon.spoken[at : at + 1]):
        return _NONE
    found = _whole(word, lexicon.spoken)
    if found.words or not unfinished or len(word) < _LONG_FROM:
        return found
    return _begun(word, [spoken for spoken in lexicon.spoken if spoken[0] == word[0]])


def _may_be_wrong(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _errors(word: str) -> int:
    return 2 if len(word) >= _LONG_FROM else 1


def _whole(word: str, terms: Sequence[str]) -> Near:
    errors = _errors(word)
    here = [term for term in terms if abs(len(term) - len(word)) <= errors]
    return _within(word, here, here, errors)


def _begun(word: str, terms: Sequence[str]) -> Near:
    """The words of which the beginning, as long as this or a letter longer, is near."""
    longer = [term for term in terms if len(term) >= len(word)]
    both = [
        _within(word, longer, [term[:length] for term in longer], _errors(word) - 1 or 1)
        for length in (len(word), len(word) + 1)
    ]
    found = tuple(dict.fromkeys(term for near in both for term in near.words))
    return Near(min(near.errors for near in both), found[:_MOST_INSTEAD])


def _wrong_first(connection: Connection, word: str) -> list[str]:
    """Words that can be meant when the first letter is wrong, missing, too many or changed places with the second."""
    return [
        *_terms(connection, word[1:3], "substr(term, 2)"),
        *_terms(connection, word[:2], "substr(term, 2)"),
        *_terms(connection, word[1:3]),
        *_terms(connection, word[1] + word[0]),
    ]


def _terms(connection: Connection, begin: str, part: str = "term") -> list[str]:
    """The words of the index that begin so, or of which a part begins so; for both there is an index."""
    sql = f"SELECT term FROM search_word WHERE {part} >= ? AND {part} < ?"  # noqa: S608 - names of our own
    return [term for (term,) in connection.exec_driver_sql(sql, (begin, begin + _LAST)).all()]


def _within(word: str, terms: Sequence[str], compared: Sequence[str], errors: int) -> Near:
    """The terms within so many errors; of those only the nearest."""
    near = process.extract(
        word, compared, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_INSTEAD * 4, score_hint=errors
    )
    if not near:
        return _NONE
    least = int(min(distance for _, distance, _ in near))
    return Near(least, tuple(dict.fromkeys(terms[at] for _, distance, at in near if distance == least))[:_MOST_INSTEAD])
