from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, Law, MapStatus
from desktop.models.search import HitKind
from desktop.models.social_map import AvailabilityReport, ContractedProduct, Location, Organisation, Place, Provider
from desktop.rules.nearness import distance_km
from tests.store.search.conftest import TODAY, Map


def report(provider: Provider, **fields: Any) -> AvailabilityReport:  # noqa: ANN401 - a shorthand for fields of many kinds
    status = {"status": AvailabilityStatus.OPEN, "measured_on": date(2026, 11, 1)}
    return AvailabilityReport.model_validate({"provider_id": provider.id, **status, **fields})


def test_community_services_stand_before_providers_however_well_those_match(town: Map) -> None:
    town.provider("Dagbesteding Dagbesteding", specialisms=("dagbesteding",))
    town.service("De Huiskamer", description="Koffie en gezelschap; ook dagbesteding.")
    hits = town.ask("dagbesteding").hits
    assert [hit.kind for hit in hits] == [HitKind.COMMUNITY, HitKind.PROVIDER]


@pytest.mark.parametrize(
    "text", ["huishoudelijke hulp", "HbH", "poetshulp", "hulp bij het huishouden", "huishoudelijke h"]
)
def test_words_of_the_field_find_what_means_the_same(town: Map, text: str) -> None:
    town.service("Schoon thuis", themes=("hulp bij het huishouden",))
    town.service("Tuinploeg", description="Hulp bij het snoeien.")
    assert town.names(text) == ["Schoon thuis"]


@pytest.mark.parametrize(
    "text", ["schuld", "schulden", "Schuldhulp", "hulp bij schulden", "schuldhulpverlening", "sch"]
)
def test_inflections_beginnings_and_compounds_are_found(town: Map, text: str) -> None:
    town.service("Schuldhulpverlening Oldambt")
    town.service("Wandelgroep")
    assert town.names(text) == ["Schuldhulpverlening Oldambt"]


@pytest.mark.parametrize(
    ("typed", "read"), [("schuldhupverlening", "schuldhulpverlening"), ("wnadelgroep", "wandelgroep")]
)
def test_a_typing_error_is_read_as_the_nearest_word_and_told(town: Map, typed: str, read: str) -> None:
    town.service("Schuldhulpverlening")
    town.service("Wandelgroep")
    answer = town.ask(typed)
    assert answer.corrected == ((typed, read),)
    assert [hit.name.lower() for hit in answer.hits] == [read]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("huishoudeljke hulp", (("huishoudeljke", "huishoudelijke"),)),
        ("huishoudelijke hlup", (("hlup", "hulp"),)),
        ("huishoudeljke h", (("huishoudeljke", "huishoudelijke"),)),
        ("hulp bij het huishoudn", (("huishoudn", "huishouden"),)),
        ("poetshlup", (("poetshlup", "poetshulp"),)),
        ("peotshulp", (("peotshulp", "poetshulp"),)),
        ("huishoudelijke hulp", ()),
        ("huishoudelijke h", ()),
    ],
)
def test_a_misspelt_word_of_the_field_that_no_entry_has_is_read_right_and_told(
    town: Map, typed: str, corrected: tuple[tuple[str, str], ...]
) -> None:
    town.service("Thuis Netjes", themes=("HbH",))
    town.service("Wandelgroep", description="Samen lopen")
    answer = town.ask(typed)
    assert ([hit.name for hit in answer.hits], answer.corrected) == (["Thuis Netjes"], corrected)


def test_a_word_of_an_entry_goes_before_one_of_the_field_that_is_as_near(town: Map) -> None:
    town.service("Weide", description="Boeren")
    town.service("Maaltijden", themes=("warme maaltijd",))
    assert town.ask("voedselbnk").corrected == (("voedselbnk", "voedselbank"),)
    town.service("Voedselbonk")
    assert town.ask("voedselbnk").corrected == (("voedselbnk", "voedselbonk"),)


