"""Print preview inside the program: what is seen here is what is printed and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from desktop.language import LANGUAGES, N_, _
from desktop.models.faults import WorldFault
from desktop.services.papers import map_page_paper, support_plan_paper, waiting_letter_paper
from desktop.services.workplace import Workplace
from desktop.views.design.buttons import Button, ChipRow, PrimaryButton
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.screen import Screen

PRINT_DPI = 300
"""Dots per inch of the picture sent to the printer; the file that is kept stays the PDF itself."""

PAPERS: dict[str, tuple[str, Callable[[Workplace, str, str], bytes]]] = {
    "support-plan": (N_("Support plan"), support_plan_paper),
    "map-page": (N_("Page from the social map"), map_page_paper),
    "waiting-letter": (N_("Letter about the wait"), waiting_letter_paper),
}
"""Title and maker by kind of paper; the thing shown is ``KIND:ID``."""

_LANGUAGES = {"nl": N_("in Dutch"), "en": N_("in English")}


class PaperScreen(Screen):
    """The paper, with printing and keeping beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._bytes = QByteArray()
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Paper"))
        self._language = ChipRow(_("Language of the paper"), single=True)
        self._language.offer({code: _(_LANGUAGES[code]) for code in LANGUAGES})
        self._language.put_on(LANGUAGES[0])
        self._language.chosen.connect(self._on_language)
        for name, text, icon, slot, kind in (
            ("paper-back", _("Back"), "back", self._on_back, Button),
            ("paper-save", _("Keep as PDF"), "export", self._on_save, Button),
            ("paper-print", _("Print"), "print", self._on_print, PrimaryButton),
        ):
            button = kind(text, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(slot)
            self.head.buttons.addWidget(button)
        page.addWidget(self.head)
        page.addWidget(self._language)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView()
        self._view.setObjectName("paper")
        self._view.setAccessibleName(_("The paper as it will be printed"))
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocumentMargins(QMargins(Space.XL, Space.L, Space.XL, Space.L))
        self._view.setPageSpacing(Space.L)
        self._colour()
        page.addWidget(self._view, 1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_view"):
            self._colour()

    def _colour(self) -> None:
        """The ground round the pages: the view takes it from the palette, not from the stylesheet."""
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(colours().sunken))
        self._view.setPalette(palette)

    @override
    def reload(self) -> None:
        kind, _colon, subject = self.thing.partition(":")
        if kind in PAPERS:
            language = next(iter(self._language.on()), LANGUAGES[0])
            self.head.say(_(PAPERS[kind][0]))
            self.ask(partial(PAPERS[kind][1], self.desk.workplace, subject, language), self._on_paper, key="paper")

    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def pdf(self) -> bytes:
        """The paper itself."""
        return bytes(self._bytes.data())

    def print_to(self, printer: QPrinter) -> None:
        """Sends every page to a printer, as large as its paper allows."""
        painter = QPainter(printer)
        for number in range(self._document.pageCount()):
            if number:
                printer.newPage()
            area = printer.pageLayout().paintRectPixels(printer.resolution())
            points = self._document.pagePointSize(number)
            size = points.scaled(area.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
            painter.drawImage(0, 0, self._document.render(number, QSize(size)))
        painter.end()

    def save_to(self, path: Path) -> None:
        """Keeps the PDF whole, or says why it could not."""
        try:
            path.write_bytes(self.pdf())
        except OSError:
            self.show_fault(WorldFault("cannot-write", file=path.name))
        else:
            self.desk.navigator.say(_("Kept as {file}.", file=path.name))

    def _on_paper(self, content: bytes) -> None:
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(content)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def _on_language(self, _codes: object) -> None:
        self.mark_stale()

    def _on_back(self) -> None:
        self.desk.navigator.back()

    def _on_save(self) -> None:
        dialog = QFileDialog(self, _("Keep as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{_(PAPERS[self.thing.partition(':')[0]][0])}.pdf")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.save_to(Path(file))

    def _on_print(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(PRINT_DPI)
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(self._on_printer)
        dialog.setModal(True)
        dialog.show()

    def _on_printer(self) -> None:
        self.print_to(self._printer)
