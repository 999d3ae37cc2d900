"""Budgets, spending and agreements: set one by one, or taken over from a table, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.models.amounts import Amount, AmountKind
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.social_map import Provider
from desktop.services.amount_list import amount_lines, correct_amount, remove_amount
from desktop.services.amounts import read_value, set_amount, take_over_amounts
from desktop.services.undo import undo
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from tests.helpers.desks import make_workplace

LOT, TOWN = "wmo-begeleiding", "Oldambt"
BUDGET = {"kind": AmountKind.BUDGET, "lot": LOT, "municipality": TOWN, "year": 2026, "document": "Begroting 2026"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path, Role.TEAM_LEAD)
    yield made
    made.store.close()


def stored(desk: Workplace) -> list[Amount]:
    with desk.store.read() as reader:
        return reader.find(Amount)


def table(folder: Path, *lines: str) -> Path:
    file = folder / "boeken.csv"
    head = "Soort;Gemeente;Perceel;Aanbieder;Jaar;Maand;Bedrag;Bron"
    file.write_text("\n".join((head, *lines)), encoding="utf-8")
    return file


def test_a_newer_amount_takes_the_place_of_the_one_for_the_same_place_and_time(desk: Workplace) -> None:
    set_amount(desk, BUDGET, "1.250.000,00")
    set_amount(desk, BUDGET, "€ 1.300.000")
    set_amount(desk, {**BUDGET, "year": 2027}, "1.400.000")
    assert sorted((a.year, a.value) for a in stored(desk)) == [(2026, 130_000_000), (2027, 140_000_000)]


@pytest.mark.parametrize(
    ("fields", "value", "code", "field"),
    [
        ({}, "veel", "no-number-here", "value"),
        ({}, "-5", "no-number-here", "value"),
        ({}, "", "required", "value"),
        ({"municipality": "Elders"}, "5", "not-in-region", "municipality"),
        ({"lot": "iets"}, "5", "lot-unknown", "lot"),
        ({"lot": ""}, "5", "required", "lot"),
        ({"year": 0}, "5", "required", "year"),
        ({"month": 3}, "5", "month-not-here", "month"),
        ({"kind": AmountKind.SPENT}, "5", "required", "month"),
        ({"document": ""}, "5", "required", "document"),
        ({"kind": AmountKind.AGREED_DURATION}, "5,5", "no-number-here", "value"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    desk: Workplace, fields: dict[str, object], value: str, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=code) as refused:
        set_amount(desk, {**BUDGET, **fields}, value)
    assert refused.value.field == field
    assert "{" not in explain(refused.value)
    assert stored(desk) == []


def test_a_consultant_sets_no_amounts(desk: Workplace, tmp_path: Path) -> None:
    other = replace(desk, colleague=Colleague(name="Noor", role=Role.CONSULTANT))
    with pytest.raises(RuleBroken, match="not-allowed"):
        set_amount(other, BUDGET, "5")
    with pytest.raises(RuleBroken, match="not-allowed"):
        take_over_amounts(other, table(tmp_path))


def test_a_table_is_taken_over_and_the_same_table_again_changes_nothing(desk: Workplace, tmp_path: Path) -> None:
    with desk.store.work("Put") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
    file = table(
        tmp_path,
        f"begroot;{TOWN};{LOT};;2026;;1.000.000,00;Begroting",
        f"Uitgegeven;{TOWN};{LOT};;2026;1;80.000,50;Grootboek",
        "afgesproken duur;;;de brink;;;270;Contract",
    )
    count, changes = take_over_amounts(desk, file)
    assert count == 3
    found = {amount.kind: amount for amount in stored(desk)}
    assert found[AmountKind.SPENT].value == 8_000_050
    assert found[AmountKind.AGREED_DURATION].provider_id
    assert take_over_amounts(desk, file)[1].act == ""
    undo(desk, changes.act)
    assert stored(desk) == []


def test_a_workbook_with_real_numbers_is_read_too(desk: Workplace, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["soort", "gemeente", "perceel", "jaar", "maand", "bedrag", "bron"])  # type: ignore[union-attr]  # it has one
    book.active.append(["uitgegeven", TOWN, LOT, 2026, 2, 1234.5, "Grootboek"])  # type: ignore[union-attr]  # it has one
    book.save(tmp_path / "boeken.xlsx")
    take_over_amounts(desk, tmp_path / "boeken.xlsx")
    assert [(a.month, a.value) for a in stored(desk)] == [(2, 123_450)]


def test_of_a_table_with_one_wrong_row_nothing_is_taken_over(desk: Workplace, tmp_path: Path) -> None:
    good = f"begroot;{TOWN};{LOT};;2026;;1.000,00;Begroting"
    for wrong, told in (
        (f"begroot;Elders;{LOT};;2026;;5;B", "gemeente"),
        (f"iets;{TOWN};{LOT};;2026;;5;B", "geen soort bedrag"),
        (f"begroot;{TOWN};{LOT};Weg;2026;;5;B", "geen aanbieder"),
        (f"begroot;{TOWN};{LOT};;twee;;5;B", "geen getal"),
    ):
        with pytest.raises(RuleBroken, match="amount-row") as refused:
            take_over_amounts(desk, table(tmp_path, good, wrong))
        assert "Rij 3" in explain(refused.value)
        assert told in explain(refused.value)
    assert stored(desk) == []
    with pytest.raises(RuleBroken, match="amounts-missing"):
        take_over_amounts(desk, table(tmp_path))


def test_a_value_is_whole_cents_or_whole_days() -> None:
    assert read_value(AmountKind.SPENT, "12,5") == 1250
    assert read_value(AmountKind.AGREED_DURATION, " 180 ") == 180


def test_an_amount_is_put_right_and_taken_off_and_both_come_back_with_undo(desk: Workplace) -> None:
    set_amount(desk, BUDGET, "1.250.000,00")
    spent = {**BUDGET, "kind": AmountKind.SPENT, "month": 3, "document": "Grootboek"}
    set_amount(desk, spent, "80.000,5")
    lines = amount_lines(desk)
    assert [(one.kind, one.when, one.value.replace("\xa0", " ")) for one in lines] == [
        ("Uitgegeven in een maand", "03-2026", "€ 80.000,50"),
        ("Begroot voor een jaar", "2026", "€ 1.250.000,00"),
    ]
    assert [one.typed for one in lines] == ["80000,50", "1250000,00"]
    correct_amount(desk, lines[0].amount.id, "90.000", "Grootboek 2026")
    assert sorted(one.value for one in stored(desk)) == [9_000_000, 125_000_000]
    gone = remove_amount(desk, lines[1].amount.id)
    assert [one.when for one in amount_lines(desk)] == ["03-2026"]
    assert amount_lines(desk, AmountKind.BUDGET) == ()
    undo(desk, gone.act)
    assert len(stored(desk)) == 2


def test_a_correction_that_is_wrong_changes_nothing(desk: Workplace) -> None:
    set_amount(desk, BUDGET, "1.000,00")
    known = amount_lines(desk)[0].amount.id
    for value, document, code in (("veel", "B", "no-number-here"), ("5", "", "required"), ("", "B", "required")):
        with pytest.raises(RuleBroken, match=code):
            correct_amount(desk, known, value, document)
    other = replace(desk, colleague=Colleague(name="Noor", role=Role.CONSULTANT))
    with pytest.raises(RuleBroken, match="not-allowed"):
        correct_amount(other, known, "5", "B")
    with pytest.raises(RuleBroken, match="not-allowed"):
        remove_amount(other, known)
    with pytest.raises(RuleBroken, match="not-allowed"):
        amount_lines(other)
    assert [one.value for one in stored(desk)] == [100_000]


def test_a_capacity_of_a_colleague_is_no_amount_of_the_books(desk: Workplace) -> None:
    with desk.store.work("Put") as work:
        work.add(Amount(kind=AmountKind.CAPACITY, colleague="x", value=40))
        work.commit()
    assert amount_lines(desk) == ()
