"""The investigation step by step: the questions of the court, with what the talk says to them already."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Law
from desktop.rules.step_plans import QUESTION, STEP_PLANS
from desktop.services.conversations import StepShown
from desktop.services.wording import explain
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.keeping import Keeping

_ANSWER = "answer"


class StepsCard(Card):
    """A part for each question of the act's step plan; hidden under an act that has none.

    Signals:
        typed: (step id, what was seen by field, the answer).
        made: Other questions stand here than before.

    Attributes:
        parts: By step's id.
    """

    typed = Signal(str, object, str)
    made = Signal()

    def __init__(self) -> None:
        super().__init__(_("The investigation, step by step"))
        self.setObjectName("talk-steps")
        self.parts: dict[str, StepPart] = {}
        self._law: Law | None = None
        self._inside = column(gap=Space.L)
        self.body.addLayout(self._inside)

    def draw(self, law: Law, shown: Iterable[StepShown], *, first: bool, done: bool) -> None:
        """Shows what was answered; not in a field that is being typed in, unless it is the `first` time."""
        steps = tuple(shown)
        if law is not self._law:
            self._make(law, steps)
        for step in steps:
            self.parts[step.step.id].draw(step, first=first, done=done)
        self.setVisible(bool(steps) and (not done or any(step.answer for step in steps)))

    def forget(self) -> None:
        """Another talk is opened."""
        for part in self.parts.values():
            part.forget()

    def fields(self) -> list[QWidget]:
        """In the order they are read."""
        return [part.field for part in self.parts.values()]

    def flush(self) -> None:
        """Hands on what was typed, now."""
        for part in self.parts.values():
            part.kept.flush()

    def _make(self, law: Law, steps: Iterable[StepShown]) -> None:
        self._law = law
        clear(self._inside)
        plan = STEP_PLANS.get(law)
        if plan:
            source = f"{plan.source.document}, {plan.source.paragraph}"
            told = _("Every step must be found back in the report ({source}).", source=source)
            self._inside.addWidget(Text(told, "muted"))
        self.parts = {
            one.step.id: StepPart(number, one.step.id, _(one.step.asks)) for number, one in enumerate(steps, 1)
        }
        for part in self.parts.values():
            part.typed.connect(self.typed)
            self._inside.addWidget(part)
        self.made.emit()


class StepPart(QWidget):
    """One question with the field for its answer; the first has no field, for the talk answers it.

    Signals:
        typed: (step id, what was seen by field, the answer).

    Attributes:
        field: Of the answer.
    """

    typed = Signal(str, object, str)

    def __init__(self, number: int, step: str, asks: str) -> None:
        super().__init__()
        self._step = step
        self.kept = Keeping(self, self._keep)
        inside = column(self, gap=Space.XS)
        # Not the field's own label, which stays on one line: a question is a whole sentence.
        inside.addWidget(Text(f"{number}. {asks}", "label"))
        self.field = LongText(lines=2)
        self.field.setObjectName(f"step-{step}")
        self.field.setAccessibleName(asks)
        self.field.typed.connect(self._on_text)
        self._row = FieldRow("", self.field)
        inside.addWidget(self._row)
        self._row.setVisible(step != QUESTION)
        self._beside = column(gap=Space.XS)
        inside.addLayout(self._beside)

    def draw(self, shown: StepShown, *, first: bool, done: bool) -> None:
        """Shows the answer and what was written elsewhere."""
        self._say_beside(shown.beside)
        if self._step == QUESTION:
            return
        if first or not (self.kept.leaves_alone(_ANSWER) or self.field.hasFocus()):
            self.field.put(shown.answer)
            self.kept.showed(_ANSWER, shown.answer)
        self.field.lock(done)
        self.setVisible(not done or bool(shown.answer))

    def forget(self) -> None:
        """Another talk is opened."""
        self.kept.forget()
        self._row.problem("")

    def take_up(self, text: str) -> None:
        """Types again what could not be kept before."""
        self.field.put(text)
        self.kept.put(_ANSWER, text)

    def on_written(self, answer: object) -> None:
        """Says under the field what could not be kept; the text stays there."""
        self.kept.tell_refused(answer, {_ANSWER: self._row})

    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        """Says under the field what is wrong."""
        self.kept.failed(fault)
        self._row.problem(explain(fault))

    def _say_beside(self, said: Iterable[str]) -> None:
        clear(self._beside)
        lines = tuple(said)
        for line in lines:
            self._beside.addWidget(Text(line, "quote" if self._step == QUESTION else "muted"))
        if self._step == QUESTION and not lines:
            self._beside.addWidget(Text(_('You write it down under "The question".'), "muted"))

    def _on_text(self, text: str) -> None:
        if self._row.problem_text():
            self._row.problem("")
        self.kept.put(_ANSWER, text)

    def _keep(self, typed: dict[str, object]) -> None:
        self.typed.emit(self._step, self.kept.saw(typed), str(typed[_ANSWER]))
