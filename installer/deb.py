"""Packs the folder with the program as a Debian package: ``python -m installer.deb``.

There are no scripts in the package: what must be told to the desktop, Debian's own triggers tell. So nothing of it can
touch a store, whatever happens to the package.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from desktop.services.parts import version
from installer.built import BILL, BUILT, FOLDER, ICONS, ROOT, SHARED
from installer.icons import DRAWING, SIZES

HERE = ROOT / "installer" / "debian"
LIBRARY = Path("usr", "lib", "naober")
_KILOBYTE = 1024
_BESIDES = ("fontconfig-config", "libxcb-cursor0", "libxkbcommon-x11-0")
"""What Qt loads by name, so that no library tells of it."""


def pack(folder: Path = FOLDER) -> Path:
    """Makes the package from the folder; answers with its file.

    Raises:
        CalledProcessError: When a tool of Debian refuses; what it said stands above.
    """
    root = BUILT / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / LIBRARY, symlinks=True)
    _lay_down(root)
    _tell(root)
    _set_modes(root)
    target = BUILT / f"naober_{version()}_{_architecture()}.deb"
    target.unlink(missing_ok=True)
    # Every Debian and Ubuntu whose C library is new enough reads zstd, and it packs in a tenth of the time of xz.
    _run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(root), str(target)])
    return target


def _lay_down(root: Path) -> None:
    """The command, the entry in the menu, the icon, the kind of file, the page of the manual, and the papers."""
    share = root / "usr" / "share"
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "naober").symlink_to("../lib/naober/naober")
    _copy(SHARED / "naober.desktop", share / "applications" / "naober.desktop")
    _copy(SHARED / "naober.xml", share / "mime" / "packages" / "naober.xml")
    hicolor = share / "icons" / "hicolor"
    _copy(DRAWING, hicolor / "scalable" / "apps" / "naober.svg")
    for size in SIZES:
        _copy(ICONS / f"{size}.png", hicolor / f"{size}x{size}" / "apps" / "naober.png")
    manual = (HERE / "naober.1").read_text("utf-8").format(version=version(), date=f"{_moment():%Y-%m-%d}")
    _zip(manual, share / "man" / "man1" / "naober.1.gz")
    papers = share / "doc" / "naober"
    _copy(HERE / "copyright", papers / "copyright")
    _copy(root / LIBRARY / BILL, papers / BILL)
    _zip((ROOT / "CHANGELOG.md").read_text("utf-8"), papers / "CHANGELOG.md.gz")


def _tell(root: Path) -> None:
    """What Debian wants to know: name, size, what it needs, and a sum of each file."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    told = (HERE / "control").read_text("utf-8").format(
        version=version(), architecture=_architecture(), kilobytes=size // _KILOBYTE, depends=", ".join(needed(root))
    )  # fmt: skip
    sums = [f"{hashlib.md5(p.read_bytes(), usedforsecurity=False).hexdigest()}  {p.relative_to(root)}\n" for p in files]
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(told, "utf-8")
    (root / "DEBIAN" / "md5sums").write_text("".join(sums), "utf-8")


def needed(root: Path) -> list[str]:
    """The Debian packages that hold the libraries which the folder leaves to the system, as `dpkg-shlibdeps` finds."""
    programs = [str(path) for path in _programs(root / LIBRARY)]
    inner = [f"-l{folder}" for folder in sorted({str(Path(path).parent) for path in programs})]
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "debian").mkdir()
        (Path(place) / "debian" / "control").write_text("Source: naober\n\nPackage: naober\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *inner, *programs]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)  # noqa: S603 - our words
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    found = re.sub(r"^shlibs:Depends=", "", done.stdout.strip())
    named = {need.split()[0]: need for need in (*_BESIDES, *found.split(", "))}
    return sorted(named.values())


def _programs(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _set_modes(root: Path) -> None:
    """Everyone may read, only the administrator writes; of all files only the program itself can be started."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / LIBRARY / "naober" else 0o644)


def _architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607


def _moment() -> datetime:
    """The same source gives the same package: of the commit, when who builds says so."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.stdout.write(f"{pack()}\n")
