from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from desktop.language import speaking
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.services.workplace import Workplace
from tests.helpers.stores import COLLEAGUE, make_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """An empty store on 1 December 2026, and English for the reasons."""
    store = make_store(tmp_path)
    profile = RegionProfile(
        id="test-region", name="Test", document="Test", dated=date(2026, 1, 1), municipalities=(), lots=()
    )
    colleague = Colleague(id=COLLEAGUE, name="Anna Test", role="administrator")
    with speaking("en"):
        yield Workplace(store, profile, colleague, lambda: NOON)
    store.close()
