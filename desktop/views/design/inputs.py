"""Fields that know what they hold: a choice by key, a number, a day, and text that grows with what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.views.design.days import read_day, week_day
from desktop.views.design.dress import dress, redress
from desktop.views.design.tokens import Space
from desktop.views.design.typed_field import TypedField

_MARGIN = 4
"""Around the text of a field, Qt's own."""
_AROUND_FIELD, _AROUND_REPORT = 30, 6
"""Above and under the lines of a text: in a field with its edge, and in a report without."""
_AROUND_CHOICE = 4
"""Beside the text of a choice, what the style keeps free of its room."""


class Choice(QComboBox):
    """One of a list, by key. The wheel only turns it when it has the focus, so that scrolling a form changes nothing.

    Signals:
        chosen: The key the person chose.
    """

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str] | None = None, *, fitting: bool = False) -> None:
        """`fitting` makes it as wide as its longest text, for one that stands beside other things."""
        super().__init__()
        self._whole = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if fitting:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(12)
        self.offer(choices or {})
        self.activated.connect(self._on_activated)

    def offer(self, choices: Mapping[str, str]) -> None:
        """Replaces what can be chosen: text by key. The present choice stays if it is still offered. No signal."""
        before = self.key()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        for key, text in choices.items():
            self.addItem(text, key)
        self.blockSignals(False)  # noqa: FBT003 - idem
        self.put(before)

    def key(self) -> str:
        """Key of the present choice; empty when there is none."""
        return str(self.currentData() or "")

    def put(self, key: str) -> None:
        """Makes this the choice, without a signal; an unknown key leaves the first."""
        at = self.findData(key)
        if self.count():
            self.setCurrentIndex(max(at, 0))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def showPopup(self) -> None:
        """As wide as its longest text, as far as the screen goes: what does not fit in the field can be read here."""
        wanted = self.view().sizeHintForColumn(0) + 2 * Space.L
        self.view().setMinimumWidth(min(max(wanted, self.width()), self.screen().availableGeometry().width()))
        super().showPopup()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A text that is too long ends in an ellipsis, not in half a word; the tip then tells all of it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, place, self).width()
        whole = option.currentText
        option.currentText = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room - _AROUND_CHOICE)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        self._tell_whole(whole if option.currentText != whole else "")

    def _tell_whole(self, text: str) -> None:
        """A tip that someone else gave it stays."""
        if self.toolTip() in {"", self._whole} and self._whole != text:
            self._whole = text
            self.setToolTip(text)

    def _on_activated(self) -> None:
        self.chosen.emit(self.key())


class Number(QSpinBox):
    """A whole number that may be left empty: its lowest value stands for nothing.

    Signals:
        given: The number, or None.
    """

    given = Signal(object)

    def __init__(self, *, largest: int = 99_999, suffix: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(-1, largest)
        self.setSpecialValueText(" ")
        # The stylesheet's padding does not reach the line inside.
        self.lineEdit().setTextMargins(Space.S, 0, 0, 0)
        self.setValue(-1)
        if suffix:
            self.setSuffix(f" {suffix}")
        self.valueChanged.connect(self._on_value)

    def number(self) -> int | None:
        """The number, or None when empty."""
        return self.value() if self.value() >= 0 else None

    def put(self, number: int | None) -> None:
        """Fills in a number, without a signal."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setValue(-1 if number is None else number)
        self.blockSignals(False)  # noqa: FBT003 - idem

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_value(self) -> None:
        self.given.emit(self.number())


class DayField(TypedField):
    """A day, typed as people write it: 24-11-2026, 24 nov, 24/11. When left, it is written out in full.

    Signals:
        given: The day as `date`, or None when emptied; not sent for what cannot be read.
    """

    given = Signal(object)

    def __init__(self, *, today: date) -> None:
        super().__init__()
        self._today = today
        self._day: date | None = None
        self.setPlaceholderText(_("day-month-year"))
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_left)

    def day(self) -> date | None:
        """The day; None when empty or unreadable."""
        return self._day

    @override
    def is_readable(self) -> bool:
        return self._day is not None or not self.text().strip()

    @override
    def unread_text(self) -> str:
        return _("This is no day. Type it like 24-11-2026.")

    def put(self, day: date | None) -> None:
        """Fills in a day, without a signal."""
        self._day = day
        self._write()

    def take_up(self, text: str) -> None:
        """Fills in what was typed before, also when it cannot be read, without a signal."""
        self._day = read_day(text, self._today)
        self.setText(text)

    def _on_edited(self, text: str) -> None:
        self._day = read_day(text, self._today)
        if self.is_readable():
            self.given.emit(self._day)

    def _on_left(self) -> None:
        if self.is_readable():
            self._write()

    def _write(self) -> None:
        self.setText(short_day(self._day) if self._day else "")
        self.setToolTip(week_day(self._day) if self._day else "")


class LongText(QPlainTextEdit):
    """Text of more lines; it grows with what is typed, and Tab goes on to the next field.

    Signals:
        typed: The whole text, at each keystroke.
    """

    typed = Signal(str)

    def __init__(self, *, lines: int = 3, most_lines: int = 14, large: bool = False) -> None:
        super().__init__()
        self._lines, self._most = lines, most_lines
        self.setTabChangesFocus(True)
        if large:
            dress(self, "large")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text)
        self._fit()

    def put(self, text: str) -> None:
        """Fills in a text, without a signal; the same text leaves the cursor where it is."""
        if text == self.toPlainText():
            return
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setPlainText(text)
        self.blockSignals(False)  # noqa: FBT003 - idem
        self._fit()

    def lock(self, locked: bool) -> None:  # noqa: FBT001 - it is or it is not
        """Shows the text as part of a report: it can be read and copied, not changed."""
        if locked == self.isReadOnly():
            return
        self.setReadOnly(locked)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature; a margin counts as a change of the text
        self.document().setDocumentMargin(0 if locked else _MARGIN)
        self.blockSignals(False)  # noqa: FBT003 - idem
        redress(self)
        # A frame learns its new padding from this event only.
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt tells of the first style while the field is still being made.
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_most"):
            self._fit()

    def _on_text(self) -> None:
        self._fit()
        self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        typed = round(self.document().size().height())
        if self.isReadOnly():
            self.setFixedHeight(typed * line + _AROUND_REPORT)
        else:
            self.setFixedHeight(min(max(typed, self._lines), self._most) * line + _AROUND_FIELD)
