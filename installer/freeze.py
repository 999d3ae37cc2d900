"""Builds the folder with the program, its Python and its packages: ``python -m installer.freeze``.

All installers pack this one folder, so that what is tried in one is what stands in the others.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from installer import bill, icons
from installer.built import BILL, BUILT, FOLDER, ICONS, ROOT

SPEC = ROOT / "installer" / "frozen" / "naober.spec"


def freeze() -> Path:
    """Builds the folder anew, with the bill of materials in it; answers with the folder.

    Raises:
        CalledProcessError: When PyInstaller or patchelf could not; what it said stands above.
    """
    icons.draw(ICONS)
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(FOLDER.parent), "--workpath", str(BUILT / "work")]
    subprocess.run([*command, *places, str(SPEC)], cwd=ROOT, check=True)  # noqa: S603 - our own words
    if sys.platform == "linux":
        _forget_paths()
    bill.write(FOLDER / BILL)
    shutil.copyfile(ROOT / "LICENSE", FOLDER / "LICENSE")
    return FOLDER


def _forget_paths() -> None:
    """Takes from the libraries the folders of the machine that built them: elsewhere those may be anyone's."""
    for path in (file for file in FOLDER.rglob("*.so*") if not file.is_symlink()):
        told = _patchelf("--print-rpath", path)
        kept = [place for place in told.split(":") if place.startswith("$ORIGIN")]
        if told and kept != told.split(":"):
            _patchelf(f"--set-rpath={':'.join(kept)}" if kept else "--remove-rpath", path)


def _patchelf(what: str, path: Path) -> str:
    command = ["patchelf", what, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - our words


if __name__ == "__main__":
    sys.stdout.write(f"{freeze()}\n")
