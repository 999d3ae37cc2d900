"""What the prompts say to the letter, and the days on which they begin and stop to say it."""

from collections.abc import Mapping
from datetime import date

import pytest

from desktop.models.draft import Comparable
from desktop.models.kinds import Law
from desktop.models.region import Boundary
from desktop.rules.prompts.phrases import about, either, length_text, listed
from tests.helpers.drafts import (
    ANSWERED,
    QUIET,
    QUIET_YOUTH,
    SOURCE,
    asked,
    draft,
    own_prompt,
    product,
    region,
    rule,
    segment,
)

PLUS = {"unsafe_or_crisis": True, "little_control": True, "leads_back_to": "gewoon"}


def text(code: str, start_from: Mapping[str, object] = QUIET, /, **changes: object) -> str:
    return asked(draft(start_from, **changes))[code].text


def help_of(**changes: object) -> list[object]:
    return [{"product": "zwaar", "start": "2026-01-01", "end": "2026-10-31", "ended": "as-planned"} | changes]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"end": None, "segment": "vrij"},
            "end",
            "De eenheid uur kan per week alleen worden toegewezen met een einddatum.",
        ),
        (
            {"unit": "euro"},
            "unit",
            "De eenheid euro past niet bij de manier waarop deze hulp wordt betaald. Kies een andere eenheid.",
        ),
        (
            {"unit": "etmaal", "frequency": "day"},
            "frequency",
            "De eenheid etmaal kan niet per dag worden toegewezen. "
            "Wel mogelijk: per week, per maand of voor de hele periode.",
        ),
    ],
)
def test_an_amount_that_cannot_be_allocated_says_what_can(
    changes: Mapping[str, object], field: str, sentence: str
) -> None:
    found = asked(draft(**changes))["combination-not-allowed"]
    assert (found.field, found.text) == (field, sentence)


def test_in_one_household_carers_and_acts_are_counted_in_words() -> None:
    assert text("director-missing", carers_in_household=3, laws_in_household=2) == (
        "In dit huishouden: 3 hulpverleners en hulp vanuit 2 wetten. "
        "Spreek af wie de regie heeft, of leg uit waarom dat niet nodig is."
    )
    assert "hulpverlener" not in text("director-missing", carers_in_household=1, laws_in_household=2)


def test_an_alternative_with_blanks_for_an_answer_does_not_rule_another_act_out() -> None:
    blank = [*ANSWERED[:-1], {"kind": "other-law", "answer": "  "}]
    assert "other-law-first" in asked(draft(segment="vrij", alternatives=blank))


def test_a_boundary_is_only_for_its_products_and_segments_and_never_points_to_the_act_itself() -> None:
    for_heavy = Boundary(law=Law.ZVW, when="other-law", products=("zwaar",), text="Kijk daar.", source=SOURCE)
    to_itself = Boundary(law=Law.WMO, when="other-law", text="Kijk hier.", source=SOURCE)
    profile = region(boundaries=(for_heavy, to_itself))
    unanswered = ANSWERED[:-1]
    assert "other-law-first" not in asked(draft(alternatives=unanswered), profile)
    assert "other-law-first" in asked(draft(product="zwaar", alternatives=unanswered), profile)


def test_several_acts_that_may_go_first_are_named_together() -> None:
    both = (
        Boundary(law=Law.ZVW, when="other-law", text="Een.", source=SOURCE),
        Boundary(law=Law.WLZ, when="other-law", text="Twee.", source=SOURCE),
    )
    found = asked(draft(alternatives=ANSWERED[:-1]), region(boundaries=both))["other-law-first"]
    assert found.text == "Misschien gaat de Zvw of Wlz voor. Een. Twee. Is dat hier niet zo? Leg dan uit waarom."


def test_help_of_one_day_has_a_length() -> None:
    one_day = draft(end="2027-01-01", evaluations=["2027-01-01"])
    assert asked(one_day, others=Comparable(20, 0))["longer-than-comparable"].values["days"] == 1


