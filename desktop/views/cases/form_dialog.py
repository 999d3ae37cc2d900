"""A few fields before an act. It closes only when the act was done: what a rule refuses is told at its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import focus_first
from desktop.views.design.inputs import DayField
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text
from desktop.views.desk import Desk
from desktop.views.problems import tell_problem

_WIDTH, _TALLEST, _AROUND = 600, 720, 120
"""Of the dialog, in pixels; around the fields stand the edges and the buttons."""


@dataclass(frozen=True)
class Asking:
    """What a form says of itself.

    Attributes:
        title: Above it.
        act: On its button.
        about: Under the title.
        said: When it is done.
    """

    title: str
    act: str
    about: str = ""
    said: str = ""


class FormDialog(QDialog):
    """Fields, and the act they are for.

    A subclass adds its fields with `add`, and says in `job` what is done with them.

    Attributes:
        rows: The fields by the model's name.
    """

    def __init__(self, desk: Desk, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: dict[str, FieldRow] = {}
        self._said = asking.said
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("form-dialog")
        self.setWindowTitle(asking.title)
        self._outer = column(self, gap=0)
        self._form = Column(edge=Space.XL)
        self._outer.addWidget(self._form)
        self._form.body.addWidget(PageTitle(asking.title))
        if asking.about:
            self._form.body.addWidget(Text(asking.about, "muted"))
        self.fields = column(gap=Space.M)
        self._form.body.addLayout(self.fields)
        self._form.body.addStretch(1)
        self._act = asking.act

    def add(self, name: str, label: str, field: QWidget, *, help_text: str = "") -> None:
        """One more field, by the model's name."""
        field.setObjectName(f"form-{name}")
        self.rows[name] = FieldRow(label, field, help_text=help_text)
        self.fields.addWidget(self.rows[name])

    def begin(self) -> None:
        """Shows it, with the keyboard on the first field; its buttons come after the fields that were added."""
        self._add_buttons()
        needed = self._form.body.totalHeightForWidth(_WIDTH - 2 * Space.XL)
        self.resize(_WIDTH, min(_TALLEST, needed + _AROUND))
        self.open()
        focus_first(self)

    def job(self) -> Callable[[], object]:
        """What is to be written, with the fields as they stand now."""
        raise NotImplementedError

    def _add_buttons(self) -> None:
        foot = row(gap=Space.S, edge=Space.L)
        foot.addStretch(1)
        stop, go = Button(_("Cancel")), PrimaryButton(self._act, icon="check")
        go.setObjectName("form-go")
        stop.clicked.connect(self.reject)
        go.clicked.connect(self._on_go)
        for button in (stop, go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self._outer.addLayout(foot)

    def _on_go(self) -> None:
        unread = [row for row in self.rows.values() if isinstance(row.field, DayField) and not row.field.is_readable()]
        for one in self.rows.values():
            one.problem(_("This is no day. Type it like 24-11-2026.") if one in unread else "")
        if unread:
            unread[0].field.setFocus()
            return
        self.desk.writer.write(self.job(), self._on_done, failed=self._on_refused, said=self._said)

    def _on_done(self, _answer: object) -> None:
        self.accept()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        tell_problem(fault, self.rows, self.desk.navigator)
