"""What a piece of a sync takes: on the wall, of the processor, of memory, and from the main thread."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time, sleep
from typing import TypeVar

T = TypeVar("T")
_TICK = 0.001


@dataclass(frozen=True)
class Spent:
    """What one piece took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of the processor in this process and the database's."""
    held: int = 0
    """Megabytes of memory beyond what the process had before."""
    late: float = 0.0
    """The longest that the main thread waited for its turn, in milliseconds."""


def apart(job: Callable[..., T], *told: object) -> T:
    """What a job gives, in a process of its own so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(job, told)


def spent(job: Callable[[], object]) -> Spent:
    """What a job takes on this thread."""
    begun, cpu, served = perf_counter(), process_time(), _served()
    job()
    return Spent(perf_counter() - begun, process_time() - cpu + _served() - served)


def spent_threaded(job: Callable[[], object]) -> Spent:
    """What a job takes on a thread of its own, while the main thread only wants to have its turn.

    As under the window: what is loaded stays, and nobody looks for circles while work is under way (`views.tidying`).
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    before, taken, failed = _megabytes(), list[Spent](), list[BaseException]()

    def work() -> None:
        try:
            taken.append(spent(job))
        except BaseException as error:  # noqa: BLE001 - raised again on the main thread
            failed.append(error)

    thread, late = Thread(target=work), 0.0
    thread.start()
    while thread.is_alive():
        begun = perf_counter()
        sleep(_TICK)
        late = max(late, perf_counter() - begun - _TICK)
    gc.enable()
    if failed:
        raise failed[0]
    return Spent(taken[0].wall, taken[0].cpu, _megabytes() - before, late * 1000)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _served() -> float:
    """Seconds that the database server worked which the benchmark started; 0 where nobody tells."""
    told = {int(stat[0]): stat for stat in _stats() if stat[1] == "postgres"}
    first = next((pid for pid, stat in told.items() if int(stat[2]) == os.getppid()), None)
    # Who started the others has the time of those that are gone.
    of_all = sum(sum(map(int, stat[3:5])) for pid, stat in told.items() if first in (pid, int(stat[2])))
    return (of_all + sum(map(int, told[first][5:7]))) / os.sysconf("SC_CLK_TCK") if first else 0.0


def _stats() -> Iterator[list[str]]:
    """Of every process its number, name, parent, and the ticks of itself and of its children that are gone."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, rest = path.read_text(encoding="utf-8").rsplit(")", 1)
        except OSError:
            continue
        number, name = before.split(" (", 1)
        told = rest.split()
        yield [number, name, told[1], *told[11:15]]