def test_without_a_start_today_counts() -> None:
    profile = region((), own_prompts=(own_prompt(min_age=18, max_age=18),))
    born = {"resident": {"birth_date": "2008-12-01"}}
    assert "own-question" in asked(draft(start=None, **born), profile)
    assert "own-question" in asked(draft(start="2027-11-30", **born), profile)
    assert "own-question" not in asked(draft(start="2027-12-01", **born), profile)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"evaluations": []}, "Plan een evaluatie. In deze regio is die uiterlijk op 1 juli 2027."),
        (
            {"evaluations": [], "start": None, "end": None, "segment": "vrij", "frequency": "month"},
            "Plan een evaluatie: kijk samen terug op wat de hulp oplevert.",
        ),
        (
            {"evaluations": [], "end": "2027-03-31"},
            "Plan een evaluatie, uiterlijk op 31 maart 2027. Die dag stopt de hulp.",
        ),
        (
            {"evaluations": [], "start": None},
            "Plan een evaluatie, uiterlijk op 31 december 2027. Die dag stopt de hulp.",
        ),
        (
            {"evaluations": ["2027-08-01", "2027-07-02"]},
            "De eerste evaluatie is op 2 juli 2027. In deze regio is die uiterlijk op 1 juli 2027.",
        ),
        (
            {"evaluations": ["2027-02-02"], "end": "2027-02-01"},
            "De eerste evaluatie (2 februari 2027) komt na het einde van de hulp (1 februari 2027). "
            "Plan er een die eerder is.",
        ),
    ],
)
def test_an_evaluation_is_asked_for_with_its_last_day(changes: Mapping[str, object], sentence: str) -> None:
    assert text("evaluation-missing", QUIET, **changes) == sentence


@pytest.mark.parametrize("evaluations", [["2027-01-01"], ["2027-02-01"]])
def test_an_evaluation_on_the_first_or_the_last_day_is_in_time(evaluations: list[str]) -> None:
    assert "evaluation-missing" not in asked(draft(end="2027-02-01", evaluations=evaluations))


def test_without_a_term_of_the_region_any_evaluation_during_the_help_will_do() -> None:
    profile = region((rule("evaluation-missing", numbers={}),))
    assert "evaluation-missing" not in asked(draft(evaluations=["2027-12-31"]), profile)
    assert "evaluation-missing" in asked(draft(evaluations=["2028-01-01"]), profile)


@pytest.mark.parametrize("temporary", [{"temporary": True}, {"max_days": 92}])
def test_a_product_is_bounded_by_being_temporary_or_by_a_longest_time(temporary: Mapping[str, object]) -> None:
    profile = region(products=(product("kort", **temporary),))
    without_end = draft(segment="vrij", product="kort", end=None, frequency="month")
    assert asked(without_end, profile)["end-date-missing"].text == "Kort is tijdelijk. Kies een einddatum."


def test_a_longest_time_of_the_region_goes_before_the_products_and_a_product_without_any_is_left_alone() -> None:
    setting = (rule("temporary-too-long", numbers={"weeks": 2}),)
    short = draft(product="kort", end="2027-01-14")
    long = draft(product="kort", end="2027-01-15")
    bounded, boundless = product("kort", max_days=92), product("kort", temporary=True)
    assert "temporary-too-long" not in asked(short, region(setting, products=(bounded,)))
    assert asked(long, region(setting, products=(bounded,)))["temporary-too-long"].text == (
        "Kort is tijdelijk. Deze indicatie duurt 15 dagen. De laatste dag kan 14 januari 2027 zijn. "
        "Kies een eerdere einddatum."
    )
    assert "temporary-too-long" not in asked(long, region((rule("temporary-too-long"),), products=(boundless,)))
    assert "temporary-too-long" not in asked(long, region(setting, products=(product("kort"),)))
    assert "temporary-too-long" not in asked(draft(product="kort", start=None), region(setting, products=(bounded,)))


def test_where_no_number_is_given_shorter_than_a_year_is_short() -> None:
    profile = region(segments=(segment("rust", duration="long"),))
    assert "long-term-expected" not in asked(draft(segment="rust"), profile)
    assert "long-term-expected" in asked(draft(segment="rust", end="2027-12-30"), profile)
    for open_day in ({"start": None}, {"end": None, "frequency": "month"}):
        assert "long-term-expected" not in asked(draft(segment="rust", **open_day), profile)


@pytest.mark.parametrize(
    ("history", "is_asked"),
    [
        (help_of(), True),
        (help_of(end="2026-12-30"), True),
        (help_of(end="2026-12-31"), False),
        (help_of(end="2026-06-30"), False),
        (help_of(start="2027-01-01", end="2027-01-31"), False),
        ([*help_of(), *help_of(product="logeren", end="2026-12-31")], False),
        ([*help_of(), *help_of(product="logeren", end="2026-12-30", ended="early")], True),
        ([*help_of(), *help_of(product="logeren", start="2027-01-01", end=None)], True),
    ],
)
def test_need_returned_when_there_was_at_least_a_day_without_help(history: list[object], is_asked: bool) -> None:
    assert ("returned-soon" in asked(draft(history=history))) == is_asked


