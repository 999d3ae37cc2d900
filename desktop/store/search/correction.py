"""Typing errors: a word that no entry has is read as the nearest one that some entry has."""

from __future__ import annotations

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
_LONGEST = 64
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
    # Most errors leave the first letter right, and then a small part of the words is enough.
    for low in (word[0], ""):
        here = _terms(connection, low, len(word) - errors, len(word) + errors)
        found = found or dict.fromkeys(_within(word, here, here, errors))
    if unfinished and not found:
        longer = _terms(connection, word[0], len(word), _LONGEST)
        for length in (len(word), len(word) + 1):
            found |= dict.fromkeys(_within(word, longer, [term[:length] for term in longer], errors - 1 or 1))
    return tuple(found)[:_MOST_INSTEAD]


def _terms(connection: Connection, begin: str, shortest: int, longest: int) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT term FROM search_word WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (begin, begin + _LAST, shortest, longest),
    )
    return [term for (term,) in rows]


def _within(word: str, terms: Sequence[str], compared: Sequence[str], errors: int) -> list[str]:
    """The terms within so many errors; of those only the nearest."""
    near = process.extract(
        word, compared, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_INSTEAD * 4, score_hint=errors
    )
    least = min((distance for _, distance, _ in near), default=0)
    return [terms[at] for _, distance, at in near if distance == least]
