"""The page of help about the prompts is made of the rules and the profile: it cannot lag behind them."""

import re

import pytest

from desktop.language import speaking
from desktop.models.region import RegionProfile
from desktop.rules.prompts import CODES
from desktop.services.prompt_page import prompt_heading, prompt_page
from desktop.services.prompt_words import MEANINGS
from desktop.services.regions import list_regions, show_region

REGIONS = [line.id for line in list_regions()]


def test_every_prompt_of_the_rules_has_its_meaning() -> None:
    assert set(MEANINGS) == set(CODES)


@pytest.mark.parametrize("region", REGIONS)
def test_every_prompt_is_on_the_page_once_with_its_source(region: str) -> None:
    profile = show_region(region)
    page = prompt_page(profile)
    asked = [rule for rule in (*profile.rules, *profile.own_prompts) if rule.on]
    codes = re.findall(r"`([a-z0-9-]+)`", page)
    assert sorted(codes) == sorted({*CODES, *(rule.code for rule in asked)})
    for rule in asked:
        piece = _piece(page, rule.code)
        assert f"{rule.source.document}, {rule.source.paragraph}" in piece
        assert rule.text.removesuffix(".") in piece
    for boundary in profile.boundaries:
        assert boundary.text in page
        assert boundary.source.paragraph in page


@pytest.mark.parametrize("region", REGIONS)
def test_the_heading_of_a_prompt_is_the_one_on_the_page(region: str) -> None:
    profile = show_region(region)
    page = prompt_page(profile)
    for rule in (*profile.rules, *profile.own_prompts):
        heading = prompt_heading(profile, rule.code)
        assert bool(heading) is rule.on
        assert not heading or f"\n### {heading}\n" in page
    assert prompt_heading(profile, "no-such-prompt") == ""


def test_a_prompt_stands_under_the_level_the_region_gave_it(profile: RegionProfile) -> None:
    page = prompt_page(profile)
    must, reason, know, unused = (
        page.index(f"## {title}")
        for title in ("Moet opgelost", "Vraagt een reden", "Goed om te weten", "Niet in uw regio")
    )
    assert must < page.index("`goal-missing`") < reason < page.index("`returned-soon`") < know
    assert know < page.index("`warm-handover`") < unused < page.index("`volume-not-allowed`")


def test_what_the_region_changes_stands_on_the_page_at_once(profile: RegionProfile) -> None:
    rules = tuple(
        rule.model_copy(update={"text": "Wat wil de inwoner zelf?", "municipalities": ("Oldambt",)})
        if rule.code == "goal-missing"
        else rule
        for rule in profile.rules
    )
    piece = _piece(prompt_page(profile.model_copy(update={"rules": rules})), "goal-missing")
    assert "> Wat wil de inwoner zelf?" in piece
    assert "Alleen bij: Oldambt" in piece


def test_numbers_and_limits_of_a_prompt_are_said_in_words(profile: RegionProfile) -> None:
    page = prompt_page(profile)
    assert "Uw regio rekent met: 6 maanden" in _piece(page, "evaluation-missing")
    assert "Uw regio rekent met: 2 hulpverleners, 2 wetten" in _piece(page, "director-missing")
    assert "Alleen bij: Volwassenen" in _piece(page, "warm-handover")


def test_the_page_speaks_english_too_and_leaves_the_regions_own_words(profile: RegionProfile) -> None:
    with speaking("en"):
        page = prompt_page(profile)
    assert page.startswith("# What Naober asks, and why")
    assert "Spreek nu al af aan wie u de inwoner warm overdraagt" in page


@pytest.fixture
def profile() -> RegionProfile:
    return show_region("oldambt-stadskanaal")


def _piece(page: str, code: str) -> str:
    """From the heading above a code to the code."""
    end = page.index(f"`{code}`")
    return page[page.rindex("\n### ", 0, end) : end]
