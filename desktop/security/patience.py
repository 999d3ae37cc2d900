"""Waiting after wrong passphrases, longer each time.

It slows a person at the keyboard; a thief who has the file is slowed by the cost of Argon2id.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault

if TYPE_CHECKING:
    from pathlib import Path

FREE_TRIES = 3
LONGEST_SECONDS = 300


def tries_path(keys: Path) -> Path:
    """Where the wrong tries of a key file are counted."""
    return keys.with_name(f"{keys.name}.tries")


def must_wait(keys: Path, now: datetime) -> None:
    """Refuses a try that comes too soon.

    Raises:
        WorldFault: ``too-many-tries`` with the ``seconds`` to wait.
    """
    count, last = _read(keys, now)
    if last > now:
        # The clock was set back; nobody waits a year for that.
        _write(keys, count, now)
        last = now
    left = _pause(count) - (now - last).total_seconds()
    if left > 0:
        raise WorldFault("too-many-tries", seconds=int(left) + 1)


def begins(keys: Path, now: datetime) -> None:
    """Counts a try before it is known whether it is right: who ends the program in between tried all the same."""
    _write(keys, _read(keys, now)[0] + 1, now)


def failed(keys: Path, now: datetime) -> None:
    """Counts from now how long to wait: finding out takes time as well."""
    _write(keys, max(1, _read(keys, now)[0]), now)


def succeeded(keys: Path) -> None:
    """Forgets the wrong tries."""
    with suppress(OSError):
        tries_path(keys).unlink(missing_ok=True)


def _pause(count: int) -> int:
    """Seconds to wait after so many wrong tries: 0, 0, 0, 2, 4, 8 … 300."""
    over = count - FREE_TRIES
    return 0 if over < 0 else min(2 ** min(over + 1, 16), LONGEST_SECONDS)


def _read(keys: Path, now: datetime) -> tuple[int, datetime]:
    """The count and the last moment; none and now when the file says nothing sensible."""
    try:
        raw = json.loads(tries_path(keys).read_text(encoding="utf-8"))
        return max(0, int(raw["count"])), datetime.fromtimestamp(float(raw["at"]), UTC)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return 0, now


def _write(keys: Path, count: int, now: datetime) -> None:
    # Where nothing can be written the passphrase is asked without a longer pause; it must still be asked. A count that
    # was there stays until another stands beside it whole: a full disk or a killed program does not begin it anew.
    told, path = json.dumps({"count": count, "at": now.timestamp()}), tries_path(keys)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            draft.write_text(told, encoding="utf-8")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
