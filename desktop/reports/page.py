"""The page every paper is laid on: head, foot with page x of y, the word 'concept', bookmarks, title and language."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from desktop.language import _, speaking
from desktop.language.forms import long_day
from desktop.models.papers import PaperHead
from desktop.reports.content import Paper
from desktop.reports.flowables import Marked
from desktop.reports.fonts import REGULAR, SEMIBOLD, TITLE_FACE, plain, register
from desktop.reports.layout import Layout
from desktop.reports.marks import MarkingCanvas, Node, decorates, shows
from desktop.reports.structure import with_structure
from desktop.reports.style import ACCENT, CONCEPT, HAIRLINE, HEIGHT, MARGIN, QUIET, TEXT_WIDTH, WIDTH, looks
from desktop.reports.words import foot_text, sender

_TOP, _BOTTOM = 30 * mm, 24 * mm
_LINE = HEIGHT - 17 * mm
"""Where the sender's name stands, from the foot of the page."""
_MARK = 11 * mm
"""Height of the municipality's mark; it is at most four times as wide."""


@dataclass(frozen=True)
class Printed:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int


def printed(paper: Paper) -> Printed:
    """The paper as tagged PDF; the same paper gives the same bytes."""
    register()
    with speaking(paper.language):
        document = _Document(paper)
        drawn = document.drawn()
    told = {"title": paper.title, "author": paper.head.municipality, "language": paper.language}
    return Printed(with_structure(drawn, document.root, told), document.pages)


class _Document(BaseDocTemplate):
    """A document whose headings become bookmarks.

    Attributes:
        root: The structure of what was drawn.
        pages: Count, once drawn.
    """

    def __init__(self, paper: Paper) -> None:
        self._target = BytesIO()
        super().__init__(
            self._target,
            title=paper.title,
            author=paper.head.municipality,
            subject=paper.head.region,
            lang=paper.language,
            invariant=1,
            initialFontName=REGULAR,
        )
        frame = Frame(MARGIN, _BOTTOM, TEXT_WIDTH, HEIGHT - _TOP - _BOTTOM, 0, 0, 0, 0)
        self._paper = paper
        self._bookmarks = 0
        self.pages = 0
        self.root = Node("Document")
        self._head = self.root.add("P"), self.root.add("P")
        self._logo = _logo(paper.head)
        self.addPageTemplates(PageTemplate("page", [frame], pagesize=(WIDTH, HEIGHT), onPage=self._draw_head))

    def drawn(self) -> bytes:
        """The PDF, marked but without its structure."""
        layout = Layout(looks(self._paper.language), self.root)
        self.build(list(layout.flowables(self._paper.blocks)), canvasmaker=self._numbered())
        return self._target.getvalue()

    def _numbered(self) -> type[MarkingCanvas]:
        document = self

        class Numbered(MarkingCanvas):
            """Puts the feet on once the number of pages is known."""

            def save(self) -> None:
                document.pages = len(self.kept)
                for number in range(document.pages):
                    self.take_up(number)
                    _draw_foot(self, document._paper.head, number + 1, document.pages)
                    self.put_down()
                super().save()

        return Numbered

    def _draw_head(self, canvas: Any, _document: object) -> None:  # noqa: ANN401 - reportlab calls it with our canvas
        head = self._paper.head
        if head.concept:
            _draw_concept(canvas)
        left = self._draw_logo(canvas)
        with self._told(canvas, 0):
            canvas.setFont(SEMIBOLD, 11)
            canvas.setFillColor(ACCENT)
            canvas.drawString(left, _LINE, plain(sender(head), SEMIBOLD))
        day = long_day(head.made_on)
        with self._told(canvas, 1):
            canvas.setFont(REGULAR, 10)
            canvas.setFillColor(QUIET)
            # In words as well as across the page: slanted letters are no text to a reader's ears.
            canvas.drawRightString(WIDTH - MARGIN, _LINE, f"{_('draft').upper()} · {day}" if head.concept else day)
        with decorates(canvas):
            canvas.setStrokeColor(ACCENT)
            canvas.setLineWidth(1.2)
            canvas.line(left, HEIGHT - 20 * mm, left + 18 * mm, HEIGHT - 20 * mm)

    def _told(self, canvas: MarkingCanvas, part: int) -> AbstractContextManager[None]:
        """Sender and day are told once, on the first page, and decorate the others."""
        return decorates(canvas, "Pagination") if canvas.kept else shows(canvas, self._head[part])

    def _draw_logo(self, canvas: MarkingCanvas) -> float:
        """Draws the municipality's mark where there is one; returns where its name begins."""
        if self._logo is None:
            return MARGIN
        width, height = self._logo.getSize()
        wide = min(_MARK * width / height, 4 * _MARK)
        with decorates(canvas, "Pagination"):
            canvas.drawImage(
                self._logo, MARGIN, HEIGHT - 21 * mm, wide, _MARK, mask="auto", preserveAspectRatio=True, anchor="w"
            )
        return MARGIN + wide + 4 * mm

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Turns the title and the headings of parts into bookmarks."""
        if not isinstance(flowable, Marked) or flowable.node.kind not in {"H1", "H2"}:
            return
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, int(flowable.node.kind == "H2"), closed=False)


def _logo(head: PaperHead) -> ImageReader | None:
    """The mark as a picture; None where there is none, or it is no picture after all."""
    if not head.mark:
        return None
    try:
        return ImageReader(BytesIO(head.mark))
    except (OSError, ValueError):
        return None


def _draw_concept(canvas: Canvas) -> None:
    canvas.saveState()
    with decorates(canvas, "Pagination"):
        canvas.setFillColor(CONCEPT)
        canvas.setFont(TITLE_FACE, 96)
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, -30, _("draft").upper())
    canvas.restoreState()


def _draw_foot(canvas: Canvas, head: PaperHead, page: int, pages: int) -> None:
    with decorates(canvas, "Pagination"):
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(MARGIN, 17 * mm, WIDTH - MARGIN, 17 * mm)
        canvas.setFont(REGULAR, 9.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 12 * mm, plain(foot_text(head), REGULAR))
        canvas.drawRightString(WIDTH - MARGIN, 12 * mm, _("page {page} of {pages}", page=page, pages=pages))
