"""A code that is shown once, to hand on or to write down."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.focus import bring_into_view
from desktop.views.design.words import SectionTitle, Text


class ShownCode(Card):
    """It stands there until it is hidden, and is kept nowhere."""

    def __init__(self, begins: str, *, look: str = "code") -> None:
        """`begins` is how the object names of its buttons begin; `look` is that of the code, see `Text`."""
        super().__init__(look="sunken")
        self._title, self._code, self._about = SectionTitle(""), Text("", look), Text("", "muted")
        copy, hide = QuietButton(_("Copy"), icon="copy"), QuietButton(_("Hide"), icon="close")
        copy.setObjectName(f"{begins}-code-copy")
        hide.setObjectName(f"{begins}-code-hide")
        copy.clicked.connect(self._on_copy)
        hide.clicked.connect(self._on_hide)
        rows: tuple[QWidget, ...] = (self._title, self._code, self._about, Flowing(copy, hide))
        for widget in rows:
            self.body.addWidget(widget)
        self._whole = ""
        self.hide()

    def show_code(self, title: str, code: str, about: str) -> None:
        """Shows it, with what it is for."""
        self._whole = code
        self._title.setText(title)
        self._code.setText(code)
        self._code.setAccessibleName(f"{title} {code}")
        self._about.setText(about)
        self.setAccessibleName(title)
        self.show()
        bring_into_view(self)

    def code(self) -> str:
        """What it shows; empty when it shows nothing."""
        return self._whole

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)

    def _on_hide(self) -> None:
        self._whole = ""
        self._code.clear()
        self.hide()
