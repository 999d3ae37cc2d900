from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import WorldFault
from desktop.sync.lease import Lease, Patience

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Time:
    """Passes only while somebody waits."""

    now: float = 0.0
    meanwhile: Callable[[], None] = lambda: None

    def ticks(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds
        self.meanwhile()

    def patience(self) -> Patience:
        return Patience(ticks=self.ticks, pause=self.pause)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.naober.lease"


def left_by_other_machine(path: Path, beats: int = 0) -> None:
    path.write_text(json.dumps({"token": "theirs", "machine": "elsewhere", "process": 1, "beats": beats}))


def test_only_one_has_it_at_a_time(path: Path) -> None:
    time = Time()
    first = Lease(path, time.patience())
    first.take()
    time.meanwhile = first.renew
    with pytest.raises(WorldFault) as fault:
        Lease(path, time.patience()).take()
    assert (fault.value.code, fault.value.values["file"]) == ("central-busy", "team.naober")
    assert first.is_ours(), "the holder lives, so it is not taken away"
    first.let_go()
    assert not path.exists()
    second = Lease(path)
    second.take()
    second.let_go()


def test_who_waits_gets_it_when_it_is_let_go(path: Path) -> None:
    first, time = Lease(path), Time()
    first.take()
    time.meanwhile = first.let_go
    second = Lease(path, time.patience())
    second.take()
    assert second.is_ours()
    assert not first.is_ours()


def test_one_left_behind_on_another_machine_is_taken_over_when_it_stays_unchanged(path: Path) -> None:
    left_by_other_machine(path)
    time = Time()
    lease = Lease(path, time.patience())
    lease.take()
    assert lease.is_ours()
    assert time.now > Patience().stale


def test_one_that_is_kept_alive_elsewhere_is_waited_for(path: Path) -> None:
    time, beats = Time(), iter(range(10_000))
    left_by_other_machine(path)
    time.meanwhile = lambda: left_by_other_machine(path, next(beats))
    with pytest.raises(WorldFault, match="central-busy"):
        Lease(path, Patience(3, 2, time.ticks, time.pause)).take()
    assert "theirs" in path.read_text()


@pytest.mark.skipif(os.name != "posix", reason="only there a process is known to be gone")
def test_one_left_by_a_dead_process_of_this_machine_is_taken_over_at_once(path: Path) -> None:
    code = f"from pathlib import Path; from desktop.sync.lease import Lease; Lease(Path({str(path)!r})).take()"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert path.exists()
    time = Time()
    Lease(path, time.patience()).take()
    assert time.now == 0


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "\x00\xff", '{"process": "x"}', '{"process": 1e400}'])
def test_a_spoilt_lease_is_only_left_behind_after_the_same_wait(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    time = Time()
    lease = Lease(path, time.patience())
    lease.take()
    assert lease.is_ours()
    assert time.now > Patience().stale


def test_a_holder_shows_now_and_then_that_it_lives(path: Path) -> None:
    time = Time()
    lease = Lease(path, time.patience())
    lease.take()
    before = path.read_text()
    lease.renew()
    assert path.read_text() == before
    time.now += 6
    lease.renew()
    assert path.read_text() != before
    assert lease.is_ours()


def test_who_lost_it_does_not_take_it_back_and_leaves_it_to_the_other(path: Path) -> None:
    time = Time()
    lease = Lease(path, time.patience())
    lease.take()
    left_by_other_machine(path)
    time.now += 6
    lease.renew()
    lease.let_go()
    assert "theirs" in path.read_text()


def test_a_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="central-unreachable"):
        Lease(tmp_path / "gone" / "team.naober.lease").take()
