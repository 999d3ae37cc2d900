"""The list of the social map knows of an intake stop in the contract, whatever a provider told of its wait."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import Hit, HitStop, SearchQuestion
from desktop.models.social_map import Contract, ContractedProduct
from desktop.models.waiting import WaitingListEntry
from desktop.services.social_map import search
from desktop.services.wait_prospects import wait_prospect
from desktop.services.waits import put_on_waiting_list
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, MUNICIPALITY, PRODUCT, a_case, a_provider, a_report

HEAVY = "begeleiding-plus"


def hit(desk: Workplace, **asked: object) -> Hit:
    [found] = search(desk, SearchQuestion("kwikstaart", **asked)).hits  # type: ignore[arg-type]  # a test names them
    return found


@pytest.fixture
def stopped(desk: Workplace) -> str:
    """A provider that told it is open, and whose contract lets it refuse since a week."""
    one = a_provider(desk, intake_stop=True, stop_from=desk.today - timedelta(days=7))
    a_report(desk, one, AvailabilityStatus.OPEN, start_min=0, start_max=1)
    return one


def test_a_stop_stands_before_what_the_provider_told(desk: Workplace, stopped: str) -> None:
    found = hit(desk)
    assert (found.id, found.stop) == (stopped, HitStop.ALL)
    assert found.stands[0] == "cliëntenstop in het contract"
    assert found.stands[-1] == "hulp binnen 1 week (gemeten: 3 dagen geleden)"


def test_a_stop_for_one_product_is_told_as_a_part_and_by_what_is_asked(desk: Workplace, stopped: str) -> None:
    contract = Contract(provider_id=stopped, lot=LOT, start=date(2022, 6, 1))
    whose = {"contract_id": contract.id, "provider_id": stopped, "lot": LOT, "start": contract.start}
    with desk.work("Add") as work:
        work.add(contract, ContractedProduct.model_validate(whose | {"product": HEAVY}))
        work.commit()
    assert hit(desk).stop is HitStop.PART
    assert hit(desk).stands[0] == "cliëntenstop in het contract voor een deel van de hulp"
    assert hit(desk, product=PRODUCT).stop is HitStop.ALL
    assert hit(desk, product=HEAVY).stop is None
    assert hit(desk, municipality=MUNICIPALITY).stop is HitStop.PART


@pytest.mark.parametrize("days", [{"stop_from": 1}, {"stop_until": -1}])
def test_a_stop_that_has_yet_to_begin_or_is_over_is_none(desk: Workplace, days: dict[str, int]) -> None:
    on = {name: desk.today + timedelta(days=n) for name, n in days.items()}
    a_provider(desk, "De Kwikstaart", intake_stop=True, **on)
    assert hit(desk).stop is None


def test_who_may_refuse_is_not_proposed_to_someone_who_waits(desk: Workplace, stopped: str) -> None:
    case_id = a_case(desk)
    entry = WaitingListEntry(case_id=case_id, product=PRODUCT, since=desk.today - timedelta(days=90))
    entry_id, _changes = put_on_waiting_list(desk, entry)
    other = a_provider(desk, "De Open Deur")
    assert stopped
    assert [one.hit.id for one in wait_prospect(desk, entry_id).others] == [other]
