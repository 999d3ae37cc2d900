"""Work off the main thread: one lane for the store, a small pool for the rest; results come home on the main thread.

A job gets plain values and never a widget. It runs in the language of who asked. An answer for a view that has gone, or
that asked the same thing again since, is dropped.
"""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from desktop.models.base import new_id
from desktop.models.faults import RuleBroken, WorldFault

Result = TypeVar("Result")
Fault = RuleBroken | WorldFault

_log = logging.getLogger(__name__)
_DRAIN_SECONDS = 10.0
_FRAME_MS = 16


@dataclass(frozen=True)
class Bug:
    """What may be told of a fault of ours: where, never about whom. The message of an exception may hold a name.

    Attributes:
        number: To find it again in the log.
        kind: Class of the exception.
        places: ``module:line`` from the outermost call to the one that failed, at most eight.
    """

    number: str
    kind: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class _Ask:
    owner: WeakMethod[Callable[..., None]]
    failed: WeakMethod[Callable[[Fault], None]] | None
    key: str


@dataclass(frozen=True)
class _Outcome:
    ask: _Ask
    turn: int
    value: object = None
    error: Exception | None = field(default=None)
    in_lane: bool = False


class Tasks(QObject):
    """The lane and the pool.

    Signals:
        fault: A `RuleBroken` or `WorldFault` nobody took.
        bug: A `Bug`: anything else that was raised.
        idle: Nothing is under way any more.
        written: Nothing that reads or writes the store is under way any more; what goes on waits for something else.
    """

    fault = Signal(object)
    bug = Signal(object)
    idle = Signal()
    written = Signal()
    _came_home = Signal(object)

    def __init__(self, *, others: int = 2) -> None:
        super().__init__()
        self._lane = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._pool = ThreadPoolExecutor(others, thread_name_prefix="work")
        self._under_way: set[Future[None]] = set()
        self._turns: dict[tuple[int, str], int] = {}
        self._waiting = 0
        self._writing = 0
        self._closed = False
        self._came_home.connect(self._on_came_home, Qt.ConnectionType.QueuedConnection)
        self._afterwards: deque[_Outcome] = deque()
        self._next_frame = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._next_frame.timeout.connect(self._on_next_frame)

    def store(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        failed: Callable[[Fault], None] | None = None,
        key: str = "",
    ) -> None:
        """Runs a job that reads or writes the store, one after the other, in the order asked.

        `then` and `failed` are bound methods of a QObject. With a `key`, only the answer to the latest question of that
        object under that key comes home.
        """
        self._start(self._lane, job, then, failed, key)

    def other(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        failed: Callable[[Fault], None] | None = None,
        key: str = "",
    ) -> None:
        """Runs a job that does not touch the store, such as laying out a paper, beside others."""
        self._start(self._pool, job, then, failed, key)

    def afterwards(self, then: Callable[[Result], None], value: Result, *, key: str) -> None:
        """Hands a value over in a turn of its own, when what was shown before has been painted.

        What an answer fills is thus spread over frames, and no key that is typed meanwhile has to wait for all of it.
        """
        if self._closed:
            return
        self._waiting += 1
        self._afterwards.append(_Outcome(_Ask(WeakMethod(then), None, key), self._next_turn(then, key), value=value))
        if not self._next_frame.isActive():
            self._next_frame.start()

    def is_idle(self) -> bool:
        """True when every answer has come home."""
        return self._waiting == 0

    def is_written(self) -> bool:
        """True when every answer of the store has come home."""
        return self._writing == 0

    def close(self, limit: float = _DRAIN_SECONDS) -> bool:
        """Takes no more jobs and waits for those under way, `limit` seconds at most; false when some still run.

        Jobs that were asked for but not begun are still done: a write must not be lost. No answer comes home.
        """
        self._closed = True
        self._lane.shutdown(wait=False)
        self._pool.shutdown(wait=False, cancel_futures=True)
        if wait(tuple(self._under_way), timeout=limit).not_done:
            return False
        self._lane.shutdown()
        self._pool.shutdown()
        return True

    def _start(
        self,
        pool: ThreadPoolExecutor,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Fault], None] | None,
        key: str,
    ) -> None:
        if self._closed:
            return
        ask = _Ask(WeakMethod(then), WeakMethod(failed) if failed else None, key)
        turn = self._next_turn(then, key)
        self._waiting += 1
        self._writing += pool is self._lane
        future = pool.submit(copy_context().run, self._do, job, ask, turn, pool is self._lane)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)

    def _next_turn(self, then: Callable[[Result], None], key: str) -> int:
        if not key:
            return 0
        place = (id(getattr(then, "__self__", then)), key)
        self._turns[place] = self._turns.get(place, 0) + 1
        return self._turns[place]

    def _do(self, job: Callable[[], object], ask: _Ask, turn: int, in_lane: bool) -> None:  # noqa: FBT001 - by place
        try:
            outcome = _Outcome(ask, turn, value=job(), in_lane=in_lane)
        except Exception as error:  # noqa: BLE001 - the one place where work off the main thread may fail
            outcome = _Outcome(ask, turn, error=error, in_lane=in_lane)
        if not self._closed:
            self._came_home.emit(outcome)

    def _on_came_home(self, outcome: _Outcome) -> None:
        self._waiting -= 1
        if not self._closed:
            self._hand_over(outcome)
        self._writing -= outcome.in_lane
        if outcome.in_lane and self._writing == 0:
            self.written.emit()
        if self._waiting == 0:
            self.idle.emit()

    def _on_next_frame(self) -> None:
        outcome = self._afterwards.popleft()
        if self._afterwards:
            self._next_frame.start()
        self._on_came_home(outcome)

    def _hand_over(self, outcome: _Outcome) -> None:
        then = outcome.ask.owner()
        owner = getattr(then, "__self__", None)
        gone = then is None or (isinstance(owner, QObject) and not isValid(owner))
        if outcome.error is not None:
            self._fail(outcome.error, None if gone else outcome.ask.failed)
        elif then is not None and not gone and self._is_latest(outcome, owner):
            then(outcome.value)

    def _is_latest(self, outcome: _Outcome, owner: object) -> bool:
        return not outcome.ask.key or self._turns.get((id(owner), outcome.ask.key)) == outcome.turn

    def _fail(self, error: Exception, failed: WeakMethod[Callable[[Fault], None]] | None) -> None:
        if not isinstance(error, RuleBroken | WorldFault):
            self.bug.emit(bug_of(error))
            return
        handler = failed() if failed else None
        if handler is not None:
            handler(error)
        else:
            self.fault.emit(error)


def bug_of(error: BaseException) -> Bug:
    """What may be told of an exception; it is logged with its number, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = tuple(f"{PurePath(f.filename).stem}:{f.lineno}" for f in frames)[-8:]
    bug = Bug(new_id()[-12:], type(error).__name__, places)
    _log.error("bug %s: %s at %s", bug.number, bug.kind, " > ".join(bug.places))
    return bug
