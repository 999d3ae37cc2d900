"""How far meeting the team is, wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.language import N_, _
from desktop.views.design.messages import ProgressStrip

if TYPE_CHECKING:
    from desktop.views.meeting import Meeting

STEPS = {
    "send": N_("Sending what you changed …"),
    "read": N_("Fetching what colleagues changed …"),
    "reach": N_("Fetching the cases that you may see now …"),
    "compare": N_("Checking that everything is whole …"),
}
"""What a step of the sync is called."""


class MeetingStrip(ProgressStrip):
    """Stands there while a meeting is under way, and can stop it."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._step = ""
        meeting.begun.connect(self.show_begun)
        meeting.stepped.connect(self._on_step)
        meeting.ended.connect(self.end)
        meeting.refused.connect(self.end)
        self.cancelled.connect(meeting.stop)

    def show_begun(self) -> None:
        """Shows it from the first step."""
        self._step = "send"
        self.begin(_(STEPS[self._step]))

    def _on_step(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self._step = step
            self.say(_(STEPS.get(step, step)))
        self.step(done, total)
