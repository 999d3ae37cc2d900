"""How an evaluation stands, when the next is wanted, and whether help may go on without anyone having looked."""

from datetime import date, timedelta

import pytest

from desktop.models.draft import Unlooked
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationChange, Law, NextStep
from desktop.models.region import RegionProfile
from desktop.rules.evaluations import (
    EvaluationState,
    GoingOn,
    goals_reached,
    goes_on,
    hindrance,
    next_day,
    state_of,
)
from desktop.rules.unlooked import Looks
from tests.helpers.drafts import region, rule, source_of

TODAY = date(2026, 12, 1)
START, END = date(2026, 6, 1), date(2027, 5, 31)
HELP = Indication(case_id="case", product="gewoon", segment="herstel", lot="begeleiding", start=START, end=END)


def looked(due: date, held: date | None = None, then: NextStep | None = None) -> Evaluation:
    return Evaluation(indication_id=HELP.id, due_on=due, held_on=held, next=then)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def why(*evaluations: Evaluation, profile: RegionProfile | None = None) -> Unlooked | None:
    found = hindrance(profile or region(), HELP, "Oostdorp", Looks(evaluations), GoingOn(TODAY))
    return found.why if found else None


@pytest.mark.parametrize(
    ("offset", "state"),
    [
        (-1, EvaluationState.OVERDUE),
        (0, EvaluationState.DUE),
        (14, EvaluationState.DUE),
        (15, EvaluationState.PLANNED),
    ],
)
def test_how_an_evaluation_stands_by_the_day(offset: int, state: EvaluationState) -> None:
    assert state_of(looked(day(offset)), TODAY) is state
    assert state_of(looked(day(offset), TODAY), TODAY) is EvaluationState.HELD


@pytest.mark.parametrize(
    ("evaluations", "reason"),
    [
        ([], Unlooked.NEVER_HELD),
        ([looked(day(30))], Unlooked.NEVER_HELD),
        ([looked(day(0))], Unlooked.NEVER_HELD),
        ([looked(day(-1))], Unlooked.OVERDUE),
        ([looked(day(-90), day(-90), NextStep.THE_SAME), looked(day(-1))], Unlooked.OVERDUE),
        ([looked(day(-9), day(-9), NextStep.THE_SAME), looked(day(30))], Unlooked.PLANNED),
        ([looked(day(-9), day(-9), NextStep.THE_SAME), looked(END)], Unlooked.PLANNED),
        ([looked(day(-9), day(-9), NextStep.THE_SAME), looked(END + timedelta(days=2))], None),
        ([looked(day(-9), day(-9), NextStep.STOP)], Unlooked.SAID_STOP),
        ([looked(day(-90), day(-90), NextStep.STOP), looked(day(-9), day(-9), NextStep.LESS)], None),
        ([looked(day(-9), day(-60), NextStep.LESS), looked(day(-30), day(-9), NextStep.STOP)], Unlooked.SAID_STOP),
    ],
)
def test_help_goes_on_only_after_a_look_back(evaluations: list[Evaluation], reason: Unlooked | None) -> None:
    assert why(*evaluations) is reason
    assert why(*reversed(evaluations)) is reason


@pytest.mark.parametrize(
    ("planned", "first_day", "reason"),
    [
        (30, None, Unlooked.PLANNED),
        (30, day(31), Unlooked.PLANNED),
        (30, day(30), Unlooked.PLANNED),
        (30, day(29), None),
        (-1, day(31), Unlooked.OVERDUE),
    ],
)
def test_what_was_planned_before_the_day_on_which_help_goes_on_is_held_first(
    planned: int, first_day: date | None, reason: Unlooked | None
) -> None:
    known = Looks((looked(day(-60), day(-60), NextStep.THE_SAME), looked(day(planned))))
    found = hindrance(region(), HELP, "Oostdorp", known, GoingOn(TODAY, first_day))
    assert (found.why if found else None) is reason
    if found is not None:
        assert found.days == (day(planned),)


SAME = NextStep.THE_SAME


