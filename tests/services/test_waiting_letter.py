"""What the letter to someone who waits is told from the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop.language import speaking
from desktop.models.kinds import AvailabilityStatus
from desktop.models.papers import PaperContact
from desktop.models.region import Contact
from desktop.models.social_map import CommunityService
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.services.waiting_letter import gather
from desktop.services.waits import (
    Heard,
    bridge,
    bridge_with,
    change_wait,
    end_wait,
    hear,
    put_on_waiting_list,
    wait_here_too,
)
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_provider, a_report, refused
from tests.services.test_expected_waits import fill


def a_wait(desk: Workplace, days: int = 56, **fields: object) -> str:
    known = {"case_id": a_case(desk), "product": PRODUCT, "since": desk.today - timedelta(days=days)}
    return put_on_waiting_list(desk, WaitingListEntry.model_validate(known | fields))[0]


def test_every_provider_for_the_need_stands_in_it_with_what_it_told(desk: Workplace) -> None:
    first, second = a_provider(desk), a_provider(desk, "De Stille")
    a_report(desk, first, AvailabilityStatus.LIMITED, start_min=8, start_max=10, source="telefoon")
    entry_id = a_wait(desk, provider_id=first)
    wait_here_too(desk, entry_id, second)
    with speaking("nl"):
        page = gather(desk, entry_id)
    assert [(place.provider, place.told, place.told_by) for place in page.places] == [
        ("De Kwikstaart", "8–10 weken tot de hulp begint", "telefoon"),
        ("De Stille", "", ""),
    ]
    assert page.places[0].told_on == desk.today - timedelta(days=3)
    assert (page.product, page.weeks) == ("Begeleiding regulier", 8)
    assert page.norm is not None
    assert (page.norm.weeks, page.norm.over) == (6, 2)


def test_a_resident_is_not_told_a_wait_that_colleagues_do_not_agree_about(desk: Workplace) -> None:
    first = a_provider(desk)
    for weeks in (8, 20):
        a_report(desk, first, AvailabilityStatus.OPEN, start_min=weeks, start_max=weeks)
    [place] = gather(desk, a_wait(desk, provider_id=first)).places
    assert (place.provider, place.told) == ("De Kwikstaart", "")


def test_how_the_municipality_is_reached_comes_from_the_profile_and_is_empty_where_it_says_nothing(
    desk: Workplace,
) -> None:
    entry_id = a_wait(desk)
    assert gather(desk, entry_id).contact == PaperContact()
    town = gather(desk, entry_id).head.municipality
    reached = Contact(phone="0599 00 00 00", hours="elke werkdag", address=("Plein 1", "9501 AA Stadskanaal"))
    towns = tuple(
        one.model_copy(update={"contact": reached}) if one.name == town else one for one in desk.profile.municipalities
    )
    theirs = replace(desk, profile=desk.profile.model_copy(update={"municipalities": towns}))
    assert gather(theirs, entry_id).contact == PaperContact(reached.phone, reached.hours, reached.address)


def test_what_is_expected_is_told_outwards_in_whole_weeks(desk: Workplace) -> None:
    provider_id = a_provider(desk)
    fill(desk, provider_id, 20)
    [expected] = gather(desk, a_wait(desk, 3, provider_id=provider_id)).expected
    assert expected.low < expected.weeks < expected.high
    assert (expected.share, expected.based_on) == (8, 20)
    assert gather(desk, a_wait(desk, 3, provider_id=a_provider(desk, "De Nieuwe"))).expected == ()


def test_what_bridges_today_is_told_and_what_ended_is_not(desk: Workplace) -> None:
    entry_id = a_wait(desk)
    today = desk.today
    service = CommunityService(name="Inloop De Kern", place="Winschoten", phone="0597 1", opening_hours="dinsdag")
    with desk.store.work("Add") as work:
        work.add(service)
        work.commit()
    bridge_with(desk, entry_id, service.id)
    for what, start, end in (
        ("Bellen", -9, None),
        ("Voorbij", -9, -2),
        ("Later", 5, None),
    ):
        last = today + timedelta(days=end) if end else None
        bridge(desk, InterimMeasure(entry_id=entry_id, what=what, start=today + timedelta(days=start), end=last))
    bridges = gather(desk, entry_id).bridges
    assert [(one.name, one.contact, one.when) for one in bridges] == [
        ("Inloop De Kern", "0597 1", "dinsdag"),
        ("Bellen", "", ""),
    ]


def test_the_agreed_call_is_told_and_a_day_gone_by_is_not(desk: Workplace) -> None:
    entry_id = a_wait(desk, 9)
    assert gather(desk, entry_id).hears_by == desk.today + timedelta(days=19)
    next_on = desk.today + timedelta(days=6)
    hear(desk, entry_id, Heard(next_on=next_on))
    assert gather(desk, entry_id).calls_on == next_on
    forgotten = gather(desk, a_wait(desk, 60))
    assert (forgotten.calls_on, forgotten.hears_by) == (None, None)


def test_why_the_choice_was_limited_is_told_once(desk: Workplace) -> None:
    entry_id = a_wait(desk, provider_id=a_provider(desk))
    another, _changes = wait_here_too(desk, entry_id, a_provider(desk, "De Tweede"))
    for one in (entry_id, another):
        change_wait(desk, one, limited_choice="Er is er maar één dichtbij.")
    assert gather(desk, entry_id).limited_choice == "Er is er maar één dichtbij."


def test_a_wait_that_is_over_or_gone_has_no_letter(desk: Workplace) -> None:
    entry_id = a_wait(desk)
    end_wait(desk, entry_id, desk.today)
    refused("wait-over", lambda: gather(desk, entry_id))
    refused("gone", lambda: gather(desk, "nobody"))
