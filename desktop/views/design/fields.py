"""Fields a person fills in: a label that belongs to its field, help before, and the problem right under it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.views.design.announce import announce
from desktop.views.design.buttons import QuietButton
from desktop.views.design.dress import column, dress, redress, row
from desktop.views.design.icons import Icon, IconSize
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.typed_field import TypedField
from desktop.views.design.words import Text

TYPING_PAUSE_MS = 150
"""A search starts when nobody typed for so long: under it every letter asks, over it waiting is felt."""


class FieldRow(QWidget):
    """A field with its label above, help between and its problem below. The label's letter jumps to the field.

    Without a label the field tells its own accessible name, as a tick with its words does.

    Attributes:
        field: The widget itself.
    """

    def __init__(self, label: str, field: QWidget, *, help_text: str = "") -> None:
        super().__init__()
        self.field = field
        self._told: QWidget = field.focusProxy() or field
        self._help = help_text
        # Not Maximum: it would cut words off that wrap.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = column(self, gap=Space.XS)
        if label:
            layout.addWidget(_caption(label, self._told))
        if help_text:
            layout.addWidget(Text(help_text, "small"))
        layout.addWidget(field)
        self._problem, self._words = _line_under(Tone.BAD, "caution", "problem")
        layout.addWidget(self._problem)
        self._remark: tuple[QWidget, Text] | None = None
        """Made for the few fields that get one."""
        self._told.setAccessibleDescription(help_text)
        if isinstance(field, TypedField):
            field.editingFinished.connect(self._on_left)

    def problem(self, text: str) -> None:
        """Says what is wrong with the field; an empty text takes it away."""
        self._words.setText(text)
        self._problem.setVisible(bool(text))
        self._describe()
        self._told.setProperty("wrong", "true" if text else "false")
        redress(self._told)
        if text:
            announce(self._told, text, urgent=True)

    def problem_text(self) -> str:
        """What it says is wrong; empty when nothing is."""
        return self._words.text()

    def remark(self, text: str) -> None:
        """What someone else wrote about what stands in the field; an empty text takes it away."""
        if self._remark is None:
            if not text:
                return
            self._remark = _line_under(Tone.CAUTION, "flag", "body")
            cast("QVBoxLayout", self.layout()).addWidget(self._remark[0])
        self._remark[1].setText(text)
        self._remark[0].setVisible(bool(text))
        self._describe()

    def remark_text(self) -> str:
        """What was written about it; empty when nothing was."""
        return self._remark[1].text() if self._remark else ""

    def _on_left(self) -> None:
        field = self.field
        if isinstance(field, TypedField):
            if not field.is_readable():
                self.problem(field.unread_text())
            elif self.problem_text() == field.unread_text():
                self.problem("")

    def _describe(self) -> None:
        told = (self._words.text() or self._help, self.remark_text())
        self._told.setAccessibleDescription(" ".join(filter(None, told)))


class SearchField(QLineEdit):
    """A field to search with. Escape empties it; Down goes on to what was found.

    Signals:
        searched: The text, a moment after typing stopped or at once on Enter.
        left_down: The person pressed Down to enter the list.
    """

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, name: str, *, placeholder: str = "") -> None:
        super().__init__()
        dress(self, "search")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setClearButtonEnabled(True)
        self._mark = Icon("search")
        self._mark.setParent(self)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._on_pause)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = self._mark.sizeHint()
        self._mark.setGeometry(Space.L, (self.height() - edge.height()) // 2, edge.width(), edge.height())
        self.setTextMargins(edge.width() + Space.M, 0, 0, 0)

    def _on_text(self) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())


class PassphraseField(QWidget):
    """A secret, with a button to show it: typing blind is where mistakes are made.

    Attributes:
        line: The field itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = QuietButton(_("Show"), icon="eye")
        self._show.setAccessibleName(_("Show what I type"))
        self._show.setCheckable(True)
        self._show.toggled.connect(self._on_shown)
        self.setFocusProxy(self.line)
        layout = row(self, gap=Space.XS)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._show)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empties the field and hides it again."""
        self.line.clear()
        self._show.setChecked(False)

    def _on_shown(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(_("Hide") if shown else _("Show"))


def _caption(label: str, field: QWidget) -> QLabel:
    made = QLabel(label)
    made.setBuddy(field)
    dress(made, "label")
    field.setAccessibleName(label.replace("&", ""))
    return made


def _line_under(tone: Tone, icon: str, look: str) -> tuple[QWidget, Text]:
    holder = QWidget()
    layout = row(holder, gap=Space.XS)
    words = Text("", look)
    layout.addWidget(Icon(icon, tone=tone, size=IconSize.SMALL))
    layout.addWidget(words, 1)
    holder.hide()
    return holder, words
