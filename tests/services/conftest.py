"""A desk: a colleague at a real encrypted store, on a Monday at noon."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.kinds import Role
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague
from tests.helpers.desks import make_workplace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a consultant's desk."""
    made = make_workplace(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def lead(desk: Workplace) -> Workplace:
    """A team lead at the same store."""
    return colleague(desk, "Annelies Terpstra", Role.TEAM_LEAD)
