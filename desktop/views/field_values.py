"""What stands in a field, in a form that JSON can hold: so that a form left halfway is kept and taken up again."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.views.design.buttons import ChipRow
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.tick import Tick


def typed_in(field: QWidget) -> SignalInstance:
    """The signal that a person, not the program, changed what stands in it."""
    if isinstance(field, Choice | ChipRow):
        return field.chosen
    if isinstance(field, Number | Tick):
        return field.given
    if isinstance(field, LongText):
        return field.typed
    if isinstance(field, QLineEdit):
        return field.textEdited
    raise TypeError(field)


def read(field: QWidget) -> object:
    """As typed, also what is not valid yet: a text, a number or none, yes or no, or a list of keys."""
    match field:
        case Choice():
            return field.key()
        case ChipRow():
            return list(field.on())
        case Number():
            return field.number()
        case Tick():
            return field.is_on()
        case LongText():
            return field.toPlainText()
        case QLineEdit():
            return field.text()
        case _:
            raise TypeError(field)


def fill(field: QWidget, value: object) -> None:
    """Puts back what `read` gave, without a signal; what is of another shape empties the field."""
    text = value if isinstance(value, str) else ""
    match field:
        case Choice():
            field.put(text)
        case ChipRow():
            field.put_on(*(map(str, value) if isinstance(value, list) else ()))
        case Number():
            field.put(value if isinstance(value, int) else None)
        case Tick():
            field.put(value is True)
        case LongText():
            field.put(text)
        case DayField():
            field.take_up(text)
        case QLineEdit():
            field.setText(text)
        case _:
            raise TypeError(field)
