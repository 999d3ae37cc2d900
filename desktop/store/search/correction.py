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
    # Most errors leave the first letter right, and then a small part of the words is enough.
    here = _terms(connection, word[0], word[0] + _LAST)
    return _near(word, here, errors, unfinished=unfinished) or _near(
        word, _terms(connection, "", _LAST), errors, unfinished=unfinished
    )


def _terms(connection: Connection, low: str, high: str) -> list[str]:
    rows = connection.exec_driver_sql("SELECT term FROM search_word WHERE term >= ? AND term < ?", (low, high))
    return [term for (term,) in rows]


def _near(word: str, terms: Sequence[str], errors: int, *, unfinished: bool) -> tuple[str, ...]:
    found = dict.fromkeys(_within(word, terms, terms, errors))
    if unfinished and not found:
        for length in (len(word), len(word) + 1):
            found |= dict.fromkeys(_within(word, terms, [term[:length] for term in terms], errors - 1 or 1))
    return tuple(found)[:_MOST_INSTEAD]


def _within(word: str, terms: Sequence[str], compared: Sequence[str], errors: int) -> list[str]:
    """The terms within so many errors; of those only the nearest."""
    near = process.extract(
        word, compared, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_INSTEAD * 4, score_hint=errors
    )
    least = min((distance for _, distance, _ in near), default=0)
    return [terms[at] for _, distance, at in near if distance == least]
