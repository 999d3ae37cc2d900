"""When a provider cannot start in time: who can, and what the neighbourhood offers meanwhile."""

import pytest

from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, WaitPhase
from desktop.models.social_map import Provider
from desktop.models.waiting import WaitNorm
from desktop.services.choices import Seeker
from desktop.services.figure_age import TERM
from desktop.services.instead import Help, Instead, instead_of
from desktop.services.workplace import Workplace
from tests.helpers import town

HERE = Seeker("Stadskanaal", 78)


def id_of(values: tuple[object, ...]) -> str:
    provider = values[0]
    assert isinstance(provider, Provider)
    return provider.id


@pytest.fixture
def filled(desk: Workplace) -> Workplace:
    town.settle(desk, *town.PLACES)
    town.fill_map(desk)
    return desk


def test_under_an_intake_stop_stand_those_who_start_soonest_first(filled: Workplace) -> None:
    town.settle(filled, TermSetting(term=TERM, days=90, document="Werkafspraak"))
    found = instead_of(filled, id_of(town.STOPPED_PROVIDER), HERE, near="9501 AB Stadskanaal")
    assert found.takes_nobody
    assert found.helps == ("Begeleiding regulier",)
    assert [one.choice.name for one in found.others] == ["De Lange Adem", "Kompas en Koers"]
    assert found.others[0].help == "Begeleiding regulier"
    assert found.others[0].choice.distance_km is not None


def test_the_neighbourhood_for_someone_of_this_age_in_this_municipality(filled: Workplace) -> None:
    old = instead_of(filled, id_of(town.STOPPED_PROVIDER), HERE)
    child = instead_of(filled, id_of(town.STOPPED_PROVIDER), Seeker("Stadskanaal", 9))
    assert town.BUDDY.id in {service.service_id for service in old.meantime}
    assert town.BUDDY.id not in {service.service_id for service in child.meantime}


def test_a_long_wait_names_only_who_is_sooner(filled: Workplace) -> None:
    found = instead_of(filled, id_of(town.LIMITED_PROVIDER), HERE)
    assert not found.takes_nobody
    assert [one.choice.name for one in found.others] == ["De Lange Adem"]


def test_a_wait_that_is_not_long_asks_for_nothing_else(filled: Workplace) -> None:
    assert instead_of(filled, id_of(town.OPEN_PROVIDER), HERE) == Instead()


def test_the_norm_of_the_municipality_decides_what_is_long(filled: Workplace) -> None:
    town.settle(filled, WaitNorm(key="own", products=(town.REGULAR,), phase=WaitPhase.START, weeks=5))
    assert instead_of(filled, id_of(town.OPEN_PROVIDER), HERE).helps == ("Begeleiding regulier",)


def test_only_the_help_of_the_draft_is_looked_for(filled: Workplace) -> None:
    stopped = id_of(town.STOPPED_PROVIDER)
    assert instead_of(filled, stopped, HERE, wanted=Help(product="begeleiding-plus")) == Instead()
    assert instead_of(filled, stopped, HERE, wanted=Help(product=town.REGULAR)).others


def test_an_old_figure_makes_nobody_sooner(filled: Workplace) -> None:
    found = instead_of(filled, id_of(town.STOPPED_PROVIDER), HERE)
    assert [one.choice.name for one in found.others] == ["De Lange Adem"], "Kompas told it eleven weeks ago"
    old = town.provider("Lang Geleden", product=town.REGULAR, status=AvailabilityStatus.OPEN, weeks=(0, 0), days=700)
    town.settle(filled, *old)
    found = instead_of(filled, id_of(town.STOPPED_PROVIDER), HERE)
    assert "Lang Geleden" not in [one.choice.name for one in found.others]


def test_a_provider_that_is_gone_is_told(filled: Workplace) -> None:
    with pytest.raises(RuleBroken, match="gone"):
        instead_of(filled, "01900000-0000-7000-8000-00000000dead", HERE)
