"""What becomes of help at eighteen, over every day of two years around the birthday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import CareForm, Law
from desktop.rules.dates import add_months, birthday
from desktop.rules.eighteen.becoming import Ground, Help, Outcome, becoming, becomings
from desktop.rules.eighteen.gaps import Gap, gaps

BIRTH = date(2008, 12, 15)
ADULT = date(2026, 12, 15)
WINDOW = [ADULT + timedelta(days=days) for days in range(-365, 366)]
BIRTHS = st.dates(date(1990, 1, 1), date(2020, 12, 31))
DAY = timedelta(days=1)


def youth(form: CareForm | None, start: date, end: date | None = None, *, extended: bool = False) -> Help:
    return Help("1", Law.JEUGDWET, "Jeugdhulp", start, end, form, extended)


@pytest.mark.parametrize("form", [CareForm.GUIDANCE, CareForm.PERSONAL_CARE])
def test_guidance_and_personal_care_end_the_day_before_the_birthday(form: CareForm) -> None:
    """Jeugdwet art. 1.1, jeugdhulp 2° en 3°."""
    for start in WINDOW[:365]:
        for end in (None, ADULT, ADULT + timedelta(days=200)):
            found = becoming(youth(form, start, end, extended=True), BIRTH)
            assert (found.outcome, found.last_day) == (Outcome.ENDS, ADULT - DAY)
            assert found.resume_by is None


def test_treatment_goes_on_until_23_only_where_it_was_decided() -> None:
    """Jeugdwet art. 1.1, jeugdige 3°."""
    last = date(2031, 12, 14)
    for start in WINDOW[:365]:
        undecided = becoming(youth(CareForm.TREATMENT_HELP, start), BIRTH)
        decided = becoming(youth(CareForm.TREATMENT_HELP, start, extended=True), BIRTH)
        assert (undecided.outcome, undecided.last_day, undecided.longest) == (Outcome.MAY_GO_ON, ADULT - DAY, last)
        assert (decided.outcome, decided.last_day) == (Outcome.GOES_ON, last)


def test_decided_help_ends_on_its_own_end() -> None:
    for end in WINDOW[365:]:
        found = becoming(youth(CareForm.TREATMENT_HELP, WINDOW[0], end, extended=True), BIRTH)
        assert (found.outcome, found.last_day) == (Outcome.GOES_ON, end)


@pytest.mark.parametrize("form", [CareForm.FOSTER_CARE, CareForm.FAMILY_HOME])
def test_foster_care_and_a_family_home_go_on_until_21_when_they_began_before_18(form: CareForm) -> None:
    """Jeugdwet art. 1.1, jeugdige 3°; bestuurlijke afspraak gezinshuizen 30-01-2020."""
    for start in WINDOW:
        found = becoming(youth(form, start), BIRTH)
        assert found.longest == date(2029, 12, 14)
        assert found.outcome is (Outcome.GOES_ON if start < ADULT else Outcome.MAY_GO_ON)


def test_help_that_ended_before_can_be_taken_up_again_within_half_a_year() -> None:
    for end in WINDOW[:363]:
        found = becoming(youth(CareForm.TREATMENT_HELP, WINDOW[0] - DAY, end), BIRTH)
        assert (found.outcome, found.last_day, found.resume_by) == (Outcome.ENDS, end, add_months(end, 6))


@pytest.mark.parametrize("form", CareForm)
@pytest.mark.parametrize("extended", [False, True])
def test_nothing_that_was_decided_to_a_day_before_the_birthday_is_told_to_go_on(form: CareForm, extended: bool) -> None:
    """A decision to the day before it stops there, also foster care and a measure; only a decision lets it go on."""
    for end in WINDOW:
        found = becoming(youth(form, WINDOW[0] - DAY, end, extended=extended), BIRTH)
        assert found.outcome is not Outcome.GOES_ON or found.last_day is None or found.last_day >= ADULT
    found = becoming(youth(form, WINDOW[0] - DAY, ADULT - DAY, extended=extended), BIRTH)
    may = form in (CareForm.TREATMENT_HELP, CareForm.FOSTER_CARE, CareForm.FAMILY_HOME)
    assert (found.outcome, found.last_day) == (Outcome.MAY_GO_ON if may else Outcome.ENDS, ADULT - DAY)


@pytest.mark.parametrize("form", [CareForm.OTHER, None])
def test_a_form_that_nobody_chose_ends(form: CareForm | None) -> None:
    found = becoming(youth(form, WINDOW[0]), BIRTH)
    assert (found.outcome, found.last_day) == (Outcome.ENDS, ADULT - DAY)


def test_help_under_another_act_keeps_its_own_end() -> None:
    wmo = Help("2", Law.WMO, "Begeleiding", ADULT, date(2027, 6, 1))
    assert becoming(wmo, BIRTH).last_day == date(2027, 6, 1)


def test_who_was_born_on_the_leap_day_is_eighteen_on_the_first_of_march() -> None:
    found = becoming(youth(CareForm.GUIDANCE, date(2021, 1, 1)), date(2008, 2, 29))
    assert found.last_day == date(2026, 2, 28)


@given(BIRTHS, st.sampled_from([*CareForm, None]), st.booleans(), st.integers(-900, 900), st.integers(0, 2500))
def test_youth_help_never_goes_on_past_what_its_form_allows(
    birth: date, form: CareForm | None, extended: bool, begins: int, lasts: int
) -> None:
    adult = birthday(birth, 18)
    start = adult + timedelta(days=begins)
    one = youth(form, start, start + timedelta(days=lasts), extended=extended)
    found = becoming(one, birth)
    ages = {CareForm.TREATMENT_HELP: 23, CareForm.FOSTER_CARE: 21, CareForm.FAMILY_HOME: 21}
    assert found.last_day is not None
    assert one.end is not None
    if form is CareForm.YOUTH_PROBATION:
        assert found.last_day == one.end
        return
    assert found.last_day <= one.end or found.last_day == adult - DAY
    assert found.last_day < birthday(birth, ages.get(form, 18) if form else 18)
    assert found.longest is not None
    assert found.last_day <= found.longest


def test_a_gap_opens_on_the_birthday_and_closes_with_the_first_help_for_adults() -> None:
    guidance = youth(CareForm.GUIDANCE, WINDOW[0], ADULT + timedelta(days=100))
    for start in WINDOW[365:]:
        wmo = Help("2", Law.WMO, "Begeleiding", start)
        assert gaps([guidance, wmo], BIRTH) == (() if start == ADULT else (Gap(ADULT, start - DAY),))


def test_help_that_nothing_follows_leaves_a_gap_without_end() -> None:
    assert gaps([youth(CareForm.GUIDANCE, WINDOW[0])], BIRTH) == (Gap(ADULT, None),)


def test_youth_help_that_stopped_shortly_before_opens_the_gap_there() -> None:
    stopped = ADULT - timedelta(days=60)
    wmo = Help("2", Law.WMO, "Begeleiding", ADULT)
    assert gaps([youth(CareForm.TREATMENT_HELP, WINDOW[0], stopped), wmo], BIRTH) == (Gap(stopped + DAY, ADULT - DAY),)


def test_help_that_goes_on_for_years_opens_no_gap_of_the_birthday() -> None:
    assert gaps([youth(CareForm.FOSTER_CARE, WINDOW[0])], BIRTH) == ()


def test_without_youth_help_near_the_birthday_there_is_no_gap() -> None:
    assert gaps([], BIRTH) == ()
    assert gaps([youth(CareForm.GUIDANCE, date(2020, 1, 1), date(2021, 1, 1))], BIRTH) == ()


@given(BIRTHS, st.lists(st.tuples(st.booleans(), st.integers(-400, 400), st.integers(0, 400)), max_size=5))
def test_no_day_of_a_gap_has_help_and_every_day_between_two_gaps_has(
    birth: date, given_help: list[tuple[bool, int, int]]
) -> None:
    adult = birthday(birth, 18)
    helps = [
        Help(
            str(n),
            Law.JEUGDWET if is_youth else Law.WMO,
            "x",
            adult + timedelta(days=begins),
            adult + timedelta(days=begins + lasts),
            CareForm.TREATMENT_HELP if is_youth else None,
            is_youth,
        )
        for n, (is_youth, begins, lasts) in enumerate(given_help)
    ]
    found = gaps(helps, birth)
    for day in (adult + timedelta(days=n) for n in range(365)):
        covered = any(one.covers(day) for one in helps)
        inside = any(gap.first <= day and (gap.until is None or day <= gap.until) for gap in found)
        assert not (covered and inside)
        assert covered or inside or not found


def test_foster_care_that_is_taken_up_again_within_half_a_year_goes_on_until_21() -> None:
    """Jeugdwet art. 1.1, jeugdige 3°: begun before eighteen, or resumed within half a year."""
    stopped = ADULT + timedelta(days=47)
    before = youth(CareForm.FOSTER_CARE, date(2020, 1, 1), stopped)
    last_in_time = add_months(stopped, 6)
    for start, goes_on in ((stopped + DAY, True), (last_in_time, True), (last_in_time + DAY, False)):
        again = youth(CareForm.FOSTER_CARE, start)._replace(id="2")
        found = becomings([again, before], BIRTH)[0]
        assert (found.outcome is Outcome.GOES_ON) is goes_on, start
        if goes_on:
            assert (found.last_day, found.ground) == (date(2029, 12, 14), Ground.RESUMED)
            assert gaps([before, again], BIRTH) == (
                () if start == stopped + DAY else (Gap(stopped + DAY, start - DAY),)
            )


def test_extended_help_names_on_which_of_the_three_grounds_it_rests() -> None:
    """Jeugdwet art. 1.1, jeugdige 3°."""
    treated = youth(CareForm.TREATMENT_HELP, WINDOW[0])
    again, late = (
        youth(CareForm.TREATMENT_HELP, ADULT + timedelta(days=days), extended=True)._replace(id="2")
        for days in (100, 200)
    )
    decided = late._replace(decided_on=ADULT - DAY)
    assert becoming(treated._replace(extended=True), BIRTH).ground is Ground.BEGUN_BEFORE
    assert becomings([treated, again], BIRTH)[1].ground is Ground.RESUMED
    assert becomings([treated, decided], BIRTH)[1].ground is Ground.DECIDED_BEFORE
    found = becomings([treated, late], BIRTH)[1]
    assert (found.ground, found.lacks_ground) == (None, True)
    assert becoming(late._replace(decided_on=ADULT), BIRTH).lacks_ground


def test_nothing_is_taken_up_again_past_the_last_day_that_it_can_be() -> None:
    treated = becoming(youth(CareForm.TREATMENT_HELP, WINDOW[0], extended=True), BIRTH)
    assert (treated.last_day, treated.resume_by) == (date(2031, 12, 14), None)
    stopped = becoming(youth(CareForm.FOSTER_CARE, WINDOW[0], date(2029, 11, 1)), BIRTH)
    assert stopped.resume_by == date(2029, 12, 14)


def test_youth_probation_goes_on_as_long_as_it_was_imposed_for() -> None:
    """Jeugdwet art. 1.1, jeugdige 2°."""
    for end in (ADULT - timedelta(days=40), ADULT + timedelta(days=900), None):
        found = becoming(youth(CareForm.YOUTH_PROBATION, WINDOW[0], end), BIRTH)
        assert found.last_day == end
        assert (found.outcome is Outcome.GOES_ON) is (end is None or end >= ADULT)
    assert gaps([youth(CareForm.YOUTH_PROBATION, WINDOW[0])], BIRTH) == ()
