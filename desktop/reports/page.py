"""The page every paper is laid on: head, foot with page x of y, the word 'concept', bookmarks, title and language."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from desktop.language import _, ngettext, spoken
from desktop.language.forms import long_day
from desktop.models.papers import PaperHead
from desktop.reports.fonts import REGULAR, SEMIBOLD, TITLE_FACE, register
from desktop.reports.style import ACCENT, CONCEPT, HAIRLINE, HEADING, MARGIN, QUIET, TITLE

WIDTH, HEIGHT = A4
TEXT_WIDTH = WIDTH - 2 * MARGIN
_TOP, _BOTTOM = 30 * mm, 24 * mm


def build(story: Sequence[Flowable], head: PaperHead, title: str) -> bytes:
    """The paper as PDF bytes; the same story on the same day gives the same bytes."""
    register()
    target = BytesIO()
    paper = _Paper(target, head, title)
    paper.build(list(story), canvasmaker=_numbered(head))
    return target.getvalue()


class _Paper(BaseDocTemplate):
    """A document whose headings become bookmarks."""

    def __init__(self, target: BytesIO, head: PaperHead, title: str) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=title,
            author=head.municipality,
            subject=head.region,
            lang=spoken(),
            invariant=1,
            initialFontName=REGULAR,
        )
        frame = Frame(MARGIN, _BOTTOM, TEXT_WIDTH, HEIGHT - _TOP - _BOTTOM, 0, 0, 0, 0)
        self._head = head
        self._bookmarks = 0
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._draw_head))

    def _draw_head(self, canvas: Canvas, _document: object) -> None:
        if self._head.concept:
            _draw_concept(canvas)
        canvas.setFont(SEMIBOLD, 11)
        canvas.setFillColor(ACCENT)
        canvas.drawString(MARGIN, HEIGHT - 17 * mm, _sender(self._head))
        canvas.setFont(REGULAR, 10)
        canvas.setFillColor(QUIET)
        day = long_day(self._head.made_on)
        # In words as well as across the page: slanted letters are no text to a reader's ears.
        right = f"{_('draft').upper()} · {day}" if self._head.concept else day
        canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 17 * mm, right)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.2)
        canvas.line(MARGIN, HEIGHT - 20 * mm, MARGIN + 18 * mm, HEIGHT - 20 * mm)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Turns titles and headings into bookmarks."""
        if not isinstance(flowable, Paragraph) or flowable.style.name not in (TITLE.name, HEADING.name):
            return
        level = 0 if flowable.style.name == TITLE.name else 1
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=False)


def _sender(head: PaperHead) -> str:
    return _("Municipality of {name}", name=head.municipality) if head.municipality else head.region


def _draw_concept(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillColor(CONCEPT)
    canvas.setFont(TITLE_FACE, 96)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -30, _("draft").upper())
    canvas.restoreState()


def _numbered(head: PaperHead) -> type[Canvas]:
    """A canvas that knows the number of pages when it writes the feet."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Canvas's own, passed on untouched
            super().__init__(*args, **kwargs)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._kept.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

        def save(self) -> None:
            for number, state in enumerate(self._kept, start=1):
                self.__dict__.update(state)
                _draw_foot(self, head, number, len(self._kept))
                super().showPage()
            super().save()

    return Numbered


def _draw_foot(canvas: Canvas, head: PaperHead, page: int, pages: int) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 17 * mm, WIDTH - MARGIN, 17 * mm)
    canvas.setFont(REGULAR, 9.5)
    canvas.setFillColor(QUIET)
    canvas.drawString(MARGIN, 12 * mm, _foot_text(head))
    canvas.drawRightString(WIDTH - MARGIN, 12 * mm, _("page {page} of {pages}", page=page, pages=pages))


def _foot_text(head: PaperHead) -> str:
    if not head.unsynced:
        return head.region
    return ngettext(
        "Made with 1 change that colleagues do not see yet",
        "Made with {n} changes that colleagues do not see yet",
        head.unsynced,
    )
