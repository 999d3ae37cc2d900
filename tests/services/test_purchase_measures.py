"""Measures of purchase: closing a product group, and how many providers a municipality wants."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import MeasureKind
from desktop.services.coverage import coverage
from desktop.services.purchase_measures import lift_measure, measures, set_measure
from desktop.services.workplace import Workplace
from tests.helpers.contracts import GUIDANCE, LOT, as_consultant, contract_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a contract manager's desk in Midden-IJssel/Oost-Veluwe."""
    with contract_desk(tmp_path) as made:
        yield made


CLOSED = {"kind": MeasureKind.CLOSED, "municipality": "Epe", "lot": LOT, "product": GUIDANCE, "reason": "Genoeg aanbod"}


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"municipality": "Groningen"}, "not-in-region", "municipality"),
        ({"lot": "perceel-negen"}, "lot-unknown", "lot"),
        ({"product": "paardrijden"}, "product-unknown", "product"),
        ({"segment": "1A"}, "segment-unknown", "segment"),
        ({"kind": MeasureKind.MAXIMUM}, "required", "number"),
        ({"kind": MeasureKind.MAXIMUM, "number": -1}, "too-small", "number"),
        ({"kind": MeasureKind.MAXIMUM, "number": 10_001}, "too-large", "number"),
        ({"reason": " "}, "required", "reason"),
        ({"end": date(2020, 1, 1)}, "ends-before-start", "end"),
    ],
)
def test_a_measure_that_cannot_be_is_told_at_its_field_and_not_kept(
    desk: Workplace, fields: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        set_measure(desk, **(CLOSED | fields))
    assert (caught.value.code, caught.value.field) == (code, field)
    assert measures(desk) == ()


def test_a_measure_begins_today_and_is_seen_in_the_matrix_until_it_is_lifted(desk: Workplace) -> None:
    measure, _changes = set_measure(desk, **CLOSED)
    lift_measure(desk, measure, desk.today + timedelta(days=1))
    closed = [c.municipality for c in coverage(desk).cells if c.closed]
    assert closed == ["Epe"]
    lift_measure(desk, measure)
    assert [c for c in coverage(desk).cells if c.closed] == []
    with pytest.raises(RuleBroken, match="gone"):
        lift_measure(desk, measure)


def test_two_of_a_kind_for_one_thing_at_one_time_are_refused(desk: Workplace) -> None:
    set_measure(desk, **(CLOSED | {"end": date(2027, 1, 31)}))
    with pytest.raises(RuleBroken, match="measure-holds"):
        set_measure(desk, **CLOSED)
    set_measure(desk, **(CLOSED | {"start": date(2027, 2, 1)}))
    set_measure(desk, **(CLOSED | {"municipality": "Voorst"}))
    assert len(measures(desk)) == 3


def test_a_minimum_never_lies_above_the_maximum(desk: Workplace) -> None:
    number = {"kind": MeasureKind.MAXIMUM, "number": 3}
    set_measure(desk, **(CLOSED | number))
    with pytest.raises(RuleBroken, match="minimum-above-maximum"):
        set_measure(desk, **(CLOSED | number | {"kind": MeasureKind.MINIMUM, "number": 4}))
    set_measure(desk, **(CLOSED | number | {"kind": MeasureKind.MINIMUM}))


def test_a_measure_that_ended_cannot_be_lifted_again(desk: Workplace) -> None:
    measure, _changes = set_measure(desk, **(CLOSED | {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}))
    with pytest.raises(RuleBroken, match="already-ends"):
        lift_measure(desk, measure)


def test_only_the_contract_manager_sets_and_lifts_them(desk: Workplace) -> None:
    measure, _changes = set_measure(desk, **CLOSED)
    reading = as_consultant(desk)
    assert [m.id for m in measures(reading)] == [measure]
    for act in (lambda: set_measure(reading, **CLOSED), lambda: lift_measure(reading, measure)):
        with pytest.raises(RuleBroken, match="not-allowed"):
            act()
