"""A program that falls over leaves no copy of its memory on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop import __main__ as program

_LOOK = """
from desktop.security.dumps import write_no_dumps
write_no_dumps()
import resource
print(resource.getrlimit(resource.RLIMIT_CORE), open("/proc/self/coredump_filter").read())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks where Linux tells it")
def test_a_crash_leaves_nothing_of_what_was_open() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "(0, 0) 00000000"


def test_the_program_asks_for_that_before_anything_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(program, "write_no_dumps", lambda: asked.append("no dumps"))
    monkeypatch.setattr(program, "start_window", lambda _store: asked.append("window"))
    monkeypatch.setattr(sys, "argv", ["naober"])
    program.main()
    assert asked == ["no dumps", "window"]


def test_a_profile_that_someone_opened_opens_the_window_and_is_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path | None] = []
    monkeypatch.setattr(program, "start_window", lambda _store, *, profile: asked.append(profile))
    monkeypatch.setattr(sys, "argv", ["naober", "ons.naober-region.toml"])
    program.main()
    assert asked == [Path("ons.naober-region.toml")]
