"""Our own export, read into the store it came from: every entry is itself, whatever it was called in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.social_map import CommunityService, Location, Organisation, Provider
from desktop.services.exports import export_map
from desktop.services.imports import apply_import, plan_import
from desktop.services.merging import merge
from tests.helpers import rich_map

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.workplace import Workplace

ALONE = Provider(name="Zonder Aanbod", phone="0597 555 0199", address="Laan 9", place="Winschoten")
"""A provider without contract or observation: in the file nothing tells it from any other organisation."""
FETCHED = CommunityService(name="Taalcafé", organisation="De Kring", source="hsds", source_id="s-17")


@pytest.fixture(params=["tables", "documents"])
def exported(request: pytest.FixtureRequest, workplace: Workplace, tmp_path: Path) -> Path:
    """The map of this very store."""
    rich_map.fill(workplace)
    with workplace.store.work("Add") as work:
        work.add(ALONE, FETCHED)
        work.commit()
    export_map(workplace, "hsds", tmp_path / "out")
    return tmp_path / "out" if request.param == "tables" else tmp_path / "out" / "services.json"


def test_nothing_of_ones_own_export_is_new_or_looks_like_a_double(workplace: Workplace, exported: Path) -> None:
    plan = plan_import(workplace, exported, "hsds")
    assert (plan.new, plan.doubles, plan.warnings, plan.rejected) == (0, (), (), ())
    assert plan.same >= plan.read - 1 > 0
    # A tab before an amount is the one thing that HSDS does not keep.
    assert [(one.name, dict(one.after)) for one in plan.alterations] == [("=HYPERLINK(1)", {"cost": "5 euro"})]


def test_what_was_corrected_in_the_file_changes_the_entry_itself(workplace: Workplace, tmp_path: Path) -> None:
    rich_map.fill(workplace)
    with workplace.store.work("Add") as work:
        work.add(ALONE, FETCHED)
        work.commit()
    export_map(workplace, "hsds", tmp_path / "out")
    corrections = {
        "services.csv": ("Taalcafé", "Taalhuis"),
        "addresses.csv": ("Laan 9", "Laan 11"),
        "phones.csv": ("0597 555 0199", "0597 555 0200"),
        "locations.csv": ("Buurthuis", "Buurthuis Zuid"),
        "organizations.csv": ("Voor alle buurten", "Voor alle dorpen"),
    }
    for file, (before, after) in corrections.items():
        path = tmp_path / "out" / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")
    plan = plan_import(workplace, tmp_path / "out", "hsds")
    assert (plan.new, plan.doubles) == (0, ())
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        assert reader.get(CommunityService, FETCHED.id).name == "Taalhuis"
        alone = reader.get(Provider, ALONE.id)
        hall = reader.get(Location, rich_map.HALL.id)
        assert reader.get(Organisation, rich_map.WELFARE.id).description == "Voor alle dorpen"
    assert (alone.address, alone.phone) == ("Laan 11", "0597 555 0200")
    assert (hall.name, hall.organisation_id, hall.service_id) == ("Buurthuis Zuid", rich_map.WELFARE.id, None)


def test_an_entry_merged_since_only_fills_what_was_kept(workplace: Workplace, tmp_path: Path) -> None:
    kept, double = Provider(name="De Beek", phone="1"), Provider(name="Beek", phone="2", email="beek@beek.example")
    with workplace.store.work("Add") as work:
        work.add(kept, double, rich_map.observed(double, "begeleiding-plus", rich_map.AGREED.start))
        work.commit()
    export_map(workplace, "hsds", tmp_path / "out")
    merge(workplace, kept.id, double.id, {})
    plan = plan_import(workplace, tmp_path / "out", "hsds")
    assert (plan.new, plan.doubles) == (0, ())
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        after = reader.get(Provider, kept.id)
    assert (after.name, after.phone, after.email) == ("De Beek", "1", "beek@beek.example")
