"""The steps of the plan in their five areas, each with its box to tick: Tab and the space bar are enough."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.kinds import TaskArea
from desktop.models.labels import label
from desktop.services.eighteen_page import Step
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tick import Tick
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text

_AT_ONCE = 5
"""Rows that are made in one turn."""


class StepRow(QWidget):
    """One step.

    Signals:
        ticked: The `Step`, and True when it was ticked as done.
        edit_asked: The `Step`.
        drop_asked: The `Step`; only of one's own.
    """

    ticked = Signal(object, bool)
    edit_asked = Signal(object)
    drop_asked = Signal(object)

    def __init__(self, step: Step, today: date) -> None:
        super().__init__()
        self.step = step
        layout = column(self, gap=Space.XS)
        self.tick = Tick()
        self.tick.box.setObjectName(f"step-{_key(step)}")
        self.tick.given.connect(self._on_ticked)
        layout.addWidget(self.tick)
        under = column(gap=Space.XS)
        # Under the words, not under the box.
        under.setContentsMargins(self.tick.box.sizeHint().width(), 0, 0, 0)
        self._detail = Text("", "muted")
        under.addWidget(self._detail)
        self._badge = Badge("")
        self._edit = edit = QuietButton(_("Change …"), icon="edit")
        edit.setObjectName(f"edit-{_key(step)}")
        edit.clicked.connect(self._on_edit)
        line = Beside(gap=Space.S, below=Space.XS, sharing=False)
        line.put(self._badge, share=0, down=0.5)
        line.put(edit, share=0, down=0.5)
        if not step.task.code:
            drop = QuietButton(_("Take off"), icon="remove")
            drop.setAccessibleName(_("Take the step off the plan: {step}", step=step.text))
            drop.clicked.connect(self._on_drop)
            line.put(drop, share=0, down=0.5)
        under.addLayout(line)
        layout.addLayout(under)
        self.show_step(step, today)

    def show_step(self, step: Step, today: date) -> None:
        """The same step as it is now."""
        self.step = step
        self.tick.say(step.text)
        self._edit.setAccessibleName(_("Change the step: {step}", step=step.text))
        self.tick.put(step.task.done_on is not None)
        asked = _("at: {where}", where=step.at) if step.at else ""
        source = f"{step.source.document}, {step.source.paragraph}" if step.source else ""
        self._detail.setText(" · ".join(filter(None, (step.owner, asked))))
        self._detail.setVisible(bool(self._detail.text()))
        proposal = _("The source names no moment: this day is a proposal.") if step.is_proposal else ""
        self.setToolTip("\n".join(filter(None, (source, proposal))))
        word, tone, icon = _badge(step, today)
        self._badge.say(word, tone=tone, icon=icon)
        self.tick.box.setAccessibleDescription(" · ".join(filter(None, (word, step.owner, asked, source))))

    def _on_ticked(self, done: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        self.ticked.emit(self.step, done)

    def _on_edit(self) -> None:
        self.edit_asked.emit(self.step)

    def _on_drop(self) -> None:
        self.drop_asked.emit(self.step)


class AreaCard(Card):
    """The steps of one area, with how many are done.

    Signals:
        ticked: See `StepRow`.
        edit_asked: Idem.
        drop_asked: Idem.
    """

    ticked = Signal(object, bool)
    edit_asked = Signal(object)
    drop_asked = Signal(object)

    def __init__(self, area: TaskArea) -> None:
        super().__init__(label(area))
        self.area = area
        self.setObjectName(f"area-{area.value}")
        self._progress = Badge("")
        self.head.addWidget(self._progress)
        self._rows: list[StepRow] = []
        self._none = Text(_("No steps here."), "muted")
        self.body.addWidget(self._none)
        self._inside = column(gap=Space.M)
        self.body.addLayout(self._inside)

    def show_steps(self, steps: tuple[Step, ...], today: date) -> bool:
        """Shows the steps; the same ones keep their place, and with it the keyboard. False when there are more to make.

        The steps of the rules are the same for many: those rows are kept for the next young person. So many are made at
        once that a frame can hold it; who is told False asks again in the next.
        """
        known = [_key(row.step) for row in self._rows]
        if known != [_key(step) for step in steps[: len(known)]]:
            clear(self._inside)
            self._rows = []
        for row, step in zip(self._rows, steps, strict=False):
            row.show_step(step, today)
        made = len(self._rows)
        for step in steps[made : made + _AT_ONCE]:
            self._make(step, today)
        done = sum(step.task.done_on is not None for step in steps)
        complete = bool(steps) and done == len(steps)
        text = _("{done} of {all} done", done=done, all=len(steps))
        self._progress.say(text, tone=Tone.GOOD if complete else Tone.MUTED, icon="check" if complete else "list")
        self._none.setVisible(not steps)
        return len(self._rows) == len(steps)

    def _make(self, step: Step, today: date) -> None:
        row = StepRow(step, today)
        row.ticked.connect(self.ticked)
        row.edit_asked.connect(self.edit_asked)
        row.drop_asked.connect(self.drop_asked)
        self._rows.append(row)
        self._inside.addWidget(row)


def _key(step: Step) -> str:
    """The rules' own name of it; of one's own its id."""
    return step.task.code or step.task.id


def _badge(step: Step, today: date) -> tuple[str, Tone, str]:
    if step.task.done_on:
        return _("done on {day}", day=short_day(step.task.done_on)), Tone.GOOD, "check"
    day = short_day(step.task.due)
    if step.is_late(today):
        return _("late: {day}", day=day), Tone.BAD, "caution"
    return _("at the latest {day}", day=day), Tone.MUTED, "calendar"
