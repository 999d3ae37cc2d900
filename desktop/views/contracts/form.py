"""A form over the screen: fields with their problems, one act, and what the region says beside it. Typing is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view, focus_first
from desktop.views.design.inputs import DayField
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, PageTitle
from desktop.views.kept_form import KeptForm
from desktop.views.screen import Screen

_WIDTH, _HEIGHT = 104, 100
"""Of the window of a form, in letters."""


class FormDialog(QDialog):
    """Stays open with what was typed until it could be kept. A subclass adds its fields and says what is done.

    What is typed is in the store within two seconds, and there again when the form is opened anew, until the form is
    kept or the person throws it away. Only fields that a person touched are kept: the others show what stands now.

    Attributes:
        rows: Fields by name in the model: a broken rule is shown there.
        puts_right: True when the fields show what stands in the store, not what is usual for something new.
    """

    form = ""
    """Under this name the form is kept while it is being filled in; each subclass has its own."""

    def __init__(self, owner: Screen, title: str, act: str, *, said: str, about: str = "") -> None:
        """`about` is the id of what the form is about; empty when there is one such form only."""
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("form")
        self.setWindowTitle(title)
        self.owner = owner
        self.rows: dict[str, FieldRow] = {}
        self._said = said
        self._kept = KeptForm(self, owner.desk, self.form, about, self.rows)
        self._kept.taken_up.connect(self._on_taken_up)
        self._is_writing = False
        self.puts_right = False
        letter = self.fontMetrics().averageCharWidth()
        self.resize(QSize(_WIDTH * letter, _HEIGHT * letter).boundedTo(owner.window().size()))
        outer = column(self, gap=0)
        ground = Column(width=0, edge=Space.XL)
        outer.addWidget(ground, 1)
        ground.body.addWidget(PageTitle(title))
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        ground.body.addWidget(self._trouble)
        self.body = column(gap=Space.M)
        ground.body.addLayout(self.body)
        ground.body.addStretch(1)
        self._act = act
        self._foot = row(gap=Space.S, edge=Space.L)
        outer.addLayout(self._foot)

    def field(self, name: str, text: str, field: QWidget, *, help_text: str = "") -> FieldRow:
        """A field by its name in the model."""
        field.setObjectName(f"form-{name}")
        self.rows[name] = FieldRow(text, field, help_text=help_text)
        return self.rows[name]

    def beside(self, *fields: FieldRow, letters: int = 18) -> None:
        """Fields on one line, as far as there is room."""
        line = Beside(gap=Space.M)
        for field in fields:
            line.put(field, letters=letters)
        self.body.addLayout(line)

    def begin(self) -> None:
        """Shows it with the keyboard on the first field; the buttons are made last, so that Tab comes to them last."""
        stop, go = Button(_("Close")), PrimaryButton(self._act, icon="check")
        go.setObjectName("form-go")
        stop.clicked.connect(self.reject)
        go.clicked.connect(self._on_go)
        self._foot.addWidget(self._kept.told, 1)
        for button in (self._kept.throw_away, stop, go):
            self._foot.addWidget(button)
        self._kept.begin(puts_right=self.puts_right)
        self.open()
        focus_first(self)

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

    def job(self) -> Callable[[], object] | None:
        """What keeps the form; None when a field cannot be read, which is then told at the field."""
        raise NotImplementedError

    def refuse(self, name: str, text: str) -> None:
        """Says at a field what is wrong with it."""
        self.rows[name].problem(text)
        self.rows[name].field.setFocus()
        bring_into_view(self.rows[name])

    def refused(self, fault: RuleBroken | WorldFault) -> None:
        """Puts a broken rule at its field; else says it at the top."""
        if isinstance(fault, RuleBroken) and fault.field in self.rows:
            self.refuse(fault.field, explain(fault))
            return
        self._trouble.say(explain(fault))
        self._trouble.show()
        bring_into_view(self._trouble)

    def _on_go(self) -> None:
        if self._is_writing:
            # A second press while the first is still being written, as a double click is: it would be done twice.
            return
        self._trouble.hide()
        for name, line in self.rows.items():
            if isinstance(line.field, DayField) and not line.field.is_readable():
                self.refuse(name, _("This is no day. Type it like 24-11-2026."))
                return
            line.problem("")
        job = self.job()
        if job is not None:
            self._is_writing = True
            self.owner.desk.writer.write(
                self._kept.finish(job), self._on_done, failed=self._on_refused, said=self._said
            )

    def _on_done(self, _answer: object) -> None:
        self._kept.drop()
        self.accept()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._is_writing = False
        self.refused(fault)

    def _on_taken_up(self) -> None:
        self._trouble.hide()
        self.taken_up()
