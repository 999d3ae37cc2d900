"""What a store says of the wait at a provider."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import EndReason, Role, WaitEnd
from desktop.models.region_settings import ForecastRule
from desktop.models.waiting import WaitingListEntry
from desktop.rules.forecast import Forecast, TooFewWaits
from desktop.services.cases import CaseEnding, close_case
from desktop.services.expected_waits import ExpectedWait, forecast_of, wait_forecast
from desktop.services.waits import end_wait, put_on_waiting_list
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_provider, colleague

EVERY = 12
"""Days between two placements."""


def fill(desk: Workplace, provider_id: str, placed: int, *, waiting: int = 4, because: WaitEnd | None = None) -> str:
    """So many who got a place after ten weeks, and so many who wait still; gives the id of who waits last."""
    case_id = a_case(desk, "Wachter")
    today = desk.today
    made = []
    for at in range(1, placed + 1):
        end = today - timedelta(days=at * EVERY)
        fields = {"since": end - timedelta(days=70), "placed_on": end, "ended_because": because or WaitEnd.PLACED}
        made.append(fields)
    made += [{"since": today - timedelta(days=at * EVERY)} for at in range(waiting)]
    entries = [
        WaitingListEntry.model_validate({"case_id": case_id, "provider_id": provider_id, "product": PRODUCT, **fields})
        for fields in made
    ]
    with desk.store.work("Fill") as work:
        work.add(*entries)
        work.commit()
    return entries[placed].id if waiting else ""


def test_the_wait_is_told_with_what_it_rests_on(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    fill(desk, provider_id, 20)
    expected = wait_forecast(desk, provider_id, PRODUCT)
    assert isinstance(expected.found, Forecast)
    assert (expected.found.based_on, expected.found.ahead) == (20, 4)
    assert 5 < expected.found.weeks < 14
    assert (expected.placed, expected.share) == (20, 80)
    assert expected.source.document == "Naober, standaardinstelling"


def test_too_few_are_not_told_how_few_they_are(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    fill(desk, provider_id, desk.profile.forecast.minimum_cases - 1)
    expected = wait_forecast(desk, provider_id, PRODUCT)
    assert expected.found == TooFewWaits(desk.profile.forecast.minimum_cases)
    assert (expected.came, expected.placed) == (None, None)


def test_a_region_sets_from_how_many_on(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    fill(desk, provider_id, 9)
    rule = ForecastRule(minimum_cases=8)
    strict = desk.profile.model_copy(update={"forecast": rule})
    lenient = Workplace(desk.store, strict, desk.colleague, desk.clock)
    assert isinstance(wait_forecast(lenient, provider_id, PRODUCT).found, Forecast)


def test_another_product_or_provider_says_nothing_of_this_one(desk: Workplace) -> None:
    provider_id, other = a_provider(desk), a_provider(desk, "De Andere")
    fill(desk, provider_id, 20)
    assert isinstance(wait_forecast(desk, other, PRODUCT).found, TooFewWaits)
    assert isinstance(wait_forecast(desk, provider_id, "begeleiding-plus").found, TooFewWaits)


def test_who_waits_first_waits_shortest(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    last = fill(desk, provider_id, 20)
    with desk.store.read() as reader:
        entries = reader.find(WaitingListEntry, placed_on=None)
        found = {one.id: forecast_of(desk, reader, one) for one in entries}
    by_since = sorted(entries, key=lambda one: one.since)
    ahead = [_known(found[one.id]).ahead for one in by_since]
    weeks = [_known(found[one.id]).weeks for one in by_since]
    assert ahead == [0, 1, 2, 3]
    assert weeks == sorted(weeks)
    assert by_since[-1].id == last


def _known(expected: ExpectedWait | None) -> Forecast:
    assert expected is not None
    assert isinstance(expected.found, Forecast)
    return expected.found


def test_a_wait_without_a_provider_has_no_forecast(desk: Workplace) -> None:
    entry = WaitingListEntry(case_id=a_case(desk), product=PRODUCT, since=desk.today)
    put_on_waiting_list(desk, entry)
    with desk.store.read() as reader:
        assert forecast_of(desk, reader, entry) is None


def test_who_went_elsewhere_or_closed_the_case_got_no_place_here(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    fill(desk, provider_id, 20, because=WaitEnd.PLACED_ELSEWHERE)
    for name in ("Een", "Twee"):
        case_id = a_case(desk, name)
        entry = WaitingListEntry(
            case_id=case_id, provider_id=provider_id, product=PRODUCT, since=desk.today - timedelta(days=9)
        )
        put_on_waiting_list(desk, entry)
        close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    assert isinstance(wait_forecast(desk, provider_id, PRODUCT).found, TooFewWaits)


def test_a_placement_of_today_counts_at_once(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    last = fill(desk, provider_id, 20)
    before = wait_forecast(desk, provider_id, PRODUCT).found
    end_wait(desk, last, desk.today)
    after = wait_forecast(desk, provider_id, PRODUCT).found
    assert isinstance(before, Forecast)
    assert isinstance(after, Forecast)
    assert after.ahead == before.ahead - 1


def test_everyone_who_sees_the_map_may_ask_and_a_gone_provider_is_said(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    manager = colleague(desk, "Contract", Role.CONTRACT_MANAGER)
    assert wait_forecast(manager, provider_id, PRODUCT).provider_id == provider_id
    with pytest.raises(RuleBroken, match="gone"):
        wait_forecast(desk, "nobody", PRODUCT)
