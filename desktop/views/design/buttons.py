"""Buttons: one primary a screen, quiet ones beside it, rows that open the thing they name, chips to filter with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.breaks import breakable
from desktop.views.design.dress import column, dress, row
from desktop.views.design.icons import Icon, icon_edge, put_icon
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space, Tone

_ROW_LETTERS = 34
"""Where a line leaves fewer letters for its words, its badges go under them."""


class Button(QPushButton):
    """An ordinary button; the other kinds differ in look only. An icon stands beside the word, never instead of it."""

    look = "button"
    tone = Tone.TEXT

    def __init__(self, text: str, *, icon: str = "") -> None:
        super().__init__(text)
        self._icon = icon
        self._drawn: tuple[object, ...] = ()
        self.setAutoDefault(False)
        dress(self, self.look)
        self._draw()

    def show_icon(self, name: str) -> None:
        """Another drawing beside the word."""
        self._icon = name
        self._draw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.EnabledChange}:
            self._draw()

    def _draw(self) -> None:
        if not getattr(self, "_icon", ""):
            return
        tone = self.tone if self.isEnabled() else Tone.MUTED
        # Qt tells of a change of style several times while a window is put together.
        now = self._icon, tone, icon_edge(self), colours().values()[tone]
        if now != self._drawn:
            self._drawn = now
            put_icon(self, self._icon, tone)


class PrimaryButton(Button):
    """The one thing to do here."""

    look = "primary"
    tone = Tone.ON_ACCENT


class FittingButton(PrimaryButton):
    """The one thing to do, told in full where there is room, and shorter where there is not."""

    def __init__(self, text: str, *, shorter: str, icon: str = "") -> None:
        self._longer, self._shorter = text, shorter
        super().__init__(shorter, icon=icon)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        more = self.fontMetrics().horizontalAdvance(self._longer) - self.fontMetrics().horizontalAdvance(self._shorter)
        self.setText(self._longer if self.minimumSizeHint().width() + more <= self.width() else self._shorter)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as the shorter text."""
        words = self.fontMetrics().horizontalAdvance(self._shorter) - self.fontMetrics().horizontalAdvance(self.text())
        return super().minimumSizeHint() + QSize(words, 0)


class QuietButton(Button):
    """Something one may also do."""

    look = "quiet"
    tone = Tone.ACCENT


class ToastButton(Button):
    """The button inside a message."""

    look = "toast"
    tone = Tone.NAV


class Chip(QPushButton):
    """A filter that is on or off."""

    def __init__(self, text: str, *, key: str = "") -> None:
        super().__init__(text)
        self.key = key or text
        self.setCheckable(True)
        self.setAutoDefault(False)
        dress(self, "chip")

    @override
    def sizeHint(self) -> QSize:
        """As wide as its text when it is on: the letters are heavier then, and the style does not count them so."""
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(heavy).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)


class ChipRow(QWidget):
    """Filters beside each other; they wrap when there is no room.

    Signals:
        chosen: The keys that are on, as a tuple of texts.
    """

    chosen = Signal(object)

    def __init__(self, name: str, *, single: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._single = single
        self._chips: list[Chip] = []
        self._flow = Beside(self, gap=Space.S, below=Space.S, sharing=False)

    def offer(self, choices: dict[str, str]) -> None:
        """Replaces the filters: text by key. What was on and is still offered stays on."""
        before = set(self.on())
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [Chip(text, key=key) for key, text in choices.items()]
        for chip in self._chips:
            chip.setChecked(chip.key in before)
            chip.clicked.connect(self._on_clicked)
            self._flow.addWidget(chip)

    def on(self) -> tuple[str, ...]:
        """Keys that are on, in the order shown."""
        return tuple(chip.key for chip in self._chips if chip.isChecked())

    def put_on(self, *keys: str) -> None:
        """Switches exactly these on, without a signal."""
        for chip in self._chips:
            chip.setChecked(chip.key in keys)

    def take_focus(self) -> None:
        """Puts the keyboard on the first of them."""
        if self._chips:
            self._chips[0].setFocus()

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if self._single and isinstance(pressed, Chip) and pressed.isChecked():
            self.put_on(pressed.key)
        self.chosen.emit(self.on())


class RowButton(QPushButton):
    """A line in a list that opens the thing it names: a title, what is known of it, and a badge.

    Signals:
        opened: The key it was given, whatever type that is.
    """

    opened = Signal(object)
    end = "forward"

    def __init__(self, *, title: str, detail: str = "", icon: str = "", key: object = None) -> None:
        super().__init__()
        self.key = key
        self.setAutoDefault(False)
        dress(self, "row")
        self.setAccessibleName(", ".join(part for part in (title, detail) if part))
        self._inside = layout = row(self, gap=Space.M)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        if icon:
            layout.addWidget(Icon(icon, tone=Tone.ACCENT))
        middle = Beside(gap=Space.M)
        layout.addLayout(middle, 1)
        holder, self._ends = _clear_widget(), _clear_widget()
        words, self._badges = column(holder, gap=0), row(self._ends, gap=Space.S)
        for text, look in ((title, "strong"), (detail, "muted")):
            if text:
                words.addWidget(_quiet_label(text, look))
        middle.put(holder, letters=_ROW_LETTERS, down=0.5)
        middle.put(self._ends, share=0, down=0.5)
        self._ends.hide()
        self._end = Icon(self.end, tone=Tone.MUTED)
        layout.addWidget(self._end)
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)
        self.clicked.connect(self._on_clicked)

    def add_badge(self, badge: Badge) -> None:
        """Puts a badge at the end; its word joins the accessible name."""
        self.setAccessibleName(f"{self.accessibleName()}, {badge.word()}")
        self._badges.addWidget(badge)
        self._ends.show()

    @override
    def sizeHint(self) -> QSize:
        return self._inside.sizeHint() + QSize(4, 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize() + QSize(4, 4)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._inside.heightForWidth(width - 4) + 4

    def _on_clicked(self) -> None:
        self.opened.emit(self.key)


class ChoiceButton(RowButton):
    """One of a few large choices; checkable, made exclusive by a `QButtonGroup`. The chosen one bears a tick."""

    end = "check"

    def __init__(self, *, title: str, detail: str = "", icon: str = "", key: object = None) -> None:
        super().__init__(title=title, detail=detail, icon=icon, key=key)
        self.setCheckable(True)
        dress(self, "choice")
        self._show_end(self.isChecked())
        self.toggled.connect(self._show_end)

    def _show_end(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        self._end.show_icon(self.end if shown else "", Tone.ACCENT)


def _clear_widget() -> QWidget:
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def _quiet_label(text: str, look: str) -> QLabel:
    label = QLabel(breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    dress(label, look)
    return label


class NavQuietButton(Button):
    """A small thing one can do from everywhere, on the ground of the navigation."""

    look = "nav-quiet"
    tone = Tone.NAV_MUTED
