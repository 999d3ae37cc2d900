"""Every prompt in every shipped region: a draft that raises it, one that does not, and the paragraph it stands on."""

import pytest

from desktop.models.kinds import Law
from desktop.models.region import OwnPrompt, RuleSetting
from desktop.rules.draft_faults import faults, read_draft
from desktop.rules.prompts import CODES, prompts
from tests.helpers.drafts import asked
from tests.helpers.region_drafts import (
    DEPARTS,
    ENOUGH_OTHERS,
    PROFILES,
    complete,
    departing,
    has_conditions,
    in_order,
    in_order_for,
    shown_for,
)

REGIONS = sorted(PROFILES)
SETTINGS = [
    pytest.param(
        region, setting, id=f"{region}: {setting.code} ({setting.source.document}, {setting.source.paragraph})"
    )
    for region in REGIONS
    for setting in PROFILES[region].rules
    if setting.on
]
OWN = [
    pytest.param(region, prompt, id=f"{region}: {prompt.code} ({prompt.source.document}, {prompt.source.paragraph})")
    for region in REGIONS
    for prompt in PROFILES[region].own_prompts
    if prompt.on
]


def test_the_five_regions_are_there_and_each_settles_every_code() -> None:
    assert len(REGIONS) == 5
    for region in REGIONS:
        assert {rule.code for rule in PROFILES[region].rules} == set(CODES), region


@pytest.mark.parametrize("region", REGIONS)
def test_a_draft_in_order_raises_no_usual_prompt(region: str) -> None:
    data = in_order(region)
    assert faults(PROFILES[region], data) == ()
    assert set(asked(read_draft(data), PROFILES[region])) & set(CODES) == set()


@pytest.mark.parametrize(("region", "setting"), SETTINGS)
def test_a_code_that_is_on_is_raised_with_the_regions_level_and_source(region: str, setting: RuleSetting) -> None:
    data = departing(region, setting.code)
    profile = complete(PROFILES[region], setting)
    found = asked(read_draft(data), profile, ENOUGH_OTHERS)
    assert faults(profile, data) == ()
    assert setting.code in found
    assert found[setting.code].level is setting.level
    if setting.code != "other-law-first":
        assert found[setting.code].source == setting.source


@pytest.mark.parametrize("region", REGIONS)
def test_another_act_goes_first_on_the_word_of_the_boundary_that_points_to_it(region: str) -> None:
    profile = PROFILES[region]
    found = asked(read_draft(departing(region, "other-law-first")), profile)["other-law-first"]
    said = [boundary for boundary in profile.boundaries if boundary.text in found.text]
    assert said
    assert found.source.document == "; ".join(dict.fromkeys(boundary.source.document for boundary in said))
    assert found.source.paragraph == "; ".join(dict.fromkeys(boundary.source.paragraph for boundary in said))


@pytest.mark.parametrize(("region", "setting"), SETTINGS)
def test_a_code_that_is_on_keeps_silent_about_a_draft_in_order(region: str, setting: RuleSetting) -> None:
    assert setting.code not in asked(read_draft(in_order_for(region, setting.code)), PROFILES[region])


@pytest.mark.parametrize("region", REGIONS)
def test_a_code_that_is_off_is_never_raised(region: str) -> None:
    profile = PROFILES[region]
    off = {rule.code for rule in profile.rules if not rule.on}
    for code in DEPARTS:
        found = asked(read_draft(departing(region, code)), profile, ENOUGH_OTHERS)
        assert set(found) & off == set()


@pytest.mark.parametrize(("region", "prompt"), OWN)
def test_a_regions_own_prompt_is_shown_when_its_conditions_hold(region: str, prompt: OwnPrompt) -> None:
    found = asked(read_draft(shown_for(PROFILES[region], prompt)), PROFILES[region])
    assert prompt.code in found
    assert found[prompt.code].text == prompt.text
    assert found[prompt.code].source == prompt.source


@pytest.mark.parametrize(("region", "prompt"), [p for p in OWN if has_conditions(p.values[1])])  # type: ignore[arg-type]  # pytest types a param's values as objects
def test_a_regions_own_prompt_keeps_silent_elsewhere(region: str, prompt: OwnPrompt) -> None:
    elsewhere = {
        **shown_for(PROFILES[region], prompt),
        "law": Law.PARTICIPATIEWET.value,
        "resident": {},
        "provider": {},
    }
    nothing_chosen = {**elsewhere, "lot": None, "segment": None, "product": None, "municipality": ""}
    assert prompt.code not in asked(read_draft(nothing_chosen), PROFILES[region])


@pytest.mark.parametrize("region", REGIONS)
def test_no_prompt_speaks_with_a_gap_in_its_sentence(region: str) -> None:
    profile = PROFILES[region]
    for code in DEPARTS:
        for prompt in prompts(profile, read_draft(departing(region, code)), ENOUGH_OTHERS):
            assert "{" not in prompt.text
            assert "None" not in prompt.text
            assert "  " not in prompt.text