def test_returned_need_tells_how_long_it_stayed_away() -> None:
    assert text("returned-soon", history=help_of(end="2026-11-30")).startswith(
        "Eerdere hulp stopte volgens plan op 30 november 2026. Dat is 1 maand vóór deze start."
    )
    assert "Dat is 30 dagen vóór" in text("returned-soon", history=help_of(end="2026-12-01"))


def test_the_regions_own_time_for_returning_counts() -> None:
    month = region((rule("returned-soon", numbers={"months": 1}),))
    assert "returned-soon" not in asked(draft(history=help_of(end="2026-11-30")), month)
    assert "returned-soon" in asked(draft(history=help_of(end="2026-12-01")), month)
    usual = region((rule("returned-soon", numbers={}),))
    assert "returned-soon" in asked(draft(history=help_of(end="2026-07-01")), usual)


@pytest.mark.parametrize(
    ("history", "earlier", "months"),
    [
        ([{"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31"}], 1, 12),
        ([{"product": "gewoon", "start": "2026-12-31", "end": "2027-06-30"}], 1, 0),
        ([{"product": "gewoon", "start": "2026-01-01", "end": None}], 1, 12),
        (
            [
                {"product": "gewoon", "start": "2025-01-01", "end": "2026-06-30"},
                {"product": "gewoon", "start": "2026-01-01", "end": "2026-12-31"},
            ],
            2,
            24,
        ),
    ],
)
def test_months_before_are_counted_up_to_the_day_before_the_start(
    history: list[object], earlier: int, months: int
) -> None:
    found = asked(draft(history=history))["repeat-indication"].values
    assert (found["earlier"], found["months_before"]) == (earlier, months)


def test_help_that_begins_on_the_same_day_or_later_was_not_before() -> None:
    later = [{"product": "gewoon", "start": "2027-01-01", "end": "2027-06-30"}]
    assert "repeat-indication" not in asked(draft(history=later))


def test_the_heavy_form_names_the_usual_one_and_where_it_may_lead() -> None:
    little = {"product": "zwaar", "plus": {**PLUS, "little_control": False, "leads_back_to": ""}}
    assert text("plus-criteria-missing", **little) == (
        "Zwaar past alleen als aan alle voorwaarden is voldaan. Nog niet bevestigd: er is weinig regie. "
        "Anders past Gewoon."
    )
    assert text("step-down-missing", **little) == (
        "Zwaar is de zwaardere vorm. Geef aan waar het daarna naartoe gaat: Gewoon of Voorliggend veld."
    )


def test_a_heavy_form_without_conditions_or_places_of_its_own_gets_the_usual_ones() -> None:
    profile = region(products=(product("gewoon"), product("zwaar", heavy_form_of="gewoon")))
    found = asked(draft(product="zwaar", plus={"unsafe_or_crisis": True}), profile)
    assert (
        "de inwoner heeft nu weinig grip op het eigen leven. Anders past Gewoon." in found["plus-criteria-missing"].text
    )
    assert found["step-down-missing"].text == "Zwaar is de zwaardere vorm. Geef aan waar het daarna naartoe gaat."
    somewhere = draft(product="zwaar", plus={**PLUS, "leads_back_to": "elders"})
    assert "step-down-missing" not in asked(somewhere, profile)


@pytest.mark.parametrize(
    ("changes", "beginning"),
    [
        ({"product": "logeren"}, "Oostdorp koopt Logeren zelf in."),
        ({"municipality": "Westdorp"}, "Westdorp koopt Gewoon in via Regio Hoogland."),
        (
            {"municipality": "Westdorp", "product": "zwaar", "plus": PLUS},
            "Westdorp doet niet mee met de gezamenlijke inkoop van begeleiding.",
        ),
    ],
)
def test_who_buys_elsewhere_is_named(changes: Mapping[str, object], beginning: str) -> None:
    assert text("purchased-elsewhere", QUIET, **changes).startswith(beginning)


def test_a_municipality_is_called_as_the_region_writes_it() -> None:
    assert text("purchased-elsewhere", municipality=" oostDORP ", product="logeren").startswith("Oostdorp koopt")


