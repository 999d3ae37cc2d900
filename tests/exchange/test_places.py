"""A municipality's own postal codes and addresses, so that nearness knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.search import SearchQuestion
from desktop.models.social_map import CommunityService, Place
from desktop.services.imports import apply_import, imports_done, plan_import, undo_import
from desktop.services.social_map import search
from tests.helpers.files import csv_file
from tests.helpers.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.workplace import Workplace

HEAD = ["postcode", "woonplaats", "gemeente", "latitude", "longitude"]


def stored(workplace: Workplace) -> dict[tuple[str, str], tuple[float, float]]:
    with workplace.store.read() as reader:
        return {(p.name, p.postal_code4): (p.latitude, p.longitude) for p in reader.find(Place)}


def test_addresses_become_codes_and_towns_in_their_middle(workplace: Workplace, tmp_path: Path) -> None:
    rows = [
        HEAD,
        ["9671 AB", "Winschoten", "Oldambt", "53.10", "7.00"],
        ["9671AC", "Winschoten", "Oldambt", "53.20", "7.10"],
        ["9674", "Winschoten", "Oldambt", "53.30", "7.05"],
    ]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "places")
    assert (plan.read, plan.new, plan.records["place"].new) == (3, 3, 3)
    apply_import(workplace, plan)
    found = stored(workplace)
    assert found["Winschoten", "9671"] == pytest.approx((53.15, 7.05))
    assert found["Winschoten", "9674"] == pytest.approx((53.30, 7.05))
    assert found["Winschoten", ""] == pytest.approx((53.20, 7.05))
    again = plan_import(workplace, csv_file(tmp_path, rows), "places")
    assert (again.same, again.is_empty) == (3, True)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (["", "Winschoten", "Oldambt", "53.1", "7.0"], "postal_code4", "required"),
        (["geen", "Winschoten", "Oldambt", "53.1", "7.0"], "postal_code4", "required"),
        (["9671", "", "Oldambt", "53.1", "7.0"], "name", "required"),
        (["9671", "Winschoten", "Oldambt", "", ""], "latitude", "required"),
        (["9671", "Winschoten", "Oldambt", "0", "0"], "latitude", "required"),
    ],
)
def test_a_row_that_tells_no_place_is_named(
    workplace: Workplace, tmp_path: Path, cells: list[str], field: str, code: str
) -> None:
    plan = plan_import(workplace, csv_file(tmp_path, [HEAD, cells]), "places")
    assert (field, code) in {(f.field, f.code) for f in plan.rejected}
    assert plan.is_empty


def test_a_swapped_coordinate_is_doubted(workplace: Workplace, tmp_path: Path) -> None:
    rows = [HEAD, ["9671", "Winschoten", "Oldambt", "7.0", "53.1"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "places")
    assert {f.code for f in plan.warnings} == {"coordinate-abroad"}


def test_the_postal_codes_of_the_country_make_nearness_known(workplace: Workplace) -> None:
    near = SearchQuestion(text="eetcafe", near="9675")
    with workplace.work("Add") as uow:
        uow.add(CommunityService(name="Eetcafé", place="Winschoten", postal_code="9671 AB"))
        uow.commit()
    plan = plan_import(workplace, shared("postcode4_nl_4pp.csv"), "places")
    assert (plan.read, plan.new, len(plan.rejected), len(plan.warnings)) == (4699, 4699, 0, 0)
    apply_import(workplace, plan)
    (hit,) = search(workplace, near).hits
    assert hit.distance_km is not None
    assert 1 < hit.distance_km < 15
    undo_import(workplace, imports_done(workplace)[0].id)
    assert stored(workplace) == {}
