"""Keeping what the program has in memory out of what a system writes to disk when a program falls over."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

_FILTER = Path("/proc/self/coredump_filter")


def write_no_dumps() -> None:
    """From now on a crash leaves no copy of the memory: the store's key and the dossiers that were open stand in it.

    Where a program takes dumps in hand (systemd-coredump, apport), Linux asks for no size: then there is nothing in it.
    Windows is not asked: what it keeps of a crash is the system's own setting.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        _FILTER.write_text("0", encoding="ascii")
