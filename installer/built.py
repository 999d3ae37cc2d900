"""Where what is built for the installers lies."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "build" / "installers"
FOLDER = BUILT / "folder" / "naober"
ICONS = BUILT / "icons"
SHARED = ROOT / "installer" / "shared"
BILL = "naober.cdx.json"
"""Name of the bill of materials, beside the program."""
