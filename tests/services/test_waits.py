"""A resident who waits is heard and seen."""

from datetime import timedelta

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import EndReason
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.waits import agree_contact, bridge, end_wait, hold_contact, put_on_waiting_list
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_case, refused


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
        put_on_waiting_list(desk, WaitingListEntry(case_id=case_id, since=desk.today + timedelta(days=1)))
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    with pytest.raises(RuleBroken, match="case-closed"):
        put_on_waiting_list(desk, WaitingListEntry(case_id=case_id, since=desk.today))


def test_what_bridges_or_follows_a_wait_needs_the_wait(desk: Workplace) -> None:
    refused(
        "gone",
        lambda: bridge(desk, InterimMeasure(entry_id="none", what="Bellen", start=desk.today)),
        lambda: agree_contact(desk, "none", desk.today),
    )
