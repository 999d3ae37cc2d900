"""The Debian package, installed in a bare Debian 12 of its own; without the right to that, laid down in a folder."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.built import BUILT
from tests.helpers.checkout import ROOT
from tests.helpers.installed import PATIENCE, Installed, a_screen, photograph, titles

pytestmark = [pytest.mark.installers, pytest.mark.timeout(900)]

BARE = BUILT / "debian-12"
NOT_OURS = {
    "embedded-library",  # the packages of Python bring their own
    "library-not-linked-against-libc",  # idem
    "malformed-deb-archive",  # zstd: Debian's own archive wants xz, every Debian that can run it reads both
    "no-changelog",  # there is one, in the words of who works with it
    "unstripped-binary-or-object",
}
DESKTOP = ("desktop-file-utils", "libglib2.0-bin", "shared-mime-info")
"""Of every desktop: what opens a file with the program that is for it."""
OF_OLDER = Path("usr", "lib", "naober", "_internal", "of_an_older_version.py")
MAY_BOOTSTRAP = os.geteuid() == 0 and shutil.which("debootstrap") is not None


def package() -> Path:
    return max(BUILT.glob("naober_*.deb"), key=lambda path: path.stat().st_mtime)


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def older_package(place: Path) -> Path:
    """A package of the same name and an older version, with a file that the newer one has not."""
    root = place / "older"
    for file, text in {
        OF_OLDER: "",
        Path("usr", "lib", "naober", "naober"): "#!/bin/sh\n",
        Path("DEBIAN", "control"): "Package: naober\nVersion: 0.0.1\nArchitecture: all\n"
        "Maintainer: Naober <naober@example.invalid>\nDescription: an older one\n",
    }.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    target = place / "older.deb"
    run("dpkg-deb", "--root-owner-group", "--build", str(root), str(target))
    return target


def bare() -> Path:
    """A Debian 12 with nothing but what every Debian has; made once."""
    if not BARE.is_dir():
        unfinished = BARE.with_name("debian-12.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        run("debootstrap", "--variant=minbase", "bookworm", str(unfinished))
        unfinished.rename(BARE)
    return BARE


class Debian:
    """A computer with Debian 12 in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        run("cp", "-a", "--reflink=auto", f"{bare()}/.", str(root))
        shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")

    def does(self, *words: str) -> str:
        return run("chroot", str(self.root), "env", "DEBIAN_FRONTEND=noninteractive", *words)


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    if not MAY_BOOTSTRAP:
        pytest.skip("a bare Debian takes root and debootstrap")
    root = tmp_path_factory.mktemp("debian")
    made = Debian(root)
    run("mount", "-t", "proc", "proc", str(root / "proc"))
    try:
        shutil.copyfile(package(), root / "naober.deb")
        shutil.copyfile(older_package(tmp_path_factory.mktemp("older")), root / "older.deb")
        made.does("apt-get", "-qq", "update")
        made.does("apt-get", "-qq", "install", "--yes", "--no-install-recommends", *DESKTOP)
        made.does("dpkg", "--install", "/older.deb")
        assert (root / OF_OLDER).is_file()
        made.does("apt-get", "-qq", "install", "--yes", "--no-install-recommends", "/naober.deb")
        yield made
    finally:
        run("umount", str(root / "proc"))
        shutil.rmtree(root)


@pytest.fixture
def installed(debian: Debian) -> Installed:
    return Installed(("chroot", str(debian.root), "/usr/bin/naober"), debian.root / "srv" / "work", "/srv/work")


def test_an_older_package_gives_way_to_it_whole(debian: Debian) -> None:
    assert debian.does("dpkg-query", "--show", "--showformat", "${Version}", "naober") == package().name.split("_")[1]
    assert not (debian.root / OF_OLDER).exists()
    assert debian.does("dpkg", "--verify", "naober") == ""


def test_the_installed_program_answers_in_the_terminal(installed: Installed) -> None:
    assert "Usage: naober" in installed.says("--help")
    assert "oldambt-stadskanaal" in installed.says("region", "list")


def test_the_installed_program_shows_the_window_that_asks_for_the_key(installed: Installed) -> None:
    _store, seen = installed.store()
    with a_screen() as screen:
        installed.window(screen, "--store", seen, title="Naober is vergrendeld")


def test_a_store_of_an_older_version_is_brought_along_and_a_copy_of_before_is_kept(installed: Installed) -> None:
    store, seen = installed.store("older.store")
    before = store.read_bytes()
    assert "✗" not in installed.says("store", "verify", "--store", seen)
    assert store.read_bytes() != before
    assert store.with_name("older.store.before-migration").is_file()


def test_the_desktop_knows_the_program_and_its_profiles(debian: Debian) -> None:
    share = debian.root / "usr" / "share"
    run("desktop-file-validate", str(share / "applications" / "naober.desktop"))
    assert "*.naober-region.toml" in (share / "mime" / "globs2").read_text("utf-8")
    assert (share / "icons" / "hicolor" / "256x256" / "apps" / "naober.png").is_file()
    assert (share / "doc" / "naober" / "naober.cdx.json").is_file()


def test_a_profile_that_is_opened_on_the_desktop_opens_the_program(debian: Debian) -> None:
    home = debian.root / "srv" / "newcomer"
    home.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "regions" / "oldambt-stadskanaal.toml", home / "a.naober-region.toml")
    with a_screen() as screen:  # when it goes, the program that opened goes with it
        seen = {"HOME": "/srv/newcomer", "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        told = (f"{name}={value}" for name, value in seen.items())
        command = ["chroot", str(debian.root), "env", *told, "gio", "open", "/srv/newcomer/a.naober-region.toml"]
        # What it opens keeps its channels, so nobody listens to them.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        began = time.monotonic()
        while "Welkom bij Naober" not in titles(screen):
            assert time.monotonic() - began < PATIENCE, titles(screen)
            time.sleep(0.05)
        time.sleep(1)  # the words are painted after the window is there
        photograph(screen, BUILT / "window-profile.png")


def test_the_package_is_as_debian_wants_it() -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not there")
    done = subprocess.run(["lintian", "--tag-display-limit", "0", str(package())],
                          capture_output=True, text=True, check=False)  # fmt: skip
    wrong = {line.split()[2] for line in done.stdout.splitlines() if line.startswith("E:")}
    assert wrong <= NOT_OURS, done.stdout


def test_who_takes_the_package_away_keeps_the_work(debian: Debian, installed: Installed) -> None:
    store, _seen = installed.store("kept.store")
    kept = store.read_bytes()
    debian.does("dpkg", "--purge", "naober")
    assert store.read_bytes() == kept
    assert not (debian.root / "usr" / "lib" / "naober").exists()


def test_without_a_debian_of_its_own_the_package_is_laid_down_and_starts(tmp_path: Path) -> None:
    run("dpkg", "-x", str(package()), str(tmp_path / "root"))
    laid_down = Installed(
        (str(tmp_path / "root" / "usr" / "bin" / "naober"),), tmp_path / "home", str(tmp_path / "home")
    )
    assert "oldambt-stadskanaal" in laid_down.says("region", "list")
