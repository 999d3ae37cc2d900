"""Rows that look like a stored entry, or like another row of the file: which, and why.

The rule is the one that warns while a person types (`desktop.rules.doubles`). A list tells its own rows apart, so
within one source the whole name must be alike and nothing may differ; see `desktop.rules.double_lists`. Nothing is
decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.exchange.known import stored_fields
from desktop.exchange.plan import Candidate, Double
from desktop.rules.double_index import Double as Found
from desktop.rules.double_index import Known as Entry
from desktop.rules.double_lists import Closeness, DoubleList
from desktop.rules.doubles import Traits

if TYPE_CHECKING:
    from desktop.exchange.gathering import Gathered
    from desktop.exchange.known import Known
    from desktop.exchange.plan import Progress
    from desktop.exchange.rows import Made
    from desktop.store.queries.entry_names import EntryName

COMPARED = ("organisation", "provider", "community_service")
"""Kinds of which doubles are looked for."""

_EVERY = 500
"""Rows between two words to whoever waits."""
_MOST_SHOWN = 4
"""Candidates of one row."""
_TOLD = tuple(Traits.__dataclass_fields__)
_WITHIN = Closeness(whole_name=True)
_BEFORE = Closeness(whole_name=True, renamed=True)


def doubles(gathered: Gathered, known: Known, progress: Progress | None = None) -> list[Double]:
    """Every row that is not stored yet and looks like something, by kind; `progress` may stop it."""
    found: list[Double] = []
    for kind in COMPARED:
        found += _shown(kind, _Kind(kind, gathered, known).doubles(progress), known)
    return found


def _shown(kind: str, found: Iterator[Double], known: Known) -> list[Double]:
    """With what is stored of the candidates, read in one go."""
    every = list(found)
    stored = known.whole(kind, {one.id for double in every for one in double.candidates if one.id})
    return [
        replace(
            double,
            candidates=tuple(
                replace(one, shown=stored_fields(stored[one.id])) if one.id in stored else one
                for one in double.candidates
            ),
        )
        for double in every
    ]


def double_key(kind: str, key: str) -> str:
    """By which a row is named in a person's decisions."""
    return f"{kind}|{key}"


def by_name(record: Made) -> bool:
    """True where one of the same name from elsewhere is taken for the same without asking, as the mapping says."""
    return record.rule.match_name and record.rule.kind in COMPARED


class _Kind:
    """The records of one kind."""

    def __init__(self, kind: str, gathered: Gathered, known: Known) -> None:
        self._kind = kind
        self._known = known
        self._records = {key: record for (of, key), record in gathered.records.items() if of == kind}
        self._stored = {key: value for key in self._records if (value := known.by_key(kind, key)) is not None}

    def doubles(self, progress: Progress | None) -> Iterator[Double]:
        """Those that are known by their key, or by name where the mapping says so, are no doubles."""
        # What is stored already stands first, so that a new row is like it wherever it stands in the file.
        order = sorted(self._records, key=lambda key: key not in self._stored)
        entries = [Entry(key, self._kind, _traits(self._records[key])) for key in order]
        rows = DoubleList(entries, _WITHIN)
        for at, entry in enumerate(entries):
            record = self._records[entry.id]
            if progress and at % _EVERY == 0:
                progress(at, len(entries))
            if entry.id in self._stored or self._is_linked(record) or self._is_exported(entry.id):
                continue
            found = [*self._like_stored(entry.traits), *map(self._row, rows.earlier(at))]
            if found:
                # Of an entry that others were merged into, the likest counts.
                each = {one.key: one for one in sorted(found, key=lambda one: one.score)}
                best = sorted(each.values(), key=lambda one: -one.score)[:_MOST_SHOWN]
                key = double_key(self._kind, entry.id)
                yield Double(key, self._kind, record.table, record.row, record.fields, tuple(best))

    def _is_linked(self, record: Made) -> bool:
        return by_name(record) and self._known.by_name(self._kind, str(record.fields.get("name", ""))) is not None

    def _is_exported(self, key: str) -> bool:
        own = self._known.own_export
        return own.is_runner(self._kind, key) or own.elsewhere(self._kind, key) is not None

    def _like_stored(self, wanted: Traits) -> Iterator[Candidate]:
        for lists in (self._elsewhere, self._own):
            for found in lists.like(wanted) if lists else ():
                entry = self._by_id[found.known.id]
                yield _candidate(found, self._known.kept(entry.id), entry.source)

    def _row(self, found: Found) -> Candidate:
        key = found.known.id
        stored = self._stored.get(key)
        id_ = str(stored_fields(stored)["id"]) if stored is not None else ""
        return _candidate(found, id_, "", self._records[key])

    @cached_property
    def _by_id(self) -> Mapping[str, EntryName]:
        return {entry.id: entry for entry in self._known.entries(self._kind)}

    @cached_property
    def _elsewhere(self) -> DoubleList | None:
        """What came from elsewhere; services that one organisation runs share its telephone and its site."""
        others = [entry for entry in self._by_id.values() if entry.source != self._known.source]
        return self._list(others, Closeness(beyond_reach=self._kind == "community_service"))

    @cached_property
    def _own(self) -> DoubleList | None:
        """What came from this source before under another key; what has a row of its own is looked up there."""
        mine = (entry for entry in self._by_id.values() if entry.source == self._known.source)
        return self._list([entry for entry in mine if entry.source_id not in self._records], _BEFORE)

    def _list(self, entries: list[EntryName], closeness: Closeness) -> DoubleList | None:
        if not entries:
            return None
        return DoubleList((Entry(entry.id, self._kind, entry.traits) for entry in entries), closeness)


def _traits(record: Made) -> Traits:
    return Traits(**{name: str(value) for name in _TOLD if (value := record.fields.get(name))})


def _candidate(found: Found, id_: str, source: str, row: Made | None = None) -> Candidate:
    traits = found.known.traits
    return Candidate(
        key=id_ or double_key(found.known.kind, found.known.id),
        id=id_,
        row=row.row if row else 0,
        table=row.table if row else "",
        name=traits.name,
        place=traits.place,
        source=source,
        reasons=found.likeness.reasons,
        score=found.likeness.score,
        shown=row.fields if row else {},
    )
