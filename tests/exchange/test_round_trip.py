"""What our own export tells is what our own import reads, and merged entries are followed by the next import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.exchange.export.hsds_capacity import FIGURES
from desktop.models.kinds import AvailabilityStatus, Role
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.services.exports import export_map
from desktop.services.imports import apply_import, plan_import
from desktop.services.merging import merge
from desktop.services.workplace import Workplace
from desktop.store.search.waits import latest_observations
from tests.helpers import rich_map
from tests.helpers.desks import make_workplace
from tests.helpers.files import csv_file


@contextmanager
def make_workplace_at(folder: Path) -> Iterator[Workplace]:
    """Another desk, closed afterwards."""
    folder.mkdir()
    desk = make_workplace(folder)
    try:
        yield desk
    finally:
        desk.store.close()


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


TOLD = ("product", *FIGURES, "free_places")
"""What the export says of an observation."""


def told(reports: Iterable[AvailabilityReport], providers: Iterable[Provider]) -> list[tuple[object, ...]]:
    """Observations by the provider's name, in any order."""
    names = {provider.id: provider.name for provider in providers}
    every = [(names[one.provider_id], *(getattr(one, field) for field in TOLD)) for one in reports]
    return sorted(every, key=repr)


def test_a_stop_with_free_places_does_not_come_back_as_open(workplace: Workplace, tmp_path: Path) -> None:
    stop = rich_map.observed(
        rich_map.BROOK,
        "begeleiding-plus",
        date(2026, 11, 20),
        free_places=2,
        start_min=20,
        start_text="≥ 20 wk",
        status=AvailabilityStatus.INTAKE_STOP,
    )
    with make_workplace_at(tmp_path / "theirs") as desk:
        with desk.store.work("Add") as work:
            work.add(rich_map.BROOK, stop)
            work.commit()
        export_map(desk, "hsds", tmp_path / "out")
    apply_import(workplace, plan_import(workplace, tmp_path / "out", "hsds"))
    with workplace.store.read() as reader:
        (report,) = reader.find(AvailabilityReport)
    assert (report.status, report.free_places) == (AvailabilityStatus.INTAKE_STOP, 2)
    assert (report.start_min, report.start_max, report.start_text) == (20, None, "≥ 20 wk")


def test_every_observation_comes_back_the_same(workplace: Workplace, tmp_path: Path) -> None:
    day = date(2026, 11, 4)
    alike = (
        rich_map.observed(rich_map.QUIET, "Diagnostiek", day, location="Winschoten", start_min=3, source="web"),
        rich_map.observed(rich_map.QUIET, "Diagnostiek", day, municipality="Winschoten", start_min=9, source="web"),
        rich_map.observed(rich_map.QUIET, "Diagnostiek", day, municipality="Winschoten", start_min=4),
        rich_map.observed(rich_map.QUIET, "Diagnostiek", day, expertise="dyslexie, rekenen", target_group="jeugd"),
    )
    only = Provider(name="Alleen Wachttijd")
    of_it = rich_map.observed(only, "", day, intake_text="in overleg", intake_min=0.5, waiting_count=14, source="")
    twice = (rich_map.contracted(rich_map.AGREED, "begeleiding-regulier", segment="1B"),)
    with make_workplace_at(tmp_path / "theirs") as desk:
        rich_map.fill(desk)
        with desk.store.work("Add") as work:
            work.add(only, of_it, *alike, *twice)
            work.commit()
        export_map(desk, "hsds", tmp_path / "out")
        with desk.store.read() as reader:
            providers = reader.find(Provider)
            latest = latest_observations(reader.connection, [one.id for one in providers])
            kept = tuple(one.id for found in latest.values() for one in found)
            theirs = told(reader.find(AvailabilityReport, id=kept), providers)
        assert plan_import(desk, tmp_path / "out", "hsds").records["availability_report"].new == 0
    plan = plan_import(workplace, tmp_path / "out", "hsds")
    assert plan.rejected == ()
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        ours = told(reader.find(AvailabilityReport), reader.find(Provider))
    # How many places are free for all products together no service can say, and the export tells so.
    (left_out,) = [one for one in theirs if one[0] == "De Beek" and one[-1] == rich_map.OF_ALL.free_places]
    assert ours == sorted([one for one in theirs if one != left_out] + [(*left_out[:-1], None)], key=repr)


@pytest.mark.parametrize(
    ("told", "code"), [("-1", "wait-out-of-range"), ("6 wk", "not-a-number"), ("9.5", "wait-reversed")]
)
def test_weeks_that_cannot_be_right_are_refused(workplace: Workplace, tmp_path: Path, told: str, code: str) -> None:
    with make_workplace_at(tmp_path / "theirs") as desk:
        rich_map.fill(desk)
        export_map(desk, "hsds", tmp_path / "out")
    attributes = tmp_path / "out" / "attributes.csv"
    label = f"2026-11-20 [{rich_map.NEWEST.id[-12:]}]"
    changed = attributes.read_text("utf-8").replace(f",6,{label}", f",{told},{label}")
    attributes.write_text(changed, "utf-8")
    plan = plan_import(workplace, tmp_path / "out", "hsds")
    assert [(finding.table, finding.code) for finding in plan.rejected] == [("attributes", code)]


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
