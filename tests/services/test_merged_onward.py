"""An entry that was merged onward, or round in a ring, or into one this store lacks: one stands for all, everywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from desktop.exchange.export.taken import take
from desktop.exchange.export.told import Told
from desktop.models.casework import Case, PlanService
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import AvailabilityStatus, IndicationStatus, Role, WaitEnd
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
from desktop.models.upkeep import Signal
from desktop.models.waiting import InterimMeasure, WaitingListEntry
from desktop.services.approved_help import let_help_run
from desktop.services.availability import WaitEntry, history, latest, record_wait
from desktop.services.case_reading import case_page
from desktop.services.choices import Seeker, near_home, nearby_services
from desktop.services.contract_reading import provider_contracts, providers_by_name, running_out
from desktop.services.merging import merge, preview_merge
from desktop.services.partners import add_cooperation
from desktop.services.plans import put_on_plan
from desktop.services.signals import every_signal, received, signals_of
from desktop.services.social_map import community_service, provider, search
from desktop.services.waiting_letter import gather
from desktop.services.waits import bridge_with, wait_here_too
from desktop.services.workplace import Workplace
from desktop.store.merged import family
from desktop.store.queries import availability as waits_read
from desktop.store.queries import coverage as coverage_read
from desktop.store.queries.review import entry_sources, entry_states
from desktop.store.queries.standing import Wanted, latest_reports, standings
from desktop.store.queries.traits import entry_traits
from desktop.store.queries.voices import marks_of
from desktop.store.queries.waiting import waiting_rows, waits_at
from desktop.store.search import index
from tests.helpers.town import settle

TODAY = date(2026, 11, 23)
PRODUCT = "begeleiding"
KEPT = "00000000-0000-7000-8000-000000000001"
DOUBLE = "00000000-0000-7000-8000-000000000002"
BETWEEN = "00000000-0000-7000-8000-000000000003"
LAST = "00000000-0000-7000-8000-000000000004"
NOWHERE = "00000000-0000-7000-8000-00000000000f"

SHAPES: dict[str, dict[str, str | None]] = {
    "merged onward": {KEPT: None, BETWEEN: KEPT, DOUBLE: BETWEEN},
    "in a ring": {KEPT: DOUBLE, DOUBLE: KEPT},
    "in a ring of three, with a tail": {KEPT: BETWEEN, BETWEEN: LAST, LAST: KEPT, DOUBLE: KEPT},
    "into one that is not here": {KEPT: NOWHERE, DOUBLE: KEPT},
}
"""Each entry with what it was merged into; `KEPT` stands for all, and everything hangs on `DOUBLE`."""


@dataclass(frozen=True)
class Hung:
    """What hangs on the double."""

    case: Case
    wait: WaitingListEntry
    help: Indication
    other: Provider


@pytest.fixture
def manager(desk: Workplace) -> Workplace:
    return replace(desk, colleague=Colleague(id=desk.colleague.id, name="Bo de Wit", role=Role.CONTRACT_MANAGER))


@pytest.fixture(params=SHAPES)
def hung(request: pytest.FixtureRequest, desk: Workplace) -> Hung:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=TODAY)
    contract = Contract(provider_id=DOUBLE, start=date(2024, 1, 1), end=TODAY + timedelta(30))
    wait = WaitingListEntry(case_id=case.id, provider_id=DOUBLE, product=PRODUCT, since=TODAY - timedelta(9))
    given = Indication(
        case_id=case.id, provider_id=DOUBLE, product=PRODUCT, status=IndicationStatus.APPROVED, start=TODAY
    )
    other = Provider(name="Derde")
    settle(
        desk,
        *(Provider(id=id_, name=f"Zorg {id_[-1]}", merged_into=into) for id_, into in SHAPES[request.param].items()),
        other,
        resident,
        case,
        contract,
        ContractedProduct(contract_id=contract.id, provider_id=DOUBLE, product=PRODUCT, start=date(2024, 1, 1)),
        Location(provider_id=DOUBLE, place="Almelo"),
        ProviderContact(provider_id=DOUBLE, name="Balie"),
        Cooperation(provider_id=DOUBLE, partner_id=other.id),
        Signal(provider_id=DOUBLE, text="Zorgen", seen_on=TODAY, recorded_by=desk.colleague.id, recorded_on=TODAY),
        AvailabilityReport(
            provider_id=DOUBLE, product=PRODUCT, status=AvailabilityStatus.OPEN, start_max=6, measured_on=TODAY
        ),
        wait,
        given,
        Evaluation(indication_id=given.id, due_on=TODAY, held_on=TODAY, satisfaction=8),
    )
    return Hung(case, wait, given, other)


def test_the_coverage_of_products_counts_it_once_with_its_contract_and_what_was_heard(
    desk: Workplace, hung: Hung
) -> None:
    settle(desk, Trajectory(indication_id=hung.help.id, started_on=TODAY))
    with desk.store.read() as reader:
        known = coverage_read.known_providers(reader)
        assert set(known) == {KEPT, hung.other.id}
        assert [one.provider_id for one in coverage_read.offered_on(reader, TODAY, known)] == [KEPT]
        assert [one.provider_id for one in coverage_read.words_heard(reader)] == [KEPT]
        assert [one.offered.provider_id for one in coverage_read.agreed_on(reader, TODAY, PRODUCT)] == [KEPT]
        (served,) = coverage_read.clients_of_contracts(reader, TODAY).contracts
    assert (served.provider_id, served.last_client_on) == (KEPT, TODAY)


def test_the_matrix_of_waiting_times_has_it_once(desk: Workplace, hung: Hung) -> None:
    with desk.store.read() as reader:
        assert [one.provider_id for one in waits_read.cells(reader)] == [KEPT]
        assert [one.provider_id for one in waits_read.offers(reader)] == [KEPT]
        assert [one.id for one in waits_read.provider_lines(reader)] == [hung.other.id, KEPT]
        assert [one.provider_id for one in waits_read.contracted(reader, TODAY)] == [KEPT]
    assert [one.report.start_max for one in latest(desk, DOUBLE)] == [6]
    assert [one.start_max for one in history(desk, KEPT)] == [6]


def test_it_can_be_chosen_for_an_indication(desk: Workplace, hung: Hung) -> None:
    wanted = Wanted(PRODUCT, "", "", "", TODAY)
    with desk.store.read() as reader:
        assert [one.provider_id for one in standings(reader, wanted)] == [KEPT]
        assert latest_reports(reader, [KEPT], wanted)[KEPT].start_max == 6
    assert providers_by_name(desk) == {hung.other.id: "Derde", KEPT: "Zorg 1"}


def test_it_is_gone_over_once_and_counts_who_is_sent_there(desk: Workplace, hung: Hung) -> None:
    with desk.store.read() as reader:
        assert {one.id: one.uses for one in entry_states(reader)} == {KEPT: 2, hung.other.id: 0}
        assert {one.id for one in entry_traits(reader, "provider")} == {KEPT, hung.other.id}
        assert entry_sources(reader) == [""]


@pytest.mark.usefixtures("hung")
def test_its_page_has_all_that_hangs_on_its_doubles_from_whichever_link(desk: Workplace) -> None:
    for link in (KEPT, DOUBLE):
        page = provider(desk, link)
        assert page.provider.id == KEPT
        assert (len(page.agreements), len(page.agreements[0].products)) == (1, 1)
        assert [one.place for one in page.locations] == ["Almelo"]
        assert [one.report.start_max for one in page.reports] == [6]


@pytest.mark.usefixtures("hung")
def test_searching_finds_it_once_by_what_hangs_on_its_doubles(desk: Workplace) -> None:
    for question in (SearchQuestion("zorg", max_weeks=6), SearchQuestion("almelo"), SearchQuestion(product=PRODUCT)):
        assert [hit.id for hit in search(desk, question).hits] == [KEPT]
    with desk.store.read() as reader:
        assert index.check(reader.connection) == ()


def test_its_contracts_stand_under_it(manager: Workplace, hung: Hung) -> None:
    for link in (KEPT, DOUBLE):
        page = provider_contracts(manager, link)
        assert [one.name for one in page.contacts] == ["Balie"]
        assert [(one.other_id, one.leads) for one in page.together] == [(hung.other.id, True)]
    (ending,) = running_out(manager)
    assert (ending.contract.provider_id, ending.name) == (KEPT, "Zorg 1")
    with pytest.raises(RuleBroken, match="already-together"):
        add_cooperation(manager, KEPT, partner_id=hung.other.id)
    with pytest.raises(RuleBroken, match="partner-is-self"):
        add_cooperation(manager, KEPT, partner_id=DOUBLE)


@pytest.mark.usefixtures("hung")
def test_a_contract_that_goes_on_at_the_kept_one_does_not_run_out(manager: Workplace) -> None:
    settle(manager, Contract(provider_id=KEPT, start=date(2024, 1, 1)))
    later = replace(manager, clock=lambda: manager.now + timedelta(40))
    assert running_out(later) == ()


@pytest.mark.usefixtures("hung")
def test_signals_and_marks_about_its_doubles_are_about_it(manager: Workplace) -> None:
    for pages in (signals_of(manager, KEPT), every_signal(manager)):
        assert [(page.provider, page.signal.provider_id) for page in pages] == [("Zorg 1", KEPT)]
    assert received(manager, KEPT) == (TODAY,)
    with manager.store.read() as reader:
        assert [mark.mark for mark in marks_of(reader, KEPT)] == [8]


def test_who_waits_at_a_double_waits_there(desk: Workplace, hung: Hung) -> None:
    with desk.store.read() as reader:
        assert [(one.provider_id, one.provider) for one in waiting_rows(reader, TODAY)] == [(KEPT, "Zorg 1")]
        assert [one.entry_id for one in waits_at(reader, KEPT, PRODUCT)] == [hung.wait.id]
    with pytest.raises(RuleBroken, match="waits-there"):
        wait_here_too(desk, hung.wait.id, KEPT)


def test_help_that_starts_at_the_kept_one_ends_the_wait_at_a_double(desk: Workplace, hung: Hung) -> None:
    with desk.work("Start help") as work:
        let_help_run(work, hung.help.model_copy(update={"provider_id": KEPT}), TODAY)
        work.commit()
    with desk.store.read() as reader:
        assert reader.get(WaitingListEntry, hung.wait.id).ended_because is WaitEnd.PLACED


@pytest.mark.usefixtures("hung")
def test_an_export_has_it_once_with_all_that_hangs_on_it(desk: Workplace) -> None:
    with desk.store.read() as reader:
        taken = take(reader, desk.profile, TODAY, told := Told())
    assert {one.id for one in taken.providers} == {KEPT, *(one.id for one in taken.providers if one.name == "Derde")}
    for hanging in (taken.locations, taken.contacts, taken.products, taken.reports):
        assert [one.provider_id for one in hanging] == [KEPT]
    assert DOUBLE in {one.id for one in told.left_out}


@pytest.mark.usefixtures("hung")
def test_whoever_writes_again_of_the_same_offer_puts_their_own_word_right(desk: Workplace) -> None:
    for whose, weeks in ((DOUBLE, "4"), (KEPT, "2")):
        record_wait(desk, WaitEntry(whose, start=weeks, product="vervoer"))
    told = [one for one in latest(desk, KEPT) if one.report.product == "vervoer"]
    assert [(one.report.start_max, one.disputed) for one in told] == [(2, False)]


def test_it_can_be_merged_again_and_all_come_along(manager: Workplace, hung: Hung) -> None:
    with manager.store.read() as reader:
        whole = {*family(reader.connection, KEPT)}
    assert {move.what: move.count for move in preview_merge(manager, hung.other.id, KEPT).moves}["contracten"] == 1
    merge(manager, hung.other.id, KEPT, {})
    with manager.store.read() as reader:
        assert {*family(reader.connection, hung.other.id)} == {*whole, hung.other.id}
        assert {one.merged_into for one in reader.find(Provider, id=whole)} == {hung.other.id}
        assert reader.count(Contract, provider_id=hung.other.id) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_a_community_service_is_offered_once_with_its_places(desk: Workplace, shape: str) -> None:
    settle(
        desk,
        *(CommunityService(id=i, name=f"Soos {i[-1]}", merged_into=into) for i, into in SHAPES[shape].items()),
        Location(service_id=DOUBLE, place="Almelo"),
    )
    with desk.store.read() as reader:
        assert [one.service_id for one in near_home(reader, Seeker(), None)] == [KEPT]
        taken = take(reader, desk.profile, TODAY, Told())
    assert [one.id for one in taken.services] == [KEPT]
    assert [one.service_id for one in taken.locations] == [KEPT]
    assert [one.place for one in community_service(desk, DOUBLE).locations] == ["Almelo"]
    assert [hit.id for hit in search(desk, SearchQuestion("almelo")).hits] == [KEPT]


def test_a_case_and_its_letter_name_whom_one_waits_at_as_the_map_does(desk: Workplace, hung: Hung) -> None:
    settle(desk, hung.help.model_copy(update={"id": NOWHERE, "provider_id": KEPT}))
    page = case_page(desk, hung.case.id)
    assert [one.provider for one in page.waiting] == ["Zorg 1"]
    assert [helper.name for helper in page.home.helpers] == ["Zorg 1"]
    assert [one.provider for one in gather(desk, hung.wait.id).places] == ["Zorg 1"]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_on_a_plan_or_bridges_a_wait_by_a_double_stands_there_once(desk: Workplace, shape: str) -> None:
    settle(
        desk,
        *(CommunityService(id=i, name=f"Soos {i[-1]}", merged_into=into) for i, into in SHAPES[shape].items()),
        resident := Resident(last_name="Wouda"),
        case := Case(resident_id=resident.id, opened_on=TODAY),
        wait := WaitingListEntry(case_id=case.id, since=TODAY),
        InterimMeasure(entry_id=wait.id, what="Soos", service_id=DOUBLE, start=TODAY),
        planned := PlanService(case_id=case.id, service_id=DOUBLE, added_on=TODAY),
    )
    with desk.store.read() as reader:
        (choice,) = nearby_services(desk, reader, case)
    assert (choice.service_id, choice.on_plan) == (KEPT, True)
    assert put_on_plan(desk, case.id, KEPT, "Elke week")[0] == planned.id
    with pytest.raises(RuleBroken, match="bridges-already"):
        bridge_with(desk, wait.id, KEPT)