def test_several_conditions_are_told_apart() -> None:
    none_holds = text("plus-criteria-missing", product="zwaar", plus={"leads_back_to": "gewoon"})
    assert "Nog niet bevestigd: het is onveilig; er is weinig regie. Anders past Gewoon." in none_holds


def test_help_that_begins_after_the_contract_is_not_counted_from_its_end() -> None:
    assert "loopt daarna nog 12 maanden door" in text("beyond-contract", provider={"contract_end": "2025-06-30"})


def test_a_contract_that_ends_on_the_first_day_still_stands_on_it() -> None:
    ends_today = asked(draft(provider={"contracted": True, "contract_end": "2027-01-01"}))
    assert "provider-not-contracted" not in ends_today
    assert "Deze indicatie loopt daarna nog 11 maanden door." in ends_today["beyond-contract"].text


def test_help_that_runs_past_a_contract_by_a_day_says_one_day() -> None:
    found = text("beyond-contract", provider={"contract_end": "2027-12-30"})
    assert "Deze indicatie loopt daarna nog 1 dag door." in found


def test_a_provider_without_contract_is_told_for_the_municipality_or_else_the_region() -> None:
    assert "geen contract in Oostdorp" in text("provider-not-contracted", provider={"contracted": False})
    assert "geen contract in Vlakland" in text(
        "provider-not-contracted", municipality="", provider={"contracted": False}
    )


@pytest.mark.parametrize(
    ("birth", "start", "beginning"),
    [
        ("2009-01-02", "2027-01-01", "Deze indicatie loopt 11 maanden door na de 18e verjaardag (2 januari 2027)."),
        ("2009-01-01", "2027-01-01", "Deze inwoner is 18 sinds 1 januari 2027."),
        ("2008-12-01", None, "Deze inwoner is 18 sinds 1 december 2026."),
        ("2004-01-02", "2027-01-01", "Deze inwoner is 18 sinds 2 januari 2022."),
        ("2004-01-01", "2027-01-01", "Deze inwoner is 23 jaar of ouder als de hulp begint."),
    ],
)
def test_eighteen_on_the_first_day_is_already_eighteen(birth: str, start: str | None, beginning: str) -> None:
    assert text("beyond-18th-birthday", QUIET_YOUTH, resident={"birth_date": birth}, start=start).startswith(beginning)


@pytest.mark.parametrize(
    ("birth", "end", "is_asked"),
    [
        ("2009-06-01", "2030-05-31", False),
        ("2009-06-01", "2030-06-01", True),
        ("2009-01-02", "2027-12-31", False),
        ("2009-01-01", "2027-12-31", True),
        ("2009-06-01", None, True),
    ],
)
def test_foster_care_goes_on_by_itself_when_it_begins_before_18_and_ends_before_21(
    birth: str, end: str | None, is_asked: bool
) -> None:
    care = draft(QUIET_YOUTH, resident={"birth_date": birth}, care_form="foster-care", end=end, frequency="month")
    assert ("beyond-18th-birthday" in asked(care)) == is_asked


def test_extended_help_that_lasts_too_long_says_the_last_day() -> None:
    longer = {"extended": True, "resident": {"birth_date": "2006-03-01"}}
    assert text("extended-not-possible", QUIET_YOUTH, **longer, care_form="family-home") == (
        "Deze vorm kan doorgaan tot 21 jaar: gezinshuis. Kies 28 februari 2027 als einddatum, of een eerdere dag. "
        "Daarna kan alleen jeugdhulp met behandeling nog doorgaan, tot 23 jaar."
    )
    assert text("extended-not-possible", QUIET_YOUTH, **longer, care_form="treatment-help", end="2029-03-01") == (
        "Verlengde jeugdhulp stopt bij 23 jaar. Kies 28 februari 2029 als einddatum, of een eerdere dag."
    )


def test_pieces_of_sentences_are_joined_as_people_do() -> None:
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]
    assert [either(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a of b", "a, b of c"]


def test_lengths_are_in_months_when_they_are_that_long() -> None:
    new_year = date(2027, 1, 1)
    days = (date(2027, 1, 1), date(2027, 1, 30), date(2027, 1, 31), date(2027, 3, 1))
    assert [length_text(new_year, day) for day in days] == ["1 dag", "30 dagen", "1 maand", "2 maanden"]
    assert [about(days) for days in (1, 31, 61, 365)] == ["1 dag", "31 dagen", "2 maanden", "12 maanden"]
