"""Shared folders with something wrong."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def nobody_may_write(folder: Path) -> Iterator[None]:
    """A folder that may only be read; whoever is root steps down, for root may always write."""
    folder.chmod(0o555)
    for part in folder.iterdir():
        part.chmod(0o444)
    user = os.geteuid()
    if user == 0:
        for parent in (folder, *folder.parents[:4]):
            parent.chmod(0o755)
        folder.chmod(0o555)
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
        for part in folder.iterdir():
            part.chmod(0o644)
