"""What the packages are made from hangs together; the packages themselves are tried by `make installers`."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from lxml import etree

from desktop.__main__ import PROFILE_ENDING
from desktop.services.health import verify_store
from desktop.services.start import Passphrase, open_store
from installer.built import BILL, SHARED
from tests.helpers.checkout import ROOT
from tests.helpers.desks import at_noon
from tests.helpers.installed import OLDER, PASSPHRASE

SPEC = ROOT / "installer" / "frozen" / "naober.spec"
NSIS = ROOT / "installer" / "windows" / "naober.nsi"
ENTRY = SHARED / "naober.desktop"
WORKFLOW = ROOT / ".github" / "workflows" / "installers.yml"


def test_a_store_that_an_older_program_made_opens_after_a_copy_of_before(tmp_path: Path) -> None:
    path = tmp_path / "naober.store"
    shutil.copyfile(OLDER, path)
    shutil.copyfile(OLDER.with_name(f"{OLDER.name}.keys"), tmp_path / "naober.store.keys")
    workplace = open_store(path, Passphrase(PASSPHRASE), clock=at_noon)
    with workplace.store:
        assert [check.title for check in verify_store(workplace).checks if not check.ok] == []
    assert (tmp_path / "naober.store.before-migration").is_file()


def test_the_spec_reads_as_python_and_names_files_that_are_there() -> None:
    text = SPEC.read_text("utf-8")
    compile(text, str(SPEC), "exec")
    named = re.findall(r'ROOT / "installer" / "frozen" / "([^"]+)"', text)
    assert named
    assert all((SPEC.parent / name).is_file() for name in named)
    start = (SPEC.parent / "start.py").read_text("utf-8")
    probe = (ROOT / "desktop" / "sync" / "lock_probe.py").read_text("utf-8")
    assert '"-m", "desktop.sync.lock_probe"' in start
    assert '"-m", "desktop.sync.lock_probe"' in probe


def test_no_other_room_calls_python_anew_for_a_frozen_program_is_its_own() -> None:
    callers = {p.name for p in (ROOT / "desktop").rglob("*.py") if "sys.executable" in p.read_text("utf-8")}
    assert callers == {"lock_probe.py"}


def test_the_entry_in_the_menu_names_the_icon_and_the_kind_of_file() -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ENTRY, encoding="utf-8")
    said = entry["Desktop Entry"]
    kinds = etree.parse(SHARED / "naober.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = kinds.find("m:mime-type", space)
    pattern = kinds.find("m:mime-type/m:glob", space)
    assert kind is not None
    assert pattern is not None
    assert said["MimeType"] == str(kind.get("type")) + ";"
    assert pattern.get("pattern") == f"*{PROFILE_ENDING}"
    assert (said["Exec"], said["Icon"]) == ("naober %f", "naober")


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not there")
def test_the_entry_in_the_menu_is_as_desktops_want_it() -> None:
    done = subprocess.run(["desktop-file-validate", str(ENTRY)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_windows_installer_takes_away_what_it_lays_down_and_nothing_of_a_person() -> None:
    text = NSIS.read_text("utf-8")
    named = re.findall(r'program\("([^"]+)"', SPEC.read_text("utf-8").partition("if WINDOWS:\n    programs")[2])
    laid_down = {f"{name}.exe" for name in named} | {BILL, "LICENSE", "naober.ico", "uninstall.exe"}
    assert set(re.findall(r'^\s*Delete "\$INSTDIR\\([^"]+)"', text, re.MULTILINE)) == laid_down
    assert re.findall(r'RMDir /r "([^"]+)"', text) == [r"$INSTDIR\_internal"]
    assert f'!define ENDING "{PROFILE_ENDING}"' in text
    assert "HKLM" not in text
    assert "RequestExecutionLevel user" in text


@pytest.mark.parametrize("file", [WORKFLOW, ROOT / ".pre-commit-config.yaml"], ids=lambda file: file.name)
def test_what_is_called_elsewhere_is_there(file: Path) -> None:
    text = file.read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
    assert all((ROOT / "installer" / f"{name}.py").is_file() for name in re.findall(r"-m installer\.(\w+)", text))
    assert all((ROOT / path).exists() for path in re.findall(r"(?<![\w/])installer/[\w./]+\w|(?<= )tests/\w+", text))


@pytest.mark.parametrize("script", ["windows/try.ps1", "macos/try.sh"])
def test_the_other_systems_are_tried_with_the_same_older_store(script: str) -> None:
    text = (ROOT / "installer" / script).read_text("utf-8")
    named = {ROOT / path for path in re.findall(r"tests/golden/stores/[\w.-]+", text)}
    assert named == {OLDER, OLDER.with_name(f"{OLDER.name}.keys")}
    assert PASSPHRASE in text


def test_the_package_of_the_workflow_is_built_on_the_oldest_system_it_is_for() -> None:
    # It asks for the C library of where it was built.
    (image,) = re.findall(r"image: debian:(\d+)", WORKFLOW.read_text("utf-8"))
    assert f"| Debian {image}," in (ROOT / "docs" / "installing.md").read_text("utf-8")


def test_a_mac_is_told_which_files_the_program_opens() -> None:
    text = SPEC.read_text("utf-8")
    assert f'"CFBundleTypeExtensions": ["{PROFILE_ENDING.rpartition(".")[2]}"]' in text
    assert "argv_emulation=MAC" in text


def test_every_target_for_a_person_is_in_the_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    for_people = set(phony[1].split()) - {"ready", "ready-for-tests", "installers-built"}
    assert {line.split()[0] for line in listed.splitlines()} == for_people
