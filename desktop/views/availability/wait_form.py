"""The form for one wait: something new that was heard, or what should have stood there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.models.kinds import AvailabilityStatus
from desktop.models.social_map import AvailabilityReport
from desktop.services.availability_corrections import standing_text, status_after
from desktop.views.availability.words import state_name
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField
from desktop.views.design.tokens import Space

_LETTERS = 16
_COUNT = QRegularExpression("[0-9]{0,5}")


@dataclass(frozen=True)
class Typed:
    """What stands in the form.

    Attributes:
        report_id: Id of the observation that it puts right; empty for a new one.
        free_places: None when nothing was typed: not known, which is never 0.
        waiting_count: Idem.
        status: Of a correction; None for a new one, where the waits tell it.
        measured_on: The day it was true; of a correction that may be another one.
        expertise, location, target_group: For a wait that is not that of all of the offer.
    """

    report_id: str
    intake: str
    start: str
    source: str
    note: str
    free_places: int | None = None
    waiting_count: int | None = None
    status: AvailabilityStatus | None = None
    measured_on: date | None = None
    expertise: str = ""
    location: str = ""
    target_group: str = ""


class WaitForm(Card):
    """Two waits, what was counted, where it comes from, and for a correction why.

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

    def __init__(self, report: AvailabilityReport | None, *, today: date) -> None:
        """With a report it puts that one right."""
        super().__init__(_("This is not right") if report else _("New waiting time"), look="sunken")
        self._report = report
        self._intake, self._start, self._free, self._waiting = (QLineEdit() for _field in range(4))
        self._source, self._note, self._expertise, self._location, self._group = (QLineEdit() for _field in range(5))
        self._day, self._status = DayField(today=today), Choice()
        self._status_chosen = False
        self._intake.setPlaceholderText(_("like 6-8 wk, 3 mnd or aanmeldstop"))
        self.rows = {
            "intake": FieldRow(_("Wait to the first &talk"), self._intake),
            "start": FieldRow(_("Wait to the first &help"), self._start),
            "free_places": FieldRow(_("&Free places"), self._free),
            "waiting_count": FieldRow(_("Number &waiting"), self._waiting),
        } | (self._rows_to_correct() if report else {})
        self.rows |= self._rows_of_offer()
        self.rows["source"] = FieldRow(_("&Source"), self._source)
        self.rows["note"] = FieldRow(_("&Why is it not right?") if report else _("&Note"), self._note)
        self._name_fields()
        self._lay_out()
        if report is None:
            self._day.put(today)
        else:
            self._take_over(report)

    def typed(self) -> Typed:
        """As it stands."""
        correcting = self._report is not None
        return Typed(
            report_id=self._report.id if self._report else "",
            intake=_text(self._intake),
            start=_text(self._start),
            source=_text(self._source),
            note=_text(self._note),
            free_places=_count(self._free),
            waiting_count=_count(self._waiting),
            status=AvailabilityStatus(self._status.key()) if correcting else None,
            measured_on=self._day.day(),
            expertise=_text(self._expertise),
            location=_text(self._location),
            target_group=_text(self._group),
        )

    def begin(self) -> None:
        """Puts the keyboard in the first field."""
        self._intake.setFocus(Qt.FocusReason.OtherFocusReason)
        self._intake.selectAll()

    def _rows_to_correct(self) -> dict[str, FieldRow]:
        self._status.offer({status.value: state_name(status) for status in AvailabilityStatus})
        self._status.chosen.connect(self._on_status)
        for field in (self._intake, self._start):
            field.textEdited.connect(self._on_wait)
        return {"status": FieldRow(_("Takes &residents"), self._status)}

    def _rows_of_offer(self) -> dict[str, FieldRow]:
        return {
            "measured_on": FieldRow(_("Measured &on"), self._day),
            "expertise": FieldRow(_("&Expertise"), self._expertise),
            "location": FieldRow(_("&Location"), self._location),
            "target_group": FieldRow(_("Target &group"), self._group),
        }

    def _name_fields(self) -> None:
        for counted in (self._free, self._waiting):
            counted.setValidator(QRegularExpressionValidator(_COUNT, counted))
            counted.setPlaceholderText(_("not known"))
        for name, row in self.rows.items():
            row.field.setObjectName(f"wait-{name}")
            if isinstance(row.field, QLineEdit):
                row.field.returnPressed.connect(self._on_keep)

    def _lay_out(self) -> None:
        third = ("status", "measured_on", "source") if self._report else ("measured_on", "source")
        for names in (("intake", "start"), ("free_places", "waiting_count"), third):
            self.body.addLayout(self._beside(*names))
        self.body.addWidget(self.rows["note"])
        self.body.addWidget(self._folded("expertise", "location", "target_group"))
        self.body.addWidget(self._buttons(correcting=self._report is not None))

    def _beside(self, *names: str) -> Beside:
        line = Beside(gap=Space.M)
        for name in names:
            line.put(self.rows[name], letters=_LETTERS)
        return line

    def _folded(self, *names: str) -> QWidget:
        """Fields that few waits need, behind a button."""
        holder, fields = QWidget(), QWidget()
        more = QuietButton(_("More: expertise, location, target group"), icon="down")
        more.setObjectName("wait-more")
        more.setCheckable(True)
        more.toggled.connect(fields.setVisible)
        inside = column(fields, gap=Space.M)
        for name in names:
            inside.addWidget(self.rows[name])
        fields.hide()
        around = column(holder, gap=Space.S)
        around.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        around.addWidget(fields)
        # What stands there must be seen to be put right.
        report = self._report
        more.setChecked(report is not None and any((report.expertise, report.location, report.target_group)))
        return holder

    def _take_over(self, report: AvailabilityReport) -> None:
        """What stood there, so that only what is wrong is typed."""
        self._intake.setText(standing_text(report, "intake"))
        self._start.setText(standing_text(report, "start"))
        for field, count in ((self._free, report.free_places), (self._waiting, report.waiting_count)):
            field.setText("" if count is None else str(count))
        self._status.put(report.status.value)
        self._source.setText(report.source)
        self._day.put(report.measured_on)
        for line, told in zip(
            (self._expertise, self._location, self._group),
            (report.expertise, report.location, report.target_group),
            strict=True,
        ):
            line.setText(told)
        # Of what is too long for its field the beginning is seen.
        for line in (self._source, self._expertise, self._location, self._group):
            line.setCursorPosition(0)

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
        if self._day.is_readable():
            self.kept.emit(self.typed())
        else:
            self._day.setFocus()

    def _on_wait(self) -> None:
        if self._report is not None and not self._status_chosen:
            self._status.put(status_after(self._report, _text(self._intake), _text(self._start)).value)

    def _on_status(self) -> None:
        self._status_chosen = True

    def _on_withdraw(self) -> None:
        self.withdrawn.emit(self.typed())


def _text(field: QLineEdit) -> str:
    return field.text().strip()


def _count(field: QLineEdit) -> int | None:
    return int(field.text()) if field.text() else None
