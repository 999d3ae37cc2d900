"""The real files that stand beside the checkout; tests that need them are skipped where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.checkout import ROOT


def shared(*parts: str) -> Path:
    """Path of a real file or folder; skips the test when the folder is not there."""
    base = Path(os.environ.get("NAOBER_SHARED", ROOT.parent / "shared"))
    path = base.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"the real files are not here: {'/'.join(parts)}")
    return path
