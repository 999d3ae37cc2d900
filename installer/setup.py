"""Packs the folder with the program as an installer for Windows: ``python -m installer.setup``; it calls `makensis`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.services.parts import version
from installer.built import BUILT, FOLDER, ICONS, ROOT

SCRIPT = ROOT / "installer" / "windows" / "naober.nsi"


def pack(folder: Path = FOLDER, target: Path | None = None) -> Path:
    """Makes the installer from a folder; answers with its file.

    Raises:
        CalledProcessError: When makensis refuses, or warns; what it said stands above.
    """
    made = target or BUILT / f"naober-{version()}-setup.exe"
    named = {"VERSION": version(), "FOLDER": folder, "ICON": ICONS / "naober.ico", "OUTPUT": made}
    told = [f"-D{name}={value}" for name, value in named.items()]
    subprocess.run(["makensis", "-V2", "-WX", *told, str(SCRIPT)], check=True)  # noqa: S603, S607 - from the path
    return made


if __name__ == "__main__":
    sys.stdout.write(f"{pack()}\n")