def test_a_word_of_the_field_that_makes_no_phrase_does_not_keep_from_one_of_an_entry(town: Map) -> None:
    town.service("Papieren", description="Huishoudelijk afval")
    for typed in ("huishoudeljk", "huishoudeljke"):
        answer = town.ask(typed)
        assert ([hit.name for hit in answer.hits], answer.corrected) == (["Papieren"], ((typed, "huishoudelijk"),))


def test_a_word_that_the_field_has_is_no_error_while_it_is_being_typed(town: Map) -> None:
    town.service("Soos")
    for length in range(1, len("huishoudelijke") + 1):
        assert town.ask("huishoudelijke"[:length]).corrected == ()
    # Near the beginnings of "boodschappen" and "casemanager", but too short to tell.
    assert town.ask("rood").corrected == town.ask("cafe").corrected == ()
    town.service("Caves in de buurt")
    town.service("Wijkcafé")
    assert (town.names("café"), town.ask("café").corrected) == (["Wijkcafé"], ())


def test_a_misspelt_name_of_a_product_is_read_right_too(town: Map) -> None:
    town.named = (("wmo-017", ("Steunpakket",)),)
    town.provider("Zorg Noord", "wmo-017")
    answer = town.ask("steunpaket")
    assert ([hit.name for hit in answer.hits], answer.corrected) == (["Zorg Noord"], (("steunpaket", "steunpakket"),))


def test_diacritics_make_no_difference(town: Map) -> None:
    town.service("Eetcafé ’t Ĳsselhuis")
    assert town.names("eetcafe ijsselhuis") == town.names("ÉÉTCAFÉ") == ["Eetcafé ’t Ĳsselhuis"]


def test_all_words_count_and_when_nothing_has_them_all_some_do(town: Map) -> None:
    town.service("Samen eten", place="Winschoten")
    town.service("Samen wandelen", place="Stadskanaal")
    assert town.names("samen winschoten") == ["Samen eten"]
    answer = town.ask("wandelen winschoten")
    assert (answer.widened, answer.total) == (True, 2)
    assert not town.ask("samen").widened


def test_a_name_counts_for_more_than_a_description(town: Map) -> None:
    town.service("Inloop", description="Koffie, kaarten, muziek en gezelligheid.")
    town.service("Muziek voor iedereen", description="Zingen.")
    assert town.names("muziek") == ["Muziek voor iedereen", "Inloop"]


def test_why_it_was_found_is_told(town: Map) -> None:
    town.service("Schoon thuis", themes=("hulp bij het huishouden",), place="Winschoten")
    town.service("Soos", description="Kaarten en poetsen")
    (hit,) = town.ask("poetshulp winschoten").hits
    assert hit.matched == ("means the same: hulp bij het huishouden", "place: Winschoten")
    (hit,) = town.ask("kaarten").hits
    assert hit.matched == ("in the description",)
    assert town.ask("huishouden").hits[0].matched == ("theme: hulp bij het huishouden",)


def test_municipality_keeps_what_does_not_say_for_whom_it_is(town: Map) -> None:
    town.service("Soos Oldambt", municipalities=("Oldambt",))
    town.service("Soos Stadskanaal", municipalities=("Stadskanaal",))
    town.service("Soos", municipalities=())
    assert sorted(town.names("soos", municipality="Oldambt")) == ["Soos", "Soos Oldambt"]


def test_product_means_contracted_today_and_in_that_municipality(town: Map) -> None:
    everywhere = town.provider("Overal", "begeleiding-plus")
    town.provider("Anders", "vervoer")
    ended, later, elsewhere = (town.provider(name) for name in ("Afgelopen", "Straks", "Elders"))
    contract = {"contract_id": town.store_contract(everywhere), "product": "begeleiding-plus"}
    town.add(
        line(ended, contract, start=date(2024, 1, 1), end=TODAY - timedelta(1)),
        line(later, contract, start=TODAY + timedelta(1)),
        line(elsewhere, contract, start=date(2026, 1, 1), municipalities=("Stadskanaal",)),
    )
    assert sorted(town.names(product="begeleiding-plus")) == ["Elders", "Overal"]
    assert town.names(product="begeleiding-plus", municipality="Oldambt") == ["Overal"]
    assert sorted(town.names(product="begeleiding-plus", municipality="Stadskanaal")) == ["Elders", "Overal"]


