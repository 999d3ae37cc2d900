"""The paper as it will be printed: seen, kept and printed from inside the program."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.paper.printing import chosen_pages
from desktop.views.paper.screen import PaperScreen
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import words


@pytest.fixture
def paper(
    qtbot: QtBot, window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> PaperScreen:
    town.live_her_life(workplace, case_id)
    window.open_case(case_id)
    settle()
    Fingers(window, settle).press("case-paper")
    screen = window.screen_of(Place.PAPER)
    assert isinstance(screen, PaperScreen)
    qtbot.waitUntil(lambda: screen.pages() > 0)
    return screen


def test_the_preview_shows_every_page_of_the_plan(paper: PaperScreen) -> None:
    with pikepdf.open(BytesIO(paper.pdf())) as pdf:
        assert paper.pages() == len(pdf.pages) > 1


def test_what_is_seen_is_what_is_kept(paper: PaperScreen, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    paper.save_to(file)
    assert file.read_bytes() == paper.pdf()
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    words = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    assert "Annie van der Veen-Huizing" in words
    assert "Ik maak elke week mijn post open." in words
    assert "Inloop De Kern" in words
    document.close()


def test_the_plan_is_kept_under_the_name_a_person_chose(
    qtbot: QtBot, window: MainWindow, paper: PaperScreen, tmp_path: Path, fingers: Fingers
) -> None:
    fingers.press("voor de inwoner")
    fingers.press("paper-save")
    dialog = next(d for d in paper.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "Ondersteuningsplan.pdf"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "Ondersteuningsplan.pdf").exists)
    assert "Ondersteuningsplan.pdf" in window.toast.accessibleName()


def test_a_place_where_nothing_can_be_written_is_said(window: MainWindow, paper: PaperScreen, tmp_path: Path) -> None:
    paper.save_to(tmp_path / "no-such-folder" / "plan.pdf")
    assert "plan.pdf" in window.toast.accessibleName()
    assert list(tmp_path.glob("**/plan.pdf")) == []


def a_printer(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_only_the_pages_that_were_chosen_go_to_the_printer(paper: PaperScreen, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "second.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    paper.print_to(printer)
    with pikepdf.open(tmp_path / "second.pdf") as printed:
        assert len(printed.pages) == 1 < paper.pages()


def test_pages_are_told_as_the_dialog_gives_them(tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "none.pdf")
    assert chosen_pages(printer, 4) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 4, here=2) == [2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-9"))
    assert chosen_pages(printer, 4) == [0, 2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 4) == [3, 2, 0]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_begin_is_told(window: MainWindow, paper: PaperScreen, tmp_path: Path) -> None:
    paper.print_to(a_printer(tmp_path / "no such folder" / "paper.pdf"))
    assert "De printer begint niet." in words(window)


def test_every_page_goes_to_the_printer(paper: PaperScreen, tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    paper.print_to(printer)
    with pikepdf.open(file) as printed:
        assert len(printed.pages) == paper.pages()
        assert all(list(page.get_images()) for page in printed.pages)


def test_the_same_plan_in_english(qtbot: QtBot, paper: PaperScreen, fingers: Fingers) -> None:
    dutch = paper.pdf()
    fingers.press("in het Engels")
    qtbot.waitUntil(lambda: paper.pdf() != dutch)
    with pikepdf.open(BytesIO(paper.pdf())) as pdf:
        assert str(pdf.Root.Lang).startswith("en")


def test_back_goes_to_the_case(window: MainWindow, paper: PaperScreen, case_id: str, fingers: Fingers) -> None:
    assert paper.isVisible()
    fingers.press("paper-back")
    assert window.here() == Spot(Place.CASE, case_id)
    assert not [b for b in window.findChildren(QAbstractButton, "paper-print") if b.isVisible()]
