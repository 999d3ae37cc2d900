"""A copy of a shared file is opened and counted; one that does not hold what was copied is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.faults import WorldFault
from desktop.sync import shared_copies
from desktop.sync.shared_copies import copied_at, copy_file, note_copy
from desktop.sync.shared_file import SharedFile
from tests.helpers.edits import added


def test_a_copy_holds_all_and_stands_alone(central: SharedFile, tmp_path: Path) -> None:
    central.push([added(f"p{n}") for n in range(5)])
    copy = tmp_path / "copy.naober"
    assert copy_file(central, copy) == {"change": 5, "row_state": 5}
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.naober"]
    central.push([added("later")])
    assert len(replace(central, path=copy).pull(0, 99).changes) == 5
    with pytest.raises(WorldFault, match="central-exists"):
        copy_file(central, copy)


def test_a_file_whose_sums_do_not_hold_is_told(central: SharedFile, tmp_path: Path) -> None:
    central.push([added("p")])
    with central._open(writing=True) as (db, _lease):  # noqa: SLF001 - to spoil it
        db.execute("UPDATE digest SET total = '1'")
    with pytest.raises(WorldFault, match="central-damaged"):
        central.look_through()
    with pytest.raises(WorldFault):
        copy_file(central, tmp_path / "copy.naober")
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_that_was_cut_short_is_none(
    central: SharedFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    central.push([added(f"p{n}", name="x" * 3000) for n in range(20)])

    def cut(source: Path, target: Path, _told: object) -> None:
        target.write_bytes(source.read_bytes()[: -4 * 4096])

    monkeypatch.setattr(shared_copies, "_write", cut)
    with pytest.raises(WorldFault):
        copy_file(central, tmp_path / "copy.naober")
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_that_is_stopped_leaves_nothing_and_only_a_made_one_is_remembered(
    central: SharedFile, tmp_path: Path
) -> None:
    central.push([added("p")])

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_file(central, tmp_path / "copy.naober", told=stop)
    assert not list(tmp_path.glob("copy*"))
    assert copied_at(central) is None
    told: list[tuple[int, int]] = []
    copy_file(central, tmp_path / "copy.naober", told=lambda done, total: told.append((done, total)))
    note_copy(central)
    assert told[-1][0] == told[-1][1] > 0
    assert copied_at(central) is not None
