"""F1: a short page for where one is, read from the files that ship with the program."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget
from typing_extensions import override

from desktop.language import LANGUAGES, _, spoken
from desktop.language.places import resource
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space
from desktop.views.desk import Place


def help_text(place: Place) -> str:
    """The page in Markdown, in the language in force, else in Dutch; empty when there is none."""
    paths = (resource("help", language, f"{place}.md") for language in (spoken(), LANGUAGES[0]))
    found = next((path for path in paths if path.exists()), None)
    return found.read_text(encoding="utf-8") if found else ""


class HelpPage(QDialog):
    """Help that stays beside the work: it does not stop anything."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        layout = column(self, gap=Space.L, edge=Space.XL)
        page = QTextBrowser()
        page.setAccessibleName(_("Help"))
        page.setOpenLinks(False)
        page.setMarkdown(help_text(place))
        layout.addWidget(page, 1)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    @override
    def sizeHint(self) -> QSize:
        return QSize(620, 560)
