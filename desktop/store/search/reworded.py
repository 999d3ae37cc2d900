"""Which entries are found by other words now that the field's words mean something else than they did."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.store.search import schema
from desktop.store.search.words import Lexicon, stem

if TYPE_CHECKING:
    from sqlalchemy import Connection

Phrases = Sequence[Sequence[str]]
"""By meaning, as `Lexicon.phrases`."""

_WITH = "SELECT e.id FROM search_text AS t JOIN search_entry AS e ON e.rowid = t.rowid WHERE t.search_text MATCH ?"
_WORDS = "words"


def note_words(connection: Connection, known: Lexicon) -> None:
    """Remembers which words the index is made with, or will be once what is stale is made anew."""
    schema.note(connection, **{_WORDS: json.dumps(known.phrases)})


def noted_words(connection: Connection) -> Phrases:
    """What `note_words` remembered; nothing when that never was."""
    found = json.loads(schema.noted(connection, _WORDS) or "[]")
    return [list(map(str, phrases)) for phrases in found]


def reworded(connection: Connection, before: Phrases, after: Phrases) -> set[str]:
    """Ids of the entries that have words of a phrase which means something else now; in the text or anywhere in it.

    A few too many, for the index does not tell where in a text its words stand; never too few.
    """
    found: set[str] = set()
    for phrase in _changed(before, after):
        query = " AND ".join(f'"{stem(word)}"' for word in phrase.split())
        if query:
            found |= {id_ for (id_,) in connection.exec_driver_sql(_WITH, (query,))}
    return found


def _changed(before: Phrases, after: Phrases) -> Iterable[str]:
    """The phrases that one of both has for a meaning, and the other has not."""
    longest = max(len(before), len(after))
    both = ((set(_at(before, number)), set(_at(after, number))) for number in range(longest))
    return sorted({phrase for then, now in both for phrase in then ^ now})


def _at(phrases: Phrases, number: int) -> Sequence[str]:
    return phrases[number] if number < len(phrases) else ()
