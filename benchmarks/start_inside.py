"""A process of the real program from its first window to Today, and then left alone; for `benchmarks.start`."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import desktop.__main__  # noqa: F401 - what `naober` begins with

gc.disable()  # as `desktop.door` does

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - in the order of the program
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402 - idem

from desktop.door import now, take_turns  # noqa: E402 - idem
from desktop.views.design.buttons import RowButton  # noqa: E402 - idem
from desktop.views.desk import Place  # noqa: E402 - idem
from desktop.views.front import Front, keep_loaded  # noqa: E402 - idem

_STEP_MS = 5
_SETTLED_MS = 5_000


class Beats:
    """The turns of the window's loop, in ms."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, perf_counter()
        self._timer = QTimer(interval=_STEP_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def stop(self) -> None:
        """No more of them: a timer is work too."""
        self._timer.stop()

    def _on_beat(self) -> None:
        now_ = perf_counter()
        self.longest, self._last = max(self.longest, (now_ - self._last) * 1000 - _STEP_MS), now_


def until(met: Callable[[], object]) -> None:
    """Lets the program go on until something is so; asleep meanwhile, as the program is."""
    loop = QEventLoop()
    look = QTimer(interval=_STEP_MS)
    look.timeout.connect(lambda: loop.quit() if met() else None)
    look.start()
    loop.exec()
    look.stop()


def wait(ms: int) -> None:
    """Lets the program go on for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def opened(front: Front, passphrase: str) -> dict[str, float]:
    """From Enter until the store is open, and from then until the first lines of Today stand there."""
    program: Any = front.program
    line = front.gate.findChildren(QLineEdit)[0]
    at: dict[str, float] = {}
    line.setText(passphrase)
    program.gate.opened.connect(lambda _workplace: at.update(wall=perf_counter(), cpu=process_time()))
    begun = perf_counter()
    line.returnPressed.emit()
    until(lambda: program.window is not None)
    today = program.window.screen_of(Place.TODAY)
    until(lambda: today.findChildren(RowButton))
    program.window.grab()
    return {
        "open": (at["wall"] - begun) * 1000,
        "today": (perf_counter() - at["wall"]) * 1000,
        "today-cpu": (process_time() - at["cpu"]) * 1000,
    }


def main(store: str, passphrase: str, seconds: int) -> None:
    """Prints what was measured as one JSON object."""
    take_turns()
    app = QApplication([])
    front = Front(app, Path(store), now)
    beats, wall, processor = Beats(), perf_counter(), process_time()
    front.begun.connect(keep_loaded)
    front.begin()
    until(lambda: front.program is not None)
    found = {
        "loaded": (perf_counter() - wall) * 1000,
        "loaded-cpu": (process_time() - processor) * 1000,
        "held": beats.longest,
    }
    beats.stop()
    found |= opened(front, passphrase)
    wait(_SETTLED_MS)
    processor = process_time()
    wait(seconds * 1000)
    found["idle"] = (process_time() - processor) * 1000
    sys.stdout.write(json.dumps(found) + "\n")
    front.end()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
