"""Texts about waiting, as published, and back again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import AvailabilityStatus as Status
from desktop.rules.waiting import FieldProblem, Wait, read_wait, status_of, wait_of_weeks, write_wait

PUBLISHED = [
    ("6–8 wk", 6, 8, Status.OPEN),
    ("3–6 mnd", 13.035, 26.07, Status.OPEN),
    ("≥ 20 wk", 20, None, Status.OPEN),
    ("> 6 mnd", 26.07, None, Status.OPEN),
    ("± 3 mnd", 13.035, 13.035, Status.OPEN),
    ("< 4 wk", None, 4, Status.OPEN),
    ("9 mnd", 39.105, 39.105, Status.OPEN),
    ("0 weken", 0, 0, Status.OPEN),
    ("geen wachttijd", 0, 0, Status.OPEN),
    ("Binnen 24 uur", None, 1 / 7, Status.OPEN),
    ("1 à 2 weken", 1, 2, Status.OPEN),
    ("2 wk – 3 mnd", 2, 13.035, Status.OPEN),
    ("circa 4 tot 6 weken", 4, 6, Status.OPEN),
    ("20 weken of langer", 20, None, Status.OPEN),
    ("20+", 20, None, Status.OPEN),
    ("2,5 wk", 2.5, 2.5, Status.OPEN),
    ("5 werkdagen", 1, 1, Status.OPEN),
    ("1 jaar", 52.14, 52.14, Status.OPEN),
    ("14", 14, 14, Status.OPEN),
    ("Aanmeldstop", None, None, Status.INTAKE_STOP),
    ("Korte aanmeldstop", None, None, Status.INTAKE_STOP),
    ("Patiëntenstop", None, None, Status.INTAKE_STOP),
    ("Tijdelijke wachtlijststop, bel na de zomer", None, None, Status.INTAKE_STOP),
    ("20+ wk", 20, None, Status.OPEN),
    ("6 a 8 weken", 6, 8, Status.OPEN),
    ("tussen 6 en 8 weken", 6, 8, Status.OPEN),
    ("een half jaar", 26.07, 26.07, Status.OPEN),
    ("maximaal anderhalf jaar", None, 78.21, Status.OPEN),
    ("Cliëntenstop tot 1 maart", None, None, Status.INTAKE_STOP),
    ("Vol", None, None, Status.INTAKE_STOP),
    ("momenteel vol", None, None, Status.INTAKE_STOP),
    ("zes weken", 6, 6, Status.OPEN),
    ("Eén tot twee maanden", 4.345, 8.69, Status.OPEN),
    ("binnen twaalf weken", None, 12, Status.OPEN),
    ("tussen zes en acht weken", 6, 8, Status.OPEN),
    ("een maand", 4.345, 4.345, Status.OPEN),
    ("6/8 weken", 6, 8, Status.OPEN),
    ("In overleg", None, None, Status.ON_CONSULTATION),
    ("Eerst een screening", None, None, Status.ASSESSMENT_FIRST),
    ("beperkt beschikbaar", None, None, Status.LIMITED),
    ("onbekend", None, None, Status.UNKNOWN),
    ("?", None, None, Status.UNKNOWN),
    ("", None, None, Status.UNKNOWN),
]

REFUSED = [
    ("Langere wachttijd", "wait-not-understood"),
    ("Meestal korte termijn", "wait-not-understood"),
    ("Beschikbaarheid maatwerk", "wait-not-understood"),
    ("6 wk na diagnostiek", "wait-not-understood"),
    ("geen aanmeldstop", "wait-not-understood"),
    ("Aanmeldstop opgeheven", "wait-not-understood"),
    ("Cliëntenstop per 1 oktober beëindigd", "wait-not-understood"),
    ("Aanmeldstop is niet meer van kracht", "wait-not-understood"),
    ("Aanmeldstop ggz, wel begeleiding", "wait-not-understood"),
    ("niet vol", "wait-not-understood"),
    ("volgende week", "wait-not-understood"),
    ("bijna vol", "wait-not-understood"),
    ("dertien weken", "wait-not-understood"),
    ("zestien weken", "wait-not-understood"),
    ("8/6 weken", "wait-reversed"),
    ("tussen 6 weken", "wait-not-understood"),
    ("6 en 8 weken", "wait-not-understood"),
    ("20+ tot 30 wk", "wait-not-understood"),
    ("-4 wk", "wait-not-understood"),
    ("binnen 4 - 6 wk", "wait-not-understood"),
    ("8–6 wk", "wait-reversed"),
    ("3 mnd – 6 wk", "wait-reversed"),
    ("10000 weken", "wait-out-of-range"),
    ("12 jaar", "wait-out-of-range"),
    ("10.000 weken", "wait-doubtful-number"),
    ("10,000", "wait-doubtful-number"),
    ("x" * 501, "text-too-long"),
    ("9" * 400, "wait-out-of-range"),
]


@pytest.mark.parametrize(("text", "low", "high", "status"), PUBLISHED)
def test_what_providers_publish_is_read_as_weeks(text: str, low: float, high: float, status: Status) -> None:
    assert read_wait(text) == Wait(low, high, status, text)


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_not_understood_is_named_with_its_field(text: str, code: str) -> None:
    (problem,) = problems(read_wait(text, "start_text"))
    assert (problem.field, problem.code) == ("start_text", code)


@given(st.text(max_size=600))
def test_any_text_is_kept_as_given_or_refused(text: str) -> None:
    wait = read_wait(text)
    if isinstance(wait, Wait):
        assert wait.text == text
    else:
        assert problems(wait)


@given(st.text(max_size=60))
def test_a_wait_of_nothing_is_only_read_where_it_is_stated(text: str) -> None:
    wait = read_wait(text)
    if isinstance(wait, Wait) and 0 in (wait.min_weeks, wait.max_weeks):
        assert re.search("0|geen|zonder|direct|no wait", text.lower())


WEEKS = st.integers(min_value=0, max_value=520_000).map(lambda thousandths: thousandths / 1000)


@given(st.one_of(st.none(), WEEKS), st.one_of(st.none(), WEEKS))
def test_a_range_that_is_written_reads_back_the_same(a: float | None, b: float | None) -> None:
    low, high = (a, b) if a is None or b is None else (min(a, b), max(a, b))
    wait = read_wait(write_wait(low, high))
    assert isinstance(wait, Wait)
    assert (wait.min_weeks, wait.max_weeks) == (low, high)


FORMS = {
    "{a}/{b} weken": 1.0,
    "{a}–{b} wk": 1.0,
    "{a}-{b} weken": 1.0,
    "{a}–{b} mnd": 4.345,
    "≥ {a} wk": 1.0,
    "≥ {a} mnd": 4.345,
}
"""Weeks in the unit, by the form that providers write: 52.14 weeks to a year."""


@given(st.sampled_from(sorted(FORMS)), st.integers(1, 50), st.integers(1, 50))
def test_the_forms_that_providers_write_keep_their_text_and_bounds(form: str, a: int, more: int) -> None:
    text, weeks = form.format(a=a, b=a + more), FORMS[form]
    wait = read_wait(text)
    assert isinstance(wait, Wait)
    assert wait.text == text
    assert wait.min_weeks == pytest.approx(a * weeks)
    assert wait.max_weeks == (pytest.approx((a + more) * weeks) if "{b}" in form else None)
    again = read_wait(write_wait(wait.min_weeks, wait.max_weeks))
    assert isinstance(again, Wait)
    assert (again.min_weeks, again.max_weeks) == (wait.min_weeks, wait.max_weeks)


@given(st.integers(1, 24 * 7), st.sampled_from(["Binnen {n} uur", "binnen {n} uur", "Binnen {n} dagen"]))
def test_within_hours_or_days_is_an_upper_bound_and_keeps_its_text(number: int, form: str) -> None:
    text = form.format(n=number)
    wait = read_wait(text)
    assert isinstance(wait, Wait)
    per_week = 24 * 7 if "uur" in form else 7
    assert (wait.text, wait.min_weeks) == (text, None)
    assert wait.max_weeks == pytest.approx(number / per_week, abs=1e-3)


@given(st.integers(521, 10**9), st.sampled_from(["", " wk", " weken", " mnd", " jaar"]))
def test_more_than_ten_years_is_refused(number: int, unit: str) -> None:
    assert [p.code for p in problems(read_wait(f"{number}{unit}"))] == ["wait-out-of-range"]


def test_weeks_as_a_number_stay_within_ten_years() -> None:
    assert wait_of_weeks(8) == Wait(8, 8, Status.OPEN, "")
    assert [p.code for p in problems(wait_of_weeks(10_000, "intake_min"))] == ["wait-out-of-range"]
    assert problems(wait_of_weeks(-1))


def test_the_least_inviting_status_counts_and_unknown_only_when_nothing_is_known() -> None:
    stop, eight, nothing = (read_wait(text) for text in ("Aanmeldstop", "8 wk", ""))
    assert isinstance(stop, Wait)
    assert isinstance(eight, Wait)
    assert isinstance(nothing, Wait)
    assert status_of([eight, stop]) is Status.INTAKE_STOP
    assert status_of([nothing, eight]) is Status.OPEN
    assert status_of([nothing]) is Status.UNKNOWN
    assert not nothing.is_known
    assert eight.is_known


def problems(wait: Wait | tuple[FieldProblem, ...]) -> tuple[FieldProblem, ...]:
    assert isinstance(wait, tuple)
    return wait
