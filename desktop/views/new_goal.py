"""The line on which a goal is written, at the table and in the plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.plans import add_goal
from desktop.services.wording import explain
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.half_typed import HalfTyped

_NAME = "goal"


class NewGoal(Beside):
    """What is typed is kept also before it is added, and stays in the field until the goal is stored.

    Attributes:
        case_id: Of which case it becomes a goal; empty while nothing is shown.
        row: The field with its problem.
    """

    def __init__(self, desk: Desk, half: HalfTyped, name: str, *, letters: int) -> None:
        """`name` is the object name of the field."""
        super().__init__(gap=Space.M)
        self._desk, self._half = desk, half
        self.case_id = self._adding = ""
        self._field = QLineEdit()
        self._field.setObjectName(name)
        self._field.setPlaceholderText(_("In the resident's words: I …"))
        self._field.textEdited.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_add)
        self.row = FieldRow(_("New &goal"), self._field)
        self._add = add = Button(_("Add goal"), icon="add")
        add.setObjectName("goal-add")
        add.clicked.connect(self._on_add)
        self.put(self.row, letters=letters)
        self.put(add, share=0, low=True)

    def controls(self) -> list[QWidget]:
        """In the order they are read."""
        return [self._field, self._add]

    def take_up(self, texts: Mapping[str, object]) -> None:
        """Fills in what was typed before, unless something stands there."""
        if not self._field.text():
            self._field.setText(str(texts.get(_NAME, "")))

    def forget(self) -> None:
        """Another case is opened."""
        self.case_id = self._adding = ""
        self._field.clear()
        self.row.problem("")

    def _on_typed(self, text: str) -> None:
        if self.row.problem_text():
            self.row.problem("")
        self._half.put(_NAME, text)

    def _on_add(self) -> None:
        text = self._field.text().strip()
        if self.case_id and text and not self._adding:
            self._adding = text
            add = partial(add_goal, self._desk.workplace, self.case_id, text)
            self._desk.writer.write(self._half.finish([_NAME], add), self._on_added, failed=self._on_refused)
        self._field.setFocus()

    def _on_added(self, _answer: object) -> None:
        """What was typed in the meantime is the beginning of the next goal."""
        text, added, self._adding = self._field.text().lstrip(), self._adding, ""
        if added and text.startswith(added):
            rest = text.removeprefix(added).lstrip()
            self._field.setText(rest)
            self._half.put(_NAME, rest)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        added, self._adding = self._adding, ""
        if added:
            self.row.problem(explain(fault))
            self._field.setFocus()
