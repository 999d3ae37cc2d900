"""A resident who waits is heard and seen."""

from datetime import timedelta

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import EndReason, InterimKind, WaitEnd
from desktop.models.social_map import CommunityService
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services.case_reading import MomentKind, case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.undo import undo
from desktop.services.waits import (
    Heard,
    agree_contact,
    bridge,
    bridge_with,
    change_wait,
    end_wait,
    hear,
    hold_contact,
    leave_list,
    put_on_waiting_list,
    stop_bridge,
    wait_here_too,
)
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, a_provider, refused


@pytest.fixture
def wait(desk: Workplace) -> tuple[str, str]:
    """Puts someone on a waiting list three weeks ago; gives the ids of case and entry."""
    case_id = a_case(desk)
    entry = WaitingListEntry(case_id=case_id, product=PRODUCT, since=desk.today - timedelta(days=21))
    return case_id, put_on_waiting_list(desk, entry)[0]


def test_a_wait_shows_its_weeks_its_bridge_and_its_next_contact(desk: Workplace, wait: tuple[str, str]) -> None:
    case_id, entry_id = wait
    bridge(desk, InterimMeasure(entry_id=entry_id, what="Elke week bellen.", start=desk.today))
    agree_contact(desk, entry_id, desk.today + timedelta(days=9))
    agree_contact(desk, entry_id, desk.today + timedelta(days=4))
    [on_page] = case_page(desk, case_id).waiting
    assert (on_page.weeks, on_page.product) == (3, "Begeleiding regulier")
    assert [measure.what for measure in on_page.measures] == ["Elke week bellen."]
    assert on_page.next_contact == desk.today + timedelta(days=4)


def test_a_contact_is_written_down_once(desk: Workplace, wait: tuple[str, str]) -> None:
    contact_id, _changes = agree_contact(desk, wait[1], desk.today)
    with pytest.raises(RuleBroken, match="in-future"):
        hold_contact(desk, contact_id, "Gebeld.", desk.today + timedelta(days=1))
    hold_contact(desk, contact_id, "Gebeld.")
    with pytest.raises(RuleBroken, match="contact-held"):
        hold_contact(desk, contact_id, "Toch niet.")
    [on_page] = case_page(desk, wait[0]).waiting
    assert (on_page.contacts[0].held_on, on_page.contacts[0].note) == (desk.today, "Gebeld.")
    assert on_page.next_contact is None


def test_a_wait_ends_on_a_day_after_it_began(desk: Workplace, wait: tuple[str, str]) -> None:
    for day, code in ((desk.today - timedelta(days=22), "too-early"), (desk.today + timedelta(days=1), "in-future")):
        with pytest.raises(RuleBroken, match=code):
            end_wait(desk, wait[1], day)
    end_wait(desk, wait[1], desk.today - timedelta(days=7))
    [on_page] = case_page(desk, wait[0]).waiting
    assert (on_page.weeks, on_page.next_contact) == (2, None)


def test_nobody_waits_in_a_closed_case_or_from_tomorrow_on(desk: Workplace) -> None:
    case_id = a_case(desk)
    with pytest.raises(RuleBroken, match="in-future since"):
        put_on_waiting_list(
            desk, WaitingListEntry(case_id=case_id, product=PRODUCT, since=desk.today + timedelta(days=1))
        )
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    with pytest.raises(RuleBroken, match="case-closed"):
        put_on_waiting_list(desk, WaitingListEntry(case_id=case_id, product=PRODUCT, since=desk.today))


def test_what_bridges_or_follows_a_wait_needs_the_wait(desk: Workplace) -> None:
    refused(
        "gone",
        lambda: bridge(desk, InterimMeasure(entry_id="none", what="Bellen", start=desk.today)),
        lambda: agree_contact(desk, "none", desk.today),
    )


def entries(desk: Workplace, case_id: str) -> list[WaitingListEntry]:
    """All waits of a case, the first begun first."""
    with desk.store.read() as reader:
        return sorted(reader.find(WaitingListEntry, case_id=case_id), key=lambda one: (one.since, one.id))


@pytest.fixture
def at_three(desk: Workplace, wait: tuple[str, str]) -> tuple[str, str, list[str]]:
    """The same need at three providers; gives the case, the first wait, and the providers."""
    case_id, entry_id = wait
    providers = [a_provider(desk, name) for name in ("De Eerste", "De Tweede", "De Derde")]
    for provider_id in providers:
        wait_here_too(desk, entry_id, provider_id)
    return case_id, entry_id, providers


def test_nobody_stands_on_one_list_twice(desk: Workplace, at_three: tuple[str, str, list[str]]) -> None:
    case_id, entry_id, providers = at_three

    def again(provider_id: str | None) -> str:
        same = {"case_id": case_id, "product": PRODUCT, "since": desk.today, "provider_id": provider_id}
        return put_on_waiting_list(desk, WaitingListEntry.model_validate(same))[0]

    refused("waits-there", lambda: again(providers[0]))
    entry = again(a_provider(desk, "De Vierde"))
    refused("waits-there", lambda: change_wait(desk, entry, provider_id=providers[0]))
    change_wait(desk, entry, provider_id=None)
    refused("waits-there", lambda: again(None))
    end_wait(desk, entry_id, desk.today)
    assert again(providers[0]), "who was helped may need it again"


