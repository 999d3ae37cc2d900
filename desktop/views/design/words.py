"""Words on the screen: titles, text, and what to do when there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.breaks import breakable, whole
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.dress import column, dress, row
from desktop.views.design.icons import Icon, IconSize
from desktop.views.design.tokens import Space, Tone


class Text(QLabel):
    """Running text that wraps. `look` is one of: body, strong, muted, small, lead, label, quote, figure, display."""

    def __init__(self, text: str = "", look: str = "body") -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        dress(self, look)

    @override
    def setText(self, text: str) -> None:
        """With places to break a word that is too long for any column."""
        super().setText(breakable(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            # Of an address that was broken, what is copied must be the address.
            QGuiApplication.clipboard().setText(whole(self.selectedText()))
            return
        super().keyPressEvent(event)


class PageTitle(Text):
    """What this screen is; one on every screen."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "title")


class SectionTitle(Text):
    """What the next part is."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "section")


class Line(QLabel):
    """Text on one line that may be selected and copied, such as a number or an address."""

    def __init__(self, text: str = "", look: str = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dress(self, look)


class Hint(QFrame):
    """A piece of advice in the flow of a screen."""

    def __init__(self, text: str, *, icon: str = "info") -> None:
        super().__init__()
        dress(self, "hint")
        layout = row(self, gap=Space.M, edge=Space.M)
        self._icon = Icon(icon, tone=Tone.ACCENT)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        self._text = Text(text)
        layout.addWidget(self._text, 1)

    def say(self, text: str, *, icon: str = "") -> None:
        """Another advice; with its own icon where it is of another kind."""
        self._text.setText(text)
        if icon:
            self._icon.show_icon(icon, Tone.ACCENT)


class EmptyState(QWidget):
    """What stands where nothing stands yet: it says what to do first.

    Attributes:
        button: What to do first, or None when there is nothing to press.
    """

    def __init__(self, *, icon: str, title: str, text: str, action: str = "") -> None:
        super().__init__()
        layout = column(self, gap=Space.S, edge=Space.XXL)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(1)
        layout.addWidget(Icon(icon, tone=Tone.ACCENT, size=IconSize.LARGE), alignment=middle)
        layout.addSpacing(Space.S)
        for words in (SectionTitle(title), Text(text, "muted")):
            words.setAlignment(middle)
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            layout.addWidget(words)
        self.button = PrimaryButton(action) if action else None
        if self.button is not None:
            layout.addSpacing(Space.M)
            layout.addWidget(self.button, alignment=middle)
        layout.addStretch(2)
