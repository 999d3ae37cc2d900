"""What is typed while a colleague's edit comes in under the form: applied over what was seen, or asked."""

from __future__ import annotations

import pytest

from desktop.models.casework import Alternative, Case
from desktop.models.kinds import AlternativeKind
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.services.conflicts import Take, list_conflicts, resolve
from desktop.services.plans import answer_alternative
from desktop.store.agreement import journal_differs
from tests.helpers.laptops import Laptop, day, provider


@pytest.fixture
def met(anna: Laptop, bram: Laptop) -> Provider:
    """A provider that Bram has open in a form, with what it was, while Anna's phone number came in."""
    one = provider(phone="then", email="then@voorbeeld.example", target_groups=("ouderen",))
    anna.add(one)
    anna.sync()
    bram.sync()
    anna.change(Provider, one.id, phone="Anna's")
    anna.sync()
    bram.sync()
    return one


def keep(laptop: Laptop, row_id: str, saw: dict[str, object], **typed: object) -> None:
    laptop.do(lambda work: work.change_as_seen(Provider, row_id, saw, **typed))


def rest(*laptops: Laptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.sync()


def test_what_a_colleague_wrote_under_an_open_form_is_not_overwritten_unseen(
    anna: Laptop, bram: Laptop, met: Provider
) -> None:
    keep(bram, met.id, {"phone": "then"}, phone="Bram's")
    result = bram.sync()
    assert result.conflicts == 1
    assert result.mended == {}
    anna.sync()
    (hers,), (his,) = list_conflicts(anna.workplace), list_conflicts(bram.workplace)
    assert {hers.mine, hers.theirs} == {his.mine, his.theirs} == {"Anna's", "Bram's"}
    for laptop in (anna, bram):
        assert laptop.there(Provider, met.id).phone == "Anna's"
        assert laptop.ask(journal_differs) == []


@pytest.mark.parametrize(("take", "phone"), [(Take.MINE, "Bram's"), (Take.THEIRS, "Anna's")])
def test_the_person_who_decides_is_followed_by_both(
    anna: Laptop, bram: Laptop, met: Provider, take: Take, phone: str
) -> None:
    keep(bram, met.id, {"phone": "then"}, phone="Bram's")
    bram.sync()
    resolve(bram.workplace, list_conflicts(bram.workplace)[0].id, take=take)
    rest(bram, anna)
    for laptop in (anna, bram):
        assert laptop.there(Provider, met.id).phone == phone
        assert list_conflicts(laptop.workplace) == ()


def test_a_field_that_nobody_touched_is_applied_as_ever(anna: Laptop, bram: Laptop, met: Provider) -> None:
    keep(bram, met.id, {"phone": "then", "email": met.email}, email="bram@voorbeeld.example")
    assert bram.sync().conflicts == 0
    anna.sync()
    assert anna.there(Provider, met.id).email == "bram@voorbeeld.example"
    assert anna.there(Provider, met.id).phone == "Anna's"


def test_one_field_that_met_does_not_hold_up_the_others(anna: Laptop, bram: Laptop, met: Provider) -> None:
    keep(bram, met.id, {"phone": "then", "email": met.email}, phone="Bram's", email="bram@voorbeeld.example")
    assert bram.sync().conflicts == 1
    anna.sync()
    assert anna.there(Provider, met.id).email == "bram@voorbeeld.example"


def test_typing_what_the_colleague_wrote_is_no_conflict(anna: Laptop, bram: Laptop, met: Provider) -> None:
    keep(bram, met.id, {"phone": "then"}, phone="Anna's")
    rest(bram, anna)
    assert list_conflicts(bram.workplace) == ()


def test_a_form_that_changed_nothing_leaves_the_colleagues_value(bram: Laptop, met: Provider) -> None:
    keep(bram, met.id, {"phone": "then"}, phone="then")
    assert bram.there(Provider, met.id).phone == "Anna's"


def test_what_one_wrote_oneself_in_another_window_is_written_over(anna: Laptop, bram: Laptop, met: Provider) -> None:
    bram.change(Provider, met.id, email="first@voorbeeld.example")
    keep(bram, met.id, {"email": met.email}, email="second@voorbeeld.example")
    rest(bram, anna)
    assert list_conflicts(bram.workplace) == ()
    assert anna.there(Provider, met.id).email == "second@voorbeeld.example"


def test_members_of_a_set_are_joined(anna: Laptop, bram: Laptop, met: Provider) -> None:
    anna.change(Provider, met.id, target_groups=("ouderen", "mantelzorgers"))
    rest(anna, bram)
    keep(bram, met.id, {"target_groups": ("ouderen",)}, target_groups=("ouderen", "jongeren"))
    rest(bram, anna)
    for laptop in (anna, bram):
        assert set(laptop.there(Provider, met.id).target_groups) == {"ouderen", "mantelzorgers", "jongeren"}


def test_a_second_thought_after_an_unseen_edit_goes_on_with_the_same_conflict(
    anna: Laptop, bram: Laptop, met: Provider
) -> None:
    keep(bram, met.id, {"phone": "then"}, phone="Bram's")
    keep(bram, met.id, {"phone": "Bram's"}, phone="Bram's second")
    rest(bram, anna)
    (his,) = list_conflicts(bram.workplace)
    assert his.mine == "Bram's second"
    assert his.theirs == "Anna's"
    assert bram.ask(journal_differs) == []


def test_two_who_both_begin_to_answer_the_same_question_meet_in_one_answer(anna: Laptop, bram: Laptop) -> None:
    resident = Resident(last_name="Mulder")
    case = Case(resident_id=resident.id, opened_on=day("2026-11-01"))
    anna.add(resident, case)
    rest(anna, bram)
    for laptop in (anna, bram):
        answer_alternative(
            laptop.workplace, case.id, AlternativeKind.NETWORK, answer=f"Van {laptop.workplace.colleague.name}"
        )
    rest(anna, bram)
    for laptop in (anna, bram):
        (answer,) = laptop.ask(lambda reader: reader.find(Alternative, case_id=case.id))
        (conflict,) = list_conflicts(laptop.workplace)
        assert {conflict.mine, conflict.theirs} == {"Van Anna", "Van Bram"}
        assert answer.answer in {"Van Anna", "Van Bram"}
