"""The regions that ship say what their documents say; each row names the paragraph it was read from."""

import csv
import os
import re
from pathlib import Path

import pytest

from desktop import regions
from desktop.models.kinds import AlternativeKind, FundingModel, TaskArea
from desktop.models.region import RegionProfile
from desktop.rules.prompts.codes import CODES
from tests.helpers.checkout import name_of, written_files
from tests.regions.draft_facts import DRAFT_FACTS
from tests.regions.facts import FACTS
from tests.regions.parts import Fact, rule, towns

ALL_FACTS = [*FACTS, *DRAFT_FACTS]
IDS = ("achterhoek", "bommelerwaard", "hart-van-brabant", "midden-ijssel-oost-veluwe", "oldambt-stadskanaal")
SHARED = Path(os.environ.get("NAOBER_SHARED", Path(__file__).parents[2].parent / "shared"))


def switched_off(profile: RegionProfile) -> set[str]:
    return {found.code for found in profile.rules if not found.on}


@pytest.fixture(scope="module", params=IDS)
def region(request: pytest.FixtureRequest) -> RegionProfile:
    return regions.profile(request.param)


@pytest.mark.parametrize(
    ("region_id", "paragraph", "fact", "expected"), ALL_FACTS, ids=[f"{r}: {p}" for r, p, _, _ in ALL_FACTS]
)
def test_a_region_says_what_its_document_says(region_id: str, paragraph: str, fact: Fact, expected: object) -> None:
    assert fact(regions.profile(region_id)) == expected, paragraph


def test_the_parts_of_a_plan_speak_to_whom_reads_it(region: RegionProfile) -> None:
    """They are headings on a paper that says "u"."""
    said = " ".join(part.name for part in region.plan_parts).lower()
    assert "inwoner" not in said
    assert "zijn of haar" not in said


def test_five_regions_ship() -> None:
    assert tuple(regions.shipped()) == IDS


def test_a_shipped_profile_has_no_faults_and_carries_the_name_of_its_file(region: RegionProfile) -> None:
    path = regions.shipped()[region.id]
    assert regions.check(path) == ()


def test_every_prompt_code_is_decided_on_with_its_usual_level_unless_the_document_is_milder(
    region: RegionProfile,
) -> None:
    assert {found.code for found in region.rules} == set(CODES)
    milder = {found.code for found in region.rules if found.level is not CODES[found.code].level}
    assert milder <= {"step-down-missing"}


def test_what_is_switched_off_follows_from_how_the_region_pays(region: RegionProfile) -> None:
    off = switched_off(region)
    pays_by_amount = {found.funding for found in region.lots} == {FundingModel.EFFORT}
    only_results = all(found.states_result_only for found in region.lots)
    assert ("volume-missing" not in off) is pays_by_amount
    assert ("volume-not-allowed" not in off) is only_results
    assert ("result-missing" not in off) is only_results


def test_the_alternatives_that_the_act_asks_for_must_be_answered(region: RegionProfile) -> None:
    assert set(rule(region, "alternatives-unanswered").kinds) == set(AlternativeKind) - {
        AlternativeKind.GENERALLY_USUAL
    }


def test_the_terms_of_the_acts_hold_also_where_the_region_buys_no_youth_help(region: RegionProfile) -> None:
    """A case can be opened under either act everywhere: the acts bind the municipality, whatever the region buys."""
    assert {term.id: (term.days, f"{term.source.document} {term.source.paragraph}") for term in region.terms} == {
        "investigation": (42, "Wmo 2015 art. 2.3.2 lid 1"),
        "personal-plan": (7, "Wmo 2015 art. 2.3.2 lid 2"),
        "decision": (14, "Wmo 2015 art. 2.3.5 lid 2"),
        "youth-decision": (56, "Algemene wet bestuursrecht art. 4:13"),
        "objection": (42, "Algemene wet bestuursrecht art. 6:7 en 6:8"),
    }


def test_ten_life_domains_touch_every_area_of_the_plan_for_eighteen(region: RegionProfile) -> None:
    assert len(region.life_domains) == 10
    assert {domain.area for domain in region.life_domains} == set(TaskArea)
    assert all(domain.help.endswith("?") for domain in region.life_domains)
    assert all(domain.name_en not in {"", domain.name} for domain in region.life_domains)
    assert all(domain.help_en.endswith("?") and domain.help_en != domain.help for domain in region.life_domains)


def test_a_number_without_a_document_is_called_a_default(region: RegionProfile) -> None:
    numbered = [found for found in region.rules if found.numbers and found.code != "director-missing"]
    assert numbered
    for found in numbered:
        assert "Naober, standaardinstelling" in found.source.document + found.source.paragraph, found.code


def test_every_prompt_of_its_own_is_a_sentence_to_the_consultant(region: RegionProfile) -> None:
    assert region.own_prompts
    for prompt in region.own_prompts:
        assert prompt.text[0].isupper()
        assert prompt.text[-1] in ".?", prompt.code


def test_no_file_of_ours_cites_a_seed_by_its_file_name(region: RegionProfile) -> None:
    text = regions.shipped()[region.id].read_text(encoding="utf-8")
    assert not re.search(r"\b\d{3}_[0-9a-f]{16}|\[[BAMHO] ", text)


def test_no_line_of_code_names_a_region(region: RegionProfile) -> None:
    names = {region.id, region.name, *towns(region)}
    found = [
        f"{name_of(path)}: {name}"
        for path in written_files()
        if path.suffix == ".py" and name_of(path).startswith("desktop/")
        for name in names
        if re.search(rf"\b{re.escape(name)}\b", path.read_text(encoding="utf-8"))
    ]
    assert not found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the team's folder with the CBS list is not here")
def test_the_codes_are_those_of_the_cbs(region: RegionProfile) -> None:
    with (SHARED / "data" / "cbs_gemeenten_2026.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["naam"]: (row["gemeentecode"], row["provincie"]) for row in csv.DictReader(file)}
    assert {t.name: (t.cbs_code, t.province) for t in region.municipalities} == {
        name: listed[name] for name in towns(region)
    }
