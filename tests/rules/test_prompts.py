"""Every prompt of the contract: a draft that raises it, and one that does not."""

from collections.abc import Mapping

import pytest

from desktop.models.draft import Comparable
from desktop.rules.prompts import CODES
from desktop.rules.prompts.check import ASKED_BY
from tests.helpers.drafts import ANSWERED, QUIET, QUIET_YOUTH, RESULT, SOURCE, asked, draft, source_of

PLUS = {"unsafe_or_crisis": True, "little_control": True, "leads_back_to": "gewoon"}
HEAVY = {"product": "zwaar", "end": "2027-03-31", "evaluations": ["2027-02-01"], "plus": PLUS}
BEFORE = {"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31", "ended": "other"}
NO_GROUND = {"resident": {"birth_date": "2008-04-01"}, "care_form": "treatment-help", "extended": True}
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
    ("beyond-18th-birthday", QUIET_YOUTH, NO_GROUND),
    ("beyond-18th-birthday", QUIET_YOUTH, {**NO_GROUND, "history": [{"start": "2022-01-01", "end": "2026-06-30"}]}),
    ("beyond-18th-birthday", QUIET_YOUTH, {**NO_GROUND, "history": [{"start": "2026-04-01", "end": "2026-09-30"}]}),
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
    ("repeat-indication", QUIET, {"history": [{**BEFORE, "product": "oud"}]}),
    ("returned-soon", QUIET, {"history": [{**BEFORE, "product": "zwaar", "end": "2026-07-01", "ended": "as-planned"}]}),
    ("evaluation-missing", QUIET, {"evaluations": []}),
    ("evaluation-missing", QUIET, {"evaluations": ["2026-12-31"]}),
    ("evaluation-missing", QUIET, {"evaluations": ["2027-07-02"]}),
    ("evaluation-missing", QUIET, {"end": "2027-03-01", "evaluations": ["2027-03-02"]}),
    ("goal-missing", QUIET, {"goals": []}),
    ("goal-missing", QUIET, {"goals": ["  "]}),
    ("goal-missing", QUIET, {"goals": ["\u200b\u00a0"]}),
    ("help-missing", QUIET, {"product": None}),
    ("help-missing", QUIET, {"product": None, "segment": None, "lot": "begeleiding"}),
    ("help-missing", QUIET, {"product": None, "segment": None, "law": "WLZ"}),
    ("start-missing", QUIET, {"start": None}),
    ("stop-unanswered", QUIET, {"stops_when": "\u00a0"}),
    ("contribution-not-told", QUIET, {"contribution_told": False}),
    ("pgb-motivation-missing", QUIET, {"provision": "pgb", "pgb": {}}),
    ("pgb-motivation-missing", QUIET_YOUTH, {"provision": "pgb", "pgb": {"reason": "Zij wil het.", "manager": "Zus"}}),
    ("agreement-unsettled", QUIET, {"agreement": "bespoke", "agreement_reason": "Eenmalig."}),
    ("transport-reason-missing", QUIET, {"transport": True}),
    ("change-reason-missing", QUIET, {"change": "prolonged"}),
    ("evaluation-unfinished", QUIET, {"open_evaluations": ["2026-11-01"]}),
    ("evaluation-unfinished", QUIET, {"unlooked": "evaluation-never-held"}),
    ("evaluation-unfinished", QUIET, {"unlooked": "evaluation-said-stop"}),
    ("director-missing", QUIET, {"carers_in_household": 3}),
    ("director-missing", QUIET, {"laws_in_household": 2, "director": " "}),
    ("director-missing", QUIET, {"director": "Samira", "directors": ("Samira", "Kees")}),
    ("too-many-carers", QUIET, {"carers_in_household": 3, "director": "Consulent"}),
]
TOGETHER: Mapping[str, set[str]] = {
    "extended-not-possible": {"beyond-18th-birthday"},
    "alternatives-unanswered": {"other-law-first"},
    "other-law-first": {"alternatives-unanswered", "community-service-sufficient"},
    "end-date-missing": {"combination-not-allowed"},
    "beyond-18th-birthday": {"end-date-missing"},
    "provider-not-contracted": {"beyond-contract"},
    "combination-not-allowed": {"end-date-missing"},
    "purchased-elsewhere": {"other-law-first"},
    "director-missing": {"too-many-carers"},
}
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
    ("beyond-18th-birthday", QUIET_YOUTH, {"resident": {"birth_date": "2009-06-01"}, "care_form": "youth-probation"}),
    ("beyond-18th-birthday", QUIET_YOUTH, {**NO_GROUND, "history": [{"start": "2022-01-01", "end": "2026-07-01"}]}),
    ("beyond-18th-birthday", QUIET_YOUTH, {**NO_GROUND, "today": "2026-03-31"}),
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
    ("stop-unanswered", QUIET, {"stops_when": "De post is bij."}),
    ("contribution-not-told", QUIET, {"contribution_told": True}),
    ("contribution-not-told", QUIET_YOUTH, {"contribution_told": False}),
    ("pgb-motivation-missing", QUIET, {"provision": "in-kind", "pgb": {}}),
    ("agreement-unsettled", QUIET, {"agreement": "bespoke", "provision": "pgb"}),
    ("transport-reason-missing", QUIET, {"transport_reason": ""}),
    ("change-reason-missing", QUIET, {"change_reason": ""}),
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
    assert found[code].source == (SOURCE if code == "other-law-first" else source_of(code))
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


@pytest.mark.parametrize(
    ("unit", "frequency", "most"),
    [
        ("hour", "week", 336),
        ("minute", "day", 2880),
        ("day-part", "week", 84),
        ("etmaal", "week", 7),
        ("etmaal", "month", 31),
        ("hour", "whole-period", 48 * 365),
    ],
)
@pytest.mark.parametrize("provision", ["in-kind", "pgb"])
def test_more_than_a_day_holds_is_asked_about_also_in_a_budget(
    unit: str, frequency: str, most: int, provision: str
) -> None:
    """A digit too many: two carers at once, day and night, is the most there is."""
    amount = {"unit": unit, "frequency": frequency, "provision": provision}
    assert "combination-not-allowed" not in asked(draft(**amount, volume=most))
    told = asked(draft(**amount, volume=most + 1))["combination-not-allowed"]
    assert (told.field, told.values["most"]) == ("volume", most)
    assert str(most) in told.text


def test_pieces_and_euros_have_no_most() -> None:
    for unit in ("piece", "euro"):
        found = asked(draft(unit=unit, frequency="week", volume=99_999_999)).get("combination-not-allowed")
        assert found is None or "most" not in found.values


def test_help_that_starts_before_its_act_is_a_slip_of_the_pen() -> None:
    assert "start-missing" in asked(draft(start="2014-12-31"))
    assert "start-missing" in asked(draft(start="0001-01-01", end="9999-12-31"))
    assert "start-missing" not in asked(draft(start="2015-01-01"))
