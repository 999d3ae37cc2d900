"""Recording a signal: who reads it is said first, and a text that seems to name a resident is not taken in silence."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import SignalKind
from desktop.models.labels import label
from desktop.models.social_map import Provider
from desktop.services import forms
from desktop.services.forms import SavedForm
from desktop.services.signals import Doubts, NewSignal, doubts_in, record_signal
from desktop.services.wording import explain
from desktop.views.autosave import Autosave
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, PageTitle, Text
from desktop.views.desk import Desk
from desktop.views.signals.readers import readers_note

FORM = "signal"
"""Under this name a signal is kept while it is being written; it stays on this laptop until it is recorded."""


class RecordDialog(QDialog):
    """What it is about, when it was seen, and what."""

    def __init__(self, desk: Desk, provider: Provider, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._provider = provider
        self._doubted = ""
        self._typed = Autosave(self, self._keep)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("record-signal")
        self.setWindowTitle(_("Record a signal"))
        self.resize(620, 700)
        outer = column(self, gap=0)
        form = Column(edge=Space.XL)
        outer.addWidget(form)
        form.body.addWidget(PageTitle(_("A signal about {name}", name=provider.name)))
        form.body.addWidget(
            Text(
                _(
                    "Naober shows this to the contract manager alone. You yourself see afterwards that it was "
                    "received, and no more. Do not write the name or BSN of a resident."
                ),
                "muted",
            )
        )
        form.body.addWidget(readers_note())
        self._build()
        for field_row in self._rows.values():
            form.body.addWidget(field_row)
        form.body.addStretch(1)
        outer.addWidget(self._foot())
        load = partial(forms.load, desk.workplace, FORM, provider.id)
        desk.tasks.store(load, self._on_loaded, key="signal")

    def begin(self) -> None:
        """Shows it, with the keyboard in the text."""
        self.open()
        self._text.setFocus()

    @override
    def done(self, result: int) -> None:
        self._typed.flush()
        super().done(result)

    def _build(self) -> None:
        self._kind = Choice({kind.value: label(kind) for kind in SignalKind})
        self._day = DayField(today=self._desk.workplace.today)
        self._day.put(self._desk.workplace.today)
        self._text = LongText(lines=6)
        for name, field in (("kind", self._kind), ("seen_on", self._day), ("text", self._text)):
            field.setObjectName(f"signal-{name}")
        self._rows = {
            "kind": FieldRow(_("What it is &about"), self._kind),
            "seen_on": FieldRow(_("&When it was seen or heard"), self._day),
            "text": FieldRow(_("What you saw or &heard"), self._text),
        }
        self._text.typed.connect(self._on_typed)

    def _foot(self) -> QWidget:
        """The warning and the buttons, which stay in sight."""
        foot = QWidget()
        layout = column(foot, gap=Space.M, edge=Space.L)
        self._warning = Hint("", icon="caution")
        self._warning.hide()
        layout.addWidget(self._warning)
        line = row(gap=Space.S)
        stop = Button(_("Cancel"))
        self._go = PrimaryButton(_("Record the signal"), icon="flag")
        self._go.setObjectName("signal-go")
        stop.clicked.connect(self.reject)
        self._go.clicked.connect(self._on_go)
        line.addStretch(1)
        line.addWidget(stop)
        line.addWidget(self._go)
        layout.addLayout(line)
        return foot

    def _on_typed(self) -> None:
        self._typed.put("text", self._text.toPlainText())
        if self._doubted:
            self._doubted = ""
            self._warning.hide()
            self._go.setText(_("Record the signal"))

    def _keep(self, typed: dict[str, object]) -> None:
        save = partial(forms.save, self._desk.workplace, FORM, self._provider.id, typed)
        self._desk.tasks.store(save, self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        """Nothing to do: what was typed is kept."""

    def _on_loaded(self, saved: SavedForm | None) -> None:
        if saved is not None and not self._text.toPlainText():
            self._text.put(str(saved.fields.get("text", "")))

    def _on_go(self) -> None:
        for field_row in self._rows.values():
            field_row.problem("")
        if not self._day.is_readable():
            self._rows["seen_on"].problem(_("Write a day, like 23-11-2026."))
            return
        text = self._text.toPlainText()
        if text == self._doubted:
            self._record(text)
            return
        job = partial(doubts_in, self._desk.workplace, self._provider.id, text)
        self._desk.tasks.store(job, self._on_doubts, failed=self._on_refused, key="doubts")

    def _on_doubts(self, doubts: Doubts) -> None:
        text = self._text.toPlainText()
        if not doubts:
            self._record(text)
            return
        self._doubted = text
        self._warning.say(in_words(doubts))
        self._warning.show()
        self._go.setText(_("Record it all the same"))
        bring_into_view(self._rows["text"])

    def _record(self, text: str) -> None:
        new = NewSignal(self._provider.id, text, SignalKind(self._kind.key()), self._day.day())
        job = partial(record_signal, self._desk.workplace, new)
        self._desk.writer.write(job, self._on_recorded, failed=self._on_refused)

    def _on_recorded(self, _answer: object) -> None:
        self._typed.flush()
        discard = partial(forms.discard, self._desk.workplace, FORM, self._provider.id)
        self._desk.tasks.store(discard, self._on_kept)
        # Without a way back in the message: the contract manager may have begun already.
        self._desk.navigator.say(_("The signal is recorded. The contract manager can read it."))
        self.accept()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        field_row = self._rows.get(fault.field) if isinstance(fault, RuleBroken) else None
        if field_row is None:
            self._warning.say(explain(fault))
            self._warning.show()
            return
        field_row.problem(explain(fault))
        field_row.field.setFocus()
        bring_into_view(field_row)


def in_words(doubts: Doubts) -> str:
    """What in the text seems to point to a resident, and what to do."""
    found = []
    if doubts.bsn:
        found.append(_("There seems to be a BSN in your text."))
    if doubts.names:
        found.append(_("A resident of ours has the name {names}.", names=", ".join(doubts.names)))
    return " ".join([*found, _("Take it out, or record it all the same when it is something else.")])
