"""A disk on which no file may grow, for as long as a block lasts."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = {"disk-full", "disk-fault"}
"""How a store says so; where another disk than its own ran full, it cannot tell why it was not let."""

NO_LIMIT = pytest.mark.skipif(sys.platform == "win32", reason="this system has no limit on the size of a file")


@contextmanager
def full_disk(room: int = 0) -> Iterator[None]:
    """Nothing can be written beyond so many bytes of any file."""
    import resource  # noqa: PLC0415 - there is none on Windows

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, before)