@pytest.mark.parametrize(
    ("held", "promised", "reason"),
    [
        ([looked(day(-90), day(-90), SAME)], (day(-90), day(-30)), Unlooked.TAKEN_OFF),
        ([looked(day(-90), day(-90), SAME)], (day(-90), day(30)), Unlooked.TAKEN_OFF),
        ([looked(day(-90), day(-90), SAME)], (day(-90), END), Unlooked.TAKEN_OFF),
        ([looked(day(-90), day(-90), SAME)], (day(-90), END + timedelta(days=1)), None),
        ([looked(day(-90), day(-90), SAME)], (day(-90),), None),
        ([looked(day(-90), day(-20), SAME)], (day(-90), day(-30)), None),
        ([looked(day(-90), day(-90), SAME), looked(day(30), day(-1), SAME)], (day(-90), day(30)), None),
        ([looked(day(-90), day(-90), SAME), looked(day(40))], (day(-90), day(30)), Unlooked.PLANNED),
        ([looked(day(-90), day(-90), NextStep.STOP)], (day(-90), day(-30)), Unlooked.SAID_STOP),
    ],
)
def test_an_evaluation_that_was_taken_off_opens_no_road_that_it_kept_closed(
    held: list[Evaluation], promised: tuple[date, ...], reason: Unlooked | None
) -> None:
    """Planned with the indication, or later: it makes no difference once it is gone."""
    text = HELP.model_copy(update={"evaluations": tuple(one.isoformat() for one in promised)})
    for help_, off in ((text, ()), (HELP, promised)):
        found = hindrance(region(), help_, "Oostdorp", Looks(tuple(held), off), GoingOn(TODAY))
        assert (found.why if found else None) is reason
        if found is not None and reason is Unlooked.TAKEN_OFF:
            assert found.days == promised[1:]
            assert str(promised[1].year) in found.text


@pytest.mark.parametrize(
    ("change", "end", "expected"),
    [
        (None, END, True),
        (IndicationChange.PROLONGED, END, True),
        *((change, END, False) for change in (IndicationChange.LESS, IndicationChange.OTHER_PROVIDER)),
        *((change, END + timedelta(days=1), True) for change in IndicationChange),
        (IndicationChange.MORE, None, True),
    ],
)
def test_help_goes_on_when_it_says_so_or_reaches_past_the_end_of_what_it_changes(
    change: IndicationChange | None, end: date | None, expected: bool
) -> None:
    assert goes_on(HELP, HELP.model_copy(update={"change": change, "end": end})) is expected
    without_end = HELP.model_copy(update={"end": None})
    if change not in {None, IndicationChange.PROLONGED}:
        assert not goes_on(without_end, HELP.model_copy(update={"change": change, "end": end}))


def test_the_word_is_the_regions_own_and_names_the_day_and_what_to_do() -> None:
    late = looked(date(2026, 11, 2))
    found = hindrance(region(), HELP, "Oostdorp", Looks((late,)), GoingOn(TODAY))
    assert found is not None
    assert found.source == source_of("evaluation-missing")
    assert found.evaluation_id == late.id
    assert "2 november 2026" in found.text


@pytest.mark.parametrize(("law", "document"), [(Law.WMO, "Wmo 2015"), (Law.JEUGDWET, "Jeugdwet")])
def test_where_the_region_has_no_rule_only_what_was_planned_counts_on_the_word_of_the_act(
    law: Law, document: str
) -> None:
    silent = region((rule("evaluation-missing", on=False),))
    assert why(profile=silent) is None
    assert why(looked(day(30)), profile=silent) is Unlooked.PLANNED
    assert why(looked(day(-9), day(-9)), profile=silent) is None
    late = Looks((looked(day(-1)),))
    found = hindrance(silent, HELP.model_copy(update={"law": law}), "Oostdorp", late, GoingOn(TODAY))
    assert found is not None
    assert (found.why, found.source.document) == (Unlooked.OVERDUE, document)


@pytest.mark.parametrize(
    ("only", "reason"),
    [
        ({"municipalities": ("Westdorp",)}, None),
        ({"municipalities": ("Oostdorp",)}, Unlooked.NEVER_HELD),
        ({"products": ("zwaar",)}, None),
        ({"segments": ("herstel",)}, Unlooked.NEVER_HELD),
    ],
)
def test_a_rule_that_is_not_for_this_help_asks_nothing_of_it(
    only: dict[str, tuple[str, ...]], reason: Unlooked | None
) -> None:
    assert why(profile=region((rule("evaluation-missing", **only),))) is reason


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (START, date(2026, 12, 1)),
        (date(2027, 1, 15), END),
        (END, None),
        (END + timedelta(days=1), None),
    ],
)
def test_the_next_is_wanted_within_the_regions_term_and_before_the_help_ends(after: date, found: date | None) -> None:
    assert next_day(region(), HELP, "Oostdorp", after, TODAY) == found


def test_without_an_end_the_term_alone_counts_and_without_a_term_nothing() -> None:
    long = HELP.model_copy(update={"end": None})
    assert next_day(region(), long, "Oostdorp", date(2027, 1, 15), TODAY) == date(2027, 7, 15)
    assert next_day(region((rule("evaluation-missing", numbers={}),)), HELP, "Oostdorp", START, TODAY) is None


@pytest.mark.parametrize(
    ("results", "together"),
    [
        ({}, ""),
        ({"a": "dropped"}, ""),
        ({"a": "open", "b": "open"}, "none"),
        ({"a": "open", "b": "partly"}, "partly"),
        ({"a": "reached", "b": "open"}, "partly"),
        ({"a": "reached", "b": "reached", "c": "dropped"}, "all"),
    ],
)
def test_goals_one_by_one_make_one_word(results: dict[str, str], together: str) -> None:
    assert goals_reached(results) == together
