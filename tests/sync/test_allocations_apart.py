"""Two laptops allocate without a network: one need never gets two numbers, one number never silently two needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.models.indications import Decision
from desktop.models.kinds import Law
from desktop.models.messages import Allocation
from desktop.regions import profile
from desktop.rules.messages.allotting import allocation_id
from desktop.services.allocation_messages import write_messages
from desktop.services.conflicts import list_conflicts
from desktop.services.workplace import Workplace
from tests.helpers.granted import someone
from tests.helpers.laptops import Laptop
from tests.helpers.stores import REGION


def at_work(laptop: Laptop) -> Workplace:
    return replace(laptop.workplace, profile=profile(REGION))


def allocations(laptop: Laptop) -> list[Allocation]:
    return laptop.ask(lambda reader: reader.find(Allocation))


def test_the_same_decision_allocated_on_both_is_one_allocation(anna: Laptop, bram: Laptop, tmp_path: Path) -> None:
    someone(at_work(anna))
    anna.sync()
    bram.sync()
    for laptop, folder in ((anna, "anna"), (bram, "bram")):
        assert len(write_messages(at_work(laptop), Law.WMO, tmp_path / folder).written) == 1
    for _time in range(2):
        anna.sync()
        bram.sync()
    assert len(allocations(anna)) == 1
    assert allocations(anna) == allocations(bram)
    assert not list_conflicts(anna.workplace)
    assert write_messages(at_work(anna), Law.WMO, tmp_path / "later").written == ()


def test_a_number_given_to_two_needs_is_put_to_a_person(anna: Laptop, bram: Laptop) -> None:
    """However unlikely: both drew the same number. The central store does not let it pass as one."""
    one, other = someone(at_work(anna)), someone(at_work(bram))
    for laptop, given in ((anna, one), (bram, other)):
        laptop.add(
            Allocation(
                id=allocation_id("1895", 123_456_789),
                indication_id=given.indication_id,
                provider_id=given.provider_id,
                number=123_456_789,
                municipality_code="1895",
                allocated_at=laptop.clock(),
                start=date(2026, 12, 7),
            )
        )
    anna.sync()
    bram.sync()
    fields = {conflict.field for conflict in list_conflicts(bram.workplace)}
    assert "indication_id" in fields
    assert bram.ask(lambda reader: reader.count(Decision)) == 2
    (kept,) = allocations(bram)
    assert kept.indication_id == one.indication_id
