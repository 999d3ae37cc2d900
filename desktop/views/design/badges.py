"""Small marks with an icon and a word: a state, and the age of a figure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from desktop.language import _
from desktop.language.forms import age_text
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


class AgeLabel(Badge):
    """How old a figure is; a figure that can age never stands without one."""

    def __init__(self, days: int | None = None, *, stale: bool = False) -> None:
        super().__init__("")
        self.show_age(days, stale=stale)

    def show_age(self, days: int | None, *, stale: bool = False) -> None:
        """`days` since it was measured; None when nobody measured. Whether that is out of date, who read it tells."""
        if days is None:
            self.say(_("never measured"), icon="question")
        elif stale:
            self.say(_("out of date: {age}", age=age_text(days)), tone=Tone.CAUTION, icon="clock")
        else:
            self.say(measured(days), icon="clock")


def measured(days: int) -> str:
    """An age in words, with 'measured' to it."""
    return _("measured {age}", age=age_text(days))
