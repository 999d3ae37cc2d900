"""Conflicts as people see them on both laptops, and what their decisions come to."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.casework import Case, Goal
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.people import Resident
from desktop.models.social_map import Contract, Provider
from desktop.services.conflicts import (
    Take,
    list_conflicts,
    may_share_again,
    put_aside,
    resolve,
    share_again,
)
from desktop.services.syncing import state_of_work
from desktop.store import undo
from desktop.store.agreement import journal_differs
from tests.helpers.laptops import Laptop, day, provider


def together(anna: Laptop, bram: Laptop, *values: object) -> None:
    anna.add(*values)  # type: ignore[arg-type]  # all of them are values
    anna.sync()
    bram.sync()


@pytest.fixture
def shared(anna: Laptop, bram: Laptop) -> Provider:
    """A provider whose phone both changed; Bram came later."""
    one = provider(phone="then")
    together(anna, bram, one)
    anna.change(Provider, one.id, phone="Anna's")
    bram.change(Provider, one.id, phone="Bram's")
    anna.sync()
    bram.sync()
    anna.sync()
    return one


def rest(*laptops: Laptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.sync()


def test_each_sees_the_own_edit_as_mine(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    (hers,), (his,) = list_conflicts(anna.workplace), list_conflicts(bram.workplace)
    assert hers.id == his.id
    assert (hers.then, hers.mine, hers.theirs) == ("then", "Anna's", "Bram's")
    assert (his.then, his.mine, his.theirs) == ("then", "Bram's", "Anna's")
    assert (hers.mine_by, hers.by, his.mine_by, his.by) == ("Anna", "Bram", "Bram", "Anna")
    assert his.row == shared.id
    assert his.at == anna.clock.moment


@pytest.mark.parametrize("decider", ["anna", "bram"])
@pytest.mark.parametrize(
    ("take", "text", "value"),
    [(Take.MINE, None, "own"), (Take.THEIRS, None, "other"), (None, "neither", "neither")],
)
def test_a_decision_reaches_both(
    anna: Laptop, bram: Laptop, shared: Provider, decider: str, take: Take | None, text: str | None, value: str
) -> None:
    who = anna if decider == "anna" else bram
    own, other = ("Anna's", "Bram's") if decider == "anna" else ("Bram's", "Anna's")
    (conflict,) = list_conflicts(who.workplace)
    changed = resolve(who.workplace, conflict.id, take=take, text=text)
    assert changed.touches("conflict")
    assert list_conflicts(who.workplace) == ()
    rest(who, anna, bram)
    expected = {"own": own, "other": other}.get(value, value)
    for laptop in (anna, bram):
        assert laptop.there(Provider, shared.id).phone == expected
        assert list_conflicts(laptop.workplace) == ()


def test_two_different_decisions_are_a_conflict_again(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    for laptop in (anna, bram):
        (conflict,) = list_conflicts(laptop.workplace)
        resolve(laptop.workplace, conflict.id, take=Take.MINE)
    rest(anna, bram)
    (again,) = list_conflicts(bram.workplace)
    assert {again.mine, again.theirs} == {"Anna's", "Bram's"}
    resolve(bram.workplace, again.id, take=Take.THEIRS)
    rest(bram, anna)
    assert anna.there(Provider, shared.id).phone == bram.there(Provider, shared.id).phone == "Anna's"
    assert list_conflicts(anna.workplace) == list_conflicts(bram.workplace) == ()


def test_the_same_decision_twice_is_no_conflict(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    for laptop, take in ((anna, Take.MINE), (bram, Take.THEIRS)):
        (conflict,) = list_conflicts(laptop.workplace)
        resolve(laptop.workplace, conflict.id, take=take)
    rest(anna, bram)
    assert anna.there(Provider, shared.id).phone == bram.there(Provider, shared.id).phone == "Anna's"
    assert list_conflicts(anna.workplace) == list_conflicts(bram.workplace) == ()


def test_theirs_follows_what_becomes_of_it(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    anna.change(Provider, shared.id, phone="Anna's second")
    rest(anna, bram)
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.mine, conflict.theirs) == ("Bram's", "Anna's second")


def test_a_decision_is_made_on_what_the_decider_saw(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    anna.change(Provider, shared.id, phone="Anna's second")
    anna.sync()
    (conflict,) = list_conflicts(bram.workplace)
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    bram.sync()
    (again,) = list_conflicts(bram.workplace)
    assert (again.mine, again.theirs) == ("Bram's", "Anna's second")
    assert shared.id == again.row


def test_a_decision_can_be_made_once_with_one_choice_and_a_fitting_value(anna: Laptop, bram: Laptop) -> None:
    resident = Resident(last_name="Wouda", birth_date=date(1950, 1, 1))
    together(anna, bram, resident)
    for laptop, day_of_birth in ((anna, "1950-01-02"), (bram, "1950-01-03")):
        laptop.change(Resident, resident.id, birth_date=day(day_of_birth))
        laptop.sync()
    (conflict,) = list_conflicts(bram.workplace)
    for take, text, code in (
        (None, None, "conflict-take-one"),
        (Take.MINE, "1950-01-04", "conflict-take-one"),
        (None, "yesterday", "not-valid"),
    ):
        with pytest.raises(RuleBroken, match=code):
            resolve(bram.workplace, conflict.id, take=take, text=text)
    resolve(bram.workplace, conflict.id, text="1950-01-04")
    assert bram.there(Resident, resident.id).birth_date == date(1950, 1, 4)
    with pytest.raises(RuleBroken, match="conflict-gone"):
        resolve(bram.workplace, conflict.id, take=Take.MINE)


def test_typing_what_stands_there_already_settles_it_too(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    (conflict,) = list_conflicts(bram.workplace)
    resolve(bram.workplace, conflict.id, text="Anna's")
    rest(bram, anna)
    assert anna.there(Provider, shared.id).phone == "Anna's"
    assert list_conflicts(anna.workplace) == ()


def test_a_decision_is_not_offered_for_undoing(anna: Laptop, bram: Laptop, shared: Provider) -> None:
    (conflict,) = list_conflicts(bram.workplace)
    act = resolve(bram.workplace, conflict.id, take=Take.MINE).act
    last = bram.ask(lambda reader: undo.last_act(reader, bram.workplace.colleague.id))
    assert last is None or last.act_id != act
    assert anna.there(Provider, shared.id).phone == "Anna's"


def a_case(anna: Laptop, bram: Laptop) -> tuple[Resident, Case, Goal]:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=day("2026-11-01"))
    goal = Goal(case_id=case.id, text="Get out of the house")
    together(anna, bram, resident, case, goal)
    return resident, case, goal


def test_who_brings_back_a_row_brings_back_what_it_hangs_on(anna: Laptop, bram: Laptop) -> None:
    resident, case, goal = a_case(anna, bram)
    anna.do(lambda work: [work.remove(kind, value.id) for kind, value in ((Goal, goal), (Case, case))] and None)  # type: ignore[func-returns-value]  # both in one act
    anna.sync()
    bram.change(Goal, goal.id, text="Get out of the house each day")
    bram.sync()
    assert bram.see(Case, case.id) is None
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.table, conflict.theirs) == ("goal", None)
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    rest(bram, anna)
    assert anna.there(Goal, goal.id).text == "Get out of the house each day"
    assert anna.there(Case, case.id) == bram.there(Case, case.id) == case
    assert anna.there(Resident, resident.id) == resident
    assert list_conflicts(anna.workplace) == ()


def test_leaving_it_deleted_settles_it_on_both(anna: Laptop, bram: Laptop) -> None:
    _resident, _case, goal = a_case(anna, bram)
    anna.remove(Goal, goal.id)
    anna.sync()
    bram.change(Goal, goal.id, text="Something else")
    bram.sync()
    anna.sync()
    (conflict,) = list_conflicts(anna.workplace)
    assert (conflict.mine, conflict.theirs["text"]) == (None, "Something else"), "Anna deleted it"
    resolve(anna.workplace, conflict.id, take=Take.MINE)
    rest(anna, bram)
    assert bram.see(Goal, goal.id) is None
    assert list_conflicts(bram.workplace) == ()


def test_keeping_what_one_deleted_and_another_changed_settles_it_on_both(anna: Laptop, bram: Laptop) -> None:
    _resident, _case, goal = a_case(anna, bram)
    anna.change(Goal, goal.id, text="Something else")
    anna.sync()
    bram.remove(Goal, goal.id)
    bram.sync()
    (conflict,) = list_conflicts(bram.workplace)
    with pytest.raises(RuleBroken, match="conflict-whole-row"):
        resolve(bram.workplace, conflict.id, text="neither")
    resolve(bram.workplace, conflict.id, take=Take.THEIRS)
    rest(bram, anna)
    assert anna.there(Goal, goal.id).text == bram.there(Goal, goal.id).text == "Something else"
    assert list_conflicts(anna.workplace) == list_conflicts(bram.workplace) == ()


def test_a_field_in_conflict_whose_row_was_deleted_since_can_come_back(
    anna: Laptop, bram: Laptop, shared: Provider
) -> None:
    anna.remove(Provider, shared.id)
    rest(anna, bram)
    (conflict,) = list_conflicts(bram.workplace)
    assert conflict.theirs is None
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    rest(bram, anna)
    assert anna.there(Provider, shared.id).phone == "Bram's"


def test_a_moment_in_conflict_is_decided_like_any_field(anna: Laptop, bram: Laptop) -> None:
    _resident, case, _goal = a_case(anna, bram)
    indication = Indication(case_id=case.id)
    together(anna, bram, indication)
    for laptop, hours in ((anna, 1), (bram, 2)):
        laptop.clock.jump(hours=hours)
        laptop.change(Indication, indication.id, handed_in_at=laptop.clock.moment)
        laptop.sync()
    (conflict,) = list_conflicts(bram.workplace)
    resolve(bram.workplace, conflict.id, take=Take.THEIRS)
    rest(bram, anna)
    assert anna.there(Indication, indication.id) == bram.there(Indication, indication.id)
    assert bram.there(Indication, indication.id).handed_in_at == anna.clock.moment
    assert list_conflicts(anna.workplace) == ()
    assert bram.ask(journal_differs) == []


def test_an_approved_indication_of_one_and_a_change_of_the_other_meet_per_field(anna: Laptop, bram: Laptop) -> None:
    _resident, case, _goal = a_case(anna, bram)
    indication = Indication(case_id=case.id, product="begeleiding", volume=4, evaluations=("2027-01-31",))
    together(anna, bram, indication)
    anna.change(Indication, indication.id, handed_in_at=anna.clock.moment, evaluations=("2027-01-31", "2027-06-30"))
    bram.change(Indication, indication.id, volume=6, evaluations=("2027-02-28",), reasons={"repeat": "why"})
    rest(anna, bram)
    found = anna.there(Indication, indication.id)
    assert found == bram.there(Indication, indication.id)
    assert (found.volume, found.handed_in_at, found.reasons) == (6, anna.clock.moment, {"repeat": "why"})
    assert set(found.evaluations) == {"2027-06-30", "2027-02-28"}


def test_what_was_refused_can_be_put_aside_and_stays_in_the_books(anna: Laptop, bram: Laptop) -> None:
    one = provider()
    together(anna, bram, one)
    anna.remove(Provider, one.id)
    anna.sync()
    bram.add(Contract(provider_id=one.id, start=day("2026-01-01")))
    bram.sync()
    (refusal,) = state_of_work(bram.workplace).refused
    assert may_share_again(refusal)
    with pytest.raises(RuleBroken, match="reference-broken"):
        share_again(bram.workplace, refusal.act_id)
    assert state_of_work(bram.workplace).refused == (refusal,)
    put_aside(bram.workplace, refusal.op_id)
    assert state_of_work(bram.workplace).refused == ()
    query = "SELECT count(*) FROM refused"
    assert bram.ask(lambda reader: reader.connection.exec_driver_sql(query).scalar_one()) == 1


def test_the_state_of_work_tells_what_waits_by_the_name_of_the_act(anna: Laptop, bram: Laptop) -> None:
    assert state_of_work(bram.workplace).synced_at == bram.clock.moment
    bram.do(lambda work: work.add(provider(), provider()), "Add to the social map")
    (waiting,) = state_of_work(bram.workplace).waiting
    assert (waiting.act, waiting.rows, waiting.tables) == ("Add to the social map", 2, ("provider",))
    assert waiting.made_at == bram.clock.moment
    assert anna.sync().pulled == 0
