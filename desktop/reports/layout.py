"""From what a paper says to what reportlab lays out, with the structure beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, TableStyle

from desktop.reports.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Item,
    Items,
    Lines,
    Look,
    Signatures,
    Title,
    Together,
    Words,
    WritingLines,
)
from desktop.reports.flowables import ColumnHead, Marked, MarkedItem, MarkedTable, Ruled
from desktop.reports.fonts import printable
from desktop.reports.marks import Node
from desktop.reports.style import HAIRLINE, TEXT_WIDTH, WASH, Looks

LONGEST = 3000
"""Characters of one paragraph at most; a longer text is broken at a space so that any text fits a page."""

_FACTS = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, -1), WASH),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 2 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2 * mm),
    ]
)
_GRID = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
        ("TOPPADDING", (0, 0), (-1, -1), 1.8 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8 * mm),
    ]
)
_SIGNED = TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")])


class Layout:
    """Lays blocks out under one node of the structure."""

    def __init__(self, looks: Looks, root: Node) -> None:
        self._looks = looks
        self._root = root

    def flowables(self, blocks: Sequence[Block]) -> Iterator[Flowable]:
        """What reportlab lays out, in order."""
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Flowable]:  # noqa: C901 - one case for each kind of block
        match block:
            case Title():
                yield self._paragraph(block.text, self._looks.title, "H1")
                yield self._paragraph(block.under, self._looks.subtitle, "P")
            case Heading():
                look = self._looks.heading if block.level == 2 else self._looks.subheading  # noqa: PLR2004 - as h2
                yield self._paragraph(block.text, look, f"H{block.level}")
            case Words():
                yield from self._words(block)
            case Lines():
                yield self._lines(block)
            case Items():
                yield from self._items(block)
            case Facts():
                yield self._facts(block)
                yield Spacer(1, 3 * mm)
            case Grid():
                yield self._grid(block)
                yield Spacer(1, 3 * mm)
            case WritingLines():
                yield from (Ruled(TEXT_WIDTH, 9 * mm) for _line in range(block.count))
            case Signatures():
                yield self._signatures(block)
            case Together():
                yield KeepTogether(list(self.flowables(block.blocks)))

    def _paragraph(self, text: str, style: ParagraphStyle, kind: str, under: Node | None = None) -> Marked:
        node = (self._root if under is None else under).add(kind)
        return Marked.of(printable(text, style.fontName), style, node)

    def _words(self, block: Words) -> Iterator[Flowable]:
        parts = (part for line in block.text.splitlines() for part in parts_of(line))
        if block.look is Look.QUOTE:
            quote = self._root.add("BlockQuote")
            yield from (self._paragraph(f"“{part}”", self._looks.quote, "P", quote) for part in parts)
            return
        style = self._looks.small if block.look is Look.SMALL else self._looks.text
        yield from (self._paragraph(part, style, "P") for part in parts)

    def _lines(self, block: Lines) -> Flowable:
        style = self._looks.text
        text = "<br/>".join(printable(part, style.fontName) for part in block.parts)
        return Marked.of(text, style, self._root.add("P"))

    def _items(self, block: Items) -> Iterator[Flowable]:
        whole = self._root.add("L")
        whole.numbering = "Decimal" if block.numbered else "Disc"
        for number, item in enumerate(block.items, start=1):
            label = f"{number}." if block.numbered else "•"
            yield MarkedItem.labelled(self._item(item), self._looks.item, label, whole.add("LI"))

    def _item(self, item: Item) -> str:
        face = self._looks.item.fontName
        lead = f"<b>{printable(item.lead, face)}</b>" if item.lead else ""
        below = f"<br/>{printable(item.below, face)}" if item.below else ""
        return f"{lead}{printable(item.text, face)}{below}"

    def _facts(self, block: Facts) -> Flowable:
        """Two beside each other, on a quiet ground."""
        whole = self._root.add("L")
        cells = [self._fact(name, value, whole.add("LI")) for name, value in block.pairs if value]
        cells += [[Spacer(1, 1)]] * (len(cells) % 2 or 2 * (not cells))
        rows = [cells[i : i + 2] for i in range(0, len(cells), 2)]
        return MarkedTable(rows, colWidths=[TEXT_WIDTH / 2] * 2, style=_FACTS, splitInRow=1)

    def _fact(self, name: str, value: str, under: Node) -> list[Flowable]:
        return [
            self._paragraph(name, self._looks.label, "Lbl", under),
            self._paragraph(value, self._looks.cell, "LBody", under),
        ]

    def _grid(self, block: Grid) -> Flowable:
        whole = self._root.add("Table")
        head, body = whole.add("THead").add("TR"), whole.add("TBody")
        style = self._looks.cell_head
        rows: list[list[object]] = [
            [ColumnHead.of(printable(text, style.fontName), style, head.add("TH")) for text in block.heads]
        ]
        rows += [self._row(cells, body.add("TR")) for cells in block.rows]
        widths = [TEXT_WIDTH * share for share in block.widths]
        return MarkedTable(rows, colWidths=widths, style=_GRID, repeatRows=1, splitInRow=1)

    def _row(self, cells: Sequence[str], row: Node) -> list[object]:
        style = self._looks.cell
        texts = ("<br/>".join(printable(line, style.fontName) for line in cell.splitlines()) for cell in cells)
        return [Marked.of(text, style, row.add("TD")) for text in texts]

    def _signatures(self, block: Signatures) -> Flowable:
        left, right = self._signature(block.left, block.day), self._signature(block.right, block.day)
        widths = [TEXT_WIDTH * share for share in (0.46, 0.08, 0.46)]
        return MarkedTable([[left, [Spacer(1, 1)], right]], colWidths=widths, style=_SIGNED)

    def _signature(self, name: str, day: str) -> list[Flowable]:
        return [
            self._paragraph(name, self._looks.cell, "P"),
            self._paragraph(day, self._looks.small, "P"),
            Ruled(TEXT_WIDTH * 0.46, 16 * mm, 0.7),
        ]


def parts_of(line: str) -> Iterator[str]:
    """A long line in parts of `LONGEST` characters at most, broken at a space where there is one."""
    rest = line.strip()
    while len(rest) > LONGEST:
        at = rest.rfind(" ", 0, LONGEST)
        cut = at if at > 0 else LONGEST
        yield rest[:cut]
        rest = rest[cut:].strip()
    if rest:
        yield rest
