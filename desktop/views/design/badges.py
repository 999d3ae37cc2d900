"""Small marks with an icon and a word: a state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from desktop.views.design.dress import dress, redress, row
from desktop.views.design.icons import Icon, IconSize
from desktop.views.design.tokens import Space, Tone

_DEFAULT_ICONS = {Tone.GOOD: "check", Tone.CAUTION: "caution", Tone.BAD: "stop", Tone.ACCENT: "info"}


class Badge(QFrame):
    """A state in a word with an icon; the colour only repeats what the word says."""

    def __init__(self, word: str, *, tone: Tone = Tone.MUTED, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = row(self, gap=Space.XS)
        layout.setContentsMargins(Space.S, 1, Space.S + 1, 1)
        self._icon = Icon("info", tone=tone, size=IconSize.SMALL)
        self._label = QLabel()
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        dress(self, "badge")
        self.say(word, tone=tone, icon=icon)

    def say(self, word: str, *, tone: Tone = Tone.MUTED, icon: str = "") -> None:
        """Another state."""
        drawing = icon or _DEFAULT_ICONS.get(tone, "")
        self._icon.setVisible(bool(drawing))
        if drawing:
            self._icon.show_icon(drawing, tone)
        self._label.setText(word)
        self.setAccessibleName(word)
        self.setProperty("tone", tone.value)
        redress(self)
        redress(self._label)

    def word(self) -> str:
        """What it says."""
        return self._label.text()
