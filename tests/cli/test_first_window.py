"""The first window stands there before the rest of the program is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_LOOK = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
import desktop.__main__
from desktop.views.front import Front
app = QApplication([])
front = Front(app, Path(sys.argv[1]), None)
shown = front.gate.findChildren(type(front.gate.body.itemAt(1).widget()))[0].text()
print(json.dumps([shown, sorted({name.partition(".")[0] for name in sys.modules}), list(sys.modules)]))
"""

HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "reportlab",
    "babel",
    "openpyxl",
    "lxml",
    "sqlcipher3",
    "keyring",
    "typer",
}


@pytest.mark.parametrize(
    ("name", "first"), [("naober.store", "Welkom terug"), ("none.store", "Naober wordt gestart …")]
)
def test_before_the_first_window_nothing_is_loaded_that_it_does_not_need(tmp_path: Path, name: str, first: str) -> None:
    (tmp_path / "naober.store").touch()
    command = [sys.executable, "-c", _LOOK, str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    shown, packages, modules = json.loads(done.stdout)
    assert shown == first
    assert not HEAVY & set(packages)
    assert not [m for m in modules if m.startswith(("desktop.services", "desktop.store", "desktop.cli"))]
