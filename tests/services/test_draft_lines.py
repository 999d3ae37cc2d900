"""One draft of several products: each a line of its own, handed in together or not at all."""

from functools import partial

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Unit
from desktop.services.draft_around import around
from desktop.services.draft_lines import SHARED, add_line
from desktop.services.indications import change_draft, check, hand_in, return_with_remarks, take_back
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, Drafted, a_draft, refused

GROUP, TRANSPORT = "groep-arbeidsmatig", "vervoer"


def stored(desk: Workplace, indication_id: str) -> Indication:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id)


def statuses(desk: Workplace, *ids: str) -> list[IndicationStatus]:
    return [stored(desk, one).status for one in ids]


def a_second_line(desk: Workplace, drafted: Drafted) -> str:
    """Kept apart from what the provider is contracted for, so that nothing is asked about it."""
    line, _changes = add_line(desk, drafted.indication_id, PRODUCT)
    change_draft(desk, line, volume=1, frequency=stored(desk, drafted.indication_id).frequency, unit=Unit.HOUR)
    return line


def test_a_further_line_takes_over_what_holds_for_the_whole_draft(desk: Workplace) -> None:
    drafted = a_draft(desk)
    line, changes = add_line(desk, drafted.indication_id, GROUP)
    assert changes.touches("indication")
    first, second = stored(desk, drafted.indication_id), stored(desk, line)
    assert first.draft_id == second.draft_id != ""
    assert {name: getattr(second, name) for name in SHARED} == {name: getattr(first, name) for name in SHARED}
    assert (second.product, second.unit, second.volume, second.provider_id) == (GROUP, Unit.DAY_PART, None, None)
    assert second.reasons == {}


def test_a_third_line_belongs_to_the_same_draft(desk: Workplace) -> None:
    drafted = a_draft(desk)
    second, _changes = add_line(desk, drafted.indication_id, GROUP)
    third, _changes = add_line(desk, second)
    assert len({stored(desk, one).draft_id for one in (drafted.indication_id, second, third)}) == 1
    shown = around(desk, third, check(desk, third))
    assert [line.product for line in shown.lines] == ["Begeleiding regulier", "Begeleiding groep, arbeidsmatig", ""]


def test_transport_is_offered_beside_help_that_one_travels_to_and_goes_with_its_provider(desk: Workplace) -> None:
    drafted = a_draft(desk)
    assert around(desk, drafted.indication_id, check(desk, drafted.indication_id)).transports == ()
    change_draft(desk, drafted.indication_id, product=GROUP)
    offered = around(desk, drafted.indication_id, check(desk, drafted.indication_id))
    assert offered.transports == ((TRANSPORT, "Vervoer naar de dagbesteding"),)
    assert not offered.transport_inside
    line, _changes = add_line(desk, drafted.indication_id, TRANSPORT)
    assert stored(desk, line).provider_id == drafted.provider_id
    assert around(desk, drafted.indication_id, check(desk, drafted.indication_id)).transports == (), "it is there"


def test_all_open_lines_are_handed_in_together(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    line = a_second_line(desk, drafted)
    change_draft(desk, line, provider_id=drafted.provider_id)
    hand_in(desk, line)
    assert statuses(desk, drafted.indication_id, line) == [IndicationStatus.HANDED_IN] * 2
    return_with_remarks(lead, line, "Minder kan ook.")
    change_draft(desk, line, volume=2)
    hand_in(desk, line)
    assert statuses(desk, drafted.indication_id, line) == [IndicationStatus.HANDED_IN] * 2


def test_while_one_line_is_not_ready_none_is_handed_in(desk: Workplace) -> None:
    drafted = a_draft(desk)
    line, _changes = add_line(desk, drafted.indication_id, GROUP)
    assert not around(desk, drafted.indication_id, check(desk, drafted.indication_id)).others_ready
    with pytest.raises(RuleBroken, match="blocked") as told:
        hand_in(desk, drafted.indication_id)
    assert "volume-missing" in told.value.values["codes"]  # type: ignore[operator]  # values are objects
    assert statuses(desk, drafted.indication_id, line) == [IndicationStatus.DRAFT] * 2


def test_the_cost_of_all_lines_is_told_together(desk: Workplace) -> None:
    drafted = a_draft(desk)
    alone = around(desk, drafted.indication_id, check(desk, drafted.indication_id))
    assert alone.cost_cents is None
    line = a_second_line(desk, drafted)
    change_draft(desk, line, provider_id=drafted.provider_id)
    mine, other = check(desk, drafted.indication_id), check(desk, line)
    assert around(desk, line, other).cost_cents == (mine.cost_cents or 0) + (other.cost_cents or 0) > 0


def test_nothing_is_added_to_what_was_handed_in(desk: Workplace) -> None:
    drafted = a_draft(desk)
    hand_in(desk, drafted.indication_id)
    refused("not-a-draft", partial(add_line, desk, drafted.indication_id, GROUP))
    take_back(desk, drafted.indication_id)
    add_line(desk, drafted.indication_id, GROUP)
