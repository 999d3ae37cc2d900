"""Who can do it: community services first, then providers by availability and nearness."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.models.base import new_id
from desktop.models.kinds import AvailabilityStatus, ContractKind, Law, MapStatus, MeasureKind
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.search import SearchQuestion
from desktop.models.social_map import CommunityService, Contract, ContractedProduct, Location, Place, Provider
from desktop.rules.intake_stops import IntakeStop
from desktop.services.choices import MOST_SERVICES, Choices, provider_choices
from desktop.services.indications import begin_draft, change_draft, check
from desktop.services.plans import put_on_plan
from desktop.services.social_map import search
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_case, a_draft, a_provider, a_report

HOME = Place(name="Winschoten", municipality="Oldambt", postal_code4="9671", latitude=53.144, longitude=7.035)


@pytest.fixture
def draft(desk: Workplace) -> tuple[str, str]:
    """Begins a draft for someone in Winschoten; gives the ids of case and draft."""
    with desk.store.work("Places") as work:
        work.add(HOME)
        work.commit()
    case_id = a_case(desk)
    draft, _changes = begin_draft(desk, case_id)
    change_draft(desk, draft, lot=LOT, segment=SEGMENT, product=PRODUCT)
    return case_id, draft


def names(choices: Choices) -> list[str]:
    return [provider.name for provider in choices.providers]


def a_service(desk: Workplace, name: str, **fields: object) -> str:
    service = CommunityService(name=name, **fields)  # type: ignore[arg-type]  # a test names the fields it needs
    with desk.store.work("Add") as work:
        work.add(service)
        work.commit()
    return service.id


def test_who_takes_people_soonest_stands_first_and_a_stop_last(desk: Workplace, draft: tuple[str, str]) -> None:
    a_report(desk, a_provider(desk, "Dicht"), AvailabilityStatus.INTAKE_STOP)
    a_provider(desk, "Stil")
    a_report(desk, a_provider(desk, "Later"), AvailabilityStatus.OPEN, start_min=9, start_max=11)
    a_report(desk, a_provider(desk, "Snel"), AvailabilityStatus.OPEN, start_min=2, start_max=3, start_text="2–3 weken")
    a_report(desk, a_provider(desk, "Beperkt"), AvailabilityStatus.LIMITED, start_min=0)
    a_report(desk, a_provider(desk, "Overleg"), AvailabilityStatus.ON_CONSULTATION, start_min=0)
    assert names(found := provider_choices(desk, draft[1])) == ["Beperkt", "Snel", "Later", "Overleg", "Stil", "Dicht"]
    assert (found.providers[1].start_text, found.providers[1].age_days) == ("2–3 weken", 3)


def test_what_nobody_reported_is_unknown_and_never_a_wait_of_nothing(desk: Workplace, draft: tuple[str, str]) -> None:
    a_provider(desk)
    [provider] = provider_choices(desk, draft[1]).providers
    assert provider.status is AvailabilityStatus.UNKNOWN
    assert (provider.start_min, provider.measured_on, provider.age_days) == (None, None, None)


def test_the_latest_report_counts_and_a_corrected_one_does_not(desk: Workplace, draft: tuple[str, str]) -> None:
    provider_id = a_provider(desk)
    a_report(desk, provider_id, AvailabilityStatus.OPEN, measured_on=desk.today - timedelta(days=90))
    wrong = a_report(desk, provider_id, AvailabilityStatus.INTAKE_STOP)
    assert provider_choices(desk, draft[1]).providers[0].status is AvailabilityStatus.INTAKE_STOP
    right = desk.today - timedelta(days=3)
    a_report(desk, provider_id, AvailabilityStatus.LIMITED, measured_on=right, corrects=wrong)
    assert provider_choices(desk, draft[1]).providers[0].status is AvailabilityStatus.LIMITED


def test_a_report_of_the_product_itself_goes_before_one_of_everything(desk: Workplace, draft: tuple[str, str]) -> None:
    provider_id = a_provider(desk)
    a_report(desk, provider_id, AvailabilityStatus.OPEN)
    a_report(desk, provider_id, AvailabilityStatus.INTAKE_STOP, product="")
    a_report(desk, provider_id, AvailabilityStatus.INTAKE_STOP, product="groep-arbeidsmatig")
    a_report(desk, provider_id, AvailabilityStatus.INTAKE_STOP, municipality="Stadskanaal")
    assert provider_choices(desk, draft[1]).providers[0].status is AvailabilityStatus.OPEN


def test_only_who_is_contracted_for_this_here_and_then_can_be_chosen(desk: Workplace, draft: tuple[str, str]) -> None:
    a_provider(desk, "Hier")
    a_provider(desk, "Overal", municipalities=())
    a_provider(desk, "Elders", municipalities=("Stadskanaal",))
    a_provider(desk, "Anders", product="groep-arbeidsmatig")
    a_provider(desk, "Voorbij", end=desk.today - timedelta(days=1))
    a_provider(desk, "Straks", start=desk.today + timedelta(days=1))
    a_provider(desk, "Ander segment", segment="3")
    gone = a_provider(desk, "Gestopt")
    with desk.store.work("Stop") as work:
        work.change(Provider, gone, status=MapStatus.INACTIVE)
        work.commit()
    assert names(provider_choices(desk, draft[1])) == ["Hier", "Overal"]


def test_a_contract_must_hold_on_the_first_day_of_the_help(desk: Workplace, draft: tuple[str, str]) -> None:
    soon = desk.today + timedelta(days=30)
    a_provider(desk, "Tot dan", end=soon)
    change_draft(desk, draft[1], start=soon)
    assert provider_choices(desk, draft[1]).providers[0].contract_end == soon
    change_draft(desk, draft[1], start=soon + timedelta(days=1))
    assert provider_choices(desk, draft[1]).providers == ()


def test_nearness_decides_between_equals(desk: Workplace, draft: tuple[str, str]) -> None:
    for name, latitude in (("Ver", 52.90), ("Dichtbij", 53.15)):
        a_report(desk, a_provider(desk, name), AvailabilityStatus.OPEN, start_min=2)
        with desk.store.read() as reader:
            provider = reader.find(Provider, name=name)[0]
        with desk.store.work("Move") as work:
            work.change(Provider, provider.id, latitude=latitude)
            work.commit()
    found = provider_choices(desk, draft[1])
    assert names(found) == ["Dichtbij", "Ver"]
    near, far = (provider.distance_km for provider in found.providers)
    assert near is not None
    assert far is not None
    assert near < 2
    assert 25 < far < 30


def test_the_nearest_location_counts_and_is_named(desk: Workplace, draft: tuple[str, str]) -> None:
    with desk.store.work("Places") as work:
        work.add(Place(name="Assen", municipality="Assen", latitude=52.997, longitude=6.563))
        work.commit()
    for name in ("Zorg Assen", "Zorg Ver"):
        a_report(desk, a_provider(desk, name), AvailabilityStatus.OPEN, start_min=2)
    club = a_service(desk, "Soos", place="Assen")
    nearby = Location(name="De Esch", place="Winschoten", latitude=53.15, longitude=7.04)
    with desk.store.work("Move") as work:
        ids = {one.name: one.id for one in work.find(Provider)}
        for id_ in ids.values():
            work.change(Provider, id_, place="Assen", latitude=None, longitude=None)
        work.add(nearby.model_copy(update={"provider_id": ids["Zorg Ver"]}))
        work.add(nearby.model_copy(update={"id": new_id(), "service_id": club}))
        work.commit()
    found = provider_choices(desk, draft[1])
    assert [(one.name, one.where) for one in found.providers] == [
        ("Zorg Ver", "De Esch, Winschoten"),
        ("Zorg Assen", "Assen"),
    ]
    near, far = (one.distance_km for one in found.providers)
    assert near == 0.7
    assert far is not None
    assert 35 < far < 36
    assert [(one.distance_km, one.where) for one in found.services] == [(0.7, "De Esch, Winschoten")]
    hits = search(desk, SearchQuestion("zorg", near="9671"))
    assert {hit.name: (hit.distance_km, hit.nearest) for hit in hits.hits} == {
        one.name: (one.distance_km, one.nearest) for one in found.providers
    }, "the social map tells the same"


def test_an_intake_stop_in_the_contract_stands_above_a_hopeful_report(desk: Workplace, draft: tuple[str, str]) -> None:
    a_report(desk, a_provider(desk, intake_stop=True), AvailabilityStatus.OPEN, start_min=0)
    [found] = provider_choices(desk, draft[1]).providers
    assert (found.status, found.stop) == (AvailabilityStatus.INTAKE_STOP, IntakeStop())


@pytest.mark.parametrize(("days", "holds"), [(0, True), (-1, False)])
def test_a_stop_counts_until_its_last_day_and_no_longer(
    desk: Workplace, draft: tuple[str, str], days: int, holds: bool
) -> None:
    one = a_provider(desk, intake_stop=True, stop_until=desk.today + timedelta(days=days))
    a_report(desk, one, AvailabilityStatus.OPEN, start_min=0)
    [found] = provider_choices(desk, draft[1]).providers
    assert found.status is (AvailabilityStatus.INTAKE_STOP if holds else AvailabilityStatus.OPEN)
    assert (found.stop is not None) == holds


@pytest.mark.parametrize(("days", "holds"), [(0, True), (1, False)])
def test_a_stop_that_was_announced_refuses_nobody_before_its_first_day(
    desk: Workplace, draft: tuple[str, str], days: int, holds: bool
) -> None:
    first = desk.today + timedelta(days=days)
    one = a_provider(desk, intake_stop=True, stop_permitted_on=desk.today - timedelta(days=20), stop_from=first)
    a_report(desk, one, AvailabilityStatus.OPEN, start_min=0)
    [found] = provider_choices(desk, draft[1]).providers
    assert found.status is (AvailabilityStatus.INTAKE_STOP if holds else AvailabilityStatus.OPEN)
    assert found.stop is not None, "that it comes is told"
    assert found.stop.starts_on == first
    change_draft(desk, draft[1], start=first + timedelta(days=1))
    [later] = provider_choices(desk, draft[1]).providers
    assert later.status is AvailabilityStatus.INTAKE_STOP, "for help that begins when it has begun, it counts"


@pytest.mark.parametrize("later", [AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP])
def test_of_two_colleagues_on_one_day_no_clock_decides_and_the_dispute_is_told(
    desk: Workplace, draft: tuple[str, str], later: AvailabilityStatus
) -> None:
    one = a_provider(desk)
    earlier = AvailabilityStatus.OPEN if later is AvailabilityStatus.INTAKE_STOP else AvailabilityStatus.INTAKE_STOP
    for status in (earlier, later):
        a_report(desk, one, status, start_max=2 if status is AvailabilityStatus.OPEN else None)
    [found] = provider_choices(desk, draft[1]).providers
    assert (found.status, found.start_max, found.disputed) == (AvailabilityStatus.INTAKE_STOP, None, True)
    change_draft(desk, draft[1], provider_id=one)
    assert "intake-stop" in {prompt.code for prompt in check(desk, draft[1]).prompts}


def test_of_two_places_on_one_day_the_one_that_takes_people_is_told_and_nothing_is_disputed(
    desk: Workplace, draft: tuple[str, str]
) -> None:
    one = a_provider(desk)
    a_report(desk, one, AvailabilityStatus.OPEN, location="Noord", start_max=6)
    a_report(desk, one, AvailabilityStatus.INTAKE_STOP, location="Zuid")
    [found] = provider_choices(desk, draft[1]).providers
    assert (found.status, found.start_max, found.disputed) == (AvailabilityStatus.OPEN, 6, False)


def test_it_shows_who_offers_both_forms_and_works_under_both_acts(desk: Workplace, draft: tuple[str, str]) -> None:
    both = a_provider(desk, "Beide")
    a_provider(desk, "Een")
    with desk.store.work("More") as work:
        [product] = work.find(ContractedProduct, provider_id=both)
        work.add(product.model_copy(update={"id": "heavy", "product": "begeleiding-plus"}))
        work.change(Provider, both, laws=(Law.JEUGDWET.value, Law.WMO.value))
        work.commit()
    found = {
        p.name: (p.light_and_heavy, p.youth_and_adults, p.rate_cents)
        for p in provider_choices(desk, draft[1]).providers
    }
    assert found == {"Beide": (True, True, 6000), "Een": (False, False, 6000)}


def test_both_acts_may_be_known_by_the_lots_of_its_contracts_alone(desk: Workplace, draft: tuple[str, str]) -> None:
    both, own = a_provider(desk, "Beide"), desk.profile.lots[0]
    youth = own.model_copy(update={"id": "jeugdhulp", "law": Law.JEUGDWET})
    here = replace(desk, profile=desk.profile.model_copy(update={"lots": (own, youth)}))
    with here.store.work("More") as work:
        [line] = work.find(ContractedProduct, provider_id=both)
        work.change(Provider, both, laws=())
        work.add(line.model_copy(update={"id": "youth", "lot": "jeugdhulp", "product": ""}))
        work.commit()
    [found] = provider_choices(here, draft[1]).providers
    assert found.youth_and_adults


def test_community_services_fit_place_and_age_and_those_on_the_plan_stand_first(
    desk: Workplace, draft: tuple[str, str]
) -> None:
    for n in range(MOST_SERVICES):
        a_service(desk, f"Buurthuis {n}", latitude=53.14, longitude=7.03, municipalities=("Oldambt",))
    a_service(desk, "Jongerenhonk", maximum_age=23)
    a_service(desk, "Boodschappenbus", minimum_age=55)
    a_service(desk, "Elders", municipalities=("Stadskanaal",))
    a_service(desk, "Gestopt", status=MapStatus.INACTIVE)
    planned = a_service(desk, "Zonder adres", free_of_charge=True, themes=("ontmoeten",))
    put_on_plan(desk, draft[0], planned)
    found = provider_choices(desk, draft[1]).services
    assert (len(found), found[0].name, found[0].on_plan) == (MOST_SERVICES, "Zonder adres", True)
    assert (found[0].distance_km, found[0].free_of_charge, found[0].themes) == (None, True, ("ontmoeten",))
    assert {service.name for service in found[1:]} <= {f"Buurthuis {n}" for n in range(MOST_SERVICES)}


def test_where_only_a_result_is_stated_the_segment_or_lot_finds_the_providers(
    desk: Workplace, draft: tuple[str, str]
) -> None:
    change_draft(desk, draft[1], product="")
    a_provider(desk, "Segment", product="", segment=SEGMENT)
    a_provider(desk, "Heel perceel", product="")
    a_provider(desk, "Ander segment", product="", segment="2")
    a_provider(desk, "Product")
    assert names(provider_choices(desk, draft[1])) == ["Heel perceel", "Segment"]


def test_a_service_that_speaks_of_the_question_goes_before_a_nearer_one(desk: Workplace) -> None:
    case_id = a_case(desk, question="Mijn man heeft dementie en ik kan niet meer voor hem zorgen.")
    draft, _changes = begin_draft(desk, case_id)
    a_service(desk, "Boodschappenbus", description="Een busje brengt u naar de winkel.", themes=("vervoer",))
    a_service(desk, "Geheugencafé", description="Voor mensen met dementie en hun naasten.", themes=("dementie",))
    assert [service.name for service in provider_choices(desk, draft).services] == ["Geheugencafé", "Boodschappenbus"]


def test_a_figure_that_is_too_old_puts_nobody_in_front(desk: Workplace, draft: tuple[str, str]) -> None:
    long_ago = desk.today - timedelta(days=desk.profile.figure_age.stale_after_days + 1)
    a_report(desk, a_provider(desk, "Ooit"), AvailabilityStatus.OPEN, start_min=0, measured_on=long_ago)
    a_report(desk, a_provider(desk, "Nu"), AvailabilityStatus.OPEN, start_min=20)
    assert names(provider_choices(desk, draft[1])) == ["Nu", "Ooit"]


def test_a_product_that_is_closed_here_is_told_with_its_reason(desk: Workplace, draft: tuple[str, str]) -> None:
    def closed(municipality: str, product: str = PRODUCT) -> PurchaseMeasure:
        return PurchaseMeasure(
            kind=MeasureKind.CLOSED,
            municipality=municipality,
            product=product,
            start=desk.today,
            reason="Genoeg aanbod",
        )

    for measure in (closed("Stadskanaal"), closed("Oldambt", "begeleiding-plus")):
        add(desk, measure)
    assert provider_choices(desk, draft[1]).closed is None
    add(desk, closed("Oldambt"))
    told = provider_choices(desk, draft[1]).closed
    assert told is not None
    assert (told.municipality, told.reason) == ("Oldambt", "Genoeg aanbod")


def add(desk: Workplace, measure: PurchaseMeasure) -> None:
    with desk.store.work("Add") as work:
        work.add(measure)
        work.commit()


def test_who_says_no_act_but_is_contracted_under_it_for_other_help_can_be_chosen_too(desk: Workplace) -> None:
    drafted = a_draft(desk)
    with desk.store.work("Add") as work:
        for name, product in (("Zwaarder", "begeleiding-plus"), ("Niets bekend", "")):
            provider = Provider(name=name)
            contract = Contract(provider_id=provider.id, start=date(2025, 1, 1))
            line = ContractedProduct(
                contract_id=contract.id, provider_id=provider.id, product=product, start=date(2025, 1, 1)
            )
            work.add(provider, contract, line)
        work.commit()
    change_draft(desk, drafted.indication_id, agreement=ContractKind.BESPOKE)
    found = provider_choices(desk, drafted.indication_id).providers
    assert [(p.name, p.contracted) for p in found] == [("De Kwikstaart", True), ("Zwaarder", False)]


def test_under_an_agreement_for_one_resident_others_can_be_chosen_too_after_who_has_a_contract(desk: Workplace) -> None:
    drafted = a_draft(desk)
    far = Provider(name="Ver Weg", laws=("WMO",), place="Maastricht", latitude=50.85, longitude=5.69)
    near = Provider(name="Gebarenhulp", laws=("WMO",), place="Winschoten", latitude=53.14, longitude=7.03)
    youth = Provider(name="Alleen jeugd", laws=("JEUGDWET",), place="Winschoten")
    gone = Provider(name="Gestopt", laws=("WMO",), place="Winschoten", status=MapStatus.INACTIVE)
    with desk.store.work("Add") as work:
        work.add(far, near, youth, gone)
        work.commit()
    assert [p.name for p in provider_choices(desk, drafted.indication_id).providers] == ["De Kwikstaart"]
    change_draft(desk, drafted.indication_id, agreement=ContractKind.BESPOKE)
    found = provider_choices(desk, drafted.indication_id).providers
    assert [(p.name, p.contracted) for p in found] == [
        ("De Kwikstaart", True),
        ("Gebarenhulp", False),
        ("Ver Weg", False),
    ]
    change_draft(desk, drafted.indication_id, provider_id=far.id)
    assert provider_choices(desk, drafted.indication_id).providers[1].name == "Ver Weg", (
        "the chosen one is never hidden"
    )
    assert "provider-not-contracted" not in {prompt.code for prompt in check(desk, drafted.indication_id).prompts}
