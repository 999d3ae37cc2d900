"""How long comparable help lasted: the group narrows while there are enough, and never speaks on too few."""

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import IndicationStatus, Law
from desktop.models.people import Resident
from desktop.rules.comparable import AgeBand, Group
from desktop.rules.durations import Durations, TooFew
from desktop.services.durations import group_for, how_long, how_long_like
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, PRODUCT, refused
from tests.helpers.granted import store

ADULTS = AgeBand(23, 64)


def helped(desk: Workplace, *, born: int, days: int, many: int = 1, then: int = 0, **fields: object) -> None:
    """So many residents who were helped, and then once more directly after when `then` says how long."""
    for _n in range(many):
        resident = Resident(last_name="Boerema", birth_date=date(born, 1, 1))
        case = Case(resident_id=resident.id, opened_on=date(2020, 1, 1))
        store(desk, resident, case)
        began = date(2020, 1, 1)
        for length in filter(None, (days, then)):
            usual = {"case_id": case.id, "law": Law.WMO, "lot": LOT, "segment": "1A", "product": PRODUCT}
            given = Indication.model_validate(usual | {"status": IndicationStatus.ENDED} | fields)
            last = began + timedelta(days=length - 1)
            store(desk, given, Trajectory(indication_id=given.id, started_on=began, ended_on=last))
            began = last + timedelta(days=1)


def test_the_ages_count_while_there_are_enough_of_them(desk: Workplace) -> None:
    helped(desk, born=1990, days=100, many=9)
    helped(desk, born=1940, days=300, many=10)
    adults, all_ages = Group(Law.WMO, LOT, PRODUCT, "1A", ADULTS), Group(Law.WMO, LOT, PRODUCT, "1A")
    assert how_long(desk, adults).found == TooFew(10)
    like = how_long_like(desk, adults)
    assert isinstance(like.found, Durations)
    assert (like.group, like.found.n, like.found.median_days) == (all_ages, 19, 300)
    helped(desk, born=1990, days=100)
    like = how_long_like(desk, adults)
    assert isinstance(like.found, Durations)
    assert (like.group, like.found.n, like.found.median_days) == (adults, 10, 100)


@pytest.mark.parametrize("other", [{"law": Law.JEUGDWET}, {"segment": "2"}, {"product": "begeleiding-plus"}])
def test_help_under_another_act_of_another_segment_or_product_does_not_count(
    desk: Workplace, other: dict[str, Any]
) -> None:
    helped(desk, born=1990, days=100, many=9)
    helped(desk, born=1990, days=100, **other)
    assert how_long(desk, Group(Law.WMO, LOT, PRODUCT, "1A")).found == TooFew(10)


def test_help_that_was_prolonged_counts_once_and_as_long_as_it_was(desk: Workplace) -> None:
    helped(desk, born=1990, days=365, then=365, many=10)
    found = how_long(desk, Group(Law.WMO, LOT, PRODUCT, "1A")).found
    assert isinstance(found, Durations)
    assert (found.n, found.median_days) == (10, 730)


def test_what_an_earlier_purchase_called_otherwise_counts_with_it(desk: Workplace) -> None:
    [product] = [one for one in desk.profile.products if one.id == PRODUCT]
    assert product.follows
    helped(desk, born=1990, days=365, many=9)
    helped(desk, born=1990, days=365, product=product.follows[0])
    found = how_long(desk, Group(Law.WMO, LOT, PRODUCT, "1A")).found
    assert isinstance(found, Durations)
    assert found.n == 10


def test_a_group_by_the_words_of_the_region(desk: Workplace) -> None:
    assert group_for(desk.profile, PRODUCT, "1A", 30) == Group(Law.WMO, LOT, PRODUCT, "1A", ADULTS)
    assert group_for(desk.profile, PRODUCT) == Group(Law.WMO, LOT, PRODUCT)
    refused("product-not-known", lambda: group_for(desk.profile, LOT))
    lots = tuple(lot.model_copy(update={"states_result_only": True}) for lot in desk.profile.lots)
    result_only = desk.profile.model_copy(update={"lots": lots, "products": ()})
    assert group_for(result_only, LOT, "1A") == Group(Law.WMO, LOT, "", "1A")


def test_many_stays_of_a_few_residents_tell_of_them_and_are_not_told(desk: Workplace) -> None:
    """Twelve trajectories of four residents; with those of a fifth there are enough."""
    group = Group(Law.WMO, LOT, PRODUCT, "1A")
    began = [date(2020, 1, 1) + timedelta(days=200 * n) for n in range(3)]
    for n in range(5):
        resident = Resident(last_name="Boerema", birth_date=date(1990, 1, 1))
        case = Case(resident_id=resident.id, opened_on=date(2020, 1, 1))
        store(desk, resident, case)
        for first in began:
            usual = {"case_id": case.id, "law": Law.WMO, "lot": LOT, "segment": "1A", "product": PRODUCT}
            given = Indication.model_validate(usual | {"status": IndicationStatus.ENDED})
            last = first + timedelta(days=99)
            store(desk, given, Trajectory(indication_id=given.id, started_on=first, ended_on=last))
        found = how_long(desk, group).found
        assert isinstance(found, Durations) is (n == 4), n
