"""Pausing and extending terms: Awb art. 4:14 and 4:15."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.course import TermChange
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, PauseGround, TermChangeKind
from desktop.models.region import Term
from desktop.rules.dates import is_working_day
from desktop.rules.term_changes import check_extension, check_pause
from desktop.rules.terms import TermState, deadline, due_day
from tests.helpers.drafts import SOURCE
from tests.helpers.region_drafts import PROFILES

BEGAN = date(2026, 11, 2)
"""A Monday."""


def term(days: int = 14, **fields: object) -> Term:
    known = {"id": "decision", "name": "Besluit", "days": days, "counts_from": "application", "law": Law.WMO}
    allowed = {"may_pause": True, "extensions": 1, "source": SOURCE}
    return Term.model_validate(known | allowed | fields)


def pause(
    first: date,
    last: date | None = None,
    basis: PauseGround | None = PauseGround.SUPPLEMENT,
    told: date | None = date(2026, 10, 1),
) -> TermChange:
    fields = {"case_id": "case", "term": "decision", "kind": TermChangeKind.PAUSED, "ground": "x"}
    days = {"basis": basis, "from_on": first, "until_on": last, "told_on": told}
    return TermChange.model_validate(fields | days)


def extension(days: int | None, told: date = BEGAN) -> TermChange:
    return TermChange(
        case_id="case", term="decision", kind=TermChangeKind.EXTENDED, from_on=told, days=days, ground="x", told_on=told
    )


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("paragraph", "changes", "today", "due"),
    [
        ("Wmo 2015 art. 2.3.5 lid 2", (), nov(3), nov(16)),
        ("Awb art. 4:15 lid 1 onder a", (pause(nov(4), nov(10)),), nov(3), nov(23)),
        ("Awb art. 4:15 lid 1: while it lasts", (pause(nov(4)),), nov(4), nov(17)),
        ("Awb art. 4:15 lid 1: while it lasts", (pause(nov(4)),), nov(10), nov(23)),
        ("Awb art. 4:15: not before its first day", (pause(nov(11)),), nov(10), nov(16)),
        ("Awb art. 4:15: after the last day nothing is paused", (pause(nov(17), nov(20)),), nov(18), nov(16)),
        ("Awb art. 4:14 lid 1", (extension(14),), nov(3), nov(30)),
        ("Awb art. 4:14: once, whoever else told one", (extension(7), extension(14, nov(4))), nov(5), nov(23)),
        ("Awb art. 4:14 and 4:15 together", (extension(14), pause(nov(4), nov(10))), nov(3), date(2026, 12, 7)),
        ("Algemene termijnenwet art. 1 lid 1", (pause(nov(4), nov(8)),), nov(3), nov(23)),
        ("the same days paused on two laptops", (pause(nov(4), nov(10)), pause(nov(6), nov(10))), nov(3), nov(23)),
        ("partly the same days", (pause(nov(4), nov(8)), pause(nov(6), nov(10))), nov(3), nov(23)),
    ],
)
def test_the_last_day_moves_by_what_was_paused_and_extended(
    paragraph: str, changes: tuple[TermChange, ...], today: date, due: date
) -> None:
    assert due_day(term(), BEGAN, changes, today) == due, paragraph


def test_a_term_longer_than_ninety_days_with_its_extension_ends_when_it_ends() -> None:
    """Algemene termijnenwet art. 4."""
    assert due_day(term(56), date(2026, 8, 1), (extension(42),)) == date(2026, 11, 7)
    assert not is_working_day(date(2026, 11, 7))


@pytest.mark.parametrize(
    ("today", "state", "sleeps", "asks_on"),
    [
        (nov(3), TermState.OK, False, nov(16)),
        (nov(4), TermState.PAUSED, True, nov(18)),
        (nov(30), TermState.PAUSED, True, nov(18)),
    ],
)
def test_a_pause_without_an_end_is_looked_at_again_after_two_weeks(
    today: date, state: TermState, sleeps: bool, asks_on: date
) -> None:
    found = deadline(term(), BEGAN, today, changes=(pause(nov(4)),))
    assert (found.state, found.sleeps, found.asks_on) == (state, sleeps, asks_on)


def test_a_pause_with_an_end_keeps_its_last_day_and_is_late_only_after_it() -> None:
    changes = (pause(nov(4), nov(10)),)
    during, after = (deadline(term(), BEGAN, day, changes=changes) for day in (nov(10), nov(24)))
    assert (during.state, during.due, during.asks_on, during.days_left) == (TermState.PAUSED, nov(23), nov(23), 13)
    assert (after.state, after.days_left) == (TermState.OVERDUE, -1)


REFUSED = [
    ("art. 4:15 says why one may pause", pause(nov(4), basis=None), "required", "basis"),
    ("lid 1: the resident is asked", pause(nov(4), told=None), "required", "told_on"),
    ("lid 1: from the day after", pause(nov(4), told=nov(4)), "pause-day-after", "from_on"),
    ("lid 1 under b likewise", pause(nov(4), basis=PauseGround.ABROAD, told=nov(5)), "pause-day-after", "from_on"),
    ("lid 2 under a: until a day", pause(nov(4), basis=PauseGround.AGREED), "agreed-until-when", "until_on"),
    ("lid 3: told at once", pause(nov(4), basis=PauseGround.BEYOND_CONTROL, told=None), "required", "told_on"),
    ("the day of the event does not count anyway", pause(nov(2)), "pause-before-start", "from_on"),
    ("nor does a day before it", pause(date(2026, 10, 30), nov(4)), "pause-before-start", "from_on"),
    ("a term that ended cannot be paused", pause(nov(17)), "term-over", "from_on"),
    ("an end before the start", pause(nov(6), nov(5)), "end-before-start", "until_on"),
    ("inside another pause", pause(nov(10), nov(11)), "pauses-overlap", "from_on"),
    ("into another pause", pause(nov(4), nov(9)), "pauses-overlap", "until_on"),
    ("around another pause", pause(nov(4), nov(20)), "pauses-overlap", "until_on"),
    ("without an end into another pause", pause(nov(4)), "pauses-overlap", "until_on"),
]


@pytest.mark.parametrize(("why", "made", "code", "field"), REFUSED)
def test_a_pause_that_cannot_be_is_refused_at_its_field(why: str, made: TermChange, code: str, field: str) -> None:
    there = (pause(nov(9), nov(10)),)
    with pytest.raises(RuleBroken) as refused:
        check_pause(term(), BEGAN, nov(16), there, made)
    assert (refused.value.code, refused.value.field) == (code, field), why


@pytest.mark.parametrize(
    "made",
    [
        pause(nov(4), told=nov(3)),
        pause(nov(4), basis=PauseGround.BEYOND_CONTROL, told=nov(4)),
        pause(nov(4), basis=PauseGround.APPLICANT, told=None),
        pause(nov(4), nov(5), basis=PauseGround.AGREED, told=None),
    ],
)
def test_each_ground_of_the_act_is_taken_when_its_days_are_right(made: TermChange) -> None:
    """Awb art. 4:15 lid 1, 2 and 3."""
    check_pause(term(), BEGAN, nov(16), (), made)


def test_the_investigation_is_no_application_and_is_neither_paused_nor_extended() -> None:
    """Wmo 2015 art. 2.3.2 lid 1; Awb art. 4:14 and 4:15 speak of an application."""
    for profile in PROFILES.values():
        found = next(one for one in profile.terms if one.id == "investigation")
        with pytest.raises(RuleBroken, match="term-not-paused"):
            check_pause(found, BEGAN, nov(30), (), pause(nov(4)))
        with pytest.raises(RuleBroken, match="term-not-extended"):
            check_extension(found, BEGAN, nov(30), (), extension(7))


@pytest.mark.parametrize("region", sorted(PROFILES))
def test_only_a_decision_is_paused_or_extended_and_then_the_act_is_named(region: str) -> None:
    allowed = {one.id for one in PROFILES[region].terms if one.may_pause or one.extensions}
    assert allowed == {one.id for one in PROFILES[region].terms if one.counts_from == "application"}
    for one in PROFILES[region].terms:
        assert (one.ground is not None) == (one.id in allowed)


@pytest.mark.parametrize(
    ("why", "there", "made", "code", "field"),
    [
        ("once, Awb art. 4:14", (extension(7),), extension(7), "extended-already", ""),
        ("by how many days", (), extension(None), "required", "days"),
        ("before it begins", (), extension(7, nov(1)), "extended-before-start", "told_on"),
        ("told after it ended", (), extension(7, nov(17)), "term-over", "told_on"),
    ],
)
def test_an_extension_that_cannot_be_is_refused(
    why: str, there: tuple[TermChange, ...], made: TermChange, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_extension(term(), BEGAN, nov(16), there, made)
    assert (refused.value.code, refused.value.field) == (code, field), why


@st.composite
def some_pauses(draw: st.DrawFn) -> list[TermChange]:
    """Pauses that follow each other, each beginning while the term still runs."""
    found: list[TermChange] = []
    day, left = BEGAN, draw(st.integers(14, 90))
    for _count in range(draw(st.integers(1, 4))):
        gap, length = draw(st.integers(1, 5)), draw(st.integers(1, 40))
        left -= gap
        if left <= 0:
            break
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length - 1)
        found.append(pause(first, day))
    return found


@given(some_pauses())
def test_as_many_days_as_were_paused_are_added_and_not_one_more(made: list[TermChange]) -> None:
    long = term(90, by_act=False)
    paused = sum(((one.until_on or one.from_on) - one.from_on).days + 1 for one in made)
    assert due_day(long, BEGAN, tuple(made)) == BEGAN + timedelta(days=90 + paused)


@given(some_pauses(), st.integers(1, 30))
def test_the_order_in_which_pauses_were_written_down_does_not_matter(made: list[TermChange], more: int) -> None:
    changes = [*made, extension(more)]
    assert len({due_day(term(), BEGAN, one) for one in permutations(changes)}) == 1


@given(some_pauses(), st.integers(0, 60), st.integers(0, 30))
def test_a_pause_that_covers_a_day_of_another_is_always_refused(made: list[TermChange], at: int, length: int) -> None:
    first = BEGAN + timedelta(days=1 + at)
    new = pause(first, first + timedelta(days=length))
    days = {one.from_on + timedelta(days=n) for one in made for n in range((_last(one) - one.from_on).days + 1)}
    mine = {first + timedelta(days=n) for n in range(length + 1)}
    due = due_day(term(), BEGAN, tuple(made))
    if new.from_on > due:
        return
    if days & mine:
        with pytest.raises(RuleBroken, match="pauses-overlap"):
            check_pause(term(), BEGAN, due, made, new)
    else:
        check_pause(term(), BEGAN, due, made, new)


@given(some_pauses(), st.dates(date(2026, 10, 1), date(2027, 10, 1)))
def test_a_paused_term_never_ends_before_the_same_term_that_was_not_paused(made: list[TermChange], today: date) -> None:
    open_pause = made[-1].model_copy(update={"until_on": None})
    assert due_day(term(), BEGAN, tuple(made), today) >= due_day(term(), BEGAN)
    assert due_day(term(), BEGAN, (*made[:-1], open_pause), today) >= due_day(term(), BEGAN, tuple(made[:-1]), today)


def _last(one: TermChange) -> date:
    return one.until_on or one.from_on
