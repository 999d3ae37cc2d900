"""What one does with a draft as a whole, and with the help it became."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import IndicationChange
from desktop.services.answers import say_what_it_answers
from desktop.services.approved_help import start_help
from desktop.services.deciding import decide_as_typed
from desktop.services.draft_changes import begin_change, change_volume
from desktop.services.draft_lines import add_line
from desktop.services.evaluations import end_stopped_help
from desktop.services.forms import Beside, write_what_can_be
from desktop.services.indications import answer_prompt, approve, hand_in, return_with_remarks, take_back
from desktop.services.withdrawals import let_go
from desktop.views.indication.advice import reason_name
from desktop.views.indication.afterwards import Afterwards
from desktop.views.indication.judging import Judging
from desktop.views.indication.kept_words import KeptWords
from desktop.views.indication.onward import Onward
from desktop.views.indication.ways import Ways
from desktop.views.screen import Screen

LEFT = "draft"
"""Under this name is kept what stands on the screen of a draft and not in the store."""


class Deeds(QObject):
    """Acts of the screen, on the indication that it shows.

    Signals:
        given_back: It was returned to the consultant.
        reason_written: What became of a reason at a prompt, as `desktop.services.forms.write_what_can_be` tells it.
    """

    given_back = Signal()
    reason_written = Signal(object)

    def __init__(self, screen: Screen, ways: Ways, words: KeptWords) -> None:
        super().__init__(screen)
        self._words = words
        self._screen = screen
        self._ways = ways
        self._here = screen.desk.workplace
        self._is_beginning = False

    def follow(self, afterwards: Afterwards, judging: Judging, onward: Onward) -> None:
        """Does what is asked by the second person, and after the approval."""
        judging.approved.connect(self.approve)
        judging.returned.connect(self.give_back)
        self.given_back.connect(judging.forget)
        onward.volume_given.connect(self.change_volume)
        onward.change_asked.connect(self.change)
        afterwards.decided.connect(self.decide)
        afterwards.let_go.connect(self.let_go)
        afterwards.stop_kept.connect(self.end_stopped)
        afterwards.started.connect(self.start)
        afterwards.answer_told.connect(self.say_answered)

    def hand_in(self) -> None:
        """Gives it to the second person, with every line of the draft."""
        self._screen.flush()
        # What a sample lets through is approved at once; the screen shows which of the two it was.
        said = _("Handed in; your team lead looks at it.") if self._here.profile.approval is None else _("Handed in.")
        self._screen.act(partial(hand_in, self._here, self._screen.thing), said=said)

    def take_back(self) -> None:
        """The author goes on with it."""
        job = partial(take_back, self._here, self._screen.thing)
        self._screen.act(job, said=_("Taken back; it is a draft again."))

    def give_back(self, remarks: str, at: dict[str, str]) -> None:
        """It is the consultant's turn: whoever judged it is not left with the form in their hands."""
        job = partial(return_with_remarks, self._here, self._screen.thing, remarks, at)
        self._screen.act(self._words.judged(job), self._on_given_back, said=_("Returned to the consultant."))

    def approve(self, on: date | None = None, why: str = "") -> None:
        """Approves it, which seals the text; on an earlier day when that is told, with why it is entered only now."""
        job = partial(approve, self._here, self._screen.thing, on, why)
        self._screen.act(self._words.judged(job), self._on_approved)

    def decide(self, typed: dict[str, object], replaces: str) -> None:
        """Writes the decision down; it takes the place of another one, or of none."""
        job = partial(decide_as_typed, self._here, replaces=replaces, **typed)
        self._screen.act(self._words.decided(job), said=_("The decision is written down."))

    def let_go(self) -> None:
        """An approved text of which the application was withdrawn ends."""
        self._screen.act(partial(let_go, self._here, self._screen.thing), said=_("The indication is ended."))

    def end_stopped(self) -> None:
        """The indication of help that stopped ends, on the day and for the reason that are known."""
        job = partial(end_stopped_help, self._here, self._screen.thing)
        self._screen.act(job, said=_("The indication is ended."))

    def say_answered(self, answers: tuple[str, ...]) -> None:
        """Writes down which applications the decision answers."""
        job = partial(say_what_it_answers, self._here, self._screen.thing, answers)
        self._screen.act(job, said=_("It is written down which application is answered."))

    def start(self, day: date) -> None:
        """Writes down that help began."""
        self._screen.act(partial(start_help, self._here, self._screen.thing, day), said=_("Help began."))

    def add_line(self, product: str) -> None:
        """Begins a further product beside it, and goes there."""
        self._screen.flush()
        self._begin(partial(add_line, self._here, self._screen.thing, product))

    def give_reason(self, code: str, reason: str) -> None:
        """Keeps why this case departs; one that is refused is kept beside the draft."""
        beside = Beside(LEFT, self._screen.thing, reason_name(code))
        keep = partial(answer_prompt, self._here, self._screen.thing, code)
        self._screen.act(partial(write_what_can_be, self._here, beside, keep, {"reason": reason}), self._on_reason)

    def change_volume(self, volume: int, day: date, reason: str) -> None:
        """Writes down more or less help."""
        job = partial(change_volume, self._here, self._screen.thing, volume, day, reason)
        self._screen.act(job, said=_("The change is written down."))

    def change(self, change: str) -> None:
        """Drafts what changes it, and goes there."""
        self._begin(partial(begin_change, self._here, self._screen.thing, IndicationChange(change)))

    def _begin(self, job: Callable[[], object]) -> None:
        """Once: a second press, as a double click is, would begin another one beside it."""
        if not self._is_beginning:
            self._is_beginning = True
            self._screen.desk.writer.write(job, self._on_begun, failed=self._on_not_begun)

    def _on_begun(self, answer: object) -> None:
        self._is_beginning = False
        self._ways.to_begun(answer)

    def _on_not_begun(self, fault: RuleBroken | WorldFault) -> None:
        self._is_beginning = False
        self._screen.show_fault(fault)

    def _on_reason(self, answer: object) -> None:
        self.reason_written.emit(answer)

    def _on_given_back(self, _changes: object) -> None:
        self.given_back.emit()
        self._ways.to_case()

    def _on_approved(self, _changes: object) -> None:
        self._screen.desk.navigator.say(_("Approved. The text is sealed."))
