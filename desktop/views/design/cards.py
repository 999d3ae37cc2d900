"""Grounds for things that belong together: a card, what is known of something, and a prompt with its source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.language import N_, _
from desktop.models.kinds import PromptLevel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton
from desktop.views.design.dress import column, dress, redress, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
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
        reason_typed: (code, reason) at each keystroke; only for a level that asks for one.
        way_taken: The code, when the person wants to go where it can be answered.

    Attributes:
        code: Of the prompt.
        row: Where a reason is typed, and what is wrong with it; None where none is asked.
    """

    reason_typed = Signal(str, str)
    way_taken = Signal(str)

    def __init__(self, *, code: str, level: PromptLevel, text: str, source: str, way: str = "") -> None:
        """`way` is the text of the button that goes where it can be answered; without one there is no button."""
        super().__init__()
        self.code = code
        self._level = level
        dress(self, "prompt", tone=LEVELS[level][1].value)
        layout = column(self, gap=Space.S, edge=Space.M)
        head = Beside(gap=Space.S)
        self._badge = Badge("")
        head.put(self._badge, down=0.5)
        if way:
            head.put(self._make_way(way), share=0, down=0.5)
        layout.addLayout(head)
        self._text = Text(text)
        layout.addWidget(self._text)
        layout.addWidget(Text(_("Source: {source}", source=source), "small"))
        self._reason = LongText(lines=1) if level is PromptLevel.ASK else None
        self.row = FieldRow("", self._reason) if self._reason is not None else None
        if self._reason is not None and self.row is not None:
            self._ask(self._reason)
            layout.addWidget(self.row)
        self._mark(answered=False)

    def say(self, text: str) -> None:
        """The same prompt with other numbers in it."""
        if text != self._text.text():
            self._text.setText(text)
            self._mark(answered=bool(self._reason and self._reason.toPlainText().strip()))

    def show_reason(self, reason: str, *, locked: bool = False) -> None:
        """Fills in a reason given before, unless it is being typed; with one, the prompt stands answered."""
        if self._reason is None:
            return
        if not self._reason.hasFocus():
            self._reason.put(reason)
        self._reason.lock(locked)
        if self.row is not None:
            self.row.setVisible(not locked or bool(reason))
        self._mark(answered=bool(reason))

    def type_reason(self, reason: str) -> None:
        """Types it again, as the person did before."""
        if self._reason is not None:
            self._reason.put(reason)
            self._on_typed(reason)

    def reason_field(self) -> LongText | None:
        """The field for the reason, or None where none is asked."""
        return self._reason

    def _make_way(self, text: str) -> QuietButton:
        button = QuietButton(text)
        button.setObjectName(f"way-{self.code}")
        button.clicked.connect(self._on_way)
        return button

    def _mark(self, *, answered: bool) -> None:
        word, tone, icon = (N_("Answered"), Tone.GOOD, "check") if answered else LEVELS[self._level]
        self._badge.say(_(word), tone=tone, icon=icon)
        self.setAccessibleName(f"{_(word)}: {self._text.text()}")
        self.setProperty("tone", tone.value)
        redress(self)

    def _ask(self, field: LongText) -> None:
        field.setPlaceholderText(_("Why does this case depart?"))
        field.setAccessibleName(_("Reason to depart: {prompt}", prompt=self._text.text()))
        field.setObjectName(f"reason-{self.code}")
        field.typed.connect(self._on_typed)

    def _on_typed(self, reason: str) -> None:
        self.reason_typed.emit(self.code, reason.strip())

    def _on_way(self) -> None:
        self.way_taken.emit(self.code)
