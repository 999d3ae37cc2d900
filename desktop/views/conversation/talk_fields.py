"""The fields of the talk itself: when, where, who, the question, what goes well, and notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.models.casework import Conversation
from desktop.views.design.beside import Beside
from desktop.views.design.cards import Card
from desktop.views.design.dress import dress
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import DayField, LongText
from desktop.views.keeping import Keeping
from desktop.views.problems import clear_problems


class TalkFields(QObject):
    """Rows by name; what is typed is handed on within a second.

    Signals:
        typed: (what was seen by field, what was typed by field).

    Attributes:
        kept: What is newer than the store.
        rows: The fields by the model's name.
    """

    typed = Signal(object, object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.kept = Keeping(self, self._keep)
        self.rows: dict[str, FieldRow] = {}
        self._day = DayField(today=today)
        self._day.given.connect(self._on_day)

    def make_card(self) -> Card:
        """All but the notes, which come last in the talk."""
        card = Card()
        beside = Beside()
        for name, label, field, share in (
            ("held_on", _("&Day"), self._day, 2),
            ("where", _("&Where"), self._line("where"), 3),
            ("present", _("Who are the&re"), self._line("present"), 4),
        ):
            beside.put(self._field(name, label, field), share=share, letters=14)
        card.body.addLayout(beside)
        for name, label, help_text in (
            ("question", _("What is the &question, in the resident's own words?"), ""),
            ("going_well", _("What goes w&ell?"), _("Begin here: it gives rest, and shows own strength.")),
        ):
            card.body.addWidget(self._field(name, label, self._text(name, large=True), help_text))
        return card

    def make_notes(self) -> FieldRow:
        """The field for whatever has no place of its own."""
        return self._field("notes", _("N&otes"), self._text("notes", lines=3))

    def draw(self, talk: Conversation, *, first: bool) -> None:
        """Shows what was written; not in a field that is being typed in, unless it is the `first` time."""
        for name, row in self.rows.items():
            value = getattr(talk, name)
            if first or not (self.kept.leaves_alone(name) or row.field.hasFocus()):
                _put(row.field, value)
                self.kept.showed(name, value)
            if isinstance(row.field, LongText):
                row.field.lock(talk.done)
            elif isinstance(row.field, QLineEdit) and row.field.isReadOnly() is not talk.done:
                row.field.setReadOnly(talk.done)
                dress(row.field, "report" if talk.done else "field")
            row.setVisible(not talk.done or bool(value))

    def take_up(self, texts: Mapping[str, object]) -> None:
        """Types again what could not be kept before."""
        for name in texts.keys() & self.rows.keys():
            _put(self.rows[name].field, texts[name])
            self.kept.put(name, texts[name])

    def forget(self) -> None:
        """Another talk is opened."""
        self.kept.forget()
        clear_problems(self.rows)

    def clear_problems(self) -> None:
        """Takes away what was told, but for a text that was refused and still stands there."""
        clear_problems({name: row for name, row in self.rows.items() if not self.kept.is_refused(name)})

    def _field(self, name: str, label: str, field: QWidget, help_text: str = "") -> FieldRow:
        field.setObjectName(f"talk-{name}")
        self.rows[name] = FieldRow(label, field, help_text=help_text)
        return self.rows[name]

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.textEdited.connect(partial(self.kept.put, name))
        return field

    def _text(self, name: str, *, lines: int = 2, large: bool = False) -> LongText:
        field = LongText(lines=lines, large=large)
        field.typed.connect(partial(self.kept.put, name))
        return field

    def _on_day(self, day: object) -> None:
        if day is not None:
            self.kept.put("held_on", day)

    def _keep(self, typed: dict[str, object]) -> None:
        self.typed.emit(self.kept.saw(typed), typed)


def _put(field: QWidget, value: object) -> None:
    if isinstance(field, LongText):
        field.put(str(value))
    elif isinstance(field, DayField):
        field.put(value if isinstance(value, date) else None)
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
        field.setCursorPosition(0)
