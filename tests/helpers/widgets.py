"""Finding controls as a person does: by what they say, among those one sees."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

Kind = TypeVar("Kind", bound=QWidget)


def one(inside: QWidget, kind: type[Kind], name: str = "") -> Kind:
    """The visible control of that kind; by object name, accessible name or text where there are more."""
    found = [w for w in inside.findChildren(kind) if w.isVisibleTo(inside) and (not name or name in _names(w))]
    assert found, f"no {kind.__name__} “{name}” among {[_names(w) for w in inside.findChildren(kind)]}"
    return found[0]


def press(inside: QWidget, name: str) -> None:
    """Presses a button; it must be possible to."""
    button = one(inside, QAbstractButton, name)
    assert button.isEnabled(), f"“{name}” cannot be pressed"
    button.click()


def can_press(inside: QWidget, name: str) -> bool:
    """True when the button is there and enabled."""
    return one(inside, QAbstractButton, name).isEnabled()


def write(inside: QWidget, name: str, text: str) -> QWidget:
    """Types into a field, in the place of what stood in it; gives the field."""
    field = next((w for w in _fields(inside) if name in _names(w)), None)
    assert field is not None, f"no field “{name}” among {[_names(w) for w in _fields(inside)]}"
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    return field


def words(inside: QWidget) -> str:
    """All that can be read inside, a line a label."""
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def enter(field: QWidget) -> None:
    """Presses Enter."""
    QTest.keyClick(field, Qt.Key.Key_Return)


def _fields(inside: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    lines: list[QLineEdit | QPlainTextEdit] = [*inside.findChildren(QLineEdit), *inside.findChildren(QPlainTextEdit)]
    return [w for w in lines if w.isVisibleTo(inside)]


def _names(widget: QWidget) -> tuple[str, ...]:
    text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    spoken = widget.accessibleName()
    return widget.objectName(), text, spoken, spoken.split(",")[0]


def paste(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """As if pasted: at once, and told as typed."""
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)
        field.textEdited.emit(text)
