"""Grounds for things that belong together: a card, what is known of something, and a prompt with its source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.language import N_, _
from desktop.models.kinds import PromptLevel
from desktop.views.design.badges import Badge
from desktop.views.design.dress import column, dress, redress, row
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import SectionTitle, Text

LEVELS = {
    PromptLevel.BLOCK: (N_("Must be solved"), Tone.BAD, "stop"),
    PromptLevel.ASK: (N_("Asks for a reason"), Tone.CAUTION, "question"),
    PromptLevel.INFORM: (N_("Good to know"), Tone.ACCENT, "info"),
}
"""Word, tone and icon by level."""


class Card(QFrame):
    """Things that belong together, with a title when they need one.

    Attributes:
        body: Layout to put them in.
        head: Layout beside the title, for a badge or a quiet button.
    """

    def __init__(self, title: str = "", *, look: str = "card", gap: int = Space.M) -> None:
        super().__init__()
        dress(self, look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        outer = column(self, gap=Space.M, edge=Space.L)
        self.head = row(gap=Space.S)
        self.body: QVBoxLayout = column(gap=gap)
        if title:
            self.setAccessibleName(title)
            self.head.addWidget(SectionTitle(title), 1)
            outer.addLayout(self.head)
        outer.addLayout(self.body)


class KeyValueList(QWidget):
    """What is known of something: a word and its value, line by line. The value can be selected and copied."""

    def __init__(self, pairs: dict[str, str] | None = None) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)
        self.show_pairs(pairs or {})

    def show_pairs(self, pairs: dict[str, str]) -> None:
        """Replaces all lines; a line without a value is left out."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (word, value) in enumerate((w, v) for w, v in pairs.items() if v):
            self._add(at, word, value)

    def _add(self, at: int, word: str, value: str) -> None:
        label = QLabel(word)
        dress(label, "muted")
        text = Text(value)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setAccessibleName(f"{word}: {value}")
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, at, 0, top)
        self._grid.addWidget(text, at, 1, top)


class PromptCard(QFrame):
    """What the program says to a draft: how strongly, what, and on whose word. It advises; the person decides.

    Signals:
        reason_given: (code, reason) each time the reason was typed and left; only for a level that asks for one.
    """

    reason_given = Signal(str, str)

    def __init__(self, *, code: str, level: PromptLevel, text: str, source: str) -> None:
        super().__init__()
        self._code = code
        word, tone, icon = LEVELS[level]
        dress(self, "prompt", tone=tone.value)
        self.setAccessibleName(f"{_(word)}: {text}")
        layout = column(self, gap=Space.S, edge=Space.M)
        self._badge = Badge(_(word), tone=tone, icon=icon)
        layout.addWidget(self._badge)
        layout.addWidget(Text(text))
        layout.addWidget(Text(_("Source: {source}", source=source), "small"))
        self._reason = QLineEdit() if level is PromptLevel.ASK else None
        if self._reason is not None:
            self._ask(self._reason, layout)

    def show_reason(self, reason: str) -> None:
        """Fills in a reason given before; with one, the prompt stands answered."""
        if self._reason is None:
            return
        self._reason.setText(reason)
        if reason:
            self._badge.say(_("Answered"), tone=Tone.GOOD)
            self.setProperty("tone", Tone.GOOD.value)
            redress(self)

    def reason_field(self) -> QLineEdit | None:
        """The field for the reason, or None where none is asked."""
        return self._reason

    def _ask(self, field: QLineEdit, layout: QVBoxLayout) -> None:
        field.setPlaceholderText(_("Why does this case depart?"))
        field.setAccessibleName(_("Reason to depart"))
        field.setObjectName(f"reason-{self._code}")
        field.setMaxLength(2000)
        field.editingFinished.connect(self._on_reason)
        layout.addWidget(field)

    def _on_reason(self) -> None:
        if self._reason is not None:
            self.reason_given.emit(self._code, self._reason.text().strip())
