"""Support plans beside bare reportlab drawing the same text with the same typefaces, untagged.

    python -m benchmarks.papers [plans]

Both sides get the same plans of four pages, filled in already. The bare side lays out the same paragraphs and tables
with reportlab's own classes, draws the same head and foot on each page, and saves the file: no marks, no structure, no
bookmarks, and a page number without the count.
It is measured twice: with words divided as we do, and without dividing any. Processor time, the best of several rounds
in which the sides take turns; the ratio is what counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from io import BytesIO
from time import process_time

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from benchmarks.lines import Line, tell
from desktop.models.papers import SupportPlanPage
from desktop.reports.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Items,
    Lines,
    Look,
    Paper,
    Signatures,
    Title,
    Together,
    Words,
    WritingLines,
)
from desktop.reports.fonts import REGULAR, SEMIBOLD, register
from desktop.reports.page import printed
from desktop.reports.style import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, Looks, looks
from desktop.reports.support_plan import support_plan
from tests.helpers.filled_papers import PLAN

PAGES = 4
AT_BEST_OF = 5
LIMIT = 1.5


def plan(number: int) -> SupportPlanPage:
    """A plan of four pages; each has words of its own."""
    told = f"Dit is zin {number} over de ondersteuning thuis, de dagbesteding en de mantelzorgverantwoordelijkheid. "
    talk = PLAN.conversation
    domains = (
        tuple(
            replace(talk.domains[0], name=f"Leefgebied {n}", situation=told * 3, who_can_do_what=told * 2)
            for n in range(5)
        )
        if talk
        else ()
    )
    return replace(
        PLAN,
        question=told * 3,
        conversation=replace(talk, domains=domains) if talk else None,
        alternatives=tuple(replace(PLAN.alternatives[0], answer=told * 2) for _n in range(4)),
    )


def bare(paper: Paper, style: Looks) -> bytes:
    """The same blocks with reportlab's own classes."""
    target = BytesIO()
    made = SimpleDocTemplate(target, leftMargin=MARGIN, rightMargin=MARGIN, initialFontName=REGULAR)
    story = [flowable for block in paper.blocks for flowable in _bare(block, style)]
    made.build(story, onFirstPage=_head_and_foot, onLaterPages=_head_and_foot)
    return target.getvalue()


def _head_and_foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(SEMIBOLD, 11)
    canvas.drawString(MARGIN, HEIGHT - 48, "Gemeente Stadskanaal")
    canvas.setFont(REGULAR, 10)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 48, "23 november 2026")
    canvas.setFont(REGULAR, 9.5)
    canvas.drawString(MARGIN, 34, "Oldambt en Stadskanaal")
    canvas.drawRightString(WIDTH - MARGIN, 34, f"pagina {document.page} van 4")


def _bare(block: Block, style: Looks) -> Iterator[Flowable]:  # noqa: C901 - one case for each kind of block
    match block:
        case Title():
            yield from (Paragraph(escape(block.text), style.title), Paragraph(escape(block.under), style.subtitle))
        case Heading():
            yield Paragraph(escape(block.text), style.heading if block.level == 2 else style.subheading)  # noqa: PLR2004
        case Words():
            look = {Look.TEXT: style.text, Look.SMALL: style.small, Look.QUOTE: style.quote}[block.look]
            yield from (Paragraph(escape(line), look) for line in block.text.splitlines())
        case Lines():
            yield Paragraph("<br/>".join(map(escape, block.parts)), style.text)
        case Items():
            for item in block.items:
                yield Paragraph(f"<b>{escape(item.lead)}</b>{escape(item.text)}", style.item, bulletText="•")
        case Facts():
            cells = [[Paragraph(n, style.label), Paragraph(escape(v), style.cell)] for n, v in block.pairs if v]
            yield Table([[a, b] for a, b in zip(cells[::2], cells[1::2], strict=False)], colWidths=[TEXT_WIDTH / 2] * 2)
        case Grid():
            rows = [[Paragraph(escape(cell), style.cell) for cell in row] for row in (block.heads, *block.rows)]
            yield Table(rows, colWidths=[TEXT_WIDTH * share for share in block.widths], repeatRows=1)
        case Signatures():
            yield Table([[Paragraph(escape(block.left), style.cell), Paragraph(escape(block.right), style.cell)]])
        case Together():
            for inner in block.blocks:
                yield from _bare(inner, style)
        case WritingLines():
            return


def undivided(style: Looks) -> Looks:
    """The same styles without hyphenation."""
    parts = {name: getattr(style, name).clone(name, hyphenationLang="") for name in Looks.__dataclass_fields__}
    return Looks(**parts)


def seconds(make: Callable[[Paper], object], papers: Sequence[Paper]) -> float:
    """Processor time for all of them."""
    began = process_time()
    for paper in papers:
        make(paper)
    return process_time() - began


def main() -> int:
    """Measures and tells; 1 when the limit is passed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    register()
    papers = [support_plan(plan(number)) for number in range(count)]
    pages = {printed(paper).pages for paper in papers[:3]}
    divided, plain = looks("nl"), undivided(looks("nl"))
    sides: dict[str, Callable[[Paper], object]] = {
        "ours, tagged": printed,
        "bare, words divided": lambda paper: bare(paper, divided),
        "bare, no word divided": lambda paper: bare(paper, plain),
    }
    best = dict.fromkeys(sides, float("inf"))
    for _round in range(AT_BEST_OF):
        for name, make in sides.items():
            best[name] = min(best[name], seconds(make, papers))
    ours = best["ours, tagged"]
    each = 1000 / count
    plain_ms = best["bare, words divided"] * each
    tell(Line("a support plan as a tagged PDF", ours * each, "ms", "bare reportlab", plain_ms, LIMIT, is_ratio=True))
    told = [
        f"{name:24} {took:6.2f} s  {took / count * 1000:6.1f} ms each  ours/this {ours / took:.2f}"
        for name, took in best.items()
    ]
    sys.stdout.write(f"{count} support plans of {pages} pages\n" + "\n".join(told) + "\n")
    return int(pages != {PAGES} or ours / best["bare, words divided"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
