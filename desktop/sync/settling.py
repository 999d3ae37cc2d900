"""Rows that were fetched whole are put in the store: as the central store has them, under own edits that still wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sync import books, outbox
from desktop.sync.inbox import speak, under
from desktop.sync.local_rows import torn
from desktop.sync.page_rows import PageRows
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import RowNow

_NOBODY = ""
"""A row that comes whole does not tell who wrote what in it, and this colleague did not."""


def settle_rows(work: UnitOfWork, keys: Iterable[Key], found: Mapping[Key, RowNow]) -> None:
    """Brings rows to what the central store has, except for own edits that still wait; what cannot be stays held.

    All are read at once, and what is new among them is written by table at once.
    """
    left = set(keys)
    waiting = {key: outbox.pending(work, key) for key in outbox.waiting_among(work, left)}
    while True:
        with work.connection.begin_nested() as attempt:
            settled = _settled(work, left, found, waiting)
            broken = torn(work, settled)
            if not broken:
                books.release(work, settled)
                speak(work, work.act.actor)
                return
            attempt.rollback()
        left -= broken


def _settled(
    work: UnitOfWork, keys: set[Key], found: Mapping[Key, RowNow], waiting: Mapping[Key, outbox.Pending]
) -> set[Key]:
    """Those that are now as the central store has them, but for own edits that wait."""
    rows = PageRows(work, keys, keys)
    # What is new comes last, so that it can be written together.
    in_turn = sorted(keys, key=lambda key: (rows.get(key) is None, key))
    settled = {key for key in in_turn if _settle(rows, key, found.get(key), waiting.get(key, outbox.Pending()))}
    rows.flush()
    return settled


def _settle(rows: PageRows, key: Key, now: RowNow | None, mine: outbox.Pending) -> bool:
    if now is None:
        if not mine.is_any:
            rows.drop(key, _NOBODY)
        return True
    if mine.is_any and (rows.get(key) is None) != now.gone:
        return False
    try:
        _bring_to(rows, key, now, mine)
    except ValueError:
        return False
    if not (now.gone and mine.is_any):
        rows.set_base(key, now.seq)
    return True


def _bring_to(rows: PageRows, key: Key, now: RowNow, mine: outbox.Pending) -> None:
    here = rows.get(key)
    if now.gone:
        rows.drop(key, _NOBODY)
    elif here is None:
        rows.put(key, now.values, _NOBODY)
    elif changed := under(mine, here, kinds()[key[0]].full(now.values)):
        rows.change(key, changed, _NOBODY)
