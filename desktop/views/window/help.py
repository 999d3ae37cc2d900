"""F1: a short page for where one is, read from the files that ship with the program."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget
from typing_extensions import override

from desktop.language import LANGUAGES, _, spoken
from desktop.language.places import resource
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.desk import Place


def help_text(page: str) -> str:
    """A page in Markdown, by the name of a place or of a page that others lead to; empty when there is none.

    It is in the language in force, else in Dutch.
    """
    paths = (resource("help", language, f"{page}.md") for language in (spoken(), LANGUAGES[0]))
    found = next((path for path in paths if path.exists()), None)
    return found.read_text(encoding="utf-8") if found else ""


class HelpPage(QDialog):
    """Help that stays beside the work: it does not stop anything."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        layout = column(self, gap=Space.L, edge=Space.XL)
        self._page = page = QTextBrowser()
        page.setAccessibleName(_("Help"))
        page.setOpenLinks(False)
        page.anchorClicked.connect(self._on_link)
        self._before: list[str] = []
        self._shown = ""
        layout.addWidget(page, 1)
        foot = row(gap=Space.S)
        self._back = QuietButton(_("Back"), icon="back")
        self._back.setObjectName("help-back")
        self._back.clicked.connect(self._on_back)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)
        self._show(place)

    @override
    def sizeHint(self) -> QSize:
        return QSize(620, 560)

    def _show(self, name: str) -> None:
        self._shown = name
        self._page.setMarkdown(help_text(name))
        self._back.setVisible(bool(self._before))

    def _on_link(self, url: QUrl) -> None:
        """Another page of the help; nothing outside it is opened."""
        name = PurePath(url.path()).stem
        if not url.scheme() and help_text(name):
            self._before.append(self._shown)
            self._show(name)

    def _on_back(self) -> None:
        self._show(self._before.pop())
