"""One number that holds for the whole region: what it is, whose word it is, and changing it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.region_settings import Source
from desktop.rules.permissions import Act, may
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Number
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk

_LETTERS = 20


@dataclass(frozen=True)
class NumberLine:
    """The number as it holds.

    Attributes:
        value: The number.
        source: Where that stands.
        usual: What the region's profile says, or else the program.
        is_own: True when the team set it itself.
    """

    value: int
    source: Source
    usual: int
    is_own: bool


class NumberCard(Card):
    """The number with its source; who may, changes it here. What it is about, a subclass says.

    Attributes:
        rows: Fields of the form by the field's name in the model; empty while nobody changes it.
    """

    name = ""
    """Of the widgets, for tests and tours."""
    field = "days"
    most = 3650

    def __init__(self, desk: Desk, title: str, told: str) -> None:
        super().__init__(title)
        self._desk, self._title = desk, title
        self._may = may(desk.workplace.role, Act.CHANGE_TERMS)
        self._line: NumberLine | None = None
        self.rows: dict[str, FieldRow] = {}
        self.body.addWidget(Text(told, "muted"))
        self._content: QVBoxLayout = column(gap=Space.M)
        self.body.addLayout(self._content)
        desk.notifier.changed.connect(self._on_changed)

    def reads(self, workplace: Workplace) -> NumberLine:
        """What holds here; called off the main thread."""
        raise NotImplementedError

    def keeps(self, workplace: Workplace, value: int | None, document: str, paragraph: str) -> ChangeSet:
        """Sets the team's own number; called off the main thread."""
        raise NotImplementedError

    def drops(self, workplace: Workplace) -> ChangeSet:
        """What the region's profile says holds again; called off the main thread."""
        raise NotImplementedError

    def words(self, value: int) -> str:
        """The number in a sentence."""
        raise NotImplementedError

    def back_words(self, value: int) -> str:
        """What the button says that goes back to the usual number."""
        raise NotImplementedError

    def unit(self) -> tuple[str, str]:
        """The field's label, and what stands behind the number."""
        raise NotImplementedError

    def said(self) -> str:
        """What is said when it was changed."""
        raise NotImplementedError

    def fetch(self) -> None:
        """Reads it anew."""
        self._desk.tasks.store(partial(self.reads, self._desk.workplace), self._on_line, key=self.name)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("term_setting") and self.isVisible():
            self.fetch()

    def _on_line(self, line: NumberLine) -> None:
        self._line = line
        if not self.rows:
            self._draw(line)

    def _draw(self, line: NumberLine) -> None:
        clear(self._content)
        self.rows = {}
        told = Text(self.words(line.value), "strong")
        told.setObjectName(self.name)
        head = Beside(gap=Space.S)
        head.put(told, letters=24, down=0.5)
        if line.is_own:
            head.put(Badge(_("holds, changed"), tone=Tone.GOOD), share=0, down=0.5)
        self._content.addLayout(head)
        source = ", ".join(filter(None, (line.source.document, line.source.paragraph)))
        self._content.addWidget(Text(_("Source: {source}", source=source), "small"))
        if not self._may:
            return
        buttons = Flowing(self._button(_("Change"), "edit", "change", self._on_change))
        if line.is_own:
            buttons.add(self._button(self.back_words(line.usual), "undo", "usual", self._on_usual))
        self._content.addWidget(buttons)

    def _button(self, text: str, icon: str, name: str, does: object) -> QuietButton:
        made = QuietButton(text, icon=icon)
        made.setObjectName(f"{self.name}-{name}")
        made.setAccessibleName(f"{text}: {self._title}")
        made.clicked.connect(does)
        return made

    def _on_change(self) -> None:
        if self._line is None:
            return
        clear(self._content)
        label, behind = self.unit()
        self._number = Number(largest=self.most, suffix=behind)
        self._document, self._paragraph = QLineEdit(), QLineEdit()
        self.rows = {
            self.field: FieldRow(label, self._number),
            "document": FieldRow(_("D&ocument it stands in"), self._document),
            "paragraph": FieldRow(_("Para&graph"), self._paragraph),
        }
        line = Beside(gap=Space.M)
        for name, row in self.rows.items():
            row.field.setObjectName(f"{self.name}-{name}")
            line.put(row, letters=_LETTERS)
        self._content.addLayout(line)
        self._number.put(self._line.value)
        if self._line.is_own:
            self._document.setText(self._line.source.document)
            self._paragraph.setText(self._line.source.paragraph)
        keep, cancel = PrimaryButton(_("Keep"), icon="check"), QuietButton(_("Cancel"))
        keep.setObjectName(f"{self.name}-keep")
        keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self._on_cancel)
        self._content.addWidget(Flowing(keep, cancel))
        self._number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancel(self) -> None:
        if self._line is not None:
            self._draw(self._line)

    def _on_keep(self) -> None:
        for row in self.rows.values():
            row.problem("")
        value, document = self._number.number(), self._document.text().strip()
        job = partial(self.keeps, self._desk.workplace, value, document, self._paragraph.text().strip())
        self._desk.writer.write(job, self._on_written, failed=self._on_refused, said=self.said())

    def _on_usual(self) -> None:
        job = partial(self.drops, self._desk.workplace)
        self._desk.writer.write(job, failed=self._on_refused, said=self.said())

    def _on_written(self, _changes: object) -> None:
        self.rows = {}
        self.fetch()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        row = self.rows.get(fault.field) if isinstance(fault, RuleBroken) else None
        if row is None:
            self._desk.navigator.say(explain(fault), icon="caution")
            return
        row.problem(explain(fault))
        field: QWidget = row.field
        field.setFocus()
