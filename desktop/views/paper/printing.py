"""Sending a paper to a printer: the pages that were asked for, and a sentence when it cannot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desktop.models.faults import WorldFault


def print_pages(document: QPdfDocument, printer: QPrinter, *, here: int = 0) -> None:
    """Sends the chosen pages, as large as the printer's paper allows; `here` is the page that is looked at, from 0.

    Raises:
        WorldFault: ``cannot-print`` when the printer cannot begin, or stops on the way.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise WorldFault("cannot-print")
    try:
        for at, number in enumerate(chosen_pages(printer, document.pageCount(), here)):
            if at and not printer.newPage():
                raise WorldFault("cannot-print")
            area = printer.pageLayout().paintRectPixels(printer.resolution())
            points = document.pagePointSize(number)
            size = points.scaled(area.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
            painter.drawImage(0, 0, document.render(number, QSize(size)))
    finally:
        painter.end()


def chosen_pages(printer: QPrinter, pages: int, here: int = 0) -> list[int]:
    """Which pages were asked for in the print dialog, from 0, in the order in which they are printed."""
    every = range(1, pages + 1)
    match printer.printRange():
        case QPrinter.PrintRange.PageRange:
            ranges = printer.pageRanges()
            first, last = printer.fromPage(), printer.toPage() or pages
            wanted = [n for n in every if (first <= n <= last if ranges.isEmpty() else ranges.contains(n))]
        case QPrinter.PrintRange.CurrentPage:
            wanted = [n for n in every if n == here + 1]
        case _:
            wanted = list(every)
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    return [n - 1 for n in wanted]
