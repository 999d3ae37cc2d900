"""The building blocks that papers are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from desktop.reports.page import TEXT_WIDTH
from desktop.reports.style import (
    BULLET,
    CELL,
    CELL_HEAD,
    HAIRLINE,
    HEADING,
    LABEL,
    QUOTE,
    SMALL,
    SUBHEADING,
    SUBTITLE,
    TEXT,
    TITLE,
    WASH,
)

_LONGEST = 3000
"""Characters of one paragraph at most; a longer text is broken at a space so that any text fits a page."""


def title(text: str, under: str) -> list[Flowable]:
    """The paper's title, and whom it is for."""
    return [Paragraph(escape(text), TITLE), Paragraph(escape(under), SUBTITLE)]


def heading(text: str) -> Flowable:
    """A heading; becomes a bookmark."""
    return Paragraph(escape(text), HEADING)


def subheading(text: str) -> Flowable:
    """A heading inside a section."""
    return Paragraph(escape(text), SUBHEADING)


def text(words: str) -> list[Flowable]:
    """Running text; every line break that was typed stays one."""
    return [Paragraph(escape(part), TEXT) for line in words.splitlines() for part in _parts(line)]


def lines(parts: Iterable[str]) -> Flowable:
    """Short lines close together, as of an address or under a letter."""
    return Paragraph("<br/>".join(escape(part) for part in parts), TEXT)


def small(words: str) -> Flowable:
    """A remark in small type."""
    return Paragraph(escape(words), SMALL)


def quote(words: str) -> list[Flowable]:
    """The resident's own words."""
    return [Paragraph(f"“{escape(part)}”", QUOTE) for part in _parts(words.strip())]


def bullets(lines: Iterable[str]) -> list[Flowable]:
    """A list; each line may hold reportlab's own marks, so callers escape."""
    return [Paragraph(line, BULLET, bulletText="•") for line in lines]


def numbered(lines: Iterable[str]) -> list[Flowable]:
    """A numbered list; callers escape."""
    return [Paragraph(line, BULLET, bulletText=f"{number}.") for number, line in enumerate(lines, start=1)]


def facts(pairs: Sequence[tuple[str, str]]) -> Flowable:
    """Names with their values, two beside each other, on a quiet ground; pairs without a value are left out."""
    cells = [[Paragraph(escape(name), LABEL), Paragraph(escape(value), CELL)] for name, value in pairs if value]
    rows = [[cells[i], cells[i + 1] if i + 1 < len(cells) else ""] for i in range(0, len(cells), 2)]
    table = Table(rows or [["", ""]], colWidths=[TEXT_WIDTH / 2] * 2)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), WASH),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4 * mm),
                ("TOPPADDING", (0, 0), (-1, -1), 2 * mm),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2 * mm),
            ]
        )
    )
    return table


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Flowable:
    """A table with a head that repeats on each page; widths are shares of the text width."""
    content = [[Paragraph(escape(head), CELL_HEAD) for head in heads]]
    content += [[Paragraph(escape(cell).replace("\n", "<br/>"), CELL) for cell in row] for row in rows]
    laid = Table(content, colWidths=[TEXT_WIDTH * share for share in widths], repeatRows=1, splitInRow=1)
    laid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
                ("TOPPADDING", (0, 0), (-1, -1), 1.8 * mm),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8 * mm),
            ]
        )
    )
    return laid


def gap(millimetres: float = 3) -> Flowable:
    """White space."""
    return Spacer(1, millimetres * mm)


def writing_line() -> Flowable:
    """A line to write on."""
    laid = Table([[""]], colWidths=[TEXT_WIDTH], rowHeights=[9 * mm])
    laid.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE)]))
    return laid


def together(*flowables: Flowable) -> Flowable:
    """Kept on one page."""
    return KeepTogether(list(flowables))


def room_for(millimetres: float) -> Flowable:
    """Starts a new page unless so much room is left."""
    return CondPageBreak(millimetres * mm)


def signatures(left: str, right: str, day: str) -> Flowable:
    """Two places to sign."""
    names: list[list[object]] = [[Paragraph(escape(left), CELL), "", Paragraph(escape(right), CELL)]]
    signs: list[list[object]] = [[small(day), "", small(day)], ["", "", ""]]
    laid = Table(
        names + signs, colWidths=[TEXT_WIDTH * share for share in (0.46, 0.08, 0.46)], rowHeights=[None, None, 16 * mm]
    )
    laid.setStyle(
        TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("LINEBELOW", (0, 2), (0, 2), 0.7, HAIRLINE),
                ("LINEBELOW", (2, 2), (2, 2), 0.7, HAIRLINE),
            ]
        )
    )
    return laid


def _parts(line: str) -> Iterable[str]:
    while len(line) > _LONGEST:
        cut = line.rfind(" ", 0, _LONGEST)
        cut = cut if cut > 0 else _LONGEST
        yield line[:cut]
        line = line[cut:].lstrip()
    yield line