def test_one_need_waits_at_several_providers(desk: Workplace, at_three: tuple[str, str, list[str]]) -> None:
    case_id, entry_id, providers = at_three
    found = entries(desk, case_id)
    assert [one.provider_id for one in found] == providers
    assert {one.need for one in found} == {entry_id}
    assert [one.since for one in found] == [desk.today - timedelta(days=21), desk.today, desk.today]
    refused("waits-there", lambda: wait_here_too(desk, entry_id, providers[1]))
    refused("gone", lambda: wait_here_too(desk, entry_id, "nobody"))
    later = case_page(desk, case_id).waiting[-1]
    assert later.need_since == desk.today - timedelta(days=21)


def test_a_place_ends_the_others_in_one_act_and_undoing_brings_all_back(
    desk: Workplace, at_three: tuple[str, str, list[str]]
) -> None:
    case_id, entry_id, _providers = at_three
    _first, second, _third = entries(desk, case_id)
    changes = end_wait(desk, second.id, desk.today)
    assert {one.id: one.ended_because for one in entries(desk, case_id)} == {
        entry_id: WaitEnd.PLACED_ELSEWHERE,
        second.id: WaitEnd.PLACED,
        entries(desk, case_id)[2].id: WaitEnd.PLACED_ELSEWHERE,
    }
    assert {one.placed_on for one in entries(desk, case_id)} == {desk.today}
    undo(desk, changes.act)
    assert {(one.placed_on, one.ended_because) for one in entries(desk, case_id)} == {(None, None)}


def test_a_wait_elsewhere_never_ends_before_it_began(desk: Workplace, at_three: tuple[str, str, list[str]]) -> None:
    case_id, entry_id, _providers = at_three
    end_wait(desk, entry_id, desk.today - timedelta(days=5))
    assert all(one.placed_on and one.placed_on >= one.since for one in entries(desk, case_id))


def test_another_need_of_the_same_case_goes_on(desk: Workplace, at_three: tuple[str, str, list[str]]) -> None:
    case_id, entry_id, _providers = at_three
    other, _changes = put_on_waiting_list(desk, WaitingListEntry(case_id=case_id, product="vervoer", since=desk.today))
    end_wait(desk, entry_id, desk.today)
    assert [one.id for one in entries(desk, case_id) if one.placed_on is None] == [other]


def test_who_leaves_one_list_goes_on_waiting_at_the_others(
    desk: Workplace, at_three: tuple[str, str, list[str]]
) -> None:
    case_id, entry_id, _providers = at_three
    leave_list(desk, entry_id, "Te ver weg.")
    first, *others = entries(desk, case_id)
    assert (first.ended_because, first.note) == (WaitEnd.WITHDREW, "Te ver weg.")
    assert {one.placed_on for one in others} == {None}


def test_who_no_longer_wants_it_waits_nowhere(desk: Workplace, at_three: tuple[str, str, list[str]]) -> None:
    case_id, entry_id, _providers = at_three
    end_wait(desk, entry_id, desk.today, WaitEnd.WITHDREW, "Het gaat goed zo.")
    assert {one.ended_because for one in entries(desk, case_id)} == {WaitEnd.WITHDREW}
    refused("wait-over", lambda: end_wait(desk, entry_id, desk.today), lambda: change_wait(desk, entry_id, urgency=1))


def test_another_reason_is_told_in_words(desk: Workplace, wait: tuple[str, str]) -> None:
    refused("required why", lambda: end_wait(desk, wait[1], desk.today, WaitEnd.OTHER))
    end_wait(desk, wait[1], desk.today, WaitEnd.OTHER, "Verhuisd.")
    assert entries(desk, wait[0])[0].note == "Verhuisd."


def test_what_was_said_and_the_next_contact_are_one_act(desk: Workplace, wait: tuple[str, str]) -> None:
    agree_contact(desk, wait[1], desk.today - timedelta(days=2))
    next_on = desk.today + timedelta(days=10)
    changes = hear(desk, wait[1], Heard("Het valt niet mee.", next_on=next_on))
    [on_page] = case_page(desk, wait[0]).waiting
    assert [(c.note, c.held_on, c.agreed_on) for c in on_page.contacts] == [
        ("Het valt niet mee.", desk.today, desk.today - timedelta(days=2)),
        ("", None, next_on),
    ]
    assert (on_page.next_contact, on_page.contact_due) == (next_on, next_on)
    undo(desk, changes.act)
    assert case_page(desk, wait[0]).waiting[0].next_contact == desk.today - timedelta(days=2)


def test_a_call_that_was_not_agreed_is_kept_too(desk: Workplace, wait: tuple[str, str]) -> None:
    hear(desk, wait[1], Heard("Ze belde zelf."))
    [on_page] = case_page(desk, wait[0]).waiting
    assert [(c.note, c.held_on) for c in on_page.contacts] == [("Ze belde zelf.", desk.today)]
    assert on_page.contact_due == desk.today + timedelta(days=28)


