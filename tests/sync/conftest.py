"""What the tests of sync share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from desktop.models.casework import Case
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.sync.postgres.founding import Founder
from desktop.sync.protocol import Result
from desktop.sync.shared_file import SharedFile
from tests.helpers.attackers import row
from tests.helpers.judging import rest
from tests.helpers.laptops import BEGIN, Laptop, make_laptop
from tests.helpers.meetings import SHARED, Meeting, meet_in_file, meet_in_office
from tests.helpers.offices import spoil
from tests.helpers.stores import REGION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.sync.protocol import CentralStore
    from tests.helpers.offices import Office
    from tests.helpers.postgres import Server

TEAM_KEY = bytes(reversed(range(32)))


@pytest.fixture
def central(tmp_path: Path) -> SharedFile:
    """An empty shared file."""
    file = SharedFile(tmp_path / "team.naober", TEAM_KEY)
    file.create(region=REGION)
    return file


@pytest.fixture(params=["shared file", "PostgreSQL"])
def any_central(request: pytest.FixtureRequest) -> CentralStore:
    """An empty central store of either kind; Anna's laptop is the first that writes in it."""
    if request.param == "shared file":
        return cast("SharedFile", request.getfixturevalue("central"))
    office = cast("Office", request.getfixturevalue("office"))
    return office.store_of("Anna", Role.TEAM_LEAD)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Where the laptops' shared file stands."""
    return f"sqlite:///{tmp_path / 'share' / 'team.naober'}"


@pytest.fixture
def meeting(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Meeting:
    """Where the laptops meet: a shared file, or what a test module asks for in its ``pytestmark``."""
    if getattr(request, "param", SHARED) == SHARED:
        (tmp_path / "share").mkdir()
        return meet_in_file(url, REGION)
    return meet_in_office(cast("Office", request.getfixturevalue("office")))


@pytest.fixture
def anna(tmp_path: Path, meeting: Meeting) -> Iterator[Laptop]:
    """The colleague who started the central store."""
    laptop = make_laptop(tmp_path, "Anna")
    meeting.join(laptop)
    laptop.sync()
    yield laptop
    laptop.close()


@pytest.fixture
def bram(tmp_path: Path, meeting: Meeting, anna: Laptop) -> Iterator[Laptop]:
    """A colleague who joined it."""
    laptop = make_laptop(tmp_path, "Bram")
    meeting.join(laptop)
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


@pytest.fixture
def spare(postgres: Server) -> Iterator[Founder]:
    """Books of their own, to spoil."""
    founder = Founder(postgres.database("naober_care"), postgres.password)
    founder.create(region=REGION)
    yield founder
    logins = [line[1] for line in founder.members()]
    spoil(founder, *(f'DROP ROLE "{login}"' for login in logins))  # roles are of the whole server


@pytest.fixture
def staffed(office: Office) -> Office:
    """Anna and Bram are consultants of one team, Lies leads it; Ruud leads another; Carla buys, Ad administers."""
    office.store_of("Ad", Role.ADMINISTRATOR).push([])
    office.store_of("Lies", Role.TEAM_LEAD, team="Noord")
    office.store_of("Ruud", Role.TEAM_LEAD, team="Zuid")
    office.store_of("Carla", Role.CONTRACT_MANAGER)
    for name in ("Anna", "Bram"):
        office.store_of(name, Role.CONSULTANT, team="Noord")
    # Two devices have written: nobody founds any more.
    for name in ("Lies", "Carla"):
        (answer,) = office.store_of(name).push([row("provider", f"of {name}", name, name="De Bascule")])
        assert answer.result is Result.APPLIED
    return office
