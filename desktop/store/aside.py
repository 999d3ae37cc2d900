"""Filling a store as a whole or not at all, also when it takes many acts and the program is cut off in the middle."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from desktop.store.database import Store, discard_draft, draft_of
from desktop.store.faults import as_failure
from desktop.store.migrate import vacuum_into

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlalchemy import PoolProxiedConnection


@contextmanager
def aside(store: Store) -> Iterator[Store]:
    """A copy beside the store, for the block to fill; what it holds at the end is put in the store in one transaction.

    When the block raises, or the program ends inside it, the store is as it was. Nobody else may write in the store
    meanwhile: that would be lost.

    Raises:
        WorldFault: ``disk-full`` or ``disk-fault`` when there is no room for both; ``store-busy``.
    """
    draft = draft_of(store.path)
    discard_draft(draft)
    try:
        vacuum_into(store.engine, draft)
        draft.chmod(0o600)
        with Store.open(draft, store.key, clock=store.clock) as filled:
            yield filled
            _put_in(store, filled)
    finally:
        discard_draft(draft)
        draft.with_name(f"{draft.name}.lock").unlink(missing_ok=True)


def _driver(connection: PoolProxiedConnection) -> sqlite3.Connection:
    # The driver's own class has the same methods.
    return cast("sqlite3.Connection", connection.driver_connection)


def _put_in(store: Store, filled: Store) -> None:
    source, target = filled.engine.raw_connection(), store.engine.raw_connection()
    try:
        target.cursor().execute("PRAGMA query_only = OFF")
        # SQLite rolls it back by itself when it does not come to its end.
        _driver(source).backup(_driver(target))
    except Exception as error:
        raise as_failure(error, store.path) or error from error
    finally:
        source.close()
        target.close()
