"""Every prompt of the contract: a draft that raises it, one that does not, and what all prompts have in common."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language import speaking
from desktop.models.draft import Comparable, Draft
from desktop.models.kinds import PromptLevel
from desktop.rules.draft_faults import read_draft
from desktop.rules.prompts import CODES, blocks, prompts, unanswered
from desktop.rules.prompts.check import ASKED_BY
from tests.helpers.drafts import ANSWERED, QUIET, QUIET_YOUTH, asked, draft, own_prompt, region, rule, source_of

PLUS = {"unsafe_or_crisis": True, "little_control": True, "leads_back_to": "gewoon"}
HEAVY = {"product": "zwaar", "end": "2027-03-31", "evaluations": ["2027-02-01"], "plus": PLUS}
RESULT = {
    "lot": "resultaat",
    "segment": None,
    "product": None,
    "volume": None,
    "unit": None,
    "frequency": None,
    "result": "Zelf de week indelen.",
}
BEFORE = {"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31", "ended": "other"}
OTHERS = Comparable(n=25, upper_quartile_days=400)

Case = tuple[str, Mapping[str, object], Mapping[str, object]]

RAISING: list[Case] = [
    ("alternatives-unanswered", QUIET, {"alternatives": ANSWERED[:-1]}),
    ("alternatives-unanswered", QUIET, {"alternatives": [*ANSWERED[:-1], {"kind": "other-law", "answer": " \n\t "}]}),
    ("community-service-sufficient", QUIET, {"alternatives": [*ANSWERED[1:], {**ANSWERED[0], "sufficient": True}]}),
    ("other-law-first", QUIET, {"segment": "vrij", "alternatives": ANSWERED[:-1]}),
    (
        "other-law-first",
        QUIET,
        {"segment": "vrij", "alternatives": [*ANSWERED[:-1], {**ANSWERED[-1], "sufficient": True}]},
    ),
    ("other-law-first", QUIET, {"product": "logeren", "municipality": ""}),
    ("end-date-missing", QUIET, {"end": None, "frequency": "month"}),
    ("end-date-missing", QUIET, {"end": None, "segment": "herstel-jong", "frequency": "month"}),
    ("end-date-missing", QUIET, {"end": None, "segment": "vrij"}),
    ("end-date-missing", QUIET, {**HEAVY, "end": None, "segment": "vrij", "frequency": "month"}),
    ("long-term-expected", QUIET, {"segment": "rust", "end": "2027-12-30"}),
    ("temporary-too-long", QUIET, {**HEAVY, "end": "2027-04-03"}),
    ("plus-criteria-missing", QUIET, {**HEAVY, "plus": {**PLUS, "little_control": False}}),
    ("step-down-missing", QUIET, {**HEAVY, "plus": {**PLUS, "leads_back_to": " "}}),
    ("step-down-missing", QUIET, {**HEAVY, "plus": {**PLUS, "leads_back_to": "ergens"}}),
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {"birth_date": "2009-12-31"}}),
    ("beyond-18th-birthday", QUIET_YOUTH, {"end": None, "frequency": "month"}),
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {"birth_date": "2008-01-01"}}),
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {"birth_date": "2009-06-01"}, "care_form": "family-home"}),
    ("extended-not-possible", QUIET_YOUTH, {"extended": True, "care_form": "guidance"}),
    ("extended-not-possible", QUIET_YOUTH, {"extended": True, "care_form": "personal-care", "resident": {}}),
    ("extended-not-possible", QUIET_YOUTH, {"extended": True, "care_form": "other"}),
    (
        "extended-not-possible",
        QUIET_YOUTH,
        {"extended": True, "care_form": "foster-care", "resident": {"birth_date": "2006-12-31"}},
    ),
    (
        "extended-not-possible",
        QUIET_YOUTH,
        {"extended": True, "care_form": "treatment-help", "resident": {"birth_date": "2004-12-31"}},
    ),
    (
        "extended-not-possible",
        QUIET_YOUTH,
        {"extended": True, "care_form": "treatment-help", "end": None, "frequency": "month"},
    ),
    ("beyond-contract", QUIET, {"provider": {"contract_end": "2027-12-30", "contracted": True}}),
    (
        "beyond-contract",
        QUIET,
        {"provider": {"contract_end": "2028-12-31"}, "end": None, "segment": "vrij", "frequency": "month"},
    ),
    ("provider-not-contracted", QUIET, {"provider": {"contracted": False}}),
    ("provider-not-contracted", QUIET, {"provider": {"contracted": True, "contract_end": "2026-12-31"}}),
    ("intake-stop", QUIET, {"provider": {"contracted": True, "status": "intake-stop"}}),
    ("volume-not-allowed", QUIET, {**RESULT, "volume": 3}),
    ("volume-not-allowed", QUIET, {**RESULT, "product": "gewoon"}),
    ("result-missing", QUIET, {**RESULT, "result": " "}),
    ("result-missing", QUIET, {**RESULT, "result": None}),
    ("volume-missing", QUIET, {"volume": None}),
    ("volume-missing", QUIET, {"volume": None, "unit": None, "frequency": None}),
    ("combination-not-allowed", QUIET, {"unit": "day-part", "frequency": "day"}),
    ("combination-not-allowed", QUIET, {"end": None, "segment": "vrij"}),
    ("combination-not-allowed", QUIET, {"unit": "euro"}),
    ("combination-not-allowed", QUIET, {"product": "traject", "segment": None}),
    ("purchased-elsewhere", QUIET, {"product": "logeren"}),
    ("purchased-elsewhere", QUIET, {"municipality": "Westdorp"}),
    ("purchased-elsewhere", QUIET, {"municipality": "westdorp ", "product": "zwaar", **HEAVY}),
    ("repeat-indication", QUIET, {"history": [BEFORE]}),
    ("repeat-indication", QUIET, {"history": [{**BEFORE, "end": "2026-11-30"}]}),
    ("repeat-indication", QUIET, {"history": [{**BEFORE, "end": None}]}),
    ("returned-soon", QUIET, {"history": [{**BEFORE, "product": "zwaar", "end": "2026-07-01", "ended": "as-planned"}]}),
    ("evaluation-missing", QUIET, {"evaluations": []}),
    ("evaluation-missing", QUIET, {"evaluations": ["2026-12-31"]}),
    ("evaluation-missing", QUIET, {"evaluations": ["2027-07-02"]}),
    ("evaluation-missing", QUIET, {"end": "2027-03-01", "evaluations": ["2027-03-02"]}),
    ("goal-missing", QUIET, {"goals": []}),
    ("goal-missing", QUIET, {"goals": ["  "]}),
    ("director-missing", QUIET, {"carers_in_household": 3}),
    ("director-missing", QUIET, {"laws_in_household": 2, "director": " "}),
    ("too-many-carers", QUIET, {"carers_in_household": 3, "director": "Consulent"}),
]
"""Code, the draft it starts from, and what is changed in it."""

TOGETHER: Mapping[str, set[str]] = {
    "alternatives-unanswered": {"other-law-first"},
    "other-law-first": {"alternatives-unanswered", "community-service-sufficient"},
    "end-date-missing": {"combination-not-allowed"},
    "beyond-18th-birthday": {"end-date-missing"},
    "provider-not-contracted": {"beyond-contract"},
    "combination-not-allowed": {"end-date-missing"},
    "purchased-elsewhere": {"other-law-first"},
    "director-missing": {"too-many-carers"},
}
"""Codes that speak of the same thing and may come with a code."""

SILENT: list[Case] = [
    ("alternatives-unanswered", QUIET, {}),
    ("other-law-first", QUIET, {"segment": "vrij"}),
    ("other-law-first", QUIET, {"alternatives": ANSWERED[:-1]}),
    ("end-date-missing", QUIET, {"end": None, "segment": "vrij", "frequency": "month"}),
    ("end-date-missing", QUIET, {"end": None, "segment": "rust", "frequency": "whole-period"}),
    ("long-term-expected", QUIET, {"segment": "rust"}),
    ("long-term-expected", QUIET, {"segment": "rust", "end": None, "frequency": "month"}),
    ("temporary-too-long", QUIET, {**HEAVY, "end": "2027-04-02"}),
    ("plus-criteria-missing", QUIET, {"plus": {}}),
    ("step-down-missing", QUIET, {**HEAVY, "plus": {**PLUS, "leads_back_to": "Gewoon "}}),
    ("step-down-missing", QUIET, {**HEAVY, "plus": {**PLUS, "leads_back_to": "voorliggend veld"}}),
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {"birth_date": "2010-01-01"}}),
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {}}),
    ("beyond-18th-birthday", QUIET, {"resident": {"birth_date": "2009-06-01"}}),
    (
        "beyond-18th-birthday",
        QUIET_YOUTH,
        {"resident": {"birth_date": "2009-06-01"}, "care_form": "treatment-help", "extended": True},
    ),
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {"birth_date": "2009-06-01"}, "care_form": "foster-care"}),
    (
        "extended-not-possible",
        QUIET_YOUTH,
        {"extended": True, "care_form": "foster-care", "resident": {"birth_date": "2007-01-01"}},
    ),
    (
        "extended-not-possible",
        QUIET_YOUTH,
        {"extended": True, "care_form": "family-home", "resident": {"birth_date": "2007-01-01"}},
    ),
    (
        "extended-not-possible",
        QUIET_YOUTH,
        {"extended": True, "care_form": "treatment-help", "resident": {"birth_date": "2005-01-01"}},
    ),
    ("extended-not-possible", QUIET_YOUTH, {"care_form": "guidance"}),
    ("beyond-contract", QUIET, {"provider": {"contract_end": "2027-12-31"}}),
    ("beyond-contract", QUIET, {"provider": {"contract_end": "2027-06-30"}, "provision": "pgb"}),
    ("provider-not-contracted", QUIET, {"provider": {"contracted": False}, "provision": "pgb"}),
    ("provider-not-contracted", QUIET, {"provider": {}}),
    ("intake-stop", QUIET, {"provider": {"status": "unknown"}}),
    ("volume-not-allowed", QUIET, RESULT),
    ("result-missing", QUIET, {"result": None}),
    ("volume-missing", QUIET, RESULT),
    ("volume-missing", QUIET, {"product": "traject", "segment": None, "volume": None}),
    ("combination-not-allowed", QUIET, {"unit": "piece", "frequency": "day", "product": "traject", "segment": None}),
    ("combination-not-allowed", QUIET, {"unit": "day-part", "frequency": None}),
    ("purchased-elsewhere", QUIET, {"municipality": ""}),
    ("repeat-indication", QUIET, {"history": [{**BEFORE, "end": "2026-11-29"}]}),
    ("repeat-indication", QUIET, {"history": [{**BEFORE, "product": "zwaar"}]}),
    ("returned-soon", QUIET, {"history": [{**BEFORE, "product": "zwaar", "end": "2026-06-30", "ended": "as-planned"}]}),
    ("returned-soon", QUIET, {"history": [{**BEFORE, "product": "zwaar", "end": "2026-12-31", "ended": "as-planned"}]}),
    ("returned-soon", QUIET, {"history": [{**BEFORE, "product": "zwaar", "end": "2026-10-01", "ended": "early"}]}),
    ("evaluation-missing", QUIET, {"evaluations": ["2027-07-01"]}),
    ("director-missing", QUIET, {"carers_in_household": 2}),
    ("director-missing", QUIET, {"carers_in_household": 9, "director": "De consulent"}),
    ("too-many-carers", QUIET, {"carers_in_household": 2}),
]


@pytest.mark.parametrize(("code", "start_from", "changes"), RAISING)
def test_a_draft_that_departs_is_asked_about_it_with_level_field_and_source(
    code: str, start_from: Mapping[str, object], changes: Mapping[str, object]
) -> None:
    found = asked(draft(start_from, **changes))
    assert code in found
    assert set(found) - {code} <= TOGETHER.get(code, set())
    assert found[code].level is CODES[code].level
    assert found[code].source == source_of(code)
    assert found[code].text.strip()
    assert found[code].field


@pytest.mark.parametrize(("code", "start_from", "changes"), SILENT)
def test_a_draft_that_keeps_to_it_is_not_asked(
    code: str, start_from: Mapping[str, object], changes: Mapping[str, object]
) -> None:
    assert code not in asked(draft(start_from, **changes))


@pytest.mark.parametrize("start_from", [QUIET, QUIET_YOUTH, {**QUIET, **HEAVY}, {**QUIET, **RESULT}])
def test_a_draft_in_order_raises_nothing_at_all(start_from: Mapping[str, object]) -> None:
    assert asked(draft(start_from), others=OTHERS) == {}


def test_every_code_of_the_contract_has_a_function_and_an_example_that_raises_it() -> None:
    by_comparison = {"longer-than-comparable"}
    assert set(ASKED_BY) == set(CODES)
    assert {code for code, _start, _changes in RAISING} | by_comparison == set(CODES)


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


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
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


def test_repeated_help_is_counted_and_its_months_added_up() -> None:
    chain = [
        {"product": "gewoon", "start": "2025-01-01", "end": "2025-12-31"},
        {"product": "gewoon", "start": "2026-01-15", "end": "2026-12-31"},
        {"product": "gewoon", "start": "2020-01-01", "end": "2020-12-31"},
        {"product": "zwaar", "start": "2024-01-01", "end": "2024-12-31"},
    ]
    found = asked(draft(history=chain))["repeat-indication"]
    assert found.values == {"earlier": 2, "months_before": 24, "months_total": 36}
    assert "2 keer achter elkaar" in found.text
    assert "samen 24 maanden" in found.text


def test_months_that_two_earlier_indications_share_count_once() -> None:
    twice = {"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31"}
    assert asked(draft(history=[twice, twice]))["repeat-indication"].values["months_before"] == 12


def test_where_only_results_are_stated_the_segment_tells_what_help_it_is() -> None:
    before = {"segment": "rust", "start": "2026-01-01", "end": "2026-12-31"}
    again = {**RESULT, "segment": "rust", "history": [before]}
    assert "repeat-indication" in asked(draft(**again))
    assert "repeat-indication" not in asked(draft(**{**again, "segment": "vrij"}))


def test_need_did_not_return_while_other_help_still_ran() -> None:
    ended = {"product": "zwaar", "start": "2026-01-01", "end": "2026-10-01", "ended": "as-planned"}
    running = {"product": "logeren", "start": "2026-01-01", "end": None}
    assert "returned-soon" in asked(draft(history=[ended]))
    assert "returned-soon" not in asked(draft(history=[ended, running]))


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
HISTORY = st.builds(
    lambda start, end, ended, product: {"product": product, "start": start, "end": end, "ended": ended},
    DAYS,
    st.none() | DAYS,
    st.sampled_from(["as-planned", "early", "moved-on", "deceased", "other"]),
    st.sampled_from(["gewoon", "zwaar", ""]),
)
ANY_DRAFT = st.fixed_dictionaries(
    {
        "region": st.just("vlakland"),
        "municipality": st.sampled_from(["", "Oostdorp", "Westdorp"]),
        "today": st.dates(),
    },
    optional={
        "resident": st.fixed_dictionaries({"birth_date": st.none() | st.dates()}),
        "law": st.sampled_from(["WMO", "JEUGDWET", "WLZ", "ZVW", "PARTICIPATIEWET"]),
        "lot": st.sampled_from([None, "begeleiding", "jeugdhulp", "resultaat", "trajecten", "onbekend"]),
        "segment": st.sampled_from([None, "herstel", "herstel-jong", "rust", "vrij", "onbekend"]),
        "product": st.sampled_from([None, "gewoon", "zwaar", "logeren", "jeugd-ambulant", "traject", "onbekend"]),
        "start": st.none() | st.dates(),
        "end": st.none() | st.dates(),
        "volume": st.none() | st.integers(1, 99_999_999),
        "unit": st.sampled_from([None, "minute", "hour", "day-part", "etmaal", "piece", "euro"]),
        "frequency": st.sampled_from([None, "day", "week", "month", "whole-period"]),
        "result": st.none() | st.text(max_size=5),
        "provision": st.sampled_from(["in-kind", "pgb"]),
        "provider": st.fixed_dictionaries(
            {"contract_end": st.none() | st.dates(), "contracted": st.sampled_from([None, True, False])}
        ),
        "goals": st.lists(st.text(max_size=3), max_size=2),
        "evaluations": st.lists(st.dates(), max_size=3),
        "director": st.none() | st.text(max_size=3),
        "alternatives": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from([a["kind"] for a in ANSWERED]),
                    "answer": st.text(max_size=3),
                    "sufficient": st.booleans(),
                }
            ),
            max_size=8,
        ),
        "plus": st.fixed_dictionaries({"leads_back_to": st.text(max_size=3), "little_control": st.booleans()}),
        "history": st.lists(HISTORY, max_size=4),
        "care_form": st.sampled_from(
            ["treatment-help", "guidance", "personal-care", "foster-care", "family-home", "other"]
        ),
        "extended": st.booleans(),
        "carers_in_household": st.integers(0, 100),
        "laws_in_household": st.integers(1, 5),
        "reasons": st.dictionaries(st.sampled_from(sorted(CODES)), st.text(max_size=3)),
    },
)
PROFILE = region(own_prompts=(own_prompt(min_age=12),))


@given(ANY_DRAFT, st.builds(Comparable, st.integers(0, 50), st.none() | st.integers(0, 4000)))
def test_any_draft_that_can_be_read_can_be_judged(data: dict[str, object], others: Comparable) -> None:
    found = prompts(PROFILE, read_draft(data), others)
    assert len({p.code for p in found}) == len(found)
    assert all(p.text.strip() and p.source.paragraph for p in found)
    assert not any(p.answered and p.level is not PromptLevel.ASK for p in found)


@given(ANY_DRAFT, st.sampled_from(sorted(CODES)))
def test_a_reason_never_changes_more_than_the_answer_of_its_own_ask(data: dict[str, object], code: str) -> None:
    without = read_draft(data).model_copy(update={"reasons": {}})
    with_reason = without.model_copy(update={"reasons": {code: "Daarom."}})
    before, after = asked(without, PROFILE), asked(with_reason, PROFILE)
    assert before.keys() == after.keys()
    changed = {c for c in before if before[c] != after[c]}
    assert changed == ({code} if code in before and before[code].level is PromptLevel.ASK else set())


@given(ANY_DRAFT, st.dates())
def test_adding_an_end_date_never_asks_for_an_end_date(data: dict[str, object], end: date) -> None:
    ended = read_draft(data).model_copy(update={"end": end})
    assert "end-date-missing" not in asked(ended, PROFILE)


@given(ANY_DRAFT)
def test_answering_every_alternative_never_leaves_one_unanswered(data: dict[str, object]) -> None:
    answered = read_draft({**data, "alternatives": ANSWERED})
    assert "alternatives-unanswered" not in asked(answered, PROFILE)


@given(ANY_DRAFT, st.integers(1, 4000))
def test_an_earlier_end_never_makes_help_too_long(data: dict[str, object], days: int) -> None:
    later: Draft = read_draft(
        {**data, "start": date(2027, 1, 1), "end": date.fromordinal(date(2027, 1, 1).toordinal() + days)}
    )
    sooner = later.model_copy(update={"end": later.start})
    too_long = {"temporary-too-long", "beyond-contract", "longer-than-comparable"}
    assert set(asked(sooner, PROFILE)) & too_long <= set(asked(later, PROFILE)) & too_long
