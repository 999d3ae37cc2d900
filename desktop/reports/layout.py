"""From what a paper says to what reportlab lays out, with the structure beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, TableStyle

from desktop.language.kept import DUTCH, bare, is_all_dutch, pieces
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
from desktop.reports.marks import SPEAKS, Node
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
        for block, after in zip_longest(blocks, blocks[1:]):
            made = list(self._block(block))
            if made and after is not None and _leads_to(block, after):
                keep_with_next(made[-1:])
            yield from made

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
                together = list(self.flowables(block.blocks))
                keep_with_next(together[:-1])
                yield from together

    def _paragraph(self, text: str, style: ParagraphStyle, kind: str, under: Node | None = None) -> Marked:
        node = (self._root if under is None else under).add(kind)
        return Marked.of(_told(text, style, node), style, node)

    def _words(self, block: Words) -> Iterator[Flowable]:
        dutch = is_all_dutch(block.text)
        text = bare(block.text) if dutch else block.text
        parts = [part for line in text.splitlines() for part in parts_of(line)]
        under, style = self._root, self._looks.small if block.look is Look.SMALL else self._looks.text
        if block.look is Look.QUOTE:
            under, style = self._root.add("BlockQuote"), self._looks.quote
            parts = [f"“{part}”" for part in parts]
        for part in parts:
            made = self._paragraph(part, style, "P", under)
            made.node.language = made.node.language or (DUTCH if dutch else "")
            yield made

    def _lines(self, block: Lines) -> Flowable:
        style = self._looks.text
        node = self._root.add("P")
        return Marked.of(_told("\n".join(block.parts), style, node), style, node)

    def _items(self, block: Items) -> Iterator[Flowable]:
        whole = self._root.add("L")
        whole.numbering = "Decimal" if block.numbered else "Disc"
        labels = (f"{number}." if block.numbered else "•" for number in range(1, len(block.items) + 1))
        made = [self._item(item, label, whole.add("LI")) for item, label in zip(block.items, labels, strict=True)]
        # Like a line of a paragraph: neither the first nor the last stands alone on a page.
        keep_with_next([*made[:1], *made[-2:-1]])
        yield from made

    def _item(self, item: Item, label: str, node: Node) -> MarkedItem:
        style, dutch = self._looks.item, is_all_dutch(item.lead + item.text + item.below)
        lead, text, below = (_markup(bare(t) if dutch else t, style) for t in (item.lead, item.text, item.below))
        words = f"{f'<b>{lead}</b>' if lead else ''}{text}{f'<br/>{below}' if below else ''}"
        made = MarkedItem.labelled(words, style, label, node)
        made.node.language = DUTCH if dutch else ""
        return made

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
            [ColumnHead.of(_markup(text, style), style, head.add("TH")) for text in block.heads]
        ]
        rows += [self._row(cells, body.add("TR")) for cells in block.rows]
        widths = [TEXT_WIDTH * share for share in block.widths]
        return MarkedTable(rows, colWidths=widths, style=_GRID, repeatRows=1, splitInRow=1)

    def _row(self, cells: Sequence[str], row: Node) -> list[object]:
        return [self._paragraph(cell, self._looks.cell, "TD", row) for cell in cells]

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


def _told(text: str, style: ParagraphStyle, node: Node) -> str:
    """The text as reportlab's paragraphs take it; what is Dutch altogether is said to be so at its node."""
    if is_all_dutch(text):
        node.language = DUTCH
        return _markup(bare(text), style)
    return _markup(text, style)


def _markup(text: str, style: ParagraphStyle) -> str:
    return "<br/>".join(_marked(line, style.fontName) for line in text.splitlines())


def _marked(line: str, face: str) -> str:
    """One line, with the words in it that are Dutch between the marks of a span."""
    return "".join(
        f'<onDraw name="{SPEAKS}" label="{DUTCH}"/>{printable(part, face)}<onDraw name="{SPEAKS}" label=""/>'
        if is_dutch
        else printable(part, face)
        for part, is_dutch in pieces(line)
    )


def _leads_to(block: Block, after: Block) -> bool:
    """True for words that introduce what comes next, and for whatever stands before a closing."""
    if isinstance(after, Items | Grid):
        return isinstance(block, Words)
    first = after.blocks[0] if isinstance(after, Together) and after.blocks else after
    return isinstance(first, Lines)


def keep_with_next(made: Iterable[Flowable]) -> None:
    """Each on the page where the one after it begins."""
    for flowable in made:
        flowable.keepWithNext = 1


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
