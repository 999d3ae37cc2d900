"""In which order hits stand, and that they say why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.language import speaking
from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import Facet, HitKind
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.rules.standing import fit, nearness, readiness
from desktop.store.search import ranking
from tests.store.search.conftest import Map


def measured(town: Map, name: str, weeks: float | None = None, **fields: Any) -> Provider:  # noqa: ANN401 - fields of many kinds
    provider = town.provider(name, **{"specialisms": ("autisme",), "place": "Assen", **fields})
    status = fields.pop("status", AvailabilityStatus.OPEN)
    town.add(
        AvailabilityReport(
            provider_id=provider.id,
            start_min=weeks,
            start_max=weeks,
            status=status,
            measured_on=date(2026, 11, 1),
        )
    )
    return provider


def stopped(town: Map, name: str) -> None:
    provider = town.provider(name, specialisms=("autisme",), place="Assen")
    town.add(
        AvailabilityReport(
            provider_id=provider.id, status=AvailabilityStatus.INTAKE_STOP, measured_on=date(2026, 11, 1)
        )
    )


def test_alike_in_match_and_distance_who_starts_sooner_stands_higher(town: Map) -> None:
    stopped(town, "Anders")
    measured(town, "Beter", 40)
    town.provider("Centrum", specialisms=("autisme",), place="Assen")
    measured(town, "Dichtbij", 1)
    assert town.names("autisme", near="Assen") == ["Dichtbij", "Centrum", "Beter", "Anders"]
    assert town.names("autisme") == ["Dichtbij", "Centrum", "Beter", "Anders"]


def test_a_provider_that_takes_nobody_is_still_first_when_its_name_is_typed(town: Map) -> None:
    stopped(town, "Zorghuis Noord")
    measured(town, "Anders", 1, description="Werkt samen met Zorghuis Noord.")
    assert town.names("zorghuis noord") == ["Zorghuis Noord", "Anders"]


@pytest.mark.parametrize("weeks", [(2, 20), (20, 2)])
def test_of_two_figures_of_one_day_the_least_hopeful_counts_and_the_dispute_is_told(
    town: Map, weeks: tuple[float, float]
) -> None:
    disputed = measured(town, "Betwist", weeks[0])
    measured(town, "Gewoon", 10)
    day = {"provider_id": disputed.id, "status": AvailabilityStatus.OPEN, "measured_on": date(2026, 11, 1)}
    town.add(AvailabilityReport.model_validate(day | {"start_min": weeks[1], "start_max": weeks[1]}))
    first, second = town.ask("autisme").hits
    assert (first.name, second.name) == ("Gewoon", "Betwist"), "it is weighed by the twenty weeks"
    assert second.wait is not None
    assert (second.wait.start_max, second.wait.disputed) == (20, True)
    assert second.stands[-1] == "disputed, the least hopeful report: help within 20 weeks (measured 30 days ago)"
    assert town.names("autisme", max_weeks=4) == [], "it is not known to begin within four weeks"


def test_a_near_one_with_a_wait_stands_above_a_far_one_without(town: Map) -> None:
    measured(town, "Ver", 1, place="Amsterdam")
    measured(town, "Nabij", 20, place="Assen")
    assert town.names("autisme", near="Assen") == ["Nabij", "Ver"]


def test_community_services_come_first_whatever_the_wait(town: Map) -> None:
    measured(town, "Autisme Centrum", 0)
    town.service("Koffie", description="Ook bij autisme.", place="Amsterdam")
    hits = town.ask("autisme", near="Assen").hits
    assert [hit.kind for hit in hits] == [HitKind.COMMUNITY, HitKind.PROVIDER]


def test_a_hit_says_why_it_stands_where_it_stands(town: Map) -> None:
    measured(town, "Zorg Noord", 3)
    stopped(town, "Zuid")
    town.service("Soos", description="Ook bij autisme.")
    first, second, third = town.ask("autisme", near="Assen").hits
    assert first.stands == ("needs no indication, so it comes first", "only in its description", "not known how far")
    assert second.stands == (
        "it is about what you asked",
        "in the place you asked",
        "help within 3 weeks (measured 30 days ago)",
    )
    assert third.stands[-1] == "takes no new residents now, so lower (measured 30 days ago)"
    with speaking("nl"):
        dutch = town.ask("autisme", near="Assen").hits
    assert dutch[0].stands[0] == "geen indicatie nodig, daarom eerst"
    assert dutch[1].stands[-1] == "hulp binnen 3 weken (gemeten: 30 dagen geleden)"
    assert town.ask().hits[0].stands == ("needs no indication, so it comes first",)


def test_a_wait_that_nobody_measured_is_said_to_be_unknown(town: Map) -> None:
    town.provider("Zorg Noord")
    assert town.ask("zorg").hits[0].stands == ("what you asked is in its name", "waiting time not known")


def test_the_database_chooses_the_same_hits_as_the_rule_would(town: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than are shown the best are, although only the database has weighed them all."""
    places = ("Assen", "Amsterdam", "Groningen", "Winschoten")
    for number in range(24):
        measured(town, f"Zorg {number:02}", number % 7 * 5, place=places[number % 4])
    everything = town.ask("autisme", near="Assen", limit=100).hits
    assert len(everything) == 24
    worth = {
        hit.id: nearness(hit.distance_km) * readiness(hit.wait.status, hit.wait.start_max, hit.wait.age_days)
        for hit in everything
        if hit.wait
    }
    assert [worth[hit.id] for hit in everything] == pytest.approx(sorted(worth.values(), reverse=True), rel=0.01)
    assert [hit.id for hit in town.ask("autisme", near="Assen", limit=5).hits] == [hit.id for hit in everything[:5]]
    assert fit([]) == 1
    monkeypatch.setattr(ranking, "WEIGHED", 8)
    few = town.ask("autisme", near="Assen", limit=5)
    assert [hit.place for hit in few.hits] == ["Assen"] * 5, "of too many to weigh the near ones are taken"
    assert few.total == 24


