"""Marked content: everything drawn belongs to a node of the document's structure, or is said to be decoration.

ISO 32000-1, 14.6 to 14.8. A node's marks are the pieces of page content that show it; a paragraph that runs on to a
second page has two.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure tree.

    Attributes:
        kind: Standard structure type, like ``P`` or ``TH``.
        marks: Page (from 0) and number of each piece of content on it that shows this element.
        numbering: For a list: ``None``, ``Disc`` or ``Decimal``.
        language: Code of the language of what it shows, where that is not the document's own; else empty.
    """

    kind: str
    children: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    numbering: str = "None"
    language: str = ""

    def add(self, kind: str) -> Node:
        """A new child, after the others."""
        child = Node(kind)
        self.children.append(child)
        return child


SPEAKS = "speaks"
"""Name by which a paragraph says that its words are in another language from here on, or in its own again."""


class MarkingCanvas(Canvas):
    """A canvas that numbers the marks of each page, and keeps pages until their number is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Canvas's own, passed on untouched
        super().__init__(*args, **kwargs)
        self.kept: list[dict[str, Any]] = []
        self.next_mark = 0
        self.shown: Node | None = None
        self.speaks_otherwise = False
        self.setNamedCB(SPEAKS, lambda _canvas, _kind, language: _speaks(self, language))

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keeps the page; `save` of who knows the number of pages puts it in the document."""
        self.kept.append(dict(self.__dict__))
        self.next_mark = 0
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def mark(self, node: Node) -> str:
        """The beginning of a mark for what comes next, which shows the node."""
        number = self.next_mark
        self.next_mark += 1
        node.marks.append((len(self.kept), number))
        return f"/{node.kind} <</MCID {number}>> BDC"

    def take_up(self, number: int) -> None:
        """Goes back to a kept page, from 0, to put its foot on."""
        self.__dict__.update(self.kept[number])

    def put_down(self) -> None:
        """The page that was taken up is ready."""
        super().showPage()


def _speaks(canvas: MarkingCanvas, language: str | None) -> None:
    """Goes on in a span of its own inside the node, or behind one: a mark may not begin or end inside a text object.

    The text that is being drawn is ended and taken up again where it was. Words of a span that run on to a next page
    are the node's own there.
    """
    node = canvas.shown
    if node is None or bool(language) == canvas.speaks_otherwise:
        return
    canvas.speaks_otherwise = bool(language)
    into = node.add("Span") if language else node
    into.language = language or node.language
    place = vars(canvas)["_curr_tx_info"]
    text = vars(place["tx"])
    begins, passed = f"1 0 0 1 {text['_x0']:.4f} {place['cur_y']:.4f} Tm", place["cur_x"] - text["_x0"]
    text["_code"] += ["ET", "EMC", canvas.mark(into), "BT", begins]
    if passed:
        # Moves on along the line, while the next line still begins where this one did.
        text["_code"].append(f"[{-1000 * passed / text['_fontsize']:.4f}] TJ")


@contextmanager
def shows(canvas: MarkingCanvas, node: Node) -> Iterator[None]:
    """What is drawn inside the block shows the node."""
    canvas.shown, canvas.speaks_otherwise = node, False
    canvas.addLiteral(canvas.mark(node))
    yield
    canvas.addLiteral("EMC")
    canvas.shown = None


@contextmanager
def decorates(canvas: Canvas, kind: str = "Layout") -> Iterator[None]:
    """What is drawn inside the block is passed over by who reads the paper aloud: lines, grounds, heads and feet."""
    canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
    yield
    canvas.addLiteral("EMC")
