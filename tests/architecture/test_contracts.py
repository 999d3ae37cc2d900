"""Which room may enter which: the contracts of pyproject.toml hold, and they watch every room."""

import subprocess
import sys
import tomllib
from typing import Any

import pytest

from tests.helpers.checkout import ROOT

ROOMS = {f"desktop.{path.stem}" for path in (ROOT / "desktop").iterdir() if not path.name.startswith(("_", "."))}

KEEPERS = {
    "PySide6": {"desktop.views", "desktop.bootstrap"},
    "sqlalchemy": {"desktop.store", "desktop.sync", "desktop.models"},
    "keyring": {"desktop.security"},
    "reportlab": {"desktop.reports"},
}
"""Which rooms alone may import a package."""


def contract_about(package: str) -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if package in contract.get("forbidden_modules", ()))


def test_every_contract_is_kept() -> None:
    # A process of its own: the checker silences every log of the process it runs in.
    check = (
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True, cache_dir=None))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", KEEPERS)
def test_no_room_is_forgotten_in_a_contract(package: str) -> None:
    assert set(contract_about(package)["source_modules"]) == ROOMS - KEEPERS[package]
