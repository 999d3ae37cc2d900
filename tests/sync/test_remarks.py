"""What one finds wrong reaches who may put it right, and the answer comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.models.kinds import CheckOutcome, Role
from desktop.models.social_map import Provider
from desktop.services.reviewing import ReviewFilter, note_check, review
from desktop.services.social_map import provider as provider_page

if TYPE_CHECKING:
    from tests.helpers.laptops import Laptop


def test_a_remark_goes_to_the_colleague_who_may_correct_and_is_gone_everywhere_when_answered(
    anna: Laptop, bram: Laptop
) -> None:
    anna.add(provider := Provider(name="Zorg Oost"))
    note_check(anna.workplace, provider.id, CheckOutcome.WRONG, "Het nummer is afgesloten.")
    for laptop in (anna, bram):
        laptop.sync()
    colleague = bram.workplace.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER})
    manager = replace(bram.workplace, colleague=colleague)
    (line,) = review(manager, ReviewFilter()).lines
    said = [(remark.by, remark.text) for remark in line.remarks]
    assert said == [(anna.workplace.colleague.name, "Het nummer is afgesloten.")]
    note_check(manager, provider.id, CheckOutcome.STILL_RIGHT)
    for laptop in (bram, anna):
        laptop.sync()
    assert provider_page(anna.workplace, provider.id).remarks == ()
