"""What our own export tells is what our own import reads, and merged entries are followed by the next import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.kinds import Role
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.services.exports import export_map
from desktop.services.imports import apply_import, plan_import
from desktop.services.merging import merge
from desktop.services.workplace import Workplace
from tests.helpers import rich_map
from tests.helpers.desks import make_workplace
from tests.helpers.files import csv_file


@pytest.fixture(params=["tables", "documents"])
def exported(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The rich map as a folder of tables, and as documents."""
    (tmp_path / "theirs").mkdir()
    desk = make_workplace(tmp_path / "theirs")
    rich_map.fill(desk)
    export_map(desk, "hsds", tmp_path / "out")
    desk.store.close()
    return tmp_path / "out" if request.param == "tables" else tmp_path / "out" / "services.json"


def test_what_the_export_says_of_sending_cost_and_light_check_comes_back(workplace: Workplace, exported: Path) -> None:
    apply_import(workplace, plan_import(workplace, exported, "hsds"))
    with workplace.store.read() as reader:
        services = {
            (one.name, one.status, one.free_of_charge, one.light_check) for one in reader.find(CommunityService)
        }
    told = (rich_map.COFFEE, rich_map.FORMULA, rich_map.BARE)
    assert services == {(one.name, one.status, one.free_of_charge, one.light_check) for one in told}


def test_a_provider_one_may_not_send_residents_to_comes_back_as_such(workplace: Workplace, exported: Path) -> None:
    apply_import(workplace, plan_import(workplace, exported, "hsds"))
    with workplace.store.read() as reader:
        statuses = {provider.name: provider.status for provider in reader.find(Provider)}
    assert statuses == {one.name: one.status for one in (rich_map.BROOK, rich_map.QUIET)}


def consultant(workplace: Workplace) -> Workplace:
    """The desk of who may merge community services."""
    return replace(workplace, colleague=workplace.colleague.model_copy(update={"role": Role.CONSULTANT}))


def listed(folder: Path, *rows: tuple[str, str, str]) -> Path:
    """A list of services: name, phone and how to join."""
    return csv_file(folder, [["naam", "omschrijving", "telefoon", "aanmelden"], *([n, "", t, a] for n, t, a in rows)])


def test_an_import_updates_the_entry_that_was_kept_and_not_the_hidden_double(
    workplace: Workplace, tmp_path: Path
) -> None:
    kept = CommunityService(name="Eetcafé De Brink", source="elsewhere", source_id="1")
    with workplace.store.work("Add") as uow:
        uow.add(kept)
        uow.commit()
    apply_import(workplace, plan_import(workplace, listed(tmp_path, ("Eetcafé", "0597 555 0101", "")), "services"))
    with workplace.store.read() as reader:
        (double,) = reader.find(CommunityService, name="Eetcafé")
    merge(consultant(workplace), kept.id, double.id, {})
    plan = plan_import(workplace, listed(tmp_path, ("Eetcafé", "0597 555 0102", "")), "services")
    assert (plan.new, plan.changed) == (0, 1)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        assert reader.get(CommunityService, kept.id).phone == "0597 555 0102"
        assert reader.get(CommunityService, double.id) == double.model_copy(update={"merged_into": kept.id})
    assert plan_import(workplace, listed(tmp_path, ("Eetcafé", "0597 555 0102", "")), "services").same == 1


def test_two_rows_on_one_merged_entry_do_not_overwrite_each_other(workplace: Workplace, tmp_path: Path) -> None:
    rows = ("Eetcafé", "0597 555 0101", ""), ("Eetcafe Brink", "0597 555 0102", "Loop binnen")
    apply_import(workplace, plan_import(workplace, listed(tmp_path, *rows), "services"))
    with workplace.store.read() as reader:
        ids = {one.name: one.id for one in reader.find(CommunityService)}
    merge(consultant(workplace), ids["Eetcafé"], ids["Eetcafe Brink"], {})
    apply_import(workplace, plan_import(workplace, listed(tmp_path, *rows), "services"))
    with workplace.store.read() as reader:
        kept = reader.get(CommunityService, ids["Eetcafé"])
    assert (kept.name, kept.phone, kept.how_to_join) == ("Eetcafé", "0597 555 0101", "Loop binnen")
    assert plan_import(workplace, listed(tmp_path, *rows), "services").same == len(rows)


def waits(folder: Path, weeks: str) -> Path:
    """A waiting time as a provider publishes it."""
    header = ["aanbieder", "locatie", "doelgroep", "expertise", "intake_weken", "intake_tekst", "peildatum", "bron"]
    return csv_file(folder, [header, ["Zorg Noord", "", "", "", weeks, "", "2026-11-01", "zorgnoord.example"]])


def test_observations_at_a_double_are_known_at_the_provider_that_was_kept(workplace: Workplace, tmp_path: Path) -> None:
    kept, double = Provider(name="Zorggroep Noord"), Provider(name="Zorg Noord")
    with workplace.store.work("Add") as uow:
        uow.add(kept, double)
        uow.commit()
    apply_import(workplace, plan_import(workplace, waits(tmp_path, "8"), "waiting-times"))
    merge(workplace, kept.id, double.id, {})
    assert plan_import(workplace, waits(tmp_path, "8"), "waiting-times").same == 1
    apply_import(workplace, plan_import(workplace, waits(tmp_path, "12"), "waiting-times"))
    with workplace.store.read() as reader:
        first, second = reader.find(AvailabilityReport)
    assert (first.provider_id, second.provider_id, second.corrects) == (double.id, kept.id, first.id)
