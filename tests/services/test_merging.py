"""One entry of two that turned out to be the same, and taken back as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.models.casework import Case, PlanService
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import CheckOutcome, Role
from desktop.models.people import Colleague, Resident
from desktop.models.purchasing import Cooperation, ProviderContact
from desktop.models.search import SearchQuestion
from desktop.models.social_map import (
    AvailabilityReport,
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Provider,
)
from desktop.models.tables import SYNCED
from desktop.models.upkeep import Signal
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.services import undo
from desktop.services.availability import WaitEntry, history, latest, record_wait
from desktop.services.case_reading import case_page
from desktop.services.map_entries import MapKind
from desktop.services.merging import Choice, merge, preview_merge
from desktop.services.plans import plan_page, put_on_plan
from desktop.services.reviewing import ReviewFilter, checks_of, note_check, review
from desktop.services.social_map import community_service, provider, search
from desktop.services.workplace import Workplace
from desktop.store.mapping import KINDS, to_row
from desktop.store.queries.availability import cells, offers
from desktop.store.queries.standing import Wanted, latest_reports
from desktop.store.search import index
from tests.helpers import town

TODAY = date(2026, 11, 23)


@pytest.fixture
def manager(desk: Workplace) -> Workplace:
    """Who may change providers and see signals."""
    return replace(desk, colleague=Colleague(id=desk.colleague.id, name="Bo de Wit", role=Role.CONTRACT_MANAGER))


def settle(desk: Workplace, *values: object) -> None:
    with desk.work("Settle") as work:
        for value in values:
            work.add(value)  # type: ignore[arg-type]  # only values of the models are given
        work.commit()


def everything(desk: Workplace) -> dict[str, list[dict[str, object]]]:
    """All that is stored, by table."""
    with desk.store.read() as reader:
        return {
            str(row.__tablename__): [to_row(v) for v in reader.find(KINDS[str(row.__tablename__)])] for row in SYNCED
        }


def in_step(desk: Workplace) -> bool:
    with desk.store.read() as reader:
        return index.check(reader.connection) == ()


def found(desk: Workplace, text: str) -> list[str]:
    return [hit.id for hit in search(desk, SearchQuestion(text)).hits]


KEPT = Provider(name="Zorg Oost", phone="0599 123456", target_groups=("jeugd",), checked_on=date(2026, 3, 1))
DOUBLE = Provider(
    name="Stichting Zorg-Oost",
    email="info@zorgoost.nl",
    target_groups=("volwassenen",),
    checked_on=date(2025, 3, 1),
    checked_by="Els",
)


@pytest.fixture
def full(manager: Workplace) -> Workplace:
    """A store in which much hangs on a double."""
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=TODAY)
    contract = Contract(provider_id=DOUBLE.id, start=TODAY)
    settle(
        manager,
        KEPT,
        DOUBLE,
        third := Provider(name="Derde"),
        resident,
        case,
        contract,
        ContractedProduct(contract_id=contract.id, provider_id=DOUBLE.id, product="vervoer", start=TODAY),
        Location(provider_id=DOUBLE.id, place="Almelo"),
        ProviderContact(provider_id=DOUBLE.id, name="Balie"),
        Cooperation(provider_id=DOUBLE.id, partner_id=third.id),
        Cooperation(provider_id=DOUBLE.id, partner_id=KEPT.id),
        Signal(provider_id=DOUBLE.id, text="Zorgen", seen_on=TODAY, recorded_by="c", recorded_on=TODAY),
        Indication(case_id=case.id, provider_id=DOUBLE.id),
        Indication(case_id=case.id, provider_id=DOUBLE.id, seal="a" * 64),
        WaitingListEntry(case_id=case.id, provider_id=DOUBLE.id, since=TODAY),
        AvailabilityReport(provider_id=DOUBLE.id, product="vervoer", start_max=6, measured_on=TODAY),
        AvailabilityReport(provider_id=KEPT.id, product="vervoer", start_max=9, measured_on=date(2026, 1, 1)),
    )
    note_check(manager, DOUBLE.id, CheckOutcome.NOT_REACHED)
    return manager


def test_two_entries_stand_side_by_side_before_anything_is_written(full: Workplace) -> None:
    before = everything(full)
    seen = preview_merge(full, KEPT.id, DOUBLE.id)
    pairs = {pair.field: (pair.kept, pair.double, pair.proposed) for pair in seen.pairs}
    assert pairs == {
        "name": ("Zorg Oost", "Stichting Zorg-Oost", Choice.KEPT),
        "phone": ("0599 123456", "", Choice.KEPT),
        "email": ("", "info@zorgoost.nl", Choice.DOUBLE),
        "target_groups": ("jeugd", "volwassenen", Choice.BOTH),
    }
    assert {move.what: move.count for move in seen.moves} == {
        "plekken": 1,
        "contracten": 1,
        "gecontracteerde producten": 1,
        "contactpersonen": 1,
        "samenwerkingen": 2,
        "signalen": 1,
        "indicaties": 1,
        "wachtlijstplaatsen": 1,
    }
    assert (seen.observations, seen.sealed, seen.kind) == (1, 1, MapKind.PROVIDER)
    assert everything(full) == before


def test_what_both_leave_empty_is_not_counted_as_the_same(desk: Workplace) -> None:
    one, other = CommunityService(name="Soos", place="Mussel"), CommunityService(name="De Soos", place="Mussel")
    settle(desk, one, other)
    empty = preview_merge(desk, one.id, other.id).same
    with desk.work("Settle") as work:
        for entry in (one, other):
            work.change(CommunityService, entry.id, phone="0599 00 01 02")
        work.commit()
    assert preview_merge(desk, one.id, other.id).same == empty + 1


def test_a_merge_moves_what_hangs_on_the_double_and_leaves_what_may_not_change(full: Workplace) -> None:
    merge(full, KEPT.id, DOUBLE.id, {"email": Choice.DOUBLE, "target_groups": Choice.BOTH, "name": Choice.KEPT})
    page = provider(full, KEPT.id)
    kept = page.provider
    assert (kept.name, kept.phone, kept.email) == ("Zorg Oost", "0599 123456", "info@zorgoost.nl")
    assert kept.target_groups == ("jeugd", "volwassenen")
    assert (kept.checked_on, kept.checked_by) == (date(2025, 3, 1), "Els")
    assert (len(page.agreements), len(page.agreements[0].products), len(page.locations)) == (1, 1, 1)
    with full.store.read() as reader:
        for kind in (Location, Contract, ContractedProduct, ProviderContact, Signal, WaitingListEntry):
            assert reader.count(kind, provider_id=KEPT.id) == 1
            assert reader.count(kind, provider_id=DOUBLE.id) == 0
        assert [c.provider_id for c in reader.find(Cooperation)] == [KEPT.id]
        assert [i.provider_id for i in reader.find(Indication, seal="a" * 64)] == [DOUBLE.id]
        assert reader.count(AvailabilityReport, provider_id=DOUBLE.id) == 1


def test_what_was_observed_at_the_double_is_read_and_searched_with_the_kept_one(full: Workplace) -> None:
    merge(full, KEPT.id, DOUBLE.id, {})
    assert [one.report.start_max for one in latest(full, KEPT.id)] == [6]
    assert [one.start_max for one in history(full, KEPT.id)] == [9, 6]
    wait = search(full, SearchQuestion("zorg oost", max_weeks=7)).hits[0].wait
    assert wait is not None
    assert wait.start_max == 6
    # A colleague who did not hear of it yet writes at the double; it counts all the same, and so there is a dispute.
    record_wait(full, WaitEntry(DOUBLE.id, start="4", product="vervoer"))
    wait = search(full, SearchQuestion("zorg oost", max_weeks=7)).hits[0].wait
    assert wait is not None
    assert (wait.start_max, wait.disputed) == (6, True)
    assert not search(full, SearchQuestion("zorg oost", max_weeks=5)).hits
    assert in_step(full)


def test_the_matrix_the_coverage_and_the_choice_of_a_provider_read_the_double_with_the_kept_one(
    full: Workplace,
) -> None:
    wanted = Wanted(product="vervoer", segment="", lot="", municipality="", day=TODAY)
    merge(full, KEPT.id, DOUBLE.id, {})
    with full.store.read() as reader:
        (cell,) = cells(reader)
        assert (cell.provider_id, cell.oldest, cell.offers) == (KEPT.id, TODAY, 1)
        assert {one.provider_id for one in offers(reader)} == {KEPT.id}
        assert latest_reports(reader, [KEPT.id], wanted)[KEPT.id].start_max == 6


def test_who_was_merged_into_a_double_comes_along(full: Workplace) -> None:
    last = Provider(name="Zorg Oost Groep")
    settle(full, last)
    merge(full, KEPT.id, DOUBLE.id, {})
    changes = merge(full, last.id, KEPT.id, {})
    assert provider(full, DOUBLE.id).provider.id == last.id
    with full.store.read() as reader:
        assert {cell.provider_id for cell in cells(reader)} == {last.id}
    undo.undo(full, changes.act)
    assert provider(full, DOUBLE.id).provider.id == KEPT.id
    assert in_step(full)


def test_a_merge_that_was_merged_onward_is_undone_after_the_later_one(full: Workplace) -> None:
    settle(full, last := Provider(name="Zorg Oost Groep"))
    before = everything(full)
    first = merge(full, KEPT.id, DOUBLE.id, {})
    between = everything(full)
    second = merge(full, last.id, KEPT.id, {})
    with pytest.raises(RuleBroken, match="changed-since"):
        undo.undo(full, first.act)
    undo.undo(full, second.act)
    assert everything(full) == between
    undo.undo(full, first.act)
    assert everything(full) == before
    assert in_step(full)


def test_the_double_leaves_search_and_queue_and_links_to_it_open_the_kept_one(full: Workplace) -> None:
    assert set(found(full, "zorg oost")) == {KEPT.id, DOUBLE.id}
    merge(full, KEPT.id, DOUBLE.id, {})
    assert found(full, "zorg oost") == [KEPT.id]
    assert provider(full, DOUBLE.id).provider.id == KEPT.id
    assert DOUBLE.id not in {line.entry.id for line in review(full, ReviewFilter()).lines}
    assert [line.at_double for line in checks_of(full, DOUBLE.id)] == ["Stichting Zorg-Oost"]
    assert in_step(full)


def test_a_merge_is_undone_as_a_whole(full: Workplace) -> None:
    before = everything(full)
    changes = merge(full, KEPT.id, DOUBLE.id, {"email": Choice.DOUBLE, "target_groups": Choice.BOTH})
    assert everything(full) != before
    last = undo.last_act(full)
    assert last is not None
    assert (last.act, last.name) == (changes.act, "Dubbele samenvoegen")
    undo.undo(full, changes.act)
    assert everything(full) == before
    assert set(found(full, "zorg oost")) == {KEPT.id, DOUBLE.id}
    assert in_step(full)


def test_services_are_merged_with_their_places_on_plans_each_case_once(desk: Workplace) -> None:
    resident = Resident(last_name="Wouda")
    cases = [Case(resident_id=resident.id, opened_on=TODAY) for _n in range(2)]
    kept, double = CommunityService(name="Soos"), CommunityService(name="De Soos", organisation="Dorpshuis")
    wait = WaitingListEntry(case_id=cases[0].id, since=TODAY)
    on_plan = [PlanService(case_id=case.id, service_id=double.id, added_on=TODAY) for case in cases]
    settle(
        desk,
        kept,
        double,
        resident,
        *cases,
        wait,
        *on_plan,
        PlanService(case_id=cases[0].id, service_id=kept.id, added_on=TODAY),
        InterimMeasure(entry_id=wait.id, what="Soos", service_id=double.id, start=TODAY),
    )
    before = everything(desk)
    changes = merge(desk, kept.id, double.id, {"organisation": Choice.DOUBLE})
    with desk.store.read() as reader:
        assert sorted(one.case_id for one in reader.find(PlanService, service_id=kept.id)) == sorted(
            case.id for case in cases
        )
        assert reader.count(PlanService) == 2
        assert reader.count(InterimMeasure, service_id=kept.id) == 1
    assert community_service(desk, double.id).service.organisation == "Dorpshuis"
    _id, more = put_on_plan(desk, cases[1].id, double.id, "Elke week")
    undo.undo(desk, more.act)
    undo.undo(desk, changes.act)
    assert everything(desk) == before


def test_what_cannot_be_merged_is_said(full: Workplace, desk: Workplace) -> None:
    settle(full, soos := CommunityService(name="Soos"))
    for kept, double, code in (
        (KEPT.id, KEPT.id, "merge-same"),
        (KEPT.id, soos.id, "merge-other-kind"),
        (KEPT.id, "nowhere", "gone"),
    ):
        with pytest.raises(RuleBroken, match=code):
            preview_merge(full, kept, double)
    with pytest.raises(RuleBroken, match="not-allowed"):
        merge(desk, KEPT.id, DOUBLE.id, {})
    merge(full, KEPT.id, DOUBLE.id, {})
    with pytest.raises(RuleBroken, match="merged-already"):
        merge(full, KEPT.id, DOUBLE.id, {})


def test_that_there_are_signals_is_told_only_to_who_may_see_them(full: Workplace) -> None:
    administrator = replace(full, colleague=Colleague(id="a", name="Ada", role=Role.ADMINISTRATOR))
    assert "signalen" not in {move.what for move in preview_merge(administrator, KEPT.id, DOUBLE.id).moves}
    merge(administrator, KEPT.id, DOUBLE.id, {})
    with full.store.read() as reader:
        assert reader.count(Signal, provider_id=KEPT.id) == 1


def test_a_plan_and_its_paper_tell_the_kept_entry_and_how_fresh_it_is(desk: Workplace) -> None:
    town.settle(desk, town.COFFEE, double := CommunityService(name="De Kern"))
    case_id = town.open_her_case(desk)
    put_on_plan(desk, case_id, double.id)
    with desk.work("A colleague's merge") as work:
        work.change(CommunityService, double.id, merged_into=town.COFFEE.id)
        work.commit()
    (planned,) = case_page(desk, case_id).services
    assert (planned.name, planned.checked_days) == (town.COFFEE.name, 20)
    (printed,) = plan_page(desk, case_id).services
    assert (printed.name, printed.checked_on) == (town.COFFEE.name, town.COFFEE.checked_on)
