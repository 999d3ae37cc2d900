"""What holds for the prompts of any draft whatever."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.draft import Comparable, Draft
from desktop.models.kinds import PromptLevel
from desktop.rules.draft_faults import read_draft
from desktop.rules.prompts import CODES, prompts
from tests.helpers.drafts import ANSWERED, asked, own_prompt, region

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
