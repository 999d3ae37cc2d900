"""What the tests of sync share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.security.team_code import new_team_code, team_key
from desktop.services import syncing
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of
from tests.helpers.judging import rest
from tests.helpers.laptops import BEGIN, Laptop, join, make_laptop
from tests.helpers.stores import REGION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEAM_KEY = bytes(reversed(range(32)))


@pytest.fixture
def central(tmp_path: Path) -> SharedFile:
    """An empty shared file."""
    file = SharedFile(tmp_path / "team.naober", TEAM_KEY)
    file.create(region=REGION)
    return file


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Where the laptops' shared file stands."""
    return f"sqlite:///{tmp_path / 'share' / 'team.naober'}"


@pytest.fixture
def anna(tmp_path: Path, url: str) -> Iterator[Laptop]:
    """The colleague who started the shared file."""
    (tmp_path / "share").mkdir()
    code = new_team_code()
    central = SharedFile(path_of(url), team_key(code))
    central.create(region=REGION)
    laptop = make_laptop(tmp_path, "Anna")
    join(laptop, central, code)
    laptop.sync()
    yield laptop
    laptop.close()


@pytest.fixture
def bram(tmp_path: Path, url: str, anna: Laptop) -> Iterator[Laptop]:
    """A colleague who joined it."""
    laptop, code = make_laptop(tmp_path, "Bram"), syncing.team_code(anna.workplace)
    join(laptop, SharedFile(path_of(url), team_key(code)), code)
    laptop.sync()
    anna.sync()
    yield laptop
    laptop.close()


@pytest.fixture
def handed_in(anna: Laptop, bram: Laptop) -> str:
    """Anna's draft, handed in and seen by Bram, who is a team lead."""
    bram.change(Colleague, bram.workplace.colleague.id, role=Role.TEAM_LEAD.value)
    resident = Resident(last_name="Mulder")
    case = Case(resident_id=resident.id, opened_on=BEGIN.date())
    author = anna.workplace.colleague.id
    drafted = Indication(case_id=case.id, volume=4, status=IndicationStatus.HANDED_IN, author=author)
    anna.add(resident, case, drafted)
    rest(anna, bram)
    return drafted.id
