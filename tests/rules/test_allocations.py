"""The 31 allowed allocations, against the table of the message standard."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from desktop.models.kinds import Frequency, FundingModel, Unit
from desktop.rules.allocations import ALLOWED, Allocation, Naming, amounts
from tests.helpers.checkout import ROOT

SHARED = Path(os.environ.get("NAOBER_SHARED", ROOT.parent / "shared"))
TABLE = SHARED / "istandaarden" / "toewijzing_combinaties.csv"

UNITS = {
    "01": Unit.MINUTE,
    "04": Unit.HOUR,
    "16": Unit.DAY_PART,
    "14": Unit.ETMAAL,
    "82": Unit.PIECE,
    "84": Unit.PIECE,
    "83": Unit.EURO,
}
FREQUENCIES = {"1": Frequency.DAY, "2": Frequency.WEEK, "4": Frequency.MONTH, "6": Frequency.WHOLE_PERIOD}


def from_row(row: dict[str, str]) -> Allocation:
    filled = {name for name in ("categorie", "productcode") if row[name] == "gevuld"}
    naming = {2: Naming.SPECIFIC, 1: Naming.ASPECIFIC, 0: Naming.GENERIC}[len(filled)]
    return Allocation(
        funding=FundingModel.EFFORT if row["uitvoeringsvariant"] == "inspanningsgericht" else FundingModel.OUTPUT,
        naming=naming,
        unit=UNITS.get(row["eenheid_code"]),
        frequency=FREQUENCIES.get(row["frequentie_code"]),
        budget=row["budget"] == "gevuld",
        end_required=row["einddatum"] == "verplicht",
        whole_course="traject" in row["type_toewijzing"],
    )


@pytest.mark.skipif(not TABLE.exists(), reason="the standard's table is not beside the project (NAOBER_SHARED)")
def test_the_own_table_is_the_standards_table_row_for_row() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [from_row(row) for row in csv.DictReader(file)]
    assert Counter(rows) == Counter(ALLOWED)


def test_there_are_31_and_no_two_are_the_same() -> None:
    assert len(ALLOWED) == len(set(ALLOWED)) == 31


def test_an_amount_per_week_always_needs_an_end_date() -> None:
    per_week = [a for a in ALLOWED if a.frequency is Frequency.WEEK]
    assert len(per_week) == 7
    assert all(a.end_required for a in per_week)


def test_no_combination_is_told_apart_by_the_end_date_alone_except_output_in_euros() -> None:
    seen = Counter((a.funding, a.naming, a.unit, a.frequency, a.budget, a.whole_course) for a in ALLOWED)
    assert set(seen.values()) == {1}


@pytest.mark.parametrize(
    ("unit", "funding", "frequencies"),
    [
        (Unit.HOUR, FundingModel.EFFORT, set(Frequency)),
        (Unit.DAY_PART, FundingModel.EFFORT, set(Frequency) - {Frequency.DAY}),
        (Unit.PIECE, FundingModel.EFFORT, set(Frequency) - {Frequency.DAY}),
        (Unit.PIECE, FundingModel.OUTPUT, set(Frequency)),
        (Unit.PIECE, None, set(Frequency)),
        (Unit.EURO, FundingModel.EFFORT, set()),
        (Unit.HOUR, FundingModel.OUTPUT, set()),
        (Unit.HOUR, FundingModel.TASK, set(Frequency)),
    ],
)
def test_what_fits_a_unit_hangs_on_how_help_is_paid(
    unit: Unit, funding: FundingModel | None, frequencies: set[Frequency]
) -> None:
    assert {a.frequency for a in amounts(unit, funding)} == frequencies
