"""Fields beside each other that go on to the next line where the window, or the size of the text, leaves no room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.dress import clear
from desktop.views.design.tokens import Space


@dataclass(frozen=True)
class _Share:
    share: int
    letters: int
    down: float
    """0 stands at the top of its line, 1 at the foot."""


_SHARING, _OWN = _Share(1, 0, 0), _Share(0, 0, 0)


class Beside(QLayout):
    """Divides each line among its fields by their shares; none gets narrower than it can be read."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = Space.L, below: int = Space.M, sharing: bool = True
    ) -> None:
        """Room of `gap` beside each, `below` under it; unless `sharing`, each keeps its own width, as buttons do."""
        super().__init__(parent)
        self._usual = _SHARING if sharing else _OWN
        self._below = below
        self._items: list[QLayoutItem] = []
        self._shares: dict[QWidget, _Share] = {}
        # As Qt's own layouts do: what stands around asks many times before anything changes.
        self._heights: dict[int, int] = {}
        self._least: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def put(self, widget: QWidget, *, share: int = 1, letters: int = 0, low: bool = False, down: float = 0) -> None:
        """Adds a field.

        Args:
            widget: The field.
            share: Of what a line has left over; 0 keeps it as narrow as it can be.
            letters: It goes on to the next line rather than hold fewer letters.
            low: True for a button or tick that stands at the foot of its line, level with the fields.
            down: How far down its line it stands: 0 at the top, a half in the middle.
        """
        self._shares[widget] = _Share(share, letters, 1 if low else down)
        self.addWidget(widget)

    @override
    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._forget()
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), really=False)
        return self._heights[width]

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    @override
    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(map(self._narrowest, shown)) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(QSize(item.minimumSize().width(), item.minimumSize().height()))
        return size

    def _forget(self) -> None:
        self._heights.clear()
        self._least.clear()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _share_of(self, item: QLayoutItem) -> _Share:
        widget = item.widget()
        return self._shares.get(widget, self._usual) if widget is not None else self._usual

    def _narrowest(self, item: QLayoutItem) -> int:
        at = id(item)
        if at not in self._least:
            self._least[at] = self._measured(item)
        return self._least[at]

    def _measured(self, item: QLayoutItem) -> int:
        widget, share = item.widget(), self._share_of(item)
        least = item.minimumSize().width() if share.share else item.sizeHint().width()
        letter = widget.fontMetrics().averageCharWidth() if widget is not None else 0
        return max(least, share.letters * letter)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = width + 1
        for item in self._shown():
            wanted = self._narrowest(item) + self.spacing()
            if lines and taken + wanted <= width:
                lines[-1].append(item)
                taken += wanted
            else:
                lines.append([item])
                taken = wanted - self.spacing()
        return lines

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        shares = [self._share_of(item).share for item in line]
        room = width - self.spacing() * (len(line) - 1)
        equal = [room * share // max(1, sum(shares)) for share in shares]
        least = [min(self._narrowest(item), width) for item in line]
        if all(one >= other for one, other in zip(equal, least, strict=True)):
            return equal
        spare = max(0, room - sum(least))
        return [narrow + spare * share // max(1, sum(shares)) for narrow, share in zip(least, shares, strict=True)]

    def _place(self, rect: QRect, *, really: bool) -> int:
        top = rect.y()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            heights = [_height(item, width) for item, width in zip(line, widths, strict=True)]
            tall = max(heights, default=0)
            left = rect.x()
            for item, width, height in zip(line, widths, heights, strict=True):
                if really:
                    down = round((tall - height) * self._share_of(item).down)
                    item.setGeometry(QRect(left, top + down, width, height))
                left += width + self.spacing()
            top += tall + self._below
        return max(0, top - self._below - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class Flowing(QWidget):
    """Things of their own width beside each other, at the left; what does not fit goes on to the next line."""

    def __init__(self, *things: QWidget, gap: int = Space.S) -> None:
        super().__init__()
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)
        self._line = Beside(self, gap=gap, below=gap, sharing=False)
        for thing in things:
            self._line.addWidget(thing)

    def add(self, thing: QWidget) -> None:
        """One more at the end."""
        self._line.addWidget(thing)

    def empty(self) -> None:
        """Lets everything go."""
        clear(self._line)
