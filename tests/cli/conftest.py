"""A terminal for each test of the command line."""

from pathlib import Path

import pytest

from tests.helpers.contract import Terminal


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, capsys)
