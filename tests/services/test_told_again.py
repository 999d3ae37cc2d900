"""A message that was refused or got lost is written again, with what was put right since."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from desktop.models.faults import RuleBroken
from desktop.models.kinds import MessageKind
from desktop.services.allocation_messages import tell_again
from desktop.services.workplace import Workplace
from tests.helpers.granted import END, change_resident, granted, someone
from tests.helpers.standard import faults_by_schema
from tests.services.test_allocation_messages import allocations, products, written


def test_a_message_that_was_refused_is_written_again_with_what_was_put_right(desk: Workplace, tmp_path: Path) -> None:
    """The back office sends it back for a date of birth: no product changed, and still the provider must be told."""
    given = someone(desk)
    (first,) = written(desk, tmp_path).written
    change_resident(desk, given.case_id, birth_date=date(1951, 2, 3))
    assert written(desk, tmp_path).written == ()
    (allocation,) = allocations(desk)
    tell_again(desk, allocation.id)
    with pytest.raises(RuleBroken, match="not-told"):
        tell_again(desk, allocation.id)
    (second,) = written(desk, tmp_path).written
    assert faults_by_schema(MessageKind.WMO301, second.read_bytes()) == []
    assert b"1951-02-03" in second.read_bytes()
    assert products(second) == products(first)
    numbers = [etree.parse(path).findtext(".//{*}Identificatie") for path in (first, second)]
    assert numbers[0] != numbers[1]
    assert allocations(desk) == [allocation]
    assert written(desk, tmp_path).written == ()


def test_what_an_earlier_message_told_the_provider_knows_though_the_last_one_was_refused(
    desk: Workplace, tmp_path: Path
) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    other = granted(desk, given.case_id, given.provider_id, start=END + timedelta(days=1), volume=4)
    (before,) = written(desk, tmp_path).written
    tell_again(desk, next(one.id for one in allocations(desk) if one.indication_id == other))
    (after,) = written(desk, tmp_path).written
    assert products(after) == products(before)
