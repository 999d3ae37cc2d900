"""Residents who wait, over cases, and what one of them may expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.kinds import AvailabilityStatus, EndReason, Role
from desktop.models.people import Colleague
from desktop.models.social_map import CommunityService
from desktop.models.waiting import WaitingListEntry
from desktop.rules.norms import NormOutcome
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.wait_list import WaitFilter, WaitOrder, waiting_list
from desktop.services.wait_prospects import wait_prospect
from desktop.services.waits import (
    Heard,
    agree_contact,
    bridge_with,
    end_wait,
    hear,
    put_on_waiting_list,
    wait_here_too,
)
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_provider, a_report, colleague, refused


def waits(desk: Workplace, name: str, days: int, **fields: object) -> str:
    """Someone who waits so many days; gives the wait's id."""
    known = {"case_id": a_case(desk, name), "product": PRODUCT, "since": desk.today - timedelta(days=days)}
    return put_on_waiting_list(desk, WaitingListEntry.model_validate(known | fields))[0]


def names(desk: Workplace, which: WaitFilter | None = None) -> list[str]:
    return [line.resident.split()[-1] for line in waiting_list(desk, which).lines]


def test_who_was_not_heard_in_time_stands_first(desk: Workplace) -> None:
    waits(desk, "Later", 10)
    late = waits(desk, "Vergeten", 20)
    agree_contact(desk, late, desk.today - timedelta(days=3))
    agreed = waits(desk, "Afgesproken", 30)
    hear(desk, agreed, Heard(next_on=desk.today + timedelta(days=2)))
    found = waiting_list(desk)
    assert [line.resident.split()[-1] for line in found.lines] == ["Vergeten", "Afgesproken", "Later"]
    assert [(line.days_left, line.is_agreed, line.is_overdue) for line in found.lines] == [
        (-3, True, True),
        (2, True, False),
        (18, False, False),
    ]


