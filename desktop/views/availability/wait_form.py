"""The form for one wait: something new that was heard, or what should have stood there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from desktop.language import _
from desktop.models.social_map import AvailabilityReport
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space

_LETTERS = 16


@dataclass(frozen=True)
class Typed:
    """What stands in the form.

    Attributes:
        report_id: Id of the observation that it puts right; empty for a new one.
    """

    report_id: str
    intake: str
    start: str
    source: str
    note: str


class WaitForm(Card):
    """Two waits, where they come from, and for a correction why.

    Signals:
        kept: A `Typed`, to be written.
        withdrawn: A `Typed`: the observation does not hold and nothing takes its place.
        left: The person wants nothing after all.

    Attributes:
        rows: Its fields by the field's name in the model.
    """

    kept = Signal(object)
    withdrawn = Signal(object)
    left = Signal()

    def __init__(self, report: AvailabilityReport | None) -> None:
        """With a report it puts that one right."""
        super().__init__(_("This is not right") if report else _("New waiting time"), look="sunken")
        self._report_id = report.id if report else ""
        self._intake, self._start, self._source, self._note = (QLineEdit() for _field in range(4))
        self._intake.setPlaceholderText(_("like 6-8 wk, 3 mnd or aanmeldstop"))
        texts = ("wait-intake", "wait-start", "wait-source", "wait-note")
        for field, name in zip((self._intake, self._start, self._source, self._note), texts, strict=True):
            field.setObjectName(name)
            field.returnPressed.connect(self._on_keep)
        self.rows = {
            "intake": FieldRow(_("Wait to the first &talk"), self._intake),
            "start": FieldRow(_("Wait to the first &help"), self._start),
            "source": FieldRow(_("&Source"), self._source),
            "note": FieldRow(_("&Why is it not right?") if report else _("&Note"), self._note),
        }
        waits = Beside(gap=Space.M)
        for name in ("intake", "start"):
            waits.put(self.rows[name], letters=_LETTERS)
        self.body.addLayout(waits)
        self.body.addWidget(self.rows["source"])
        self.body.addWidget(self.rows["note"])
        self.body.addWidget(self._buttons(correcting=report is not None))
        if report is not None:
            self._intake.setText(report.intake_text)
            self._start.setText(report.start_text)
            self._source.setText(report.source)

    def typed(self) -> Typed:
        """As it stands."""
        fields = (self._intake, self._start, self._source, self._note)
        intake, start, source, note = (field.text().strip() for field in fields)
        return Typed(self._report_id, intake, start, source, note)

    def begin(self) -> None:
        """Puts the keyboard in the first field."""
        self._intake.setFocus(Qt.FocusReason.OtherFocusReason)
        self._intake.selectAll()

    def _buttons(self, *, correcting: bool) -> Flowing:
        keep = PrimaryButton(_("Put right") if correcting else _("Keep"), icon="check")
        keep.setObjectName("wait-keep")
        keep.clicked.connect(self._on_keep)
        line = Flowing(keep)
        if correcting:
            withdraw = QuietButton(_("Withdraw, without another"), icon="remove")
            withdraw.setObjectName("wait-withdraw")
            withdraw.clicked.connect(self._on_withdraw)
            line.add(withdraw)
        cancel = QuietButton(_("Cancel"))
        cancel.setObjectName("wait-cancel")
        cancel.clicked.connect(self.left)
        line.add(cancel)
        return line

    def _on_keep(self) -> None:
        self.kept.emit(self.typed())

    def _on_withdraw(self) -> None:
        self.withdrawn.emit(self.typed())
