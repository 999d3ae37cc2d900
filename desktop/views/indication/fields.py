"""Fields of a draft, by the names of the model: made, drawn, and handed on as the model's own value."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models.indications import Indication
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.tick import Tick
from desktop.views.design.words import Text

MOST = 2_147_483_647
"""The largest number a field takes: what is too much for the model is told, and not cut off while it is typed."""

EMPTY = {"unit": None, "frequency": None, "change": None}
"""What an emptied choice is to the model; the others are an empty text."""


class DraftFields(QObject):
    """Rows by name; what a person changes is told with what follows from it.

    Signals:
        given: Values by field name: what a person changed, and what follows from it.

    Attributes:
        rows: The fields by name.
    """

    given = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.rows: dict[str, FieldRow] = {}

    def put_all(self, indication: Indication, typing: frozenset[str]) -> None:
        """Fills the fields in; one that is being typed in is left alone."""
        for name, field_row in self.rows.items():
            if name not in typing:
                put(field_row.field, getattr(indication, name))

    def value_of(self, name: str, value: object) -> dict[str, object]:
        """What a changed field gives, by the model's names."""
        return {name: value}

    def field(self, name: str, text: str, field: QWidget) -> FieldRow:
        """A row for a field that tells by itself what it is given."""
        told = field.focusProxy() or field
        told.setObjectName(f"draft-{name}")
        field.setProperty("field", name)
        self.rows[name] = FieldRow(text, field)
        return self.rows[name]

    def choice(self, name: str, text: str, choices: dict[str, str]) -> FieldRow:
        """A row with a list to choose from."""
        field = Choice(choices)
        made = self.field(name, text, field)
        field.chosen.connect(self._on_given)
        return made

    def long(self, name: str, text: str) -> FieldRow:
        """A row for text of more lines."""
        field = LongText(lines=2)
        made = self.field(name, text, field)
        field.typed.connect(self._on_given)
        return made

    def day(self, name: str, text: str) -> FieldRow:
        """A row for a day."""
        field = DayField(today=self._today)
        made = self.field(name, text, field)
        field.given.connect(self._on_given)
        return made

    def number(self, name: str, text: str) -> FieldRow:
        """A row for a number."""
        field = Number(largest=MOST)
        made = self.field(name, text, field)
        field.given.connect(self._on_given)
        return made

    def tick(self, name: str, text: str) -> FieldRow:
        """A row for yes or no, with its own words."""
        field = Tick(text)
        made = self.field(name, "", field)
        field.given.connect(self._on_given)
        return made

    def choices(self, name: str) -> Choice:
        """The list of a row made by `choice`."""
        field = self.rows[name].field
        assert isinstance(field, Choice)  # noqa: S101 - built so, by `choice`
        return field

    def _on_given(self, value: object) -> None:
        field = self.sender()
        name = str(field.property("field")) if field else ""
        if isinstance(field, Choice):
            value = value or EMPTY.get(name, "")
        self.given.emit(self.value_of(name, value))


def put(field: QWidget, value: object) -> None:
    """Fills a field in, without telling."""
    if isinstance(field, Choice):
        field.put(str(value or ""))
    elif isinstance(field, Number):
        field.put(value if isinstance(value, int) else None)
    elif isinstance(field, DayField):
        field.put(_day(value))
    elif isinstance(field, LongText):
        field.put(str(value))
    elif isinstance(field, Tick):
        field.put(bool(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))


def say(text: Text, words: str) -> None:
    """Shows words, or nothing at all."""
    text.setText(words)
    text.setVisible(bool(words))


def _day(value: object) -> date | None:
    if isinstance(value, tuple):
        return date.fromisoformat(value[0]) if value else None
    if isinstance(value, str):  # one that was refused, and kept as text
        return date.fromisoformat(value) if value else None
    return value if isinstance(value, date) else None