def test_the_list_can_be_turned_and_narrowed(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    waits(desk, "Kort", 5, urgency=1)
    waits(desk, "Lang", 70, urgency=3)
    waits(desk, "Midden", 40, provider_id=provider_id, product="begeleiding-plus")
    assert names(desk, WaitFilter(order=WaitOrder.WEEKS)) == ["Lang", "Midden", "Kort"]
    assert names(desk, WaitFilter(order=WaitOrder.URGENCY)) == ["Kort", "Midden", "Lang"]
    assert names(desk, WaitFilter(product="begeleiding-plus")) == ["Midden"]
    assert names(desk, WaitFilter(provider_id=provider_id)) == ["Midden"]
    assert names(desk, WaitFilter(over_norm=True)) == ["Lang"]
    assert names(desk, WaitFilter(overdue=True)) == ["Lang", "Midden"]
    found = waiting_list(desk, WaitFilter(product="begeleiding-plus"))
    assert found.total == 3
    assert found.products == {PRODUCT: "Begeleiding regulier", "begeleiding-plus": "Begeleiding plus"}
    assert found.providers == {provider_id: "De Kwikstaart"}


def test_a_wait_that_is_over_or_whose_case_is_closed_is_not_in_it(desk: Workplace) -> None:
    end_wait(desk, waits(desk, "Geplaatst", 9), desk.today)
    closed = waits(desk, "Gesloten", 9)
    with desk.store.read() as reader:
        case_id = reader.get(WaitingListEntry, closed).case_id
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    assert waiting_list(desk).total == 0


def test_what_bridges_the_wait_stands_beside_it(desk: Workplace) -> None:
    entry_id = waits(desk, "Bakker", 9, provider_id=a_provider(desk))
    another, _changes = wait_here_too(desk, entry_id, a_provider(desk, "De Tweede"))
    service = CommunityService(name="Inloop De Kern")
    with desk.store.work("Add") as work:
        work.add(service)
        work.commit()
    bridge_with(desk, entry_id, service.id)
    assert [line.bridged_by for line in waiting_list(desk).lines] == ["Inloop De Kern"] * 2
    refused("bridges-already", lambda: bridge_with(desk, another, service.id))
    with desk.store.read() as reader:
        case_id = reader.get(WaitingListEntry, entry_id).case_id
    assert [[m.what for m in on_page.measures] for on_page in case_page(desk, case_id).waiting] == [
        ["Inloop De Kern"],
        ["Inloop De Kern"],
    ]


def test_who_waits_at_more_providers_waits_since_the_first(desk: Workplace) -> None:
    entry_id = waits(desk, "Bakker", 49, provider_id=a_provider(desk))
    wait_here_too(desk, entry_id, a_provider(desk, "De Tweede"))
    lines = waiting_list(desk).lines
    assert [(line.weeks, line.places, line.breach.is_over) for line in lines] == [(7, 2, True), (7, 2, True)]


def test_a_team_lead_sees_the_team_and_a_consultant_the_own_cases(desk: Workplace, lead: Workplace) -> None:
    waits(desk, "Eigen", 9)
    other = colleague(desk, "Joke")
    waits(other, "Ander", 9)
    assert names(desk) == ["Eigen"]
    assert sorted(names(lead, WaitFilter(team=True))) == ["Ander", "Eigen"]
    assert names(lead) == []
    refused("not-allowed", lambda: waiting_list(desk, WaitFilter(team=True)))
    manager = replace(desk, colleague=Colleague(name="Contract", role=Role.CONTRACT_MANAGER))
    refused("not-allowed", lambda: waiting_list(manager), lambda: wait_prospect(manager, "any"))


@pytest.fixture
def full(desk: Workplace) -> tuple[str, str]:
    """Someone who waits where help cannot begin within the norm, and a provider that can; ids of both."""
    slow, quick = a_provider(desk, "De Trage"), a_provider(desk, "De Vlugge")
    stopped, unknown = a_provider(desk, "De Dichte"), a_provider(desk, "De Stille")
    a_report(desk, slow, AvailabilityStatus.LIMITED, start_min=10, start_max=14)
    a_report(desk, quick, AvailabilityStatus.OPEN, start_min=1, start_max=3)
    a_report(desk, stopped, AvailabilityStatus.INTAKE_STOP)
    assert unknown
    return waits(desk, "Bakker", 9, provider_id=slow), quick


def test_others_who_can_begin_within_the_norm_come_first_and_a_stop_not_at_all(
    desk: Workplace, full: tuple[str, str]
) -> None:
    found = wait_prospect(desk, full[0])
    assert found.is_late
    assert found.told is not None
    assert (found.told.start_min, found.told_days) == (10, 3)
    assert [(one.hit.name, one.breach.outcome) for one in found.others] == [
        ("De Vlugge", NormOutcome.WITHIN),
        ("De Stille", NormOutcome.UNKNOWN),
    ]


def test_what_colleagues_wrote_otherwise_on_one_day_is_told_as_disputed_by_the_least_hopeful(
    desk: Workplace, full: tuple[str, str]
) -> None:
    assert not wait_prospect(desk, full[0]).told_is_disputed
    told = wait_prospect(desk, full[0]).told
    assert told is not None
    for weeks in (30, 2):
        a_report(desk, told.provider_id, AvailabilityStatus.OPEN, start_min=weeks, start_max=weeks)
    found = wait_prospect(desk, full[0])
    assert found.told_is_disputed
    assert found.told is not None
    assert (found.told.status, found.told.start_max) == (AvailabilityStatus.LIMITED, 14)
    a_report(desk, told.provider_id, AvailabilityStatus.INTAKE_STOP)
    worst = wait_prospect(desk, full[0]).told
    assert worst is not None
    assert worst.status is AvailabilityStatus.INTAKE_STOP


def test_where_the_resident_waits_already_is_not_offered_again(desk: Workplace, full: tuple[str, str]) -> None:
    wait_here_too(desk, full[0], full[1])
    assert "De Vlugge" not in [one.hit.name for one in wait_prospect(desk, full[0]).others]


def test_the_neighbourhood_is_offered_for_the_meantime(desk: Workplace, full: tuple[str, str]) -> None:
    with desk.store.work("Add") as work:
        work.add(CommunityService(name="Formulierenhulp", themes=("overzicht",), place="Winschoten"))
        work.commit()
    assert [one.name for one in wait_prospect(desk, full[0]).services] == ["Formulierenhulp"]


def test_a_wait_within_the_norm_is_not_late_until_it_is(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    a_report(desk, provider_id, AvailabilityStatus.OPEN, start_min=1, start_max=2)
    assert not wait_prospect(desk, waits(desk, "Vroeg", 9, provider_id=provider_id)).is_late
    assert wait_prospect(desk, waits(desk, "Laat", 50, provider_id=provider_id)).is_late
    a_report(desk, provider_id, AvailabilityStatus.INTAKE_STOP, measured_on=desk.today)
    assert wait_prospect(desk, waits(desk, "Dicht", 2, provider_id=provider_id)).is_late
