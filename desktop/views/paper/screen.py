"""Print preview inside the program: what is seen here is what is printed and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from desktop.language import LANGUAGES, N_, _
from desktop.models.audit import AuditAction
from desktop.models.faults import WorldFault
from desktop.services.looking import Seen, let_leave, paper_to_show, seen_on_paper
from desktop.services.papers import TITLES, MadePaper, PaperKind
from desktop.views.design.buttons import Button, ChipRow, PrimaryButton
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.paper.keeping import Outbox, write_paper
from desktop.views.paper.printing import print_pages
from desktop.views.paper.why import WhyRow
from desktop.views.screen import Screen

PRINT_DPI = 300
"""Dots per inch of the picture sent to the printer; the file that is kept stays the PDF itself."""

_LANGUAGES = {"nl": N_("in Dutch"), "en": N_("in English")}


class PaperScreen(Screen):
    """The paper, with printing and keeping beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: MadePaper | None = None
        self._shown = ""
        self._seen: Seen | None = None
        self._file = Path()
        self._outbox = Outbox(self)
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Paper"))
        self._language = ChipRow(_("Language of the paper"), single=True)
        self._language.offer({code: _(_LANGUAGES[code]) for code in LANGUAGES})
        self._language.put_on(LANGUAGES[0])
        self._language.chosen.connect(self._on_language)
        for name, text, icon, slot, kind in (
            ("paper-back", _("Back"), "back", self._on_back, Button),
            ("paper-save", _("Keep as a file"), "export", self._on_save, Button),
            ("paper-mail", _("Send by mail"), "mail", self._on_mail, Button),
            ("paper-print", _("Print"), "print", self._on_print, PrimaryButton),
        ):
            button = kind(text, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(slot)
            self.head.buttons.addWidget(button)
        page.addWidget(self.head)
        page.addWidget(self._language)
        self._why = WhyRow()
        page.addWidget(self._why)
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
        name, _colon, subject = self.thing.partition(":")
        if name in set(PaperKind):
            kind, language = PaperKind(name), next(iter(self._language.on()), LANGUAGES[0])
            self._seen = seen_on_paper(kind, subject)
            self._put_away()
            self._why.ask_about(self._seen, self.desk.workplace.today)
            self.head.say(_(TITLES[kind]))
            self.ask(partial(paper_to_show, self.desk.workplace, kind, subject, language), self._on_paper, key="paper")

    def _put_away(self) -> None:
        """The paper that was here before does not leave under the name of the one that comes."""
        if self._shown != self.thing:
            self._shown, self._made = self.thing, None
            self._document.close()

    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def pdf(self) -> bytes:
        """The paper itself."""
        return self._made.pdf if self._made else b""

    def print_to(self, printer: QPrinter) -> None:
        """Sends the pages that were chosen to a printer, or says that it cannot print now."""
        try:
            print_pages(self._document, printer, here=self._view.pageNavigator().currentPage())
        except WorldFault as fault:
            self.show_fault(fault)

    def save_to(self, path: Path) -> None:
        """Keeps the form that the file's name asks for, or says why it could not."""
        if self._made is None:
            return
        try:
            write_paper(self._made, path)
        except WorldFault as fault:
            self.show_fault(fault)
        else:
            self.desk.navigator.say(_("Kept as {file}.", file=path.name))

    def _on_paper(self, made: MadePaper) -> None:
        self._document.close()
        self._buffer.close()
        self._made = made
        self._buffer.setData(QByteArray(made.pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def _leaves(self, how: AuditAction, then: Callable[[object], None]) -> None:
        """Has the log know first, and why: what could not be written down does not leave."""
        if self._made is not None and self._is_said():
            self.ask(partial(let_leave, self.desk.workplace, self._seen, how, self._why.purpose()), then)

    def _is_said(self) -> bool:
        return self._why.is_answered(self.desk.workplace.today)

    def _on_mail(self) -> None:
        self._leaves(AuditAction.MAIL, self._mail)

    def _mail(self, _noted: object) -> None:
        if self._made is None:
            return
        try:
            opened = self._outbox.hand_over(self._made)
        except WorldFault as fault:
            self.show_fault(fault)
            return
        said = (
            _("Your mail program opens a message with the paper. Use your safe mail: the file is not encrypted.")
            if opened
            else _("This computer knows no program for messages. Keep the paper as a file and attach it yourself.")
        )
        self.desk.navigator.say(said)

    def _on_language(self, _codes: object) -> None:
        self.mark_stale()

    def _on_back(self) -> None:
        self.desk.navigator.back()

    def _on_save(self) -> None:
        if self._made is None or not self._is_said():
            return
        dialog = QFileDialog(self, _("Keep as a file"))
        dialog.setNameFilters([_("PDF, to print (*.pdf)"), _("Web page, to read on the screen (*.html)")])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(partial(self._on_form, dialog))
        dialog.selectFile(f"{self._made.name}.pdf")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_form(self, dialog: QFileDialog, chosen: str) -> None:
        dialog.setDefaultSuffix("html" if "html" in chosen else "pdf")

    def _on_file(self, file: str) -> None:
        self._file = Path(file)
        self._leaves(AuditAction.KEEP, self._save)

    def _save(self, _noted: object) -> None:
        self.save_to(self._file)

    def _on_print(self) -> None:
        if self._made is None or not self._is_said():
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(PRINT_DPI)
        dialog = QPrintDialog(self._printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setMinMax(1, max(1, self.pages()))
        dialog.accepted.connect(self._on_printer)
        dialog.setModal(True)
        dialog.show()

    def _on_printer(self) -> None:
        self._leaves(AuditAction.PRINT, self._print)

    def _print(self, _noted: object) -> None:
        self.print_to(self._printer)
