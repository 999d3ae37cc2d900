from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.models.search import SearchQuestion
from desktop.models.social_map import (
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Organisation,
    Provider,
)
from desktop.services import availability, social_map
from desktop.services.availability import WaitEntry
from desktop.services.workplace import Workplace
from tests.helpers.stores import COLLEAGUE

if TYPE_CHECKING:
    from desktop.models.base import Value
    from desktop.store.database import Store

TODAY = date(2026, 12, 1)


@pytest.fixture
def workplace(store: Store) -> Workplace:
    """A consultant at work on 1 December 2026."""
    profile = RegionProfile(id="test", name="Test", document="Test", dated=TODAY, municipalities=(), lots=())
    colleague = Colleague(id=COLLEAGUE, name="Anna Test", role="consultant")
    return Workplace(store, profile, colleague, lambda: datetime(2026, 12, 1, 12, tzinfo=UTC))


def add(workplace: Workplace, *values: Value) -> None:
    with workplace.work("Add") as uow:
        uow.add(*values)
        uow.commit()


def test_a_community_service_is_shown_with_who_runs_it_and_where(workplace: Workplace) -> None:
    runs = Organisation(name="Welzijn Oost")
    service = CommunityService(name="Soos", organisation_id=runs.id, checked_on=date(2026, 11, 1))
    place = Location(organisation_id=runs.id, name="Buurthuis")
    add(workplace, runs, service, place)
    page = social_map.community_service(workplace, service.id)
    assert (page.service, page.organisation, page.locations, page.checked_days) == (service, runs, (place,), 30)
    own = Location(service_id=service.id, name="Kerkzaal")
    add(workplace, own)
    assert social_map.community_service(workplace, service.id).locations == (own,)


def test_a_provider_is_shown_with_its_agreements_the_running_ones_first(workplace: Workplace) -> None:
    provider = Provider(name="Zorg Noord")
    old = Contract(provider_id=provider.id, start=date(2020, 1, 1), end=date(2023, 12, 31))
    running = Contract(provider_id=provider.id, start=date(2019, 1, 1))
    product = ContractedProduct(contract_id=running.id, provider_id=provider.id, product="vervoer", start=running.start)
    add(workplace, provider, old, running, product)
    page = social_map.provider(workplace, provider.id)
    assert [(a.contract.id, a.is_running, a.products) for a in page.agreements] == [
        (running.id, True, (product,)),
        (old.id, False, ()),
    ]
    assert (page.reports, page.checked_days) == ((), None)


@pytest.mark.parametrize("read", [social_map.community_service, social_map.provider, social_map.confirm])
def test_an_entry_that_is_gone_is_said_to_be_gone(workplace: Workplace, read: object) -> None:
    assert callable(read)
    with pytest.raises(RuleBroken, match="gone"):
        read(workplace, "nowhere")


@pytest.mark.parametrize("entry", [CommunityService(name="Soos"), Provider(name="Zorg Noord")])
def test_still_right_notes_who_and_when(workplace: Workplace, entry: CommunityService | Provider) -> None:
    add(workplace, entry)
    changes = social_map.confirm(workplace, entry.id)
    assert changes.touches("community_service", "provider")
    with workplace.store.read() as reader:
        found = reader.get(type(entry), entry.id)
    assert (found.checked_on, found.checked_by) == (TODAY, "Anna Test")


def test_who_may_not_check_entries_is_told_so(workplace: Workplace) -> None:
    add(workplace, service := CommunityService(name="Soos"))
    other = replace(workplace, colleague=Colleague(name="Bo Test", role="administrator"))
    with pytest.raises(RuleBroken, match="not-allowed"):
        social_map.confirm(other, service.id)
    with pytest.raises(RuleBroken, match="not-allowed"):
        availability.record_wait(other, WaitEntry(service.id, "8"))


def test_a_wait_is_written_down_as_said_and_found_by_searching(workplace: Workplace) -> None:
    add(workplace, provider := Provider(name="Zorg Noord"))
    entry = WaitEntry(provider.id, intake="Binnen 24 uur", start="6–8 wk", product="Diagnostiek", source="gebeld")
    assert availability.record_wait(workplace, entry).touches("availability_report")
    (one,) = availability.latest(workplace, provider.id)
    report = one.report
    assert (report.start_min, report.start_max, report.start_text) == (6, 8, "6–8 wk")
    assert (report.status, report.measured_on, report.checked_by) == (AvailabilityStatus.OPEN, TODAY, "Anna Test")
    assert (one.age_days, one.disputed) == (0, False)
    wait = social_map.search(workplace, SearchQuestion("diagnostiek", max_weeks=8)).hits[0].wait
    assert wait
    assert (wait.start_max, wait.age_days) == (8, 0)


def test_a_colleagues_other_figure_of_the_day_is_a_dispute_until_one_is_corrected(workplace: Workplace) -> None:
    add(workplace, provider := Provider(name="Zorg Noord"))
    colleague = replace(workplace, colleague=Colleague(name="Bram Test", role="consultant"))
    for who, weeks in ((colleague, "14"), (workplace, "12")):
        availability.record_wait(who, WaitEntry(provider.id, start=weeks))
    first, second = availability.latest(workplace, provider.id)
    assert first.disputed
    assert second.disputed
    fourteen = next(r for r in (first.report, second.report) if r.start_max == 14)
    availability.record_wait(workplace, WaitEntry(provider.id, start="12", corrects=fourteen.id))
    assert not any(one.disputed for one in availability.latest(workplace, provider.id))
    assert [r.start_max for r in availability.history(workplace, provider.id)] == [14, 12, 12]


def test_a_wait_that_still_holds_is_a_new_observation_of_today(workplace: Workplace) -> None:
    add(workplace, provider := Provider(name="Zorg Noord"))
    availability.record_wait(workplace, WaitEntry(provider.id, start="8", measured_on=date(2026, 10, 1)))
    (old,) = availability.latest(workplace, provider.id)
    assert old.age_days == 61
    availability.confirm_wait(workplace, old.report.id)
    (new,) = availability.latest(workplace, provider.id)
    assert (new.age_days, new.report.start_max) == (0, 8)
    assert len(availability.history(workplace, provider.id)) == 2


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        (WaitEntry("p"), "required", "intake"),
        (WaitEntry("p", intake="lang"), "wait-not-understood", "intake"),
        (WaitEntry("p", start="10000"), "wait-out-of-range", "start"),
        (WaitEntry("p", start="8-6"), "wait-reversed", "start"),
        (WaitEntry("p", start="10.000"), "wait-doubtful-number", "start"),
        (WaitEntry("p", start="x" * 600), "text-too-long", "start"),
        (WaitEntry("p", intake="8", measured_on=date(2026, 12, 2)), "in-future", "measured_on"),
        (WaitEntry("p", intake="8", free_places=-1), "too-small", "free_places"),
        (WaitEntry("p", intake="8"), "gone", ""),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    workplace: Workplace, entry: WaitEntry, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        availability.record_wait(workplace, entry)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert availability.history(workplace, "p") == ()


def test_an_intake_stop_without_weeks_is_an_observation(workplace: Workplace) -> None:
    add(workplace, provider := Provider(name="Zorg Noord"))
    availability.record_wait(workplace, WaitEntry(provider.id, intake="Aanmeldstop"))
    (one,) = availability.latest(workplace, provider.id)
    assert (one.report.status, one.report.intake_min) == (AvailabilityStatus.INTAKE_STOP, None)
