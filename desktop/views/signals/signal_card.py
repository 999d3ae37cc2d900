"""One signal as the contract manager reads it, with what was done since and a way to write more."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import SignalStatus
from desktop.models.labels import label
from desktop.models.upkeep import SignalFollowUp
from desktop.services.signals import SignalPage, follow_up
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, LongText
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import PageTitle, Text
from desktop.views.desk import Desk
from desktop.views.half_typed import HalfTyped
from desktop.views.signals.readers import readers_note
from desktop.views.signals.record_dialog import FORM

TONES = {
    SignalStatus.NEW: (Tone.CAUTION, "flag"),
    SignalStatus.IN_HAND: (Tone.ACCENT, "clock"),
    SignalStatus.CLOSED: (Tone.GOOD, "check"),
}
"""Tone and icon by status."""


class SignalCard(Card):
    """A signal.

    Args:
        named: True where it must say which provider it is about, with a way to it.
    """

    def __init__(self, desk: Desk, page: SignalPage, *, named: bool) -> None:
        super().__init__(page.provider if named else label(page.signal.kind).capitalize(), gap=Space.M)
        self._desk = desk
        self._page = page
        tone, icon = TONES[page.status]
        self.head.addWidget(Badge(label(page.status), tone=tone, icon=icon))
        about = [label(page.signal.kind).capitalize()] if named else []
        about.append(_("seen on {day}", day=long_day(page.signal.seen_on)))
        who = page.recorded_by or _("a colleague who is not known here")
        about.append(_("recorded by {name} on {day}", name=who, day=long_day(page.signal.recorded_on)))
        self.body.addWidget(Text(" · ".join(about), "muted"))
        self.body.addWidget(Text(page.signal.text))
        for one in page.follow_ups:
            self.body.addWidget(_done(one))
        self.body.addWidget(self._buttons(named=named))

    def _buttons(self, *, named: bool) -> Flowing:
        done = Button(_("Follow up …"), icon="edit")
        done.setAccessibleName(_("Follow up the signal about {name}", name=self._page.provider))
        done.clicked.connect(self._on_follow_up)
        line = Flowing(done)
        if named:
            way = QuietButton(_("Open the provider"), icon="forward")
            way.setAccessibleName(_("Open {name}", name=self._page.provider))
            way.clicked.connect(partial(self._desk.navigator.open_entry, self._page.signal.provider_id))
            line.add(way)
        return line

    def _on_follow_up(self) -> None:
        FollowUpDialog(self._desk, self._page, self.window()).begin()


class FollowUpDialog(QDialog):
    """What was done, and where the signal stands now."""

    def __init__(self, desk: Desk, page: SignalPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("follow-up")
        self.setWindowTitle(_("Follow up a signal"))
        self.resize(620, 520)
        outer = column(self, gap=0)
        form = Column(edge=Space.XL)
        outer.addWidget(form)
        form.body.addWidget(PageTitle(_("Follow up the signal about {name}", name=page.provider)))
        form.body.addWidget(
            Text(_("Naober shows this to contract managers alone. What is kept is never changed."), "muted")
        )
        form.body.addWidget(readers_note())
        self._text = LongText(lines=4)
        self._text.setObjectName("follow-up-text")
        self._typed = HalfTyped(self, desk, FORM)  # as a signal: it is for contract managers alone
        self._typed.found.connect(self._on_found)
        self._text.typed.connect(partial(self._typed.put, "text"))
        self._typed.look(page.signal.id)
        self._status = Choice({s.value: label(s) for s in (SignalStatus.IN_HAND, SignalStatus.CLOSED)})
        self._status.setObjectName("follow-up-status")
        self._row = FieldRow(_("What was &done or found"), self._text)
        form.body.addWidget(self._row)
        form.body.addWidget(FieldRow(_("The signal is &now"), self._status))
        form.body.addStretch(1)
        buttons = row(gap=Space.S, edge=Space.L)
        stop, go = Button(_("Cancel")), PrimaryButton(_("Keep the follow-up"), icon="check")
        go.setObjectName("follow-up-go")
        stop.clicked.connect(self.reject)
        go.clicked.connect(self._on_go)
        buttons.addStretch(1)
        buttons.addWidget(stop)
        buttons.addWidget(go)
        outer.addLayout(buttons)

    def begin(self) -> None:
        """Shows it, with the keyboard in the text."""
        self.open()
        self._text.setFocus()

    @override
    def done(self, result: int) -> None:
        self._typed.flush()
        super().done(result)

    def _on_found(self, texts: dict[str, str]) -> None:
        if not self._text.toPlainText():
            self._text.put(texts.get("text", ""))

    def _on_go(self) -> None:
        self._row.problem("")
        status = SignalStatus(self._status.key())
        job = partial(follow_up, self._desk.workplace, self._page.signal.id, self._text.toPlainText(), status)
        self._desk.writer.write(self._typed.finish(("text",), job), self._on_kept, failed=self._on_refused)

    def _on_kept(self, _changes: object) -> None:
        # Without a way back: a follow-up is never taken away, a next one corrects it.
        self._desk.navigator.say(_("The follow-up is kept."))
        self.accept()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._row.problem(explain(fault))
        self._text.setFocus()


def _done(one: SignalFollowUp) -> QWidget:
    holder = QWidget()
    words = column(holder, gap=0)
    said = _("{day}, {name}: {status}", day=long_day(one.done_on), name=one.done_by, status=label(one.status))
    words.addWidget(Text(said, "small"))
    words.addWidget(Text(one.text))
    return holder
