"""What a piece of a sync takes: on the wall, of the processor, of memory, and from the main thread."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import clock_gettime, perf_counter, process_time, pthread_getcpuclockid, sleep
from typing import TypeVar

from desktop.bootstrap import keep_loaded, take_turns

T = TypeVar("T")
_TICK = 0.001
_HERE = Path("/proc/self")


@dataclass(frozen=True)
class Spent:
    """What one piece took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of the processor in this process and the database's."""
    held: int = 0
    """Megabytes of memory beyond what the process had before, at the most."""
    late: float = 0.0
    """The longest that the main thread waited for its turn, in milliseconds."""
    kept: float = 0.0
    """The same, as far as the work itself had the processor; the rest is of what else the machine does."""


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

    As in the program on the screen: what is loaded stays, work hands over soon, and circles of objects are looked for
    between pieces of work only (`desktop.views.tidying`).
    """
    keep_loaded()
    take_turns()
    gc.disable()
    before, taken, failed = _forget_peak(), list[Spent](), list[BaseException]()

    def work() -> None:
        try:
            taken.append(spent(job))
        except BaseException as error:  # noqa: BLE001 - raised again on the main thread
            failed.append(error)

    late, kept = _lateness(Thread(target=work))
    if failed:
        raise failed[0]
    return Spent(taken[0].wall, taken[0].cpu, _peak() - before, late * 1000, kept * 1000)


def _lateness(thread: Thread) -> tuple[float, float]:
    """The longest beyond a tick that waking took while a thread is at work, and of that the work's own at the most."""
    late = kept = 0.0
    thread.start()
    while thread.is_alive():
        begun, worked, queued = perf_counter(), _worked(thread), _queued()
        sleep(_TICK)
        waited = perf_counter() - begun - _TICK
        own = min(waited - (_queued() - queued), _worked(thread) - worked)
        late, kept = max(late, waited), max(kept, own)
    return late, kept


def _queued() -> float:
    """Seconds that this thread could run and had no processor; none where nobody tells."""
    with suppress(OSError):
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    return 0.0


def _worked(thread: Thread) -> float:
    """Seconds of the processor that a thread had; none once it is gone."""
    with suppress(OSError):
        return clock_gettime(pthread_getcpuclockid(thread.ident or 0)) if thread.is_alive() else 0.0
    return 0.0


def _forget_peak() -> int:
    """Megabytes that the process has now, from which its peak is counted."""
    with suppress(OSError):
        (_HERE / "clear_refs").write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    """Megabytes of this process at the most; what the system counts by itself begins with its parent's."""
    with suppress(OSError):
        told = (_HERE / "status").read_text(encoding="ascii")
        return next(int(line.split()[1]) // 1024 for line in told.splitlines() if line.startswith("VmHWM"))
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
