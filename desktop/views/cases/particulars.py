"""Who the resident is, to be corrected. Nothing needs saving: a field that is left is kept, or told what is wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.people import Resident
from desktop.rules.resident import problems
from desktop.services.residents import change_resident
from desktop.services.wording import explain
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.design.inputs import DayField
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text
from desktop.views.desk import Desk


class ParticularsDialog(QDialog):
    """The resident's particulars, field by field.

    Attributes:
        rows: The fields by the model's name.
    """

    def __init__(self, desk: Desk, resident: Resident, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._resident_id = resident.id
        self._kept: dict[str, object] = {}
        self._under_way, self._leaving = 0, False
        self.rows: dict[str, FieldRow] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The resident"))
        self.setObjectName("particulars-dialog")
        self.resize(680, 620)
        outer = column(self, gap=0)
        form = Column(edge=Space.XL)
        outer.addWidget(form)
        form.body.addWidget(PageTitle(_("The resident")))
        form.body.addWidget(Text(_("What you change is kept when you leave the field."), "muted"))
        self._build(form, resident)
        self._tell_stored(resident)
        form.body.addStretch(1)
        foot = row(gap=Space.S, edge=Space.L)
        foot.addStretch(1)
        close = PrimaryButton(_("Close"))
        close.setObjectName("particulars-close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        outer.addLayout(foot)
        self.rows["first_names"].field.setFocus()

    @override
    def reject(self) -> None:
        """It goes when all is kept. What is refused stays in view once more; who then closes it leaves it so."""
        for name in self.rows:
            self._on_left(name)
        self._leaving = True
        self._leave()

    def _build(self, form: Column, resident: Resident) -> None:
        born = DayField(today=self._desk.workplace.today)
        born.put(resident.birth_date)
        for pair in (
            (("first_names", _("&First names")), ("prefix", _("Pre&fix"))),
            (("last_name", _("&Last name")), ("birth_date", _("Date of &birth"))),
            (("bsn", _("BS&N")), ("phone", _("&Phone"))),
            (("address", _("&Address")), ("postal_code", _("P&ostal code"))),
            (("place", _("Pla&ce")), ("email", _("E-mail"))),
        ):
            beside = Beside()
            for name, text in pair:
                field = born if name == "birth_date" else QLineEdit(str(getattr(resident, name)))
                beside.put(self._field(name, text, field), letters=20)
            form.body.addLayout(beside)

    def _tell_stored(self, resident: Resident) -> None:
        """What came in wrong, from a list or by another laptop, is told at its field; it holds no other field up."""
        for fault in problems(resident.model_dump(), self._desk.workplace.today):
            if fault.field in self.rows and not self.rows[fault.field].problem_text():
                self.rows[fault.field].problem(explain(fault))

    def _field(self, name: str, text: str, field: QLineEdit) -> FieldRow:
        field.setObjectName(f"resident-{name}")
        self.rows[name] = FieldRow(text, field)
        self._kept[name] = _value(field)
        field.editingFinished.connect(partial(self._on_left, name))
        return self.rows[name]

    def _on_left(self, name: str) -> None:
        field = self.rows[name].field
        if (isinstance(field, DayField) and not field.is_readable()) or _value(field) == self._kept[name]:
            return
        saw = {name: self._kept[name]}
        self._kept[name] = _value(field)
        self.rows[name].problem("")
        job = partial(change_resident, self._desk.workplace, self._resident_id, saw, **{name: _value(field)})
        self._under_way += 1
        said = _("The particulars are changed.")
        self._desk.writer.write(job, self._on_written, failed=self._on_refused, said=said)

    def _on_written(self, _answer: object) -> None:
        self._under_way -= 1
        self._leave()

    def _leave(self) -> None:
        if self._leaving and not self._under_way:
            super().reject()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._under_way -= 1
        stays, self._leaving = self._leaving, False
        field_row = self.rows.get(fault.field) if isinstance(fault, RuleBroken) else None
        if field_row is None:
            self._desk.navigator.say(explain(fault), icon="caution")
            return
        field_row.problem(explain(fault))
        if stays:
            field_row.field.setFocus()
        bring_into_view(field_row)


def _value(field: QWidget) -> object:
    if isinstance(field, DayField):
        return field.day()
    return field.text().strip() if isinstance(field, QLineEdit) else ""
