"""How the region's settings, own prompts and reasons shape the prompts, and what some of them say exactly."""

from collections.abc import Mapping

import pytest

from desktop.language import speaking
from desktop.models.draft import Comparable
from desktop.models.kinds import PromptLevel
from desktop.rules.prompts import blocks, prompts, unanswered
from tests.helpers.drafts import QUIET_YOUTH, asked, draft, own_prompt, region, rule


def test_longer_than_comparable_asks_beyond_the_upper_quartile_only() -> None:
    assert "longer-than-comparable" not in asked(draft(), others=Comparable(25, 365))
    found = asked(draft(), others=Comparable(25, 364))["longer-than-comparable"]
    assert found.text == (
        "Deze indicatie duurt 12 maanden. Van 25 vergelijkbare trajecten was driekwart klaar binnen 12 maanden. "
        "Leg uit waarom deze inwoner langer hulp nodig heeft."
    )


@pytest.mark.parametrize("others", [None, Comparable(9, 100), Comparable(500, None)])
def test_longer_than_comparable_keeps_silent_on_too_few_or_unfinished_trajectories(others: Comparable | None) -> None:
    assert "longer-than-comparable" not in asked(draft(), others=others)


def test_the_minimum_number_of_trajectories_is_the_regions() -> None:
    few = region((rule("longer-than-comparable", numbers={"minimum_cases": 3}),))
    assert "longer-than-comparable" in asked(draft(), few, Comparable(3, 100))


def test_a_code_without_a_setting_or_switched_off_is_silent() -> None:
    departs = draft(goals=[])
    assert asked(departs, region(())) == {}
    assert asked(departs, region((rule("goal-missing", on=False),))) == {}


def test_the_level_is_the_regions() -> None:
    profile = region((rule("goal-missing", level="inform"),))
    found = prompts(profile, draft(goals=[]))
    assert [p.level for p in found] == [PromptLevel.INFORM]
    assert not blocks(found)


@pytest.mark.parametrize(
    ("scope", "changes", "is_asked"),
    [
        ({"products": ("zwaar",)}, {}, False),
        ({"products": ("gewoon",)}, {}, True),
        ({"products": ("gewoon",)}, {"product": None}, False),
        ({"segments": ("herstel",)}, {"segment": "herstel-jong"}, True),
        ({"segments": ("herstel-jong",)}, {"segment": "herstel"}, False),
        ({"municipalities": ("Westdorp",)}, {}, False),
        ({"municipalities": ("OOSTDORP",)}, {}, True),
    ],
)
def test_a_setting_holds_only_for_its_products_segments_and_municipalities(
    scope: Mapping[str, object], changes: Mapping[str, object], is_asked: bool
) -> None:
    profile = region((rule("goal-missing", **scope),))
    assert ("goal-missing" in asked(draft(goals=[], **changes), profile)) == is_asked


def test_of_two_settings_for_one_code_the_strongest_that_fits_stands() -> None:
    profile = region((rule("goal-missing", level="inform"), rule("goal-missing", level="block", products=("gewoon",))))
    assert [p.level for p in prompts(profile, draft(goals=[]))] == [PromptLevel.BLOCK]
    assert [p.level for p in prompts(profile, draft(goals=[], product="logeren"))] == [PromptLevel.INFORM]


def test_a_region_may_put_its_own_words_to_a_usual_prompt() -> None:
    profile = region((rule("goal-missing", text="Zonder doel geen hulp."),))
    assert asked(draft(goals=[]), profile)["goal-missing"].text == "Zonder doel geen hulp."


def test_prompts_come_in_the_order_block_ask_inform() -> None:
    profile = region(own_prompts=(own_prompt(level="inform"),))
    found = prompts(profile, draft(goals=[], carers_in_household=3, provider={"status": "intake-stop"}))
    levels = [p.level for p in found]
    assert levels == sorted(levels, key=list(PromptLevel).index)
    assert set(levels) == set(PromptLevel)


def test_a_reason_answers_what_asks_and_nothing_else() -> None:
    reasons = {
        "goal-missing": "Komt later.",
        "intake-stop": "Alleen zij spreken gebarentaal.",
        "too-many-carers": "Ja.",
    }
    departs = draft(goals=[], carers_in_household=3, director="D", provider={"status": "intake-stop"}, reasons=reasons)
    found = prompts(region(), departs)
    assert {p.code for p in found if p.answered} == {"intake-stop"}
    assert unanswered(found) == ()
    assert blocks(found)


