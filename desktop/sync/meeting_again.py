"""Going on with a central store that was put back from a copy: what was made since then is offered again.

The laptop goes back to the place in the history at which the copy was made. Every row that this colleague worked on and
that was known to the store in a later form is offered as it stands here; whatever others have offered meanwhile is met
as any edit is. What only others worked on comes from their laptops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.sync import awaiting, books
from desktop.sync.bringing import bring, known_rows
from desktop.sync.decided import DECIDED
from desktop.sync.local_rows import read_row
from desktop.sync.session import check_hello
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.books import State
    from desktop.sync.protocol import CentralStore, RowNow

MET_AGAIN = N_("Offer again what was made since the copy of the central store")

_LOST = """
SELECT b.tbl, b.row_id FROM row_base AS b WHERE b.seq > ? AND EXISTS (
    SELECT 1 FROM journal AS j WHERE j.tbl = b.tbl AND j.row_id = b.row_id AND j.origin <> 'sync' AND j.pushed < 3)
UNION SELECT tbl, row_id FROM journal WHERE pushed = 0 AND base > ?
"""


@dataclass(frozen=True)
class Apart:
    """What a laptop knows that a central store which was put back does not know any more."""

    there: State
    """How the laptop goes on with it."""
    lost: tuple[Key, ...]
    """Rows this colleague worked on and that the store knew in a later form; parents before what hangs on them."""
    known: Mapping[Key, RowNow]
    """Those rows as the store has them now."""


def meet_again(store: Store, central: CentralStore, state: State) -> int:
    """Returns how many rows wait to be offered again; the next sync sends them. Zero when nothing was put back.

    Raises:
        WorldFault: ``central-other-store``, ``central-other-region``, ``central-newer``, and what the central store
            raises. Nothing is changed then.
    """
    apart = _look(store, central, state)
    if apart is None:
        return 0
    place = apart.there.cursor
    with store.work(MET_AGAIN) as work:
        work.connection.exec_driver_sql("UPDATE row_base SET seq = ? WHERE seq > ?", (place, place))
        books.begin_another_history(work, place)
        books.write_state(work, apart.there)
        books.keep_untold(work, dict.fromkeys(books.reach(work) or (), ""))
        offered = _offered(work, apart)
        work.commit()
    return offered


def would_offer(store: Store, central: CentralStore, state: State) -> tuple[Key, ...]:
    """What `meet_again` would offer again, of which nothing is done yet: what is not there, or otherwise than here.

    Raises:
        WorldFault: See `meet_again`.
    """
    apart = _look(store, central, state)
    if apart is None:
        return ()
    with store.read() as reader:
        return tuple(key for key in apart.lost if _differs(key, apart.known.get(key), read_row(reader, key)))


def _offered(work: UnitOfWork, apart: Apart) -> int:
    """How many rows go with the next sync, or with a later one: then what they stand on comes from another laptop."""
    by_two = [key for key in apart.lost if key[0] in DECIDED]
    offered = sum(bring(work, key, apart.known.get(key)) for key in by_two)
    of_others = awaiting.left_to_others(work)
    for key in (key for key in apart.lost if key[0] not in DECIDED):
        there, here = apart.known.get(key), read_row(work, key)
        if key in of_others and here is not None and (there is None or there.gone):
            awaiting.wait(work, key, here, {})
            offered += 1
        else:
            offered += bring(work, key, there)
    return offered


def _look(store: Store, central: CentralStore, state: State) -> Apart | None:
    """None for a store that was not put back."""
    identity = store.identity
    hello = central.hello(state.cursor, identity.device_id)
    there = replace(state, epoch=str(hello.epoch), cursor=0, cursor_op="")
    check_hello(hello, there, region=identity.region)
    if str(hello.epoch) == state.epoch and hello.op_at_cursor == (state.cursor_op or None):
        return None
    place = min(state.cursor, hello.head if hello.put_back_at is None else hello.put_back_at)
    met = central.hello(place, identity.device_id).op_at_cursor
    with store.read() as reader:
        found = reader.connection.exec_driver_sql(_LOST, (place, place)).all()
    lost: list[Key] = [(tbl, row_id) for tbl, row_id in found if tbl in kinds()]
    known = known_rows(central, lost)
    return Apart(replace(there, cursor=place, cursor_op=met or ""), tuple(_parents_first(lost)), known)


def _differs(key: Key, there: RowNow | None, here: Mapping[str, Json] | None) -> bool:
    if there is None or there.gone or here is None:
        return (here is None) != (there is None or there.gone)
    full = kinds()[key[0]].full(there.values)
    return any(value != full.get(name) for name, value in here.items())


def _parents_first(keys: list[Key]) -> Iterator[Key]:
    order = {name: place for place, name in enumerate(kinds())}
    return iter(sorted(keys, key=lambda key: (order[key[0]], key[1])))
