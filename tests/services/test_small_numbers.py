"""Setting from which number on people are told of: for one municipality or the region, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.region_settings import Source
from desktop.services.small_numbers import (
    SmallNumberLine,
    drop_small_number,
    keep_small_number,
    small_number_lines,
    small_numbers_here,
)
from desktop.services.term_settings import terms_of_region
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from tests.helpers.desks import make_workplace

POLICY = Source(document="Privacybeleid", paragraph="3")
TOWN = "Oldambt"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path, Role.TEAM_LEAD)
    yield made
    made.store.close()


def line(desk: Workplace, id_: str) -> SmallNumberLine:
    return next(one for one in small_number_lines(desk) if one.least.id == id_)


def test_a_number_of_a_municipality_holds_until_it_is_taken_off(desk: Workplace) -> None:
    keep_small_number(desk, "people", 12, POLICY, TOWN)
    keep_small_number(desk, "people", 15, POLICY, TOWN)
    assert line(desk, "people").name == "Een aantal dat naar buiten gaat: vanaf zoveel mensen"
    assert [(one.municipality, one.value) for one in line(desk, "people").own] == [(TOWN, 15)]
    assert (line(desk, "people").holds.value, line(desk, "people").holds.source) == (15, POLICY)
    assert not [setting for term in terms_of_region(desk) for setting in term.settings], "it is no term of a case"
    drop_small_number(desk, "people", TOWN)
    with desk.store.read() as reader:
        assert small_numbers_here(reader, desk.profile)["people"] == 10
    with pytest.raises(RuleBroken, match="gone"):
        drop_small_number(desk, "people", TOWN)


def test_the_region_may_set_less_than_what_ships_but_not_under_the_floor(desk: Workplace) -> None:
    keep_small_number(desk, "people", 5, POLICY)
    assert line(desk, "people").holds.value == 5


@pytest.mark.parametrize(
    ("id_", "value", "where", "town", "code", "field"),
    [
        ("people", 4, POLICY, "", "outside-limits", "value"),
        ("people", None, POLICY, "", "required", "value"),
        ("people", 12, Source(document=" ", paragraph=""), "", "required", "document"),
        ("people", 12, POLICY, "Elders", "not-in-region", "municipality"),
        ("block-months", 5, POLICY, "", "block-not-whole", "value"),
        ("mensen", 12, POLICY, "", "gone", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    desk: Workplace, id_: str, value: int | None, where: Source, town: str, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=code) as refused:
        keep_small_number(desk, id_, value, where, town)
    assert refused.value.field == field
    assert "{" not in explain(refused.value)


def test_a_consultant_sets_none(desk: Workplace) -> None:
    other = replace(desk, colleague=Colleague(name="Noor", role=Role.CONSULTANT))
    with pytest.raises(RuleBroken, match="not-allowed"):
        keep_small_number(other, "people", 12, POLICY)
    with pytest.raises(RuleBroken, match="not-allowed"):
        drop_small_number(other, "people")
