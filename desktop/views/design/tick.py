"""A tick whose words may be as long as a sentence: they wrap, and pressing them ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.dress import row
from desktop.views.design.words import Text


class Tick(QWidget):
    """A box with words beside it.

    Signals:
        given: True or False, when a person ticked.

    Attributes:
        box: The box itself.
    """

    given = Signal(bool)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.box = QCheckBox()
        self.setFocusProxy(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._words = Text()
        layout = row(self, gap=0)
        layout.addWidget(self.box, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.box.clicked.connect(self.given)
        self.say(text)

    def say(self, text: str) -> None:
        """Other words."""
        self._words.setText(text)
        self.box.setAccessibleName(text)

    def is_on(self) -> bool:
        """True when it is ticked."""
        return self.box.isChecked()

    def put(self, on: bool) -> None:  # noqa: FBT001 - a tick is one bool
        """Ticks or clears it, without a signal."""
        self.box.setChecked(on)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.click()
