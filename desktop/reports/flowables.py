"""Reportlab's building blocks, each of which marks what it draws."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.paragraph import _SplitWordHY, _SplitWordLL  # type: ignore[attr-defined]  # not in the stubs

from desktop.reports.marks import MarkingCanvas, Node, decorates, shows
from desktop.reports.style import HAIRLINE

SOFT_HYPHEN = "\xad"
"""Looks like a hyphen at the end of a line, and says to readers and search that the word goes on."""


class Marked(Paragraph):
    """A paragraph that shows a node, on however many pages it comes to stand."""

    canv: MarkingCanvas
    node: Node
    blPara: Any  # noqa: N815 - reportlab's broken lines
    _tidied = False

    @classmethod
    def of(cls, text: str, style: Any, node: Node) -> Marked:  # noqa: ANN401 - reportlab's own, or its stand-in
        """A paragraph of reportlab's markup."""
        made = cls(text, style)
        made.node = node
        return made

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Both halves show the same node."""
        parts: list[Flowable] = super().split(availWidth, availHeight)
        for part in parts:
            if isinstance(part, Marked):
                part.node = self.node
        return parts

    def draw(self) -> None:
        """Draws between marks."""
        self._tidy()
        with shows(self.canv, self.node):
            super().draw()

    def _tidy(self) -> None:
        """Ends each line but the last with a space, or a divided word with a soft hyphen.

        Reportlab's lines end at the last letter: read aloud or searched, their words would run into each other.
        """
        if self._tidied:
            return
        self._tidied = True
        simple = self.blPara.kind == 0
        for line in self.blPara.lines[:-1]:
            if simple:
                _end_words(line[1])
            elif line.words:
                line.words[-1].text += " "


def _end_words(words: list[str]) -> None:
    if isinstance(words[-1], _SplitWordHY | _SplitWordLL) and words[-1].endswith("-"):
        words[-1] = words[-1][:-1] + SOFT_HYPHEN
    else:
        words.append("")


class MarkedItem(Marked):
    """A line of a list: its bullet or number shows a node of its own, before the line."""

    label_node: Node | None = None
    label = ""

    @classmethod
    def labelled(cls, text: str, style: Any, label: str, node: Node) -> MarkedItem:  # noqa: ANN401 - as above
        """A line under a list item's node, with its label."""
        made = cls(text, style)
        made.label_node, made.label = node.add("Lbl"), label
        made.node = node.add("LBody")
        return made

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """The label stays with the first half."""
        parts = super().split(availWidth, availHeight)
        if parts and isinstance(parts[0], MarkedItem):
            parts[0].label_node, parts[0].label = self.label_node, self.label
        return parts

    def draw(self) -> None:
        """Draws the label on the first line, then the line."""
        if self.label_node and self.blPara.lines:
            with shows(self.canv, self.label_node):
                self.canv.setFont(self.style.fontName, self.style.fontSize)
                self.canv.setFillColor(self.style.textColor)
                self.canv.drawString(0, self.height - self.style.fontSize, self.label)
        super().draw()


class ColumnHead(Marked):
    """The head of a column: read once, decoration where it comes back on a next page."""

    def draw(self) -> None:
        """Draws between marks the first time."""
        if not self.node.marks:
            super().draw()
            return
        with decorates(self.canv, "Pagination"):
            Paragraph.draw(self)


class MarkedTable(Table):
    """A table whose ground and lines are decoration; its cells mark themselves."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - reportlab's name
        with decorates(self.canv):
            super()._drawBkgrnd()  # type: ignore[misc]  # not in the stubs

    def _drawLines(self) -> None:  # noqa: N802 - reportlab's name
        with decorates(self.canv):
            super()._drawLines()  # type: ignore[misc]  # idem


class Ruled(Flowable):
    """An empty line to write on.

    Attributes:
        room: Height above the line, points.
    """

    def __init__(self, width: float, room: float, thickness: float = 0.5) -> None:
        super().__init__()
        self.width, self.height, self._thickness = width, room, thickness

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As wide and high as it was made."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws the line at the foot."""
        with decorates(self.canv):
            self.canv.setStrokeColor(HAIRLINE)
            self.canv.setLineWidth(self._thickness)
            self.canv.line(0, 0, self.width, 0)
