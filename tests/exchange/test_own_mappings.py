"""A person says once which column is which field; the next file of that source is known again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.making import goals, make, read_written, written
from desktop.exchange.plan import Decision, Verdict
from desktop.exchange.tables import column_name
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.models.upkeep import ImportMapping
from desktop.services.imports import How, apply_import, plan_import
from desktop.services.mappings import forget_mapping, look_into, mappings, remember_mapping, rename_mapping
from tests.helpers.files import csv_file

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.workplace import Workplace

STRANGE = [
    ["Wat", "Waarover", "Dorp", "Onderwerpen", "Tel."],
    ["Eetcafé", "Samen eten", "Winschoten", "eten; ontmoeten", "0597 41 00 00"],
]
CHOSEN = {"wat": "naam", "waarover": "omschrijving", "dorp": "plaats", "onderwerpen": "thema's", "tel.": "telefoon"}


def test_a_file_is_looked_into_with_examples_and_a_guess(workplace: Workplace, tmp_path: Path) -> None:
    file = csv_file(tmp_path, [["Naam", "Dorp", "Telefoon"], ["A", "X", "1"], ["B", "X", "2"]])
    seen = look_into(workplace, file, "services")
    assert [(column.name, column.examples, column.goal) for column in seen.columns] == [
        ("naam", ("A", "B"), "naam"),
        ("dorp", ("X",), ""),
        ("telefoon", ("1", "2"), "telefoon"),
    ]
    assert [goal.name for goal in seen.goals if goal.required] == ["naam"]


def test_columns_nobody_knows_are_known_once_a_person_told_what_they_are(workplace: Workplace, tmp_path: Path) -> None:
    file = csv_file(tmp_path, STRANGE)
    with pytest.raises(WorldFault, match="mapping-unknown"):
        plan_import(workplace, file, "services")
    remember_mapping(workplace, "services", "Dorpsgids", CHOSEN)
    apply_import(workplace, plan_import(workplace, file, "services"))
    with workplace.store.read() as reader:
        (service,) = reader.find(CommunityService)
    assert (service.name, service.place, service.themes) == ("Eetcafé", "Winschoten", ("eten", "ontmoeten"))
    assert service.source == "own-dorpsgids"
    assert plan_import(workplace, file, "services").is_empty


def test_waiting_times_of_ones_own_become_observations(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["Wie", "Wanneer", "Weken", "Vrij"], ["Zorg Noord", "1-11-2026", "6–8 wk", "3"]]
    chosen = {"wie": "aanbieder", "wanneer": "peildatum", "weken": "wachttijd tot hulp", "vrij": "vrije plaatsen"}
    remember_mapping(workplace, "waiting-times", "Belronde", chosen)
    apply_import(workplace, plan_import(workplace, csv_file(tmp_path, rows), "waiting-times"))
    with workplace.store.read() as reader:
        (report,) = reader.find(AvailabilityReport)
        (provider,) = reader.find(Provider)
    assert (report.start_min, report.start_max, report.start_text, report.free_places) == (6, 8, "6–8 wk", 3)
    assert report.provider_id == provider.id


def test_the_same_name_again_replaces_it_and_it_can_be_renamed_and_forgotten(workplace: Workplace) -> None:
    remember_mapping(workplace, "services", "Dorpsgids", CHOSEN)
    remember_mapping(workplace, "services", "Dorpsgids", {**CHOSEN, "mail": "e-mail"})
    (one,) = mappings(workplace)
    assert "mail" in one.columns
    rename_mapping(workplace, one.id, "Gids van het dorp")
    assert [m.name for m in mappings(workplace)] == ["Gids van het dorp"]
    with pytest.raises(RuleBroken, match="required"):
        rename_mapping(workplace, one.id, "  ")
    forget_mapping(workplace, one.id)
    assert mappings(workplace) == ()


@pytest.mark.parametrize(
    ("name", "chosen", "code"),
    [
        ("", CHOSEN, "required"),
        ("Gids", {"waarover": "omschrijving"}, "column-not-chosen"),
        ("Gids", {"wat": "naam", "waarover": "naam"}, "column-chosen-twice"),
    ],
)
def test_what_is_told_half_is_refused_and_nothing_is_remembered(
    workplace: Workplace, name: str, chosen: dict[str, str], code: str
) -> None:
    with pytest.raises(RuleBroken, match=code):
        remember_mapping(workplace, "services", name, chosen)
    assert mappings(workplace) == ()


def test_a_remembered_mapping_that_cannot_be_read_is_passed_over(workplace: Workplace, tmp_path: Path) -> None:
    broken = ImportMapping(name="Stuk", kind="services", columns=("naam", "omschrijving"), content="[[[")
    with workplace.work("Break") as uow:
        uow.add(broken)
        uow.commit()
    file = csv_file(tmp_path, [["naam", "omschrijving"], ["Eetcafé", "Samen eten"]])
    assert plan_import(workplace, file, "services").mapping == "services"


NAMES = st.text(min_size=1, max_size=20).map(column_name).filter(bool)


@pytest.mark.parametrize("kind", ["services", "providers", "waiting-times", "places"])
@given(columns=st.lists(NAMES, min_size=20, max_size=40, unique=True))
def test_a_mapping_comes_back_from_its_toml_as_it_was(kind: str, columns: list[str]) -> None:
    made = make(kind, "Mijn bron", dict(zip(columns, (goal.name for goal in goals(kind)), strict=False)))
    assert read_written(written(made), "x") == made


def test_a_row_that_looks_like_a_stored_entry_shows_both_and_waits_for_a_person(
    workplace: Workplace, tmp_path: Path
) -> None:
    with workplace.work("Add") as uow:
        uow.add(CommunityService(name="Eetcafé", place="Winschoten", description="Elke dag", source="Marijke"))
        uow.commit()
    rows = [["naam", "omschrijving", "plaats", "telefoon"], ["Eetcafé", "Samen eten", "Winschoten", "0597 41 00 00"]]
    file = csv_file(tmp_path, rows)
    plan = plan_import(workplace, file, "services")
    (double,) = plan.doubles
    assert (double.told["description"], double.candidate.shown["description"]) == ("Samen eten", "Elke dag")
    assert (double.candidate.source, double.verdict, plan.new) == ("Marijke", None, 1)
    same = How(decisions={double.key: Decision(Verdict.SAME, double.candidate.id)})
    decided = plan_import(workplace, file, "services", same)
    assert (decided.new, decided.changed, decided.doubles[0].verdict) == (0, 1, Verdict.SAME)
    apply_import(workplace, decided)
    with workplace.store.read() as reader:
        (service,) = reader.find(CommunityService)
    assert (service.description, service.phone) == ("Elke dag", "0597 41 00 00")
    assert plan_import(workplace, file, "services", same).is_empty
