"""What every page of data that a municipality sets has: what it is about, a form, and lines with what may be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.own_form import OwnForm

LineKind = TypeVar("LineKind")


class OwnDataPanel(QWidget, Generic[LineKind]):
    """A card that tells what it is about, a form when one is open, and the lines. A subclass says which.

    Attributes:
        kind: Of what is stored: a change of it is shown at once.
        head: The card on top, for a button of the subclass's own.
        form: The form that is open; None when none is.
        lines: Layout that they stand in.
    """

    kind = ""

    def __init__(self, desk: Desk, title: str, told: str, *, may_change: bool) -> None:
        super().__init__()
        self.desk, self.may_change = desk, may_change
        self.form: OwnForm | None = None
        self.head = Card(title)
        self.head.body.addWidget(Text(told, "muted"))
        if not may_change:
            who = _("Only a team lead, contract manager or administrator changes them.")
            self.head.body.addWidget(Text(who, "small"))
        self._page = layout = column(self, gap=Space.L)
        layout.addWidget(self.head)
        self._forms, self.lines = column(gap=Space.L), column(gap=Space.M)
        layout.addLayout(self._forms)
        layout.addLayout(self.lines)
        layout.addStretch(1)
        self._drawn: list[tuple[LineKind, QWidget]] = []
        self._drawing: Iterator[bool] = iter(())
        self._new: Button | None = None
        self._opener: QWidget | None = None
        desk.notifier.changed.connect(self._on_changed)

    def put_above(self, card: QWidget) -> None:
        """Another card over the head, for something of its own that belongs on the same page."""
        self._page.insertWidget(0, card)

    def put_below(self, card: QWidget) -> None:
        """Another card under the lines, likewise."""
        self._page.insertWidget(self._page.indexOf(self.lines) + 1, card)

    def reads(self) -> Callable[[], Sequence[LineKind]]:
        """What reads the lines; it is called off the main thread."""
        raise NotImplementedError

    def card(self, line: LineKind) -> QWidget:
        """A line, drawn."""
        raise NotImplementedError

    def offer_new(self, text: str, name: str, does: Callable[[], object]) -> None:
        """A button in the head for who may change; `name` is its object name."""
        if self.may_change:
            new = Button(text, icon="add")
            new.setObjectName(name)
            new.clicked.connect(partial(_without_state, does))
            self.head.body.addWidget(Flowing(new))
            self._new = new

    def allow_new(self, *, allowed: bool) -> None:
        """Whether that button can be pressed."""
        if self._new is not None:
            self._new.setEnabled(allowed)

    def open_form(self, form: OwnForm, *_rest: object) -> None:
        """Opens a form above the lines, with the keyboard in it, in the place of another."""
        self.close_form()
        self._opener = self.focusWidget()
        self.form = form
        form.kept.connect(self.on_kept)
        form.left.connect(self.close_form)
        self._forms.addWidget(form)
        form.begin()

    def close_form(self) -> None:
        """Takes the form away; the keyboard goes back to where it was opened from."""
        at = self.focusWidget()
        was_in = self.form is not None and at is not None and self.form.isAncestorOf(at)
        self.form = None
        if was_in and self._opener is not None and isValid(self._opener):
            self._opener.setFocus()
        clear(self._forms)

    def on_kept(self, filled_in: object) -> None:
        """The person keeps what the form holds."""
        raise NotImplementedError

    def keep(self, job: Callable[[], object], said: str) -> None:
        """Writes what stands in the form, which closes when it is written; else the fault stands at its field."""
        self.desk.writer.write(job, self._on_written, failed=self._on_refused, said=said)

    def write(self, job: Callable[[], object], said: str) -> None:
        """Does what a button of a line says."""
        self.desk.writer.write(job, self._on_done, failed=self._on_refused, said=said)

    def fetch(self) -> None:
        """Reads the lines anew."""
        self.desk.tasks.store(self.reads(), self.show_lines, key=f"own-data-{self.kind}-{type(self).__name__}")

    def show_lines(self, lines: Sequence[LineKind]) -> None:
        """Draws a card a line, each in a frame of its own: one may be typing. A line that stays keeps its card."""
        before, self._drawn = self._drawn, []
        self._drawing = self._draw(lines, before)
        if not before:
            self._go_on(self._drawing)
            return
        ground = _ground(self)
        with kept_focus(ground) if ground else nullcontext():
            list(self._drawing)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fetch()

    def _draw(self, lines: Sequence[LineKind], before: list[tuple[LineKind, QWidget]]) -> Iterator[bool]:
        """Yields after every card that was made."""
        for at, line in enumerate(lines):
            same = next((pair for pair in before if pair[0] == line), None)
            if same is not None:
                before.remove(same)
            card = same[1] if same else self.card(line)
            self.lines.insertWidget(at, card)
            self._drawn.append((line, card))
            if same is None:
                yield True
        for _line, card in before:
            card.hide()
            self.lines.removeWidget(card)
            card.deleteLater()

    def _go_on(self, drawing: Iterator[bool]) -> None:
        if drawing is self._drawing and next(drawing, False):
            self.desk.tasks.afterwards(self._go_on, drawing, key=f"own-data-lines-{type(self).__name__}")

    def _on_changed(self, changes: ChangeSet) -> None:
        if self.kind and changes.touches(self.kind) and self.isVisible():
            self.fetch()

    def _on_written(self, answer: object) -> None:
        self.close_form()
        self._on_done(answer)

    def _on_done(self, _answer: object) -> None:
        if not self.kind:
            # No change of what is stored tells it.
            self.fetch()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        if self.form is None or not self.form.refuse(fault):
            self.desk.navigator.say(explain(fault), icon="caution")


def act_button(text: str, icon: str, about: str, does: Callable[[], object]) -> QuietButton:
    """What may be done with a line; spoken with the name of what it is about."""
    button = QuietButton(text, icon=icon)
    button.setAccessibleName(f"{text}: {about}")
    button.clicked.connect(partial(_without_state, does))
    return button


def source_line(document: str, paragraph: str) -> Text:
    """Where it stands."""
    return Text(_("Source: {source}", source=", ".join(filter(None, (document, paragraph)))), "small")


def _ground(widget: QWidget) -> QScrollArea | None:
    """What it is scrolled in."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _without_state(does: Callable[[], object], _checked: object = None) -> None:
    does()
