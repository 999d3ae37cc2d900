"""Laptops in processes of their own, born from one that has read the program already, so that a kill costs little.

The nursery itself opens nothing: it forks a child for each line it is told, which works as `sync_process` does and says
so in a pipe of its own. Where there is no fork, there is no kill -9 either.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Born:
    """A laptop at work."""

    pid: int
    says: IO[str]
    """Its lines; it ends when the laptop does."""
    _nursery: Nursery

    def kill(self) -> None:
        """As ``kill -9``: nothing is tidied up. Whoever is gone already stays so."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> int:
        """Waits until it is gone, with all it held; its code, negative when it was killed."""
        self.says.close()
        return int(self._nursery.ask(end=self.pid))


@dataclass
class Nursery:
    """The process that they are born from."""

    _process: subprocess.Popen[str]
    _folder: Path
    _count: int = 0

    def start(self, path: Path, door: tuple[str, str], acts: int, *, room: int = 0) -> Born:
        """Puts a closed store to work.

        Args:
            path: The store.
            door: Address and secret of the central store.
            acts: How many it makes; it syncs after each.
            room: Bytes that a file may come to hold, as on a full disk; 0 for as many as there are.
        """
        self._count += 1
        pipe = self._folder / f"says {self._count}"
        os.mkfifo(pipe)
        pid = self.ask(says=str(pipe), words=[str(path), *door, str(acts)], room=room)
        says = pipe.open(encoding="utf-8")
        pipe.unlink()
        return Born(int(pid), says, self)

    def ask(self, **what: object) -> str:
        """One question, one answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    """One for as long as the block lasts.

    Args:
        folder: Where its pipes may stand.
    """
    command = [sys.executable, "-m", "tests.helpers.nursery"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Nursery(process, folder)


def _born(says: str, words: list[str], room: int) -> None:
    """What a child does with its life."""
    os.dup2(os.open(says, os.O_WRONLY), 1)
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    failed = 1
    try:
        sync_process.main(*words, goes_on=True)
        failed = 0
    except BaseException:  # noqa: BLE001 - told to the test, whatever it is
        sync_process.say("broken", *traceback.format_exc().split("\n"))
    finally:
        os._exit(failed)


def _serve() -> None:
    sync_process.speak_up()
    for line in sys.stdin:
        asked = json.loads(line)
        if "end" in asked:
            said = os.waitstatus_to_exitcode(os.waitpid(asked["end"], 0)[1])
        else:
            said = os.fork()
            if said == 0:
                _born(asked["says"], asked["words"], asked["room"])
        os.write(1, f"{said}\n".encode())


if __name__ == "__main__":
    import resource
    import traceback

    from tests.helpers import sync_process

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write that finds no room fails, as on a disk
    _serve()
