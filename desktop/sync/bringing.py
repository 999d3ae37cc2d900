"""Offering a row to a central store that does not have it as it stands here, after that was put back from a copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop.models.base import new_id
from desktop.sync import awaiting, books, outbox
from desktop.sync.approved import GONE_WITH_COPY
from desktop.sync.books import Refusal
from desktop.sync.decided import DECIDED, brought_whole, is_decided, is_destroyed, may_bring, own_words
from desktop.sync.local_rows import change_row, read_as_journalled, read_row
from desktop.sync.ops import OpKind
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore, RowNow

_AT_ONCE = 200

_WROTE = """
SELECT 1 FROM journal WHERE tbl = ? AND row_id = ? AND origin <> 'sync' AND json_extract(changes, '$.' || ?) IS NOT NULL
"""


def known_rows(central: CentralStore, keys: Iterable[Key]) -> dict[Key, RowNow]:
    """Rows as the central store has them, asked for a bounded number at a time."""
    found: dict[Key, RowNow] = {}
    left = iter(keys)
    while some := tuple(islice(left, _AT_ONCE)):
        found |= {(row.tbl, row.row_id): row for row in central.rows(some)}
    return found


def bring(work: UnitOfWork, key: Key, there: RowNow | None) -> bool:
    """Offers what stands here of a row; false where there is nothing to offer.

    Of a row that a second person decides on, each brings what is theirs to say; see `desktop.sync.decided`.

    Args:
        work: The act; whoever calls commits.
        key: The row.
        there: As the central store has it; None when it does not know it.
    """
    outbox.leave_to_row(work, key)
    here = read_row(work, key)
    known = None if there is None or there.gone else kinds()[key[0]].full(there.values)
    if here is not None and key[0] in DECIDED:
        return _brings_its_part(work, key, known, here)
    return _brings(work, key, known, here)


def _brings(
    work: UnitOfWork,
    key: Key,
    known: Mapping[str, Json] | None,
    here: dict[str, Json] | None,
    instead: Mapping[str, Json] = MappingProxyType({}),
) -> bool:
    if known is None:
        outbox.offer_row(work, key)
        return here is not None
    if here is None:
        outbox.say_again(work, key, {name: (value, None) for name, value in known.items()}, OpKind.DELETE)
        return True
    told = {**(read_as_journalled(work, key) or {}), **instead}
    changes, unseen = _differing(known, {**here, **instead}, told, _stood_here(work, key))
    if changes:
        outbox.say_again(work, key, changes, OpKind.UPDATE)
    if unseen:
        outbox.say_again(work, key, unseen, OpKind.UPDATE, unseen=True)
    return bool(changes or unseen)


def _brings_its_part(work: UnitOfWork, key: Key, known: dict[str, Json] | None, here: dict[str, Json]) -> bool:
    """The text is brought undecided, and who decided waits for it; here it stands as it will stand there meanwhile."""
    table, me = key[0], work.act.actor
    if known == here:
        return False
    if is_destroyed(table, here):
        return _is_back(work, key, here, is_there=known is not None)
    kind = DECIDED[table]
    if not is_decided(table, here) and not kind.brought_by:
        return _brings(work, key, known, here)
    told = own_words(table, here, me)
    if known is not None or not may_bring(table, here, me):
        told |= {name: here[name] for name in kind.apart if here[name] and _wrote(work, key, name)}
    return _puts_there(work, key, here, told) if known is None else _says_there(work, key, known, here, told)


def _puts_there(work: UnitOfWork, key: Key, here: Mapping[str, Json], told: Mapping[str, Json]) -> bool:
    table, mine = key[0], may_bring(key[0], here, work.act.actor)
    if mine:
        if is_decided(table, here):
            change_row(work, key, brought_whole(table, here))
            outbox.leave_to_row(work, key)
        outbox.offer_row(work, key)
    if told or not mine:
        awaiting.wait(work, key, here, told)
    return True


def _says_there(
    work: UnitOfWork, key: Key, known: dict[str, Json], here: dict[str, Json], told: Mapping[str, Json]
) -> bool:
    table, kind = key[0], DECIDED[key[0]]
    told = {name: value for name, value in told.items() if known[name] != value}
    if told:
        awaiting.wait(work, key, here, told)
    books.hold(work, [key])
    if not may_bring(table, here, work.act.actor):
        return bool(told)
    instead = {name: known[name] for name in kind.told | kind.apart}
    if is_decided(table, here) and not is_decided(table, known):
        instead[kind.state] = kind.waits  # it was handed in since the copy as well
    return _brings(work, key, known, here, instead) or bool(told)


def _is_back(work: UnitOfWork, key: Key, here: Mapping[str, Json], *, is_there: bool) -> bool:
    """What the central store destroyed since the copy is there again: whoever did it is told to do it again."""
    if here["decided_by"] == work.act.actor:
        detail = {"kind": OpKind.UPDATE.value, "values": dict(here), "author": work.act.actor}
        books.refuse(work, Refusal(new_id(), new_id(), *key, GONE_WITH_COPY, detail, work.act.made_at.isoformat()))
    if is_there:
        books.hold(work, [key])
    return False


def _wrote(work: UnitOfWork, key: Key, field: str) -> bool:
    return work.connection.exec_driver_sql(_WROTE, (*key, field)).first() is not None


def _stood_here(work: UnitOfWork, key: Key) -> dict[str, set[str]]:
    """By field every text, and every member of a set, that the row ever had on this laptop."""
    found: dict[str, set[str]] = {}
    query = "SELECT changes FROM journal WHERE tbl = ? AND row_id = ?"
    for (text,) in work.connection.exec_driver_sql(query, key):
        for name, sides in outbox.pairs_of(text).items():
            for side in sides:
                several = side if isinstance(side, list) else [side]
                found.setdefault(name, set()).update(one for one in several if isinstance(one, str))
    return found


Pairs = dict[str, tuple[Json, Json]]


def _differing(
    known: Mapping[str, Json], here: Mapping[str, Json], told: Mapping[str, Json], stood: Mapping[str, set[str]]
) -> tuple[Pairs, Pairs]:
    """Old and new by field, as the journal has them, and apart those of texts that a colleague put there meanwhile.

    Members that a colleague added meanwhile are not taken away.
    """
    seen: Pairs = {}
    unseen: Pairs = {}
    for name in (name for name, value in here.items() if value != known.get(name)):
        old, new = known.get(name), told.get(name)
        if isinstance(old, list):
            seen[name] = [one for one in old if one in stood.get(name, ()) or one in (new or ())], new
        elif isinstance(old, str) and old and old not in stood.get(name, ()) and isinstance(here[name], str):
            unseen[name] = old, new
        else:
            seen[name] = old, new
    return seen, unseen
