"""Joining a central store that has a history: of all that a laptop offers it, what is another's to bring waits.

A laptop that comes from elsewhere has everything wait. Rows that were decided on would be refused as they are, and take
the cases they hang on along. So before anything is sent each is parted, as in a store that was put back from a copy.
Into an empty store a laptop brings everything as it stands, also what others decided on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.sync import awaiting, books, outbox
from desktop.sync.bringing import bring, known_rows
from desktop.sync.decided import DECIDED, is_decided
from desktop.sync.local_rows import read_row
from desktop.sync.telling import whose

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore, Hello

MET_ANEW = N_("Offer the central store what is here")


def meet_anew(store: Store, central: CentralStore, hello: Hello) -> ChangeSet:
    """Looks through what waits, once, before the first of it is sent; what was brought before a stop is not parted."""
    with store.read() as reader:
        if books.is_greeted(reader):
            return ChangeSet()
        waiting = outbox.rows_waiting(reader) if hello.head else set()
        by_two = [key for key in waiting if key[0] in DECIDED]
        decided = {key for key in by_two if is_decided(key[0], read_row(reader, key) or {})}
        beside = _beside(reader, decided) & waiting
    known = known_rows(central, sorted(beside))
    with store.work(MET_ANEW) as work:
        for key in sorted(decided):
            bring(work, key, known.get(key))
        others = awaiting.left_to_others(work)
        for key in sorted(beside - decided):
            _goes_along(work, key, is_anothers=key in others and key not in known)
        books.greeted(work)
        return work.commit()


def _beside(reader: Reader, keys: set[Key]) -> set[Key]:
    """These rows and all of the same cases."""
    known = whose(reader) if keys else {}
    scopes = {known[key] for key in keys if key in known}
    return keys | {key for key, scope in known.items() if scope in scopes}


def _goes_along(work: UnitOfWork, key: Key, *, is_anothers: bool) -> None:
    """In the same act as what it hangs on, or later, when another has brought that."""
    here = read_row(work, key)
    if here is None:
        return
    outbox.leave_to_row(work, key)
    if is_anothers:
        awaiting.wait(work, key, here, {})
    else:
        outbox.offer_row(work, key)
