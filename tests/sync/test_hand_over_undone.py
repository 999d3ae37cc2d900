"""Cases that were handed over in bulk come back with one key, also when colleagues know of it already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.casework import Case, WarmHandover
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague, Resident
from desktop.services.cases import hand_over
from desktop.services.conflicts import list_conflicts
from desktop.services.undo import undo
from tests.helpers.judging import refusals, rest
from tests.helpers.laptops import BEGIN, Laptop


@pytest.fixture
def cases(anna: Laptop, bram: Laptop) -> tuple[str, ...]:
    """Three of Anna, which both laptops know."""
    mine, made = anna.workplace.colleague.id, []
    for name in ("Mulder", "Bos", "Dekker"):
        who = Resident(last_name=name, consultant=mine)
        made.append(Case(resident_id=who.id, opened_on=BEGIN.date(), consultant=mine))
        anna.add(who, made[-1])
    rest(anna, bram)
    return tuple(one.id for one in made)


def as_lead(laptop: Laptop) -> Laptop:
    lead = laptop.workplace.colleague.model_copy(update={"role": Role.TEAM_LEAD.value})
    laptop.change(Colleague, lead.id, role=lead.role)
    return replace(laptop, workplace=replace(laptop.workplace, colleague=lead))


def test_it_comes_back_after_a_sync_with_what_a_colleague_wrote_meanwhile(
    anna: Laptop, bram: Laptop, cases: tuple[str, ...]
) -> None:
    anna = as_lead(anna)
    mine, other = anna.workplace.colleague.id, bram.workplace.colleague.id
    changes = hand_over(anna.workplace, cases, other, "Verhuist naar team Noord")
    rest(anna, bram)
    assert {bram.there(Case, one).consultant for one in cases} == {other}
    bram.change(Case, cases[0], question="Ik wil weer zelf koken")
    rest(bram, anna)
    undo(anna.workplace, changes.act)
    rest(anna, bram)
    for laptop in (anna, bram):
        assert {laptop.there(Case, one).consultant for one in cases} == {mine}
        assert laptop.there(Case, cases[0]).question == "Ik wil weer zelf koken"
        assert laptop.ask(lambda reader: reader.count(WarmHandover)) == 0
        assert list_conflicts(laptop.workplace) == ()
        assert refusals(laptop) == []


def test_what_was_handed_on_since_is_not_taken_from_who_has_it_now(
    anna: Laptop, bram: Laptop, cases: tuple[str, ...]
) -> None:
    """One of the cases went on to a third: then nothing comes back by half, and it is told."""
    anna = as_lead(anna)
    changes = hand_over(anna.workplace, cases, bram.workplace.colleague.id)
    rest(anna, bram)
    bram.change(Case, cases[0], consultant="a-third")
    rest(bram, anna)
    with pytest.raises(RuleBroken, match="changed-since"):
        undo(anna.workplace, changes.act)
    assert [anna.there(Case, one).consultant for one in cases] == ["a-third", *2 * [bram.workplace.colleague.id]]
