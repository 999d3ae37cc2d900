"""The folder that all installers pack, once it is built: it starts, and opens what an older version left."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from installer.built import BILL, FOLDER
from tests.helpers.checkout import ROOT
from tests.helpers.installed import Installed, a_screen

pytestmark = [pytest.mark.installers, pytest.mark.timeout(600)]


@pytest.fixture
def frozen(tmp_path: Path) -> Installed:
    return Installed((str(FOLDER / "naober"),), tmp_path / "home", str(tmp_path / "home"))


def test_the_frozen_program_answers_in_the_terminal(frozen: Installed) -> None:
    assert "Usage: naober" in frozen.says("--help")
    assert "oldambt-stadskanaal" in frozen.says("region", "list")


def test_the_frozen_program_shows_the_window_that_asks_for_the_key(frozen: Installed) -> None:
    store, _seen = frozen.store()
    with a_screen() as screen:
        frozen.window(screen, "--store", str(store), title="Naober is vergrendeld")


def test_a_store_of_an_older_version_is_brought_along_and_a_copy_of_before_is_kept(frozen: Installed) -> None:
    store, _seen = frozen.store()
    before = store.read_bytes()
    answer = json.loads(frozen.says("store", "verify", "--store", str(store), "--json"))
    assert answer["ok"]
    assert store.read_bytes() != before
    assert store.with_name(f"{store.name}.before-migration").is_file()


def test_the_second_process_that_tries_a_shared_folder_is_the_program_itself(frozen: Installed, tmp_path: Path) -> None:
    command = [*frozen.command, "-m", "desktop.sync.lock_probe", str(tmp_path / "scratch")]
    assert subprocess.run(command, env=frozen.environment(), check=False).returncode == 20  # there is no scratch file


def test_a_team_can_meet_in_a_shared_folder(frozen: Installed, tmp_path: Path) -> None:
    store, _seen = frozen.store()
    (tmp_path / "team").mkdir()
    assert frozen.says("central", "init", "--to", f"sqlite:///{tmp_path}/team/team.naober", "--store", str(store))
    assert frozen.says("sync", "--store", str(store))


def test_every_screen_and_paper_is_made(frozen: Installed, tmp_path: Path) -> None:
    answer = json.loads(frozen.says("tour", "-o", str(tmp_path / "tour"), "--json"))
    assert len(answer["pictures"]) > 50
    assert {Path(one).name for one in answer["papers"]} == {
        "ondersteuningsplan.pdf",
        "wie-keek.pdf",
        "verklaring-van-vernietiging.pdf",
    }


def test_the_bill_of_materials_names_what_is_in_the_folder() -> None:
    bill = json.loads((FOLDER / BILL).read_text("utf-8"))
    named = {part["name"].lower().replace("-", "_").replace(".", "_") for part in bill["components"]}
    packages = {
        path.name.split("-")[0].lower().replace(".", "_") for path in (FOLDER / "_internal").glob("*.dist-info")
    }
    assert packages - named - {"naober", "attrs"} == set()
    assert {"qt", "sqlcipher", "python", "openssl"} <= named


def test_every_library_that_lies_apart_in_the_folder_belongs_to_a_part() -> None:
    known = tomllib.loads((ROOT / "resources" / "licences" / "parts.toml").read_text("utf-8"))["part"]
    starts = {(part["inside"].lower().replace("-", "_"), start) for part in known for start in part.get("files", ())}
    of_qt = [("pyside6_essentials", path) for path in (FOLDER / "_internal" / "PySide6" / "Qt" / "lib").iterdir()]
    of_others = [(path.parent.stem, path) for path in (FOLDER / "_internal").glob("*.libs/*")]
    assert of_others
    assert [
        f"{holder}: {path.name}"
        for holder, path in [*of_qt, *of_others]
        if not path.name.startswith("libQt6") and not any(path.name.startswith(s) for h, s in starts if h == holder)
    ] == []


def test_nothing_in_the_folder_tells_where_it_was_built() -> None:
    here = str(FOLDER.parents[3]).encode()
    told = [path for path in FOLDER.rglob("*") if path.is_file() and here in path.read_bytes()]
    assert told == []
