"""A round of calls: whom to ask in which order, and going on where one was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import CheckOutcome, Role
from desktop.models.people import Colleague
from desktop.models.upkeep import EntryCheck
from desktop.services.availability import WaitEntry, latest
from desktop.services.availability_matrix import MatrixQuestion
from desktop.services.phone_round import (
    Outcome,
    Round,
    RoundItem,
    RoundPlace,
    begin_round,
    close_round,
    confirm_answer,
    keep_place,
    last_word,
    note_not_reached,
    open_round,
    write_answer,
)
from desktop.services.workplace import Workplace
from tests.helpers.waits import PLUS, REGULAR, a_provider, measured


@pytest.fixture
def stale(desk: Workplace) -> str:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=90, intake=(4, 6), start=(8, 8))
    return one


def asked(round_: Round) -> list[tuple[str, str]]:
    return [(item.name, item.product) for item in round_.items]


def test_the_stalest_provider_is_asked_first_and_all_its_offers_together(desk: Workplace) -> None:
    old = a_provider(desk, "Oud", REGULAR, PLUS)
    measured(desk, old, days=200)
    measured(desk, old, days=40, product=PLUS)
    less = a_provider(desk, "Minder oud", REGULAR)
    measured(desk, less, days=60)
    fresh = a_provider(desk, "Vers", REGULAR)
    measured(desk, fresh, days=2)
    a_provider(desk, "Nooit", PLUS)
    made = begin_round(desk, MatrixQuestion())
    assert asked(made) == [("Nooit", PLUS), ("Oud", REGULAR), ("Oud", PLUS), ("Minder oud", REGULAR)]
    assert {item.phone for item in made.items} == {"0597 11 22 33"}


def test_what_is_disputed_is_asked_again_however_fresh(desk: Workplace) -> None:
    one = a_provider(desk, "De Brug", REGULAR)
    measured(desk, one, days=1, start=(4, 4))
    measured(desk, one, days=1, start=(9, 9), checked_by="Tamara Postema")
    made = begin_round(desk, MatrixQuestion())
    assert asked(made) == [("De Brug", REGULAR)]
    assert [word.disputed for word in last_word(desk, made.items[0])] == [True, True]
    with pytest.raises(RuleBroken, match="confirm-disputed intake"):
        confirm_answer(desk, made.items[0])


@pytest.mark.parametrize(
    ("question", "count"),
    [
        (MatrixQuestion(product=PLUS), 1),
        (MatrixQuestion(text="oud"), 1),
        (MatrixQuestion(text="brug plus"), 0),
        (MatrixQuestion(lot="jeugd"), 0),
    ],
)
def test_the_filters_of_the_overview_choose_whom(
    desk: Workplace, stale: str, question: MatrixQuestion, count: int
) -> None:
    assert stale
    a_provider(desk, "Oud", PLUS)
    assert len(begin_round(desk, question).items) == count


def test_an_answer_is_an_observation_of_today_about_that_offer_alone(desk: Workplace, stale: str) -> None:
    measured(desk, stale, days=90, start=(20, 20), location="Winschoten")
    first, _other = begin_round(desk, MatrixQuestion()).items
    report_id, changes = write_answer(desk, first, WaitEntry(stale, intake="6-8 wk", start="3 mnd", source="telefoon"))
    assert changes.ids["availability_report"] == {report_id}
    fresh, old = latest(desk, stale)
    assert (fresh.report.intake_text, fresh.report.start_text, fresh.age_days) == ("6-8 wk", "3 mnd", 0)
    assert (fresh.report.location, old.report.location, old.age_days) == ("", "Winschoten", 90)


def test_still_right_takes_the_figures_over_with_todays_date_and_the_source_of_the_round(
    desk: Workplace, stale: str
) -> None:
    [item] = begin_round(desk, MatrixQuestion()).items
    confirm_answer(desk, item, "website")
    [one] = latest(desk, stale)
    assert (one.age_days, one.report.start_min, one.report.source) == (0, 8, "website")
    assert one.report.checked_by == desk.colleague.name


def test_there_is_nothing_to_confirm_of_what_nobody_measured(desk: Workplace) -> None:
    a_provider(desk, "Nooit", PLUS)
    [item] = begin_round(desk, MatrixQuestion()).items
    with pytest.raises(RuleBroken, match="nothing-to-confirm intake"):
        confirm_answer(desk, item)


def test_that_nobody_was_reached_is_kept_for_colleagues_and_is_no_figure(desk: Workplace, stale: str) -> None:
    [item] = begin_round(desk, MatrixQuestion()).items
    note_not_reached(desk, item, "telefoon")
    with desk.store.read() as reader:
        [check] = reader.find(EntryCheck, entry_id=stale)
    assert (check.outcome, check.checked_on, check.source) == (CheckOutcome.NOT_REACHED, desk.today, "telefoon")
    assert latest(desk, stale)[0].age_days == 90


def test_who_comes_back_goes_on_where_the_round_was_left(desk: Workplace, stale: str) -> None:
    assert stale
    assert open_round(desk) is None
    made = begin_round(desk, MatrixQuestion())
    place = RoundPlace(at=0, source="mail", outcomes={0: Outcome.PASSED}, reports={0: "x"}, typed={0: ("6-8", "3 m")})
    keep_place(desk, place)
    assert open_round(desk) == Round(made.items, place)
    close_round(desk)
    assert open_round(desk) is None


def test_a_new_round_takes_the_place_of_the_one_before(desk: Workplace, stale: str) -> None:
    assert stale
    begin_round(desk, MatrixQuestion())
    keep_place(desk, RoundPlace(outcomes={0: Outcome.PASSED}))
    again = begin_round(desk, MatrixQuestion())
    assert open_round(desk) == again
    assert again.done == 0


def test_who_may_not_report_begins_no_round(desk: Workplace, stale: str) -> None:
    admin = replace(desk, colleague=Colleague(name="Beheer", role=Role.ADMINISTRATOR))
    with pytest.raises(RuleBroken, match="not-allowed"):
        begin_round(admin, MatrixQuestion())
    with pytest.raises(RuleBroken, match="not-allowed"):
        note_not_reached(admin, RoundItem(stale, "De Brug", "", "", "", "Begeleiding", REGULAR))
