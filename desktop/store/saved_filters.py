"""Filters that a person keeps under a name. They stay on this laptop: not journalled, not sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

_PLACE = "filters.{}"
_READ = "SELECT value FROM setting WHERE name = ?"
_KEEP = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"


def read_filters(reader: Reader, screen: str) -> dict[str, dict[str, Any]]:
    """What is asked, by name, in the order in which they were kept."""
    found = reader.connection.exec_driver_sql(_READ, (_PLACE.format(screen),)).scalar_one_or_none()
    return dict(json.loads(found)) if found else {}


def write_filters(work: UnitOfWork, screen: str, filters: Mapping[str, Mapping[str, Any]]) -> None:
    """Keeps these and no others."""
    text = json.dumps({name: dict(asked) for name, asked in filters.items()}, ensure_ascii=False)
    work.connection.exec_driver_sql(_KEEP, (_PLACE.format(screen), text))
