"""A few fields before an act. It closes only when the act was done, and what was typed till then is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

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
from desktop.views.kept_form import KeptForm
from desktop.views.problems import tell_problem

_WIDTH, _TALLEST, _AROUND = 600, 760, 200
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

    A subclass adds its fields with `add`, and says in `job` what is done with them. What is typed is in the store
    within two seconds, and stands there again when the form is opened anew for the same thing: after the lock, a closed
    dialog or a dead battery. It goes when the act was done or the person throws it away.

    Attributes:
        form: Under this name the form is kept while it is being filled in; each subclass has its own.
        rows: The fields by the model's name.
        puts_right: True when the fields show what stands in the store, not what is usual for something new.
    """

    form: ClassVar[str] = ""

    def __init__(self, desk: Desk, asking: Asking, parent: QWidget, *, thing: str) -> None:
        """`thing` is the id of what the form is about: of each thing one form is kept."""
        super().__init__(parent)
        self.desk = desk
        self.rows: dict[str, FieldRow] = {}
        self.puts_right = False
        self._kept = KeptForm(self, desk, self.form, thing, self.rows)
        self._kept.taken_up.connect(self._on_taken_up)
        self._is_writing = False
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
        self._kept.begin(puts_right=self.puts_right)
        self.resize(_WIDTH, self._height())
        self.open()
        focus_first(self)

    def make_room(self) -> None:
        """Grows for fields that were shown since; it never shrinks under the hand."""
        if self.isVisible():
            self.resize(self.width(), max(self.height(), self._height()))

    def _height(self) -> int:
        return min(_TALLEST, self._form.body.totalHeightForWidth(_WIDTH - 2 * Space.XL) + _AROUND)

    @override
    def done(self, result: int) -> None:
        if not self._is_writing:
            self._kept.flush()
        super().done(result)

    def is_touched(self, name: str) -> bool:
        """True when a person typed in a field, now or before."""
        return self._kept.is_touched(name)

    def taken_up(self) -> None:
        """Other values stand in the fields than a moment ago, without a signal; what hangs on them must follow."""

    def job(self) -> Callable[[], object]:
        """What is to be written, with the fields as they stand now."""
        raise NotImplementedError

    def _add_buttons(self) -> None:
        foot = column(gap=Space.S, edge=Space.L)
        told, buttons = row(gap=Space.S), row(gap=Space.S)
        told.addWidget(self._kept.told, 1)
        told.addWidget(self._kept.throw_away)
        buttons.addStretch(1)
        stop, go = Button(_("Close")), PrimaryButton(self._act, icon="check")
        go.setObjectName("form-go")
        stop.clicked.connect(self.reject)
        go.clicked.connect(self._on_go)
        for button in (stop, go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        foot.addLayout(told)
        foot.addLayout(buttons)
        self._outer.addLayout(foot)

    def _on_go(self) -> None:
        if self._is_writing:
            # A second press while the first is still being written, as a double click is: it would be done twice.
            return
        unread = [row for row in self.rows.values() if isinstance(row.field, DayField) and not row.field.is_readable()]
        for one in self.rows.values():
            one.problem(_("This is no day. Type it like 24-11-2026.") if one in unread else "")
        if unread:
            unread[0].field.setFocus()
            return
        self._is_writing = True
        self.desk.writer.write(self._kept.finish(self.job()), self._on_done, failed=self._on_refused, said=self._said)

    def _on_done(self, _answer: object) -> None:
        self._kept.drop()
        self.accept()

    def _on_taken_up(self) -> None:
        self.taken_up()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._is_writing = False
        tell_problem(fault, self.rows, self.desk.navigator)
