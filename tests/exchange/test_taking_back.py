"""An import is taken back as a whole, or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from desktop.models.faults import RuleBroken
from desktop.models.kinds import MapStatus
from desktop.models.search import SearchQuestion
from desktop.models.social_map import AvailabilityReport, CommunityService, Contract, Location, Organisation, Provider
from desktop.services.imports import apply_import, imports_done, obstacles_to_undo, plan_import, undo_import
from desktop.services.social_map import search
from desktop.store.search.index import check
from desktop.store.search.waits import latest_observations
from tests.helpers.files import csv_file
from tests.helpers.shared import shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats"]
WAITS = ["aanbieder", "locatie", "doelgroep", "expertise", "intake_weken", "intake_tekst", "peildatum", "bron"]


def imported(workplace: Workplace, path: Path, kind: str = "services") -> str:
    """Imports a file and gives the id of its run."""
    apply_import(workplace, plan_import(workplace, path, kind))
    return imports_done(workplace)[0].id


def waits(folder: Path, weeks: str, name: str = "wachttijden.csv") -> Path:
    row = ["Zorg Noord", "Winschoten", "Volwassenen", "Autisme", weeks, "", "2026-11-01", "https://zorgnoord.example"]
    return csv_file(folder, [WAITS, row], name)


@contextmanager
def questions(workplace: Workplace) -> Iterator[list[str]]:
    """The texts of what is asked of the store meanwhile."""
    texts: list[str] = []

    def note(_conn: object, _cursor: object, text: str, *_rest: object) -> None:
        texts.append(text)

    event.listen(workplace.store.engine, "before_cursor_execute", note)
    try:
        yield texts
    finally:
        event.remove(workplace.store.engine, "before_cursor_execute", note)


def index_is_in_step(workplace: Workplace) -> bool:
    with workplace.store.read() as reader:
        return check(reader.connection) == ()


def test_what_was_new_is_gone_and_what_was_changed_has_its_old_values(workplace: Workplace, tmp_path: Path) -> None:
    first = csv_file(tmp_path, [HEADER, ["Eetcafé", "Samen eten", "Winschoten"]], "eerst.csv")
    imported(workplace, first)
    second = csv_file(
        tmp_path, [HEADER, ["Eetcafé", "Anders", "Winschoten"], ["Klus", "Samen klussen", "Winschoten"]], "later.csv"
    )
    run = imported(workplace, second)
    undo_import(workplace, run)
    with workplace.store.read() as reader:
        (service,) = reader.find(CommunityService)
    assert (service.name, service.description) == ("Eetcafé", "Samen eten")
    assert index_is_in_step(workplace)
    assert imports_done(workplace)[0].undone_at == workplace.now
    assert imports_done(workplace)[1].undone_at is None


def test_after_taking_back_the_same_file_can_be_imported_again(workplace: Workplace, tmp_path: Path) -> None:
    file = csv_file(tmp_path, [HEADER, ["Eetcafé", "Samen eten", "Winschoten"]])
    undo_import(workplace, imported(workplace, file))
    plan = plan_import(workplace, file, "services")
    assert (plan.new, plan.changed, plan.same) == (1, 0, 0)
    imported(workplace, file)
    with workplace.store.read() as reader:
        assert reader.count(CommunityService) == 1


def test_an_observation_stays_in_the_history_and_is_withdrawn(workplace: Workplace, tmp_path: Path) -> None:
    file = waits(tmp_path, "8")
    run = imported(workplace, file, "waiting-times")
    undo_import(workplace, run)
    with workplace.store.read() as reader:
        (provider,) = reader.find(Provider)
        first, second = reader.find(AvailabilityReport)
        assert latest_observations(reader.connection, [provider.id]) == {}
    assert (second.corrects, second.withdrawn, second.intake_min, second.measured_on) == (
        first.id,
        True,
        None,
        first.measured_on,
    )
    assert provider.status is MapStatus.INACTIVE
    assert search(workplace, SearchQuestion(text="Zorg Noord")).total == 0
    assert index_is_in_step(workplace)
    again = plan_import(workplace, file, "waiting-times")
    assert (again.new, again.same) == (1, 0)
    apply_import(workplace, again)
    with workplace.store.read() as reader:
        (provider,) = reader.find(Provider)
        (standing,) = latest_observations(reader.connection, [provider.id])[provider.id]
    assert (provider.status, standing.intake_min) == (MapStatus.ACTIVE, 8)
    assert plan_import(workplace, file, "waiting-times").is_empty


def test_taking_back_a_correction_makes_the_earlier_figure_stand_again(workplace: Workplace, tmp_path: Path) -> None:
    imported(workplace, waits(tmp_path, "8"), "waiting-times")
    run = imported(workplace, waits(tmp_path, "12", "later.csv"), "waiting-times")
    undo_import(workplace, run)
    with workplace.store.read() as reader:
        (provider,) = reader.find(Provider)
        (standing,) = latest_observations(reader.connection, [provider.id])[provider.id]
    assert (provider.status, standing.intake_min) == (MapStatus.ACTIVE, 8)
    assert plan_import(workplace, waits(tmp_path, "8"), "waiting-times").is_empty


def test_what_was_changed_since_is_named_and_nothing_at_all_is_taken_back(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["Eetcafé", "Samen eten", "Winschoten"], ["Klus", "Samen klussen", "Winschoten"]]
    run = imported(workplace, csv_file(tmp_path, [HEADER, *rows]))
    with workplace.work("Change") as uow:
        (klus,) = uow.find(CommunityService, name="Klus")
        uow.change(CommunityService, klus.id, phone="0597 12 34 56")
        uow.commit()
    (obstacle,) = obstacles_to_undo(workplace, run)
    assert (obstacle.name, obstacle.field, obstacle.is_used) == ("Klus", "phone", False)
    with pytest.raises(RuleBroken, match="import-changed-since"):
        undo_import(workplace, run)
    with workplace.store.read() as reader:
        assert reader.count(CommunityService) == 2
    assert imports_done(workplace)[0].undone_at is None


def test_what_others_hung_on_it_since_is_named_too(workplace: Workplace, tmp_path: Path) -> None:
    run = imported(workplace, waits(tmp_path, "8"), "waiting-times")
    with workplace.work("Add contract") as uow:
        (provider,) = uow.find(Provider)
        uow.add(Contract(provider_id=provider.id, start=date(2026, 1, 1)))
        uow.commit()
    assert [(o.name, o.is_used) for o in obstacles_to_undo(workplace, run)] == [("Zorg Noord", True)]


def test_an_import_is_taken_back_only_once(workplace: Workplace, tmp_path: Path) -> None:
    run = imported(workplace, csv_file(tmp_path, [HEADER, ["Eetcafé", "Samen eten", "Winschoten"]]))
    undo_import(workplace, run)
    with pytest.raises(RuleBroken, match="not-undoable"):
        undo_import(workplace, run)
    with pytest.raises(RuleBroken, match="not-undoable"):
        undo_import(workplace, "no-such-run")


def test_taking_back_can_be_stopped_and_then_everything_still_stands(workplace: Workplace, tmp_path: Path) -> None:
    run = imported(workplace, csv_file(tmp_path, [HEADER, ["Eetcafé", "Samen eten", "Winschoten"]]))

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        undo_import(workplace, run, stop)
    with workplace.store.read() as reader:
        assert reader.count(CommunityService) == 1
    undo_import(workplace, run)


def test_a_directory_with_organisations_and_locations_goes_whole(workplace: Workplace) -> None:
    folder = shared("hsds/florida-legal-aid")
    undo_import(workplace, imported(workplace, folder, "hsds"))
    with workplace.store.read() as reader:
        assert [reader.count(kind) for kind in (Organisation, CommunityService, Location)] == [0, 0, 0]
    assert index_is_in_step(workplace)
    assert plan_import(workplace, folder, "hsds").new == 532


def test_the_real_waiting_times_can_be_read_taken_back_and_read_again(workplace: Workplace) -> None:
    file = shared("twente/wachtlijsten_data.json")
    undo_import(workplace, imported(workplace, file, "waiting-times"))
    again = plan_import(workplace, file, "waiting-times")
    assert (again.new, again.changed, again.records["provider"].changed) == (151, 0, 73)
    apply_import(workplace, again)
    assert plan_import(workplace, file, "waiting-times").is_empty
    assert index_is_in_step(workplace)


def test_what_was_changed_and_changed_back_is_in_nobodys_way(workplace: Workplace, tmp_path: Path) -> None:
    run = imported(workplace, csv_file(tmp_path, [HEADER, ["Klus", "Samen klussen", "Winschoten"]]))
    for phone in ("0597 12 34 56", ""):
        with workplace.work("Change") as uow:
            (klus,) = uow.find(CommunityService)
            uow.change(CommunityService, klus.id, phone=phone)
            uow.commit()
    assert obstacles_to_undo(workplace, run) == ()
    undo_import(workplace, run)


@pytest.mark.parametrize("others", [0, 3, 2_000])
def test_a_large_import_goes_whole_and_the_search_stays_in_step(
    workplace: Workplace, tmp_path: Path, others: int
) -> None:
    with workplace.work("Add") as uow:
        uow.add(*(CommunityService(name=f"Inloop {number}") for number in range(others)))
        uow.commit()
    rows = [[f"Soos {number}", "Kaarten", "Winschoten"] for number in range(1_200)]
    undo_import(workplace, imported(workplace, csv_file(tmp_path, [HEADER, *rows])))
    assert index_is_in_step(workplace)
    assert search(workplace, SearchQuestion(text="soos")).total == 0
    assert search(workplace, SearchQuestion(text="inloop")).total == min(others, 300)


def test_whether_an_import_can_go_back_is_asked_as_often_for_many_rows_as_for_few(
    workplace: Workplace, tmp_path: Path
) -> None:
    asked = []
    for count in (3, 1_500):
        rows = [[f"Soos {number}", "Kaarten", f"Dorp {count}"] for number in range(count)]
        run = imported(workplace, csv_file(tmp_path, [HEADER, *rows], f"{count}.csv"))
        with questions(workplace) as texts:
            assert obstacles_to_undo(workplace, run) == ()
        asked.append(len(texts))
    assert asked[0] == asked[1]
