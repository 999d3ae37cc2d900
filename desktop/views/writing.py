"""Writing: done on the store's lane, told to every screen, and said with a way back, also when its screen has gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from weakref import WeakMethod

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.models.faults import RuleBroken, WorldFault
from desktop.views.notifier import ChangeNotifier, changes_in
from desktop.views.tasks import Fault, Tasks


class Voice(Protocol):
    """Who can say something in passing."""

    def say(self, text: str, *, undo: str = "", icon: str = "check") -> None:
        """Shows a passing message; `undo` is the act's id when it can be undone from the message."""


class Writer(QObject):
    """Carries out what screens write."""

    def __init__(self, tasks: Tasks, notifier: ChangeNotifier, voice: Voice) -> None:
        super().__init__()
        self._tasks = tasks
        self._notifier = notifier
        self._voice = voice

    def write(
        self,
        job: Callable[[], object],
        then: Callable[[object], None] | None = None,
        *,
        failed: Callable[[Fault], None] | None = None,
        said: str = "",
    ) -> None:
        """Runs a writing service; `then` gets its answer, `said` is shown with a way back.

        `then` and `failed` are bound methods; a view that has gone is passed over, the screens are told all the same.
        """
        deed = _Deed(self, then, failed, said)
        self._tasks.store(job, deed.on_done, failed=deed.on_failed)

    def done(self, result: object, said: str) -> None:
        """Tells the screens and says what was done."""
        changes = changes_in(result)
        self._notifier.tell(changes)
        if said and (not isinstance(self._voice, QObject) or isValid(self._voice)):
            # A window that was closed meanwhile says nothing any more; the others show what was written.
            self._voice.say(said, undo=changes.act)

    def refused(self, fault: Fault) -> None:
        """Hands a fault nobody takes to the window."""
        self._tasks.fault.emit(fault)


class _Deed(QObject):
    def __init__(
        self,
        writer: Writer,
        then: Callable[[object], None] | None,
        failed: Callable[[Fault], None] | None,
        said: str,
    ) -> None:
        super().__init__(writer)
        self._writer = writer
        self._then = WeakMethod(then) if then else None
        self._failed = WeakMethod(failed) if failed else None
        self._said = said

    def on_done(self, result: object) -> None:
        self._writer.done(result, self._said)
        then = _alive(self._then)
        if then is not None:
            then(result)
        self.deleteLater()

    def on_failed(self, fault: RuleBroken | WorldFault) -> None:
        failed = _alive(self._failed)
        (failed or self._writer.refused)(fault)
        self.deleteLater()


def _alive(method: WeakMethod[Callable[..., None]] | None) -> Callable[..., None] | None:
    found = method() if method else None
    owner = getattr(found, "__self__", None)
    return None if isinstance(owner, QObject) and not isValid(owner) else found