def test_of_too_many_to_weigh_those_that_start_soon_are_taken(town: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        measured(town, f"Zorg {number:02}", 30 if number < 17 else 1)
    monkeypatch.setattr(ranking, "WEIGHED", 5)
    assert sorted(town.names("autisme", limit=3)) == ["Zorg 17", "Zorg 18", "Zorg 19"]


def test_of_many_the_names_come_first_and_then_the_alphabet(town: Map) -> None:
    town.add(
        *(CommunityService(name=f"Eetgroep {n:02}", description="Samen wandelen.") for n in range(30)),
        *(CommunityService(name=f"Wandelgroep {n:02}") for n in range(30)),
    )
    names = town.names("w", limit=20)
    assert names == [f"Wandelgroep {n:02}" for n in range(20)]
    assert town.names("wandelen", limit=20)[0] == "Wandelgroep 00"
    assert town.names("", limit=3) == ["Eetgroep 00", "Eetgroep 01", "Eetgroep 02"]


def test_a_new_entry_stands_where_it_belongs_in_the_alphabet(town: Map) -> None:
    town.add(*(CommunityService(name=f"Soos {letter}") for letter in "acegi"))
    for letter in "hbdf":
        town.service(f"Soos {letter}")
    assert town.names("", limit=4) == ["Soos a", "Soos b", "Soos c", "Soos d"]


def test_a_renamed_entry_keeps_its_number_and_is_in_nobodys_way(town: Map) -> None:
    town.add(*(CommunityService(name=f"Soos {letter}") for letter in "ac"))
    between = town.service("Soos b")
    with town.store.work("Rename") as uow:
        uow.change(CommunityService, between.id, name="Zangkoor")
        uow.commit()
    town.service("Soos b")
    assert town.names("soos") == ["Soos a", "Soos b", "Soos c"]
    assert town.names("zangkoor") == ["Zangkoor"]


def test_more_than_can_be_counted_while_typing_is_said_to_be_at_least(town: Map) -> None:
    town.add(*(CommunityService(name=f"Soos {n}") for n in range(12)))
    answer = town.ask("soos", limit=3, counted=10)
    assert (answer.total, answer.total_is_least) == (10, True)
    answer = town.ask("soos", limit=3, counted=10, with_counts=True)
    assert (answer.total, answer.total_is_least) == (12, False)
    assert answer.counts[Facet.KIND][0].count == 12
