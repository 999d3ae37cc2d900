"""How residents reach a municipality: as it filled in itself, else as the region's profile says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.papers import PaperContact
from desktop.models.people import Colleague
from desktop.models.reach import MunicipalityContact
from desktop.models.region import Contact
from desktop.services.decision_paper import decision_page
from desktop.services.indications import begin_draft
from desktop.services.reach import drop_reach, keep_reach, reach_lines, reach_of
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, refused

TOWN = "Oldambt"
ADDRESS = ("Plein 1", "9671 AA Winschoten")
FILLED = {
    "municipality": TOWN,
    "phone": "0599 11 22 33",
    "hours": "elke werkdag",
    "address": "\n".join(ADDRESS),
}
PRINTED = PaperContact("0599 11 22 33", "elke werkdag", ADDRESS)


@pytest.fixture
def led(desk: Workplace) -> Workplace:
    return replace(desk, colleague=Colleague(name="Tamara Postema", role=Role.TEAM_LEAD))


def printed(desk: Workplace, town: str = TOWN) -> PaperContact:
    with desk.store.read() as reader:
        return reach_of(reader, desk.profile, town)


def in_profile(desk: Workplace, contact: Contact) -> Workplace:
    towns = [one.model_copy(update={"contact": contact}) for one in desk.profile.municipalities]
    return replace(desk, profile=desk.profile.model_copy(update={"municipalities": tuple(towns)}))


def test_what_is_filled_in_goes_before_the_profile_until_it_is_taken_off(led: Workplace) -> None:
    usual = in_profile(led, Contact(phone="0500 00 00 00"))
    keep_reach(usual, FILLED)
    assert printed(usual) == PRINTED
    assert printed(usual, "Stadskanaal") == PaperContact("0500 00 00 00"), "another municipality is not touched"
    assert [(one.municipality, one.is_own) for one in reach_lines(usual)] == [(TOWN, True), ("Stadskanaal", False)]
    drop_reach(usual, TOWN)
    assert printed(usual) == PaperContact("0500 00 00 00")
    refused("gone", lambda: drop_reach(usual, TOWN))


def test_filling_it_in_again_changes_the_same_one(led: Workplace) -> None:
    keep_reach(led, FILLED)
    keep_reach(led, FILLED | {"phone": "0599 44 55 66", "address": " \n Plein 2 \n\n"})
    with led.store.read() as reader:
        [kept] = reader.find(MunicipalityContact)
    assert (kept.phone, kept.address) == ("0599 44 55 66", "Plein 2")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"municipality": "Elders"}, "not-in-region", "municipality"),
        ({"phone": "", "address": "", "hours": ""}, "required", "phone"),
        ({"phone": ""}, "required", "phone"),
        ({"phone": "bel ons"}, "phone-form", "phone"),
        ({"address": "1\n2\n3\n4\n5"}, "too-many-lines", "address"),
        ({"hours": "u" * 121}, "too-long", "hours"),
    ],
)
def test_what_cannot_stand_on_a_letter_is_refused_at_its_field(
    led: Workplace, wrong: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as told:
        keep_reach(led, FILLED | wrong)
    assert (told.value.code, told.value.field) == (code, field)
    assert printed(led) == PaperContact()


def test_an_address_alone_is_enough(led: Workplace) -> None:
    keep_reach(led, FILLED | {"phone": "", "hours": ""})
    assert printed(led) == PaperContact("", "", ADDRESS)


def test_a_consultant_does_not_change_what_letters_say(desk: Workplace) -> None:
    refused("not-allowed", lambda: keep_reach(desk, FILLED), lambda: drop_reach(desk, TOWN))


def test_the_decision_bears_it(desk: Workplace, led: Workplace) -> None:
    keep_reach(led, FILLED)
    draft, _changes = begin_draft(desk, a_case(desk))
    page = decision_page(desk, draft)
    assert (page.head.municipality, page.contact) == (TOWN, PRINTED)
