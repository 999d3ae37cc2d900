"""Adding to the social map, putting it right, and going over it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.models.casework import Case, PlanService
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CheckOutcome, MapStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.models.search import SearchQuestion
from desktop.models.social_map import CommunityService, Location, Organisation, Provider
from desktop.models.upkeep import EntryCheck
from desktop.services import undo
from desktop.services.doubles import open_register
from desktop.services.map_entries import (
    MapKind,
    Seen,
    add_entry,
    correct_entry,
    entry_form,
    faults_in,
    kind_of,
    may_change,
    remove_location,
)
from desktop.services.reviewing import (
    Remark,
    ReviewFilter,
    checks_of,
    may_correct,
    may_say_wrong,
    note_check,
    review,
    review_sources,
)
from desktop.services.social_map import community_service, confirm, search
from desktop.services.social_map import provider as provider_page
from desktop.services.workplace import Workplace

SITE = Seen("website gelezen")


def settle(desk: Workplace, *values: object) -> None:
    with desk.work("Settle") as work:
        for value in values:
            work.add(value)  # type: ignore[arg-type]  # only values of the models are given
        work.commit()


def as_role(desk: Workplace, role: Role) -> Workplace:
    return replace(desk, colleague=Colleague(id="c", name="Bo de Wit", role=role))


def checks(desk: Workplace) -> list[EntryCheck]:
    with desk.store.read() as reader:
        return reader.find(EntryCheck)


def test_a_community_service_that_is_added_is_found_and_was_looked_at_today(desk: Workplace) -> None:
    entry_id, changes = add_entry(
        desk, MapKind.SERVICE, {"name": " Taalcafé ", "postal_code": "9501ab", "themes": ["taal"]}, SITE
    )
    assert changes.touches("community_service", "entry_check")
    page = community_service(desk, entry_id)
    assert (page.service.name, page.service.postal_code, page.checked_days) == ("Taalcafé", "9501 AB", 0)
    assert (page.service.source, page.service.checked_by) == ("Marijke Veenstra", "Marijke Veenstra")
    assert [hit.id for hit in search(desk, SearchQuestion("taalcafe")).hits] == [entry_id]
    assert kind_of(desk, entry_id) is MapKind.SERVICE
    undo.undo(desk, changes.act)
    with pytest.raises(RuleBroken, match="gone"):
        community_service(desk, entry_id)


def test_a_correction_says_which_fields_and_where_it_was_seen_in_one_act(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos", phone="112"))
    seen = Seen("gebeld", "nieuw nummer")
    changes = correct_entry(desk, MapKind.SERVICE, soos.id, {"phone": "0599 123456", "name": "Soos"}, seen)
    (line,) = checks_of(desk, soos.id)
    assert (line.outcome, line.what, line.source, line.note) == (
        CheckOutcome.CORRECTED,
        "telefoon",
        "gebeld",
        "nieuw nummer",
    )
    found = undo.last_act(desk)
    assert found is not None
    assert (found.act, found.name) == (changes.act, "Voorziening verbeteren")


def test_a_correction_that_is_undone_leaves_both_checks_and_tells_neither(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos", phone="112", checked_on=date(2026, 1, 1), checked_by="Bo"))
    changes = correct_entry(desk, MapKind.SERVICE, soos.id, {"phone": "0599 123456"}, SITE)
    undo.undo(desk, changes.act)
    assert community_service(desk, soos.id).service == soos
    assert len(checks(desk)) == 2
    assert checks_of(desk, soos.id) == ()
    assert review(desk, ReviewFilter()).done_today == 0
    with pytest.raises(RuleBroken, match="not-undoable"):
        undo.undo(desk, changes.act)


def test_nothing_changed_writes_nothing(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos"))
    assert correct_entry(desk, MapKind.SERVICE, soos.id, {"name": "Soos"}, Seen()).act == ""
    assert checks(desk) == []


@pytest.mark.parametrize(
    ("fields", "seen", "code", "field"),
    [
        ({"phone": "geen"}, SITE, "phone-form", "phone"),
        ({"phone": "0599 123456"}, Seen(), "required", "source"),
        ({"status": MapStatus.INACTIVE}, SITE, "required", "why"),
        ({"latitude": 52.0}, SITE, "coordinates-half", "longitude"),
        ({"name": ""}, SITE, "required", "name"),
        ({"description": "x" * 10_001}, SITE, "too-long", "description"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_nothing_is_written(
    desk: Workplace, fields: dict[str, object], seen: Seen, code: str, field: str
) -> None:
    settle(desk, soos := CommunityService(name="Soos"))
    with pytest.raises(RuleBroken) as refused:
        correct_entry(desk, MapKind.SERVICE, soos.id, fields, seen)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert community_service(desk, soos.id).service == soos
    assert checks(desk) == []


def test_an_old_fault_elsewhere_keeps_nobody_from_mending_this_one(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos", postal_code="onbek.", email="x"))
    correct_entry(desk, MapKind.SERVICE, soos.id, {"email": "soos@soos.nl"}, SITE)
    assert community_service(desk, soos.id).service.email == "soos@soos.nl"


def test_nobody_is_sent_to_an_entry_that_rests_and_the_reason_stands_with_it(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos"))
    changes = correct_entry(
        desk, MapKind.SERVICE, soos.id, {"status": MapStatus.DO_NOT_REFER}, Seen("gebeld", "Vol tot maart")
    )
    assert search(desk, SearchQuestion("soos")).hits == ()
    assert checks_of(desk, soos.id)[0].note == "Vol tot maart"
    undo.undo(desk, changes.act)
    assert len(search(desk, SearchQuestion("soos")).hits) == 1


def test_providers_are_for_who_may_change_them(desk: Workplace) -> None:
    manager = as_role(desk, Role.CONTRACT_MANAGER)
    entry_id, _changes = add_entry(manager, MapKind.PROVIDER, {"name": "Zorg Oost", "kvk_number": "12345678"}, SITE)
    assert (may_change(desk, MapKind.PROVIDER), may_change(manager, MapKind.PROVIDER)) == (False, True)
    for refused in (
        lambda: add_entry(desk, MapKind.PROVIDER, {"name": "Zorg West"}, SITE),
        lambda: correct_entry(desk, MapKind.PROVIDER, entry_id, {"name": "Zorg West"}, SITE),
        lambda: add_entry(desk, MapKind.LOCATION, {"name": "Hal"}, SITE, ("provider_id", entry_id)),
        lambda: add_entry(as_role(desk, Role.ADMINISTRATOR), MapKind.SERVICE, {"name": "x"}, SITE),
    ):
        with pytest.raises(RuleBroken, match="not-allowed"):
            refused()


def test_a_location_goes_with_its_entry_and_counts_as_a_correction_of_it(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos"))
    location_id, _changes = add_entry(
        desk, MapKind.LOCATION, {"address": "Markt 1", "place": "Almelo"}, SITE, ("service_id", soos.id)
    )
    assert [one.id for one in entry_form(desk, MapKind.SERVICE, soos.id).locations] == [location_id]
    assert entry_form(desk, MapKind.LOCATION, location_id).owner == ("service_id", soos.id)
    correct_entry(desk, MapKind.LOCATION, location_id, {"address": "Markt 2"}, Seen("gebeld"))
    assert [line.what for line in checks_of(desk, soos.id)] == ["plekken", "plekken"]
    removed = remove_location(desk, location_id)
    assert community_service(desk, soos.id).locations == ()
    undo.undo(desk, removed.act)
    assert community_service(desk, soos.id).locations[0].address == "Markt 2"


def test_an_organisation_can_be_added_and_put_right(desk: Workplace) -> None:
    made, _changes = add_entry(desk, MapKind.ORGANISATION, {"name": "Welzijn Oost", "url": "welzijn.nl"}, SITE)
    correct_entry(desk, MapKind.ORGANISATION, made, {"other_name": "WO"}, SITE)
    form = entry_form(desk, MapKind.ORGANISATION, made)
    assert (form.fields["other_name"], form.name) == ("WO", "Welzijn Oost")
    assert entry_form(desk, MapKind.SERVICE).organisations == {made: "Welzijn Oost"}
    settle(desk, Location(organisation_id=made, place="Almelo"))
    with desk.store.read() as reader:
        assert reader.count(Organisation) == 1


def test_a_form_tells_all_that_is_wrong_while_one_types() -> None:
    assert [(f.code, f.field) for f in faults_in(MapKind.SERVICE, {"name": "x", "email": "x", "url": "x"})] == [
        ("email-form", "email"),
        ("url-form", "url"),
    ]


def test_while_a_name_is_typed_the_entry_that_is_there_already_is_named_with_the_reason(desk: Workplace) -> None:
    settle(
        desk,
        soos := CommunityService(name="Stichting Buurtsoos Meijer", place="Almelo", phone="0546 123456"),
        CommunityService(name="Buurtsoos Meyer", merged_into=soos.id),
        Provider(name="Buurtsoos Meijer"),
    )
    register = open_register(desk, "community_service")
    (found,) = register.like({"name": "buurtsoos meyer", "phone": "0546-123456"})
    assert (found.id, found.place, found.why) == (soos.id, "Almelo", "zelfde naam, zelfde telefoonnummer")
    assert register.like({"name": "Buurtsoos Meijer"}, but=soos.id) == ()
    assert register.like({"name": " "}) == ()


def test_still_right_is_written_down_and_taken_back_like_any_act(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos"))
    changes = confirm(desk, soos.id)
    assert [line.outcome for line in checks_of(desk, soos.id)] == [CheckOutcome.STILL_RIGHT]
    undo.undo(desk, changes.act)
    assert checks_of(desk, soos.id) == ()
    assert community_service(desk, soos.id).service.checked_on is None


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


def test_the_queue_begins_with_what_was_never_looked_at_then_the_stalest_and_the_most_used(desk: Workplace) -> None:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=desk.today)
    used = CommunityService(name="Veel gebruikt", checked_on=ago(desk, 190))
    plans = [PlanService(case_id=case.id, service_id=used.id, added_on=desk.today) for _n in range(2)]
    settle(
        desk,
        CommunityService(name="Vers", checked_on=ago(desk, 100)),
        CommunityService(name="Oud", checked_on=ago(desk, 240)),
        CommunityService(name="Nooit"),
        CommunityService(name="Weg", status=MapStatus.INACTIVE),
        Provider(name="Zorg Oost", municipalities=("Almelo",), source="opgave"),
        used,
        resident,
        case,
        *plans,
    )
    found = review(desk, ReviewFilter())
    assert [line.entry.name for line in found.lines] == ["Nooit", "Zorg Oost", "Veel gebruikt", "Oud"]
    assert [line.age_days for line in found.lines] == [None, None, 190, 240]
    assert (found.due, found.tried, found.stale_after_days, found.source) == (4, 0, 180, "Naober, standaardinstelling")
    assert [line.entry.name for line in review(desk, ReviewFilter(kind="provider")).lines] == ["Zorg Oost"]
    assert [line.entry.name for line in review(desk, ReviewFilter(source="opgave")).lines] == ["Zorg Oost"]
    assert "Zorg Oost" not in {x.entry.name for x in review(desk, ReviewFilter(municipality="Borne")).lines}
    assert review_sources(desk) == ("opgave",)


def test_what_was_found_takes_an_entry_out_of_the_queue_and_undo_brings_it_back(desk: Workplace) -> None:
    one, two, three = (CommunityService(name=name) for name in ("Een", "Twee", "Drie"))
    settle(desk, one, two, three)
    note_check(desk, one.id, CheckOutcome.STILL_RIGHT)
    note_check(desk, two.id, CheckOutcome.NOT_REACHED, "geen gehoor")
    closed = note_check(desk, three.id, CheckOutcome.GONE)
    found = review(desk, ReviewFilter())
    assert (found.lines, found.tried, found.done_today) == ((), 1, 3)
    assert community_service(desk, two.id).service == two
    assert community_service(desk, three.id).service.status is MapStatus.INACTIVE
    undo.undo(desk, closed.act)
    found = review(desk, ReviewFilter())
    assert ([line.entry.id for line in found.lines], found.done_today) == ([three.id], 2)
    later = replace(desk, clock=lambda: desk.now + timedelta(days=14))
    assert [line.entry.name for line in review(later, ReviewFilter()).lines] == ["Drie", "Twee"]
    assert checks_of(desk, two.id)[0].note == "geen gehoor"


def test_a_provider_that_a_consultant_finds_gone_stands_first_for_who_may_close_it(desk: Workplace) -> None:
    settle(desk, provider := Provider(name="Zorg Oost", checked_on=desk.today), Provider(name="Aa"))
    note_check(desk, provider.id, CheckOutcome.GONE)
    manager = as_role(desk, Role.CONTRACT_MANAGER)
    assert provider.id not in {line.entry.id for line in review(desk, ReviewFilter()).lines}
    first = review(manager, ReviewFilter()).lines[0]
    assert (first.entry.id, first.said_gone) == (provider.id, True)
    note_check(manager, provider.id, CheckOutcome.GONE)
    assert [line.entry.name for line in review(manager, ReviewFilter()).lines] == ["Aa"]


def test_what_a_consultant_finds_wrong_stands_first_for_who_may_correct_until_it_is_answered(desk: Workplace) -> None:
    settle(desk, provider := Provider(name="Zorg Oost", checked_on=desk.today), Provider(name="Aa"))
    with pytest.raises(RuleBroken, match="required"):
        note_check(desk, provider.id, CheckOutcome.WRONG, " ")
    note_check(desk, provider.id, CheckOutcome.WRONG, " Het nummer is afgesloten. ")
    assert {line.entry.name for line in review(desk, ReviewFilter()).lines} == {"Aa"}
    manager = as_role(desk, Role.CONTRACT_MANAGER)
    first = review(manager, ReviewFilter()).lines[0]
    told = Remark(desk.today, "Marijke Veenstra", "Het nummer is afgesloten.")
    assert (first.entry.id, first.remarks, first.may_correct) == (provider.id, (told,), True)
    assert provider_page(desk, provider.id).remarks == (told,)
    assert checks_of(desk, provider.id)[0].note == "Het nummer is afgesloten."
    note_check(manager, provider.id, CheckOutcome.NOT_REACHED)
    assert provider_page(desk, provider.id).remarks == (told,)
    later = replace(manager, clock=lambda: desk.now + timedelta(days=14))
    assert review(later, ReviewFilter()).lines[0].remarks == (told,)
    correct_entry(manager, MapKind.PROVIDER, provider.id, {"phone": "0599 11 22 33"}, SITE)
    assert provider_page(desk, provider.id).remarks == ()
    assert {line.entry.name for line in review(manager, ReviewFilter()).lines} == {"Aa"}


def test_a_remark_is_not_made_to_vanish_by_who_may_not_answer_it_but_can_be_taken_back(desk: Workplace) -> None:
    settle(desk, provider := Provider(name="Zorg Oost", checked_on=desk.today))
    said = note_check(desk, provider.id, CheckOutcome.WRONG, "Verhuisd.")
    with pytest.raises(RuleBroken, match="remark-open"):
        note_check(desk, provider.id, CheckOutcome.STILL_RIGHT)
    undo.undo(desk, said.act)
    assert provider_page(desk, provider.id).remarks == ()
    note_check(desk, provider.id, CheckOutcome.STILL_RIGHT)
    note_check(desk, provider.id, CheckOutcome.WRONG, "Toch verhuisd.")
    note_check(as_role(desk, Role.CONTRACT_MANAGER), provider.id, CheckOutcome.STILL_RIGHT)
    assert provider_page(desk, provider.id).remarks == ()


def test_a_remark_on_a_double_goes_along_to_the_entry_that_stands_for_it(desk: Workplace) -> None:
    settle(desk, kept := Provider(name="Zorg Oost"), double := Provider(name="Zorg Oost BV"))
    note_check(desk, double.id, CheckOutcome.WRONG, "Verhuisd.")
    with desk.work("Merge") as work:
        work.change(Provider, double.id, merged_into=kept.id)
        work.commit()
    first = review(as_role(desk, Role.CONTRACT_MANAGER), ReviewFilter()).lines[0]
    assert (first.entry.id, [remark.text for remark in first.remarks]) == (kept.id, ["Verhuisd."])


def test_who_may_correct_has_nothing_to_pass_on_and_who_may_not_check_neither(desk: Workplace) -> None:
    assert may_say_wrong(desk, "provider")
    assert not may_say_wrong(desk, "community_service")
    for role in (Role.CONTRACT_MANAGER, Role.ADMINISTRATOR):
        assert not may_say_wrong(as_role(desk, role), "provider")
        assert may_correct(as_role(desk, role), "provider")


def test_who_may_not_check_may_not_say_so_and_a_correction_is_no_note(desk: Workplace) -> None:
    settle(desk, soos := CommunityService(name="Soos"))
    with pytest.raises(RuleBroken, match="not-allowed"):
        note_check(as_role(desk, Role.ADMINISTRATOR), soos.id, CheckOutcome.NOT_REACHED)
    with pytest.raises(ValueError, match="map_entries"):
        note_check(desk, soos.id, CheckOutcome.CORRECTED)
    with pytest.raises(RuleBroken, match="gone"):
        note_check(desk, "nowhere", CheckOutcome.STILL_RIGHT)
