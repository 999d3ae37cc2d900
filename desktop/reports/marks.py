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
    """

    kind: str
    children: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    numbering: str = "None"

    def add(self, kind: str) -> Node:
        """A new child, after the others."""
        child = Node(kind)
        self.children.append(child)
        return child


class MarkingCanvas(Canvas):
    """A canvas that numbers the marks of each page, and keeps pages until their number is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Canvas's own, passed on untouched
        super().__init__(*args, **kwargs)
        self.kept: list[dict[str, Any]] = []
        self.next_mark = 0

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keeps the page; `save` of who knows the number of pages puts it in the document."""
        self.kept.append(dict(self.__dict__))
        self.next_mark = 0
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def take_up(self, number: int) -> None:
        """Goes back to a kept page, from 0, to put its foot on."""
        self.__dict__.update(self.kept[number])

    def put_down(self) -> None:
        """The page that was taken up is ready."""
        super().showPage()


@contextmanager
def shows(canvas: MarkingCanvas, node: Node) -> Iterator[None]:
    """What is drawn inside the block shows the node."""
    canvas.addLiteral(f"/{node.kind} <</MCID {canvas.next_mark}>> BDC")
    node.marks.append((len(canvas.kept), canvas.next_mark))
    canvas.next_mark += 1
    yield
    canvas.addLiteral("EMC")


@contextmanager
def decorates(canvas: Canvas, kind: str = "Layout") -> Iterator[None]:
    """What is drawn inside the block is passed over by who reads the paper aloud: lines, grounds, heads and feet."""
    canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
    yield
    canvas.addLiteral("EMC")
