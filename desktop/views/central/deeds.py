"""One thing at a time at a central store, off the event loop: how far it is, and stopping what can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.central_desk import Told
from desktop.views.design.messages import ProgressStrip
from desktop.views.progress import Relay, unless_stopped
from desktop.views.tasks import Tasks

Found = TypeVar("Found")
Refused = Callable[[RuleBroken | WorldFault], None]


class Deeds:
    """While one is done nothing else on the ground can be pressed.

    Attributes:
        strip: How far it is; it stands outside the ground, so that it can be stopped.
    """

    def __init__(self, tasks: Tasks, ground: QWidget) -> None:
        self._tasks, self._ground = tasks, ground
        self.strip = ProgressStrip()

    def do(self, words: str, job: Callable[[], Found], then: Callable[[Found], None], failed: Refused) -> None:
        """One that cannot be stopped half way. Both ways out must call `done`."""
        self._begin(words, stoppable=False)
        self._tasks.other(job, then, failed=failed)

    def do_told(
        self, words: str, job: Callable[[Told], Found], then: Callable[[Found | None], None], failed: Refused
    ) -> None:
        """One that tells how far it is and can be stopped: then it gives None, and nothing half stays."""
        self._begin(words, stoppable=True)
        self._tasks.other(partial(unless_stopped, partial(job, Relay(self.strip))), then, failed=failed)

    def done(self) -> None:
        """Everything can be pressed again."""
        self.strip.end()
        self._ground.setEnabled(True)

    def _begin(self, words: str, *, stoppable: bool) -> None:
        self._ground.setEnabled(False)
        self.strip.begin(words, stoppable=stoppable)
