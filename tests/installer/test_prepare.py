"""What `installer/prepare.sh` decides on machines that lack this or that; nothing is installed, all of it is said."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.checkout import ROOT

TOOLS = ("cat", "cksum", "cp", "dirname", "env", "sh")
"""What every Debian has and the script asks for."""

PYTHON_3_11 = 'case "$*" in *version_info*|*ensurepip*) exit 0;; *CDLL*) {libraries};; esac'
PYTHON_3_9 = "exit 1"


@dataclass(frozen=True)
class Machine:
    """A machine with only the commands a test puts on it, and a fresh checkout."""

    commands: Path
    checkout: Path

    def has(self, command: str, script: str = "exit 0") -> None:
        path = self.commands / command
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def has_python(self, name: str = "python3", *, venv: bool = True, libraries: str = "exit 0") -> None:
        venv_there = f'case "$*" in *ensurepip*) exit {0 if venv else 1};; esac\n'
        self.has(name, venv_there + PYTHON_3_11.format(libraries=libraries))

    def prepares(self, purpose: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", str(self.checkout / "installer" / "prepare.sh"), purpose, "--dry-run"],
            env={"PATH": str(self.commands), **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """An administrator's Debian with nothing but the system's own tools."""
    commands, checkout = tmp_path / "bin", tmp_path / "checkout"
    (checkout / "installer").mkdir(parents=True)
    commands.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (commands / tool).symlink_to(found)
    shutil.copy(ROOT / "installer" / "prepare.sh", checkout / "installer")
    shutil.copy(ROOT / "pyproject.toml", checkout)
    bare = Machine(commands, checkout)
    bare.has("uname", "echo Linux")
    bare.has("id", "echo 0")
    bare.has("apt-get")
    return bare


VENV = "would: python3 -m venv --clear .venv\n"
PROGRAM = "would: .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable .\n"
WITH_TESTS = PROGRAM.replace("editable .", "editable .[dev]")
INSTALL = "would: env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "


def test_a_machine_with_everything_gets_an_environment_and_the_packages(machine: Machine) -> None:
    machine.has_python()
    assert machine.prepares("run").stdout == VENV + PROGRAM


def test_the_tests_need_their_own_packages_readers_of_papers_a_message_bus_and_a_database_server(
    machine: Machine,
) -> None:
    machine.has_python()
    wanted = f"{INSTALL}poppler-utils qpdf dbus-daemon postgresql\n"
    assert machine.prepares("test").stdout == f"would: apt-get -qq update\n{wanted}{VENV}{WITH_TESTS}"
    for program in ("pdftotext", "qpdf", "dbus-daemon", "initdb"):
        machine.has(program)
    assert machine.prepares("test").stdout == VENV + WITH_TESTS


def test_an_unchanged_checkout_needs_nothing_and_a_changed_one_its_packages(machine: Machine) -> None:
    machine.has_python()
    (machine.checkout / ".venv" / "bin").mkdir(parents=True)
    (machine.checkout / ".venv" / "bin" / "python").symlink_to(machine.commands / "python3")
    sums = subprocess.run(
        ["cksum"], input=(machine.checkout / "pyproject.toml").read_bytes(), capture_output=True, check=True
    )
    (machine.checkout / ".venv" / "ready-run").write_text(f"{sums.stdout.decode().strip()} {machine.checkout}\n")
    assert machine.prepares("run").stdout == ""
    with (machine.checkout / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("# one more package\n")
    assert machine.prepares("run").stdout == PROGRAM


def test_only_the_libraries_that_are_missing_are_installed(machine: Machine) -> None:
    machine.has_python(libraries='case "$*" in *libEGL*|*libxcb-cursor*) exit 1;; esac')
    assert f"{INSTALL}libegl1\n" in machine.prepares("run").stdout
    assert f"{INSTALL}libegl1 libxcb-cursor0\n" in machine.prepares("run", DISPLAY=":0").stdout
    assert "libxcb" not in machine.prepares("test", DISPLAY=":0").stdout


def test_without_python_it_comes_from_debian(machine: Machine) -> None:
    machine.has("python3", PYTHON_3_9)
    assert f"{INSTALL}python3 python3-venv libgl1 libegl1" in machine.prepares("run").stdout


def test_a_newer_python_beside_an_old_one_is_used(machine: Machine) -> None:
    machine.has("python3", PYTHON_3_9)
    machine.has_python("python3.11")
    machine.has_python("python3.12")
    assert machine.prepares("run").stdout == VENV.replace("python3", "python3.12") + PROGRAM


def test_the_part_of_python_that_debian_leaves_out_is_installed(machine: Machine) -> None:
    machine.has_python(venv=False)
    assert f"{INSTALL}python3-venv\n" in machine.prepares("run").stdout


def test_who_is_no_administrator_but_may_act_as_one_does_so(machine: Machine) -> None:
    machine.has_python(venv=False)
    machine.has("id", "echo 1000")
    machine.has("sudo")
    assert "would: sudo -n env DEBIAN_FRONTEND=noninteractive apt-get" in machine.prepares("run").stdout


def test_who_may_not_install_is_told_the_exact_command(machine: Machine) -> None:
    machine.has_python(venv=False, libraries="exit 1")
    machine.has("id", "echo 1000")
    answer = machine.prepares("run")
    assert answer.returncode == 3
    assert "apt-get install --yes --no-install-recommends python3-venv libgl1 libegl1 libxkbcommon0" in answer.stderr
    assert "would" not in answer.stdout


def test_a_system_without_apt_is_told_what_it_lacks(machine: Machine) -> None:
    machine.has_python(libraries='case "$*" in *libGL*) exit 1;; esac')
    (machine.commands / "apt-get").unlink()
    answer = machine.prepares("run")
    assert (answer.returncode, "libgl1" in answer.stderr) == (3, True)


def test_another_system_than_linux_needs_no_system_packages(machine: Machine) -> None:
    machine.has_python(libraries="exit 1")
    machine.has("uname", "echo Darwin")
    assert machine.prepares("run").stdout == VENV + PROGRAM


def test_packages_are_built_in_an_environment_of_their_own(machine: Machine) -> None:
    machine.has_python()
    for program in ("objdump", "dpkg-shlibdeps", "patchelf", "lintian", "Xvfb", "xwininfo", "desktop-file-validate"):
        machine.has(program)
    venv = VENV.replace(".venv", "build/installers/venv")
    packages = PROGRAM.replace(".venv", "build/installers/venv").replace("editable .", "editable .[installers]")
    assert machine.prepares("package").stdout == (
        f"would: apt-get -qq update\n{INSTALL}nsis debootstrap\n{venv}{packages}"
    )


def test_an_unknown_purpose_is_refused(machine: Machine) -> None:
    answer = machine.prepares("walk")
    assert (answer.returncode, "run|test" in answer.stderr) == (3, True)