def line(provider: Provider, contract: dict[str, str], **fields: Any) -> ContractedProduct:  # noqa: ANN401 - a shorthand for fields of many kinds
    return ContractedProduct.model_validate({"provider_id": provider.id, **contract, **fields})


def test_law_narrows_providers_and_leaves_the_neighbourhood(town: Map) -> None:
    town.service("Soos")
    town.provider("Wmo-zorg", laws=("WMO",))
    town.provider("Jeugdzorg", laws=("JEUGDWET",))
    assert town.names(law=Law.WMO) == ["Soos", "Wmo-zorg"]
    assert town.names(no_indication=True) == ["Soos"]


def test_age_is_the_entrys_own_or_what_its_target_groups_mean(town: Map) -> None:
    town.service("Vanaf 60", minimum_age=60)
    town.service("Tot 12", maximum_age=12)
    town.service("Jeugdsoos", target_groups=("Jeugd",))
    town.service("Ouderen en buurt", target_groups=("Ouderen", "Buurtbewoners"))
    town.service("Iedereen")
    assert sorted(town.names(age=70)) == ["Iedereen", "Ouderen en buurt", "Vanaf 60"]
    assert sorted(town.names(age=10)) == ["Iedereen", "Jeugdsoos", "Ouderen en buurt", "Tot 12"]


def test_nearness_counts_and_is_told(town: Map) -> None:
    town.service("Maatje", place="Amsterdam")
    town.service("Maatje", place="Winschoten")
    town.service("Maatje", place="Nergenshuizen")
    near, unknown, far = town.ask("maatje", near="Winschoten").hits
    assert (near.place, near.distance_km) == ("Winschoten", 0)
    assert (unknown.place, unknown.distance_km) == ("Nergenshuizen", None)
    crow = distance_km(53.14417, 7.03472, 52.37403, 4.88969)
    assert far.distance_km == pytest.approx(crow, rel=0.02)
    assert town.ask("maatje").hits[0].distance_km is None


def test_a_quarter_is_known_only_roughly(town: Map) -> None:
    town.service("Maatje", place="Amsterdam-West")
    town.service("Maatje", place="Amsterdam-Oost")
    hits = town.ask("maatje", near="Amsterdam-Oost").hits
    assert [(hit.place, hit.distance_km) for hit in hits] == [("Amsterdam-Oost", 0), ("Amsterdam-West", None)]


def test_postal_codes_of_the_store_are_places_too(town: Map) -> None:
    town.add(Place(name="Wijk 1", postal_code4="9671", latitude=53.15, longitude=7.04))
    town.service("Soos", latitude=53.15, longitude=7.04)
    for near in ("9671", "9671 AB", "9671AB Winschoten"):
        assert town.ask(near=near).hits[0].distance_km == 0
    assert town.ask(near="9999 ZZ Winschoten").hits[0].distance_km is not None
    assert town.ask(near="9999 ZZ", near_if_known=True).hits[0].distance_km is None
    with pytest.raises(RuleBroken, match="place-unknown near"):
        town.ask(near="9999 ZZ")


def test_the_nearest_of_several_locations_counts(town: Map) -> None:
    runs = Organisation(name="Welzijn")
    town.add(
        runs, Location(organisation_id=runs.id, place="Winschoten"), Location(organisation_id=runs.id, place="Assen")
    )
    town.service("Soos", organisation_id=runs.id)
    assert town.ask("soos", near="Winschoten").hits[0].distance_km == 0


