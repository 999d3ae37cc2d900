"""An export is there whole or not at all, and never in the place of something else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.social_map import CommunityService
from desktop.services.exports import export_map
from desktop.services.workplace import Workplace
from tests.helpers import rich_map
from tests.helpers.desks import make_workplace

KINDS = {"hsds": "uit", "csv": "uit", "xlsx": "uit.xlsx"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    (tmp_path / "winkel").mkdir()
    made = make_workplace(tmp_path / "winkel")
    rich_map.fill(made)
    yield made
    made.store.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder to export into."""
    made = tmp_path / "plek"
    made.mkdir()
    return made


def seen(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_the_same_place_again_is_replaced(desk: Workplace, place: Path, kind: str, name: str) -> None:
    export_map(desk, kind, place / name)
    before = seen(place)
    with desk.store.work("Add", actor="test") as work:
        work.add(CommunityService(name="Er is iets bij"))
        work.commit()
    done = export_map(desk, kind, place / name)
    after = seen(place)
    assert before.keys() == after.keys()
    assert before != after
    assert all(path.is_file() for path in done.written)


@pytest.mark.parametrize("kind", ["hsds", "csv"])
def test_an_empty_folder_is_filled(desk: Workplace, place: Path, kind: str) -> None:
    assert export_map(desk, kind, place).written
    assert (place / "datapackage.json").is_file()


@pytest.mark.parametrize("kind", ["hsds", "csv"])
@pytest.mark.parametrize("name", ["services.csv", "foto.jpg"])
def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(
    desk: Workplace, place: Path, kind: str, name: str
) -> None:
    (place / name).write_text("van iemand anders", encoding="utf-8")
    with pytest.raises(WorldFault, match="export-folder-in-use") as refused:
        export_map(desk, kind, place)
    assert refused.value.values["file"] == name
    assert seen(place) == {name: b"van iemand anders"}


def test_a_file_added_to_an_export_keeps_it_from_being_replaced(desk: Workplace, place: Path) -> None:
    export_map(desk, "csv", place / "uit")
    (place / "uit" / "notities.txt").write_text("eigen werk", encoding="utf-8")
    before = seen(place)
    with pytest.raises(WorldFault, match="export-folder-in-use"):
        export_map(desk, "csv", place / "uit")
    assert seen(place) == before


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_a_folder_that_is_not_there_is_said(desk: Workplace, place: Path, kind: str, name: str) -> None:
    with pytest.raises(WorldFault, match="cannot-write"):
        export_map(desk, kind, place / "nergens" / name)
    assert seen(place) == {}


def test_a_workbook_needs_its_own_name_and_no_folder_of_that_name(desk: Workplace, place: Path) -> None:
    with pytest.raises(RuleBroken, match="export-name-xlsx"):
        export_map(desk, "xlsx", place / "kaart.csv")
    (place / "kaart.xlsx").mkdir()
    with pytest.raises(WorldFault, match="cannot-write"):
        export_map(desk, "xlsx", place / "kaart.xlsx")


class EnoughError(Exception):
    """Raised by whoever is told how far the work is, as Cancel does."""


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
@pytest.mark.parametrize("had", [False, True])
def test_a_stopped_export_leaves_everything_as_it_was(
    desk: Workplace, place: Path, kind: str, name: str, had: bool
) -> None:
    if had:
        export_map(desk, kind, place / name)
    before = seen(place)
    steps = 0

    def count(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1

    export_map(desk, kind, place.parent / f"elders{name}", count)
    assert steps
    for last in range(steps):
        left = last

        def stop(_done: int, _total: int) -> None:
            nonlocal left
            if not left:
                raise EnoughError
            left -= 1

        with pytest.raises(EnoughError):
            export_map(desk, kind, place / name, stop)
        assert seen(place) == before
        assert [path.name for path in place.iterdir()] == ([name] if had else [])


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_a_full_disk_is_said_and_leaves_everything_as_it_was(
    desk: Workplace, small_disk: Path, kind: str, name: str
) -> None:
    export_map(desk, kind, small_disk / name)
    before = seen(small_disk)
    with desk.store.work("Add", actor="test") as work:
        work.add(*(CommunityService(name=f"Dienst {n}", description=noise(n)) for n in range(60)))
        work.commit()
    with pytest.raises(WorldFault, match="disk-full"):
        export_map(desk, kind, small_disk / name)
    assert seen(small_disk) == before


def noise(number: int) -> str:
    """Nine thousand characters that do not pack well."""
    return " ".join(str(hash((number, n)) % 10**9) for n in range(900))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Gives a disk of two hundred kilobytes, where the system lets us make one."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test make a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
