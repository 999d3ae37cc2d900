"""Typing errors: a word that no entry has is read as the nearest one that some entry has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from desktop.store.search.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_SHORTEST = 4
_LONG_FROM = 7
_MOST_INSTEAD = 3
_LAST = "\U0010ffff"


def is_known(connection: Connection, word: str) -> bool:
    """True when a word of the index begins so, or has the same stem."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM search_word WHERE term >= ? AND term < ?)"
        " OR EXISTS (SELECT 1 FROM search_word WHERE stem = ?)"
    )
    return bool(connection.exec_driver_sql(query, (word, word + _LAST, stem(word))).scalar())


def nearest(connection: Connection, word: str, *, unfinished: bool = False) -> tuple[str, ...]:
    """The words of the index one error away (two in a long word), nearest first; a swap of two letters is one error.

    Args:
        connection: On the store.
        word: Folded.
        unfinished: True for the last word while typing: also against the beginnings of words.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    errors = 2 if len(word) >= _LONG_FROM else 1
    found: dict[str, None] = {}
    # Most errors leave the first letters right, and then a small part of the words is enough.
    for look in (partial(_terms, begin=word[:2]), partial(_terms, begin=word[0]), partial(_wrong_first, word=word)):
        if not found:
            here = [term for term in look(connection) if abs(len(term) - len(word)) <= errors]
            found = dict.fromkeys(_within(word, here, here, errors))
    if unfinished and not found:
        longer = [term for term in _terms(connection, word[0]) if len(term) >= len(word)]
        for length in (len(word), len(word) + 1):
            found |= dict.fromkeys(_within(word, longer, [term[:length] for term in longer], errors - 1 or 1))
    return tuple(found)[:_MOST_INSTEAD]


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


def _within(word: str, terms: Sequence[str], compared: Sequence[str], errors: int) -> list[str]:
    """The terms within so many errors; of those only the nearest."""
    near = process.extract(
        word, compared, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_INSTEAD * 4, score_hint=errors
    )
    least = min((distance for _, distance, _ in near), default=0)
    return [terms[at] for _, distance, at in near if distance == least]