def test_weeks_are_known_or_the_provider_is_left_out(town: Map) -> None:
    town.service("Soos")
    waits: dict[str, dict[str, Any]] = {
        "Snel": {"start_min": 2, "start_max": 4, "start_text": "2–4 wk"},
        "Traag": {"start_min": 10, "start_max": 12},
        "Minstens": {"start_min": 3, "start_max": None},
        "Onbekend": {"status": AvailabilityStatus.UNKNOWN},
        "Stop": {"status": AvailabilityStatus.INTAKE_STOP},
        "Intake lang": {"intake_min": 9, "intake_max": 9, "start_min": 1, "start_max": 1},
        "Alleen crisis": {"start_min": 0, "start_max": 0, "product": "Crisis"},
    }
    for name, wait in waits.items():
        provider = town.provider(name)
        town.add(report(provider, **wait))
    assert town.names(max_weeks=8) == ["Soos", "Snel"]
    assert len(town.names()) == 8


def test_the_wait_is_the_latest_for_what_was_asked_with_its_age(town: Map) -> None:
    provider = town.provider("Zorg Noord", specialisms=("Autisme", "Trauma"))
    town.add(
        report(provider, product="Autisme", start_min=20, start_max=20, measured_on=date(2026, 1, 1)),
        report(provider, product="Autisme", start_min=9, start_max=9),
        report(provider, product="Trauma", start_min=3, start_max=3),
        report(provider, product="Crisis", start_min=0, start_max=0),
    )
    wait = town.ask("autisme").hits[0].wait
    assert wait
    assert (wait.offer, wait.start_max, wait.measured_on, wait.age_days) == ("Autisme", 9, date(2026, 11, 1), 30)
    unasked = town.ask("zorg noord").hits[0].wait
    assert unasked
    assert unasked.offer == "Trauma", "an emergency does not tell how long one waits"


def test_two_figures_of_one_day_are_a_dispute_and_a_correction_is_none(town: Map) -> None:
    provider = town.provider("Zorg Noord")
    first = report(provider, start_min=14, start_max=14)
    town.add(first, report(provider, start_min=12, start_max=12))
    found = town.ask("zorg").hits[0].wait
    assert found
    assert found.disputed
    other = town.provider("Hulp Zuid")
    wrong = report(other, start_min=14, start_max=14)
    town.add(wrong, report(other, start_min=12, start_max=12, corrects=wrong.id))
    found = town.ask("hulp zuid").hits[0].wait
    assert found
    assert (found.start_max, found.disputed) == (12, False)


def test_what_rests_is_only_found_when_asked_for(town: Map) -> None:
    town.service("Soos oud", status=MapStatus.INACTIVE)
    town.service("Soos", status=MapStatus.DO_NOT_REFER)
    assert town.names("soos") == []
    assert len(town.names("soos", include_resting=True)) == 2


def test_the_total_counts_what_lies_beyond_the_limit(town: Map) -> None:
    for number in range(7):
        town.service(f"Soos {number}")
    answer = town.ask("soos", limit=3)
    assert (answer.total, len(answer.hits)) == (7, 3)
    assert town.ask("", limit=100).total == 7


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "sint-jan",
        "24/7",
        "a AND",
        "OR NOT",
        "d'r",
        "(",
        "*",
        "name:x",
        "^a",
        "ĳ",
        "\x00",
        "-",
        "{a} : b",
        "NEAR(a b)",
        "\u19b0",
    ],
)
def test_marks_and_operators_are_only_text(town: Map, text: str) -> None:
    town.service("Sint-Jan 24/7 d'r ĳs")
    assert town.ask(text).total in (0, 1)
    assert town.names("sint-jan 24/7") == ["Sint-Jan 24/7 d'r ĳs"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=st.text(max_size=40), near=st.sampled_from(["", "Assen"]), weeks=st.sampled_from([None, 4]))
def test_any_text_is_answered(town: Map, text: str, near: str, weeks: int | None) -> None:
    answer = town.ask(text, near=near, max_weeks=weeks, municipality=text[:5], product=text[:3], target_group=text[:2])
    assert answer.total >= len(answer.hits)
