"""Where the files that ship with the program lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """Path of a shipped file: beside the package in a checkout, inside it when installed. It need not exist."""
    root = next((r for r in _ROOTS if r.is_dir()), _ROOTS[-1])
    return root.joinpath(*parts)
