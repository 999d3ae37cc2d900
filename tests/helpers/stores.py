"""Stores for tests: really encrypted, really on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.database import Store
from desktop.store.identity import Identity

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(32))
"""The data key of every test store."""

COLLEAGUE = "01900000-0000-7000-8000-000000000001"
"""Id of the colleague a test store belongs to; not stored as a `Colleague` unless a test adds one."""

REGION = "oldambt-stadskanaal"


def make_store(folder: Path, *, name: str = "naober.db", colleague_id: str = COLLEAGUE, region: str = REGION) -> Store:
    """A new, empty, open store in the folder. Whoever makes it closes it."""
    return Store.create(folder / name, KEY, Identity(region=region, colleague_id=colleague_id))
