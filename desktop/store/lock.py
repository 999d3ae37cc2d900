"""One program at a time in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from desktop.models.faults import WorldFault

if TYPE_CHECKING:
    from pathlib import Path


def take(store: Path) -> FileLock:
    """Holds the lock beside the store; the operating system lets it go when the process ends, however it ends.

    Raises:
        WorldFault: ``store-in-use`` when another program, or this one, has the store open;
            ``store-unreachable`` when the folder cannot be written in.
    """
    lock = FileLock(store.with_name(f"{store.name}.lock"), timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise WorldFault("store-in-use", file=store.name) from None
    except OSError as error:
        raise WorldFault("store-unreachable", file=store.name) from error
    return lock