def test_a_day_alone_moves_the_next_contact(desk: Workplace, wait: tuple[str, str]) -> None:
    for days in (3, 9):
        hear(desk, wait[1], Heard(next_on=desk.today + timedelta(days=days)))
    [on_page] = case_page(desk, wait[0]).waiting
    assert [c.agreed_on for c in on_page.contacts] == [desk.today + timedelta(days=9)]
    refused(
        "too-early next_on|required note",
        lambda: hear(desk, wait[1], Heard("Gebeld", next_on=desk.today - timedelta(days=1))),
        lambda: hear(desk, wait[1], Heard()),
    )


def test_a_day_of_review_that_came_is_done_by_hearing(desk: Workplace, wait: tuple[str, str]) -> None:
    change_wait(desk, wait[1], review_on=desk.today)
    assert case_page(desk, wait[0]).waiting[0].contact_due == desk.today
    hear(desk, wait[1], Heard("Gesproken."))
    assert entries(desk, wait[0])[0].review_on is None


def test_a_contact_counts_at_every_provider_and_is_told_once(
    desk: Workplace, at_three: tuple[str, str, list[str]]
) -> None:
    case_id, entry_id, _providers = at_three
    next_on = desk.today + timedelta(days=8)
    hear(desk, entry_id, Heard("Gesproken.", next_on=next_on))
    page = case_page(desk, case_id)
    assert {on_page.next_contact for on_page in page.waiting} == {next_on}
    told = [(moment.on, moment.text) for moment in page.timeline if moment.kind is MomentKind.CONTACT]
    assert told == [(next_on, ""), (desk.today, "Gesproken.")]
    fourth = a_provider(desk, "De Vierde")
    another, _changes = wait_here_too(desk, entry_id, fourth)
    with desk.store.read() as reader:
        assert [c.agreed_on for c in reader.find(ContactMoment, entry_id=another)] == [next_on]


def test_a_service_of_the_neighbourhood_bridges_a_wait_until_it_stops(desk: Workplace, wait: tuple[str, str]) -> None:
    service = CommunityService(name="Inloop De Kern")
    with desk.store.work("Add") as work:
        work.add(service)
        work.commit()
    measure_id, _changes = bridge_with(desk, wait[1], service.id)
    refused("bridges-already", lambda: bridge_with(desk, wait[1], service.id))
    [measure] = case_page(desk, wait[0]).waiting[0].measures
    assert (measure.what, measure.kind, measure.service_id) == (
        "Inloop De Kern",
        InterimKind.COMMUNITY_SERVICE,
        service.id,
    )
    stop_bridge(desk, measure_id)
    assert case_page(desk, wait[0]).waiting[0].measures == ()


def test_what_bridged_before_stays_in_sight_with_its_last_day(desk: Workplace, wait: tuple[str, str]) -> None:
    began = desk.today - timedelta(days=9)
    measure = InterimMeasure(entry_id=wait[1], kind=InterimKind.TEMPORARY_CARE, what="Nachtopvang", start=began)
    bridge(desk, measure)
    stop_bridge(desk, measure.id)
    assert case_page(desk, wait[0]).waiting[0].measures[0].end == desk.today
    refused(
        "end-before-start",
        lambda: bridge(desk, InterimMeasure(entry_id=wait[1], what="x", start=desk.today, end=began)),
    )


def test_the_wait_is_held_against_its_norm_with_its_source(desk: Workplace, wait: tuple[str, str]) -> None:
    within = case_page(desk, wait[0]).waiting[0].breach
    assert within is not None
    assert not within.is_over
    change_wait(desk, wait[1], since=desk.today - timedelta(days=63))
    over = case_page(desk, wait[0]).waiting[0].breach
    assert over is not None
    assert over.norm is not None
    assert (over.is_over, over.norm.weeks, over.over) == (True, 6, 3)
    assert over.norm.document


def test_a_wait_of_long_ago_or_for_nothing_is_refused(desk: Workplace, wait: tuple[str, str]) -> None:
    case_id, entry_id = wait
    long_ago = desk.today - timedelta(days=520 * 7)
    told = {"case_id": case_id, "product": "vervoer", "since": long_ago - timedelta(days=1)}
    for wrong, code in ((told, "wait-too-long-ago"), ({**told, "since": desk.today, "product": ""}, "required")):
        with pytest.raises(RuleBroken, match=code):
            put_on_waiting_list(desk, WaitingListEntry.model_validate(wrong))
    with pytest.raises(RuleBroken, match="wait-too-long-ago"):
        change_wait(desk, entry_id, since=long_ago - timedelta(days=1))
    with pytest.raises(RuleBroken, match="required"):
        change_wait(desk, entry_id, product="")
    change_wait(desk, entry_id, since=long_ago)
    [on_page] = case_page(desk, case_id).waiting
    assert on_page.entry.since == long_ago