@pytest.mark.parametrize("reason", ["", "  ", "\n\t", "\u200b", "\u00a0\u2060"])
def test_blanks_are_no_reason(reason: str) -> None:
    found = prompts(region(), draft(provider={"status": "intake-stop"}, reasons={"intake-stop": reason}))
    assert [p.code for p in unanswered(found)] == ["intake-stop"]


@pytest.mark.parametrize(
    ("conditions", "is_asked"),
    [
        ({}, True),
        ({"laws": ("JEUGDWET",)}, False),
        ({"laws": ("WMO",), "lots": ("begeleiding",)}, True),
        ({"lots": ("resultaat",)}, False),
        ({"min_age": 36, "max_age": 36}, True),
        ({"min_age": 37}, False),
        ({"max_age": 35}, False),
        ({"segments": ("rust",)}, False),
        ({"products": ("gewoon",), "municipalities": ("Oostdorp",)}, True),
        ({"on": False}, False),
    ],
)
def test_a_regions_own_prompt_is_shown_when_all_its_conditions_hold(
    conditions: Mapping[str, object], is_asked: bool
) -> None:
    profile = region((), own_prompts=(own_prompt(field="goals", **conditions),))
    found = asked(draft(), profile)
    assert ("own-question" in found) == is_asked
    if is_asked:
        assert (found["own-question"].text, found["own-question"].field) == ("Denk aan de buurt.", "goals")


@pytest.mark.parametrize(
    ("field", "empty", "filled"),
    [
        ("goals", {"goals": ["\u200b"]}, {}),
        ("provider", {"provider": {}}, {}),
        ("alternatives", {"alternatives": [{"kind": "network", "answer": " "}]}, {}),
        ("plus.leads_back_to", {}, {"plus": {"leads_back_to": "gewoon"}}),
        ("evaluations", {"evaluations": []}, {}),
        ("volume", {"volume": None}, {}),
        ("lot", {"segment": None, "product": None}, {}),
    ],
)
def test_an_own_prompt_that_helps_to_fill_in_keeps_silent_once_that_is_done(
    field: str, empty: Mapping[str, object], filled: Mapping[str, object]
) -> None:
    profile = region((), own_prompts=(own_prompt(field=field, while_empty=True),))
    assert "own-question" in asked(draft(**empty), profile)
    assert "own-question" not in asked(draft(**filled), profile)


@pytest.mark.parametrize(("status", "is_asked"), [("limited", True), ("open", False), ("unknown", False)])
def test_an_own_prompt_may_be_for_a_provider_who_cannot_start_yet(status: str, is_asked: bool) -> None:
    profile = region((), own_prompts=(own_prompt(statuses=("limited", "intake-stop")),))
    assert ("own-question" in asked(draft(provider={"status": status}), profile)) == is_asked


def test_an_own_prompt_by_age_keeps_silent_without_a_birth_date() -> None:
    profile = region((), own_prompts=(own_prompt(min_age=0),))
    assert asked(draft(resident={}), profile) == {}


def test_an_own_prompt_that_asks_is_answered_by_a_reason() -> None:
    profile = region((), own_prompts=(own_prompt(),))
    assert asked(draft(reasons={"own-question": "Gedaan."}), profile)["own-question"].answered


def test_the_eighteenth_birthday_prompt_says_how_long_and_which_day() -> None:
    found = asked(draft(QUIET_YOUTH, resident={"birth_date": "2009-05-12"}))["beyond-18th-birthday"]
    assert found.text == (
        "Deze indicatie loopt 7 maanden door na de 18e verjaardag (12 mei 2027). "
        "Leg uit waarom, of laat de jeugdhulp stoppen op 11 mei 2027 en regel op tijd wat daarna nodig is."
    )
    with speaking("en"):
        found = asked(draft(QUIET_YOUTH, resident={"birth_date": "2009-05-12"}))["beyond-18th-birthday"]
    assert found.text.startswith("This indication runs on 7 months after the 18th birthday (12 May 2027).")
