"""The form for a new case. What is typed is kept, also when the form is closed before it is finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.services import forms
from desktop.services.cases import NewCase, open_case
from desktop.services.forms import SavedForm
from desktop.services.wording import explain
from desktop.views.autosave import Autosave
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.pages import Column
from desktop.views.design.tick import Tick
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, SectionTitle, Text
from desktop.views.desk import Desk

FORM = "new-case"


class NewCaseDialog(QDialog):
    """Who asks, and what for; only a last name is compulsory.

    Signals:
        made: Id of the case that was opened.
    """

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._resident_id = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("New case"))
        self.setObjectName("new-case-dialog")
        self.resize(680, 720)
        outer = column(self, gap=0)
        form = Column(edge=Space.XL)
        outer.addWidget(form)
        form.body.addWidget(PageTitle(_("New case")))
        form.body.addWidget(Text(_("What you type is kept, also when you stop halfway."), "muted"))
        self.rows: dict[str, FieldRow] = {}
        self._typed = Autosave(self, self._keep)
        self._known = Button(_("Open it for the resident who is known"), icon="person")
        self._known.setObjectName("known-resident")
        self._known.clicked.connect(self._on_known)
        self._known.hide()
        self._build(form)
        self._problem = Text("", "problem")
        self._problem.hide()
        form.body.addWidget(self._problem)
        form.body.addStretch(1)
        outer.addLayout(self._buttons())
        desk.tasks.store(partial(forms.load, desk.workplace, FORM), self._on_saved_form)

    def new_case(self) -> NewCase:
        """What the fields hold."""
        values = {name: _value(field_row.field) for name, field_row in self.rows.items()}
        known: Any = {f.name: values[f.name] for f in fields(NewCase) if f.name in values}
        return NewCase(**(known | {"law": Law(str(values["law"])), "resident_id": self._resident_id}))

    @override
    def reject(self) -> None:
        self._typed.flush()
        super().reject()

    def _build(self, form: Column) -> None:
        municipalities = [municipality.name for municipality in self._desk.workplace.profile.municipalities]
        laws = dict.fromkeys(lot.law for lot in self._desk.workplace.profile.lots)
        form.body.addWidget(SectionTitle(_("The resident")))
        self._beside(form, ("first_names", _("&First names"), QLineEdit()), ("prefix", _("Pre&fix"), QLineEdit()))
        self._beside(
            form, ("last_name", _("&Last name"), QLineEdit()), ("birth_date", _("Date of &birth"), self._day())
        )
        self._beside(form, ("bsn", _("BS&N"), QLineEdit()), ("phone", _("&Phone"), QLineEdit()))
        form.body.addWidget(self._known, alignment=Qt.AlignmentFlag.AlignLeft)
        self._beside(form, ("address", _("&Address"), QLineEdit()), ("postal_code", _("P&ostal code"), QLineEdit()))
        names = {"": "—"} | {name: name for name in municipalities}
        self._beside(form, ("place", _("Pla&ce"), QLineEdit()), ("municipality", _("&Municipality"), Choice(names)))
        self._choose("municipality", self._desk.workplace.colleague.municipality)
        form.body.addWidget(SectionTitle(_("The question")))
        law_names = {law.value: label(law) for law in laws}
        self._beside(form, ("law", _("Ac&t"), Choice(law_names)), ("received_on", _("&Reported on"), self._day()))
        told = Tick(_("I told about free, independent client support"))
        for name, text, field in (
            ("question", _("What is as&ked, in a sentence"), QLineEdit()),
            ("report", _("What was report&ed"), LongText(lines=4)),
            ("client_support_told", "", told),
        ):
            form.body.addWidget(self._field(name, text, field))

    def _day(self) -> DayField:
        return DayField(today=self._desk.workplace.today)

    def _choose(self, name: str, key: str) -> None:
        field = self.rows[name].field
        if isinstance(field, Choice):
            field.put(key)

    def _beside(self, form: Column, *parts: tuple[str, str, QWidget]) -> None:
        beside = Beside()
        for name, text, field in parts:
            beside.put(self._field(name, text, field), letters=20)
        form.body.addLayout(beside)

    def _field(self, name: str, text: str, field: QWidget) -> FieldRow:
        (field.focusProxy() or field).setObjectName(f"new-{name}")
        self.rows[name] = FieldRow(text, field)
        _listen(field, partial(self._on_typed, name))
        return self.rows[name]

    def _buttons(self) -> QHBoxLayout:
        buttons = row(gap=Space.S, edge=Space.L)
        empty = QuietButton(_("Empty the form"))
        empty.setObjectName("empty-form")
        empty.clicked.connect(self._on_empty)
        stop = Button(_("Close"))
        stop.clicked.connect(self.reject)
        self._make = PrimaryButton(_("Open the case"), icon="check")
        self._make.setObjectName("open-the-case")
        self._make.clicked.connect(self._on_make)
        buttons.addWidget(empty)
        buttons.addStretch(1)
        buttons.addWidget(stop)
        buttons.addWidget(self._make)
        return buttons

    def _on_typed(self, name: str, *_what: object) -> None:
        self._typed.put(name, _plain(self.rows[name].field))

    def _keep(self, _typed: dict[str, object]) -> None:
        everything = {name: _plain(field_row.field) for name, field_row in self.rows.items()}
        self._desk.tasks.store(partial(forms.save, self._desk.workplace, FORM, "", everything), self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        """Nothing to do: what was typed is kept."""

    def _on_saved_form(self, saved: SavedForm | None) -> None:
        for name, value in (saved.fields if saved else {}).items():
            if name in self.rows:
                _fill(self.rows[name].field, value)
        self.rows["last_name"].field.setFocus()

    def _on_empty(self) -> None:
        for field_row in self.rows.values():
            _fill(field_row.field, "")
            field_row.problem("")
        self._choose("municipality", self._desk.workplace.colleague.municipality)
        self.rows["last_name"].field.setFocus()

    def _on_make(self) -> None:
        for field_row in self.rows.values():
            if isinstance(field_row.field, DayField) and not field_row.field.is_readable():
                field_row.field.setFocus()
                bring_into_view(field_row)
                return
            field_row.problem("")
        self._problem.hide()
        self._known.hide()
        self._typed.flush()
        self._make.setEnabled(False)
        self._desk.writer.write(
            partial(open_case, self._desk.workplace, self.new_case()),
            self._on_made,
            failed=self._on_refused,
            said=_("The case is open."),
        )

    def _on_known(self) -> None:
        self._resident_id = str(self._known.property("resident"))
        self._on_make()

    def _on_made(self, answer: object) -> None:
        case_id, _changes = answer if isinstance(answer, tuple) else ("", ChangeSet())
        self._desk.tasks.store(partial(forms.discard, self._desk.workplace, FORM), self._on_kept)
        self.accept()
        self.made.emit(case_id)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._make.setEnabled(True)
        self._resident_id = ""
        field_row = self.rows.get(fault.field) if isinstance(fault, RuleBroken) else None
        if field_row is not None:
            field_row.problem(explain(fault))
            field_row.field.setFocus()
            bring_into_view(field_row)
        else:
            self._problem.setText(explain(fault))
            self._problem.show()
        if fault.code == "bsn-known":
            self._known.setProperty("resident", fault.values.get("resident_id", ""))
            self._known.show()


def _value(field: QWidget) -> object:
    if isinstance(field, DayField):
        return field.day()
    return _plain(field)


def _plain(field: QWidget) -> object:
    if isinstance(field, LongText):
        return field.toPlainText().strip()
    if isinstance(field, Choice):
        return field.key()
    if isinstance(field, Tick):
        return field.is_on()
    return field.text().strip() if isinstance(field, QLineEdit) else ""


def _fill(field: QWidget, value: object) -> None:
    if isinstance(field, LongText | Choice):
        field.put(str(value))
    elif isinstance(field, Tick):
        field.put(bool(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
        field.textEdited.emit(str(value))


def _listen(field: QWidget, heard: Callable[..., None]) -> None:
    if isinstance(field, LongText):
        field.typed.connect(heard)
    elif isinstance(field, Choice):
        field.chosen.connect(heard)
    elif isinstance(field, Tick):
        field.given.connect(heard)
    elif isinstance(field, QLineEdit):
        field.textEdited.connect(heard)
