"""What `pipx install .` installs: the program with everything it reads, and nothing of the tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.helpers.checkout import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content, as an installation would lay it down."""
    made, laid_down = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(made.glob("naober-*.whl"))) as wheel:
        wheel.extractall(laid_down)
    return laid_down


def test_every_resource_is_installed(installed: Path) -> None:
    shipped = {path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()}
    laid_down = installed / "desktop" / "_resources"
    assert {path.relative_to(laid_down) for path in laid_down.rglob("*") if path.is_file()} == shipped


def test_only_the_program_is_installed(installed: Path) -> None:
    assert {path.name for path in installed.iterdir() if path.suffix != ".dist-info"} == {"desktop"}


def test_the_installed_program_finds_its_own_resources(installed: Path, tmp_path: Path) -> None:
    ask = "from desktop.language.places import resource; print(resource('locale', 'nl', 'LC_MESSAGES', 'naober.po'))"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = Path(answer.stdout.strip())
    assert found.is_relative_to(installed)
    assert found.is_file()
