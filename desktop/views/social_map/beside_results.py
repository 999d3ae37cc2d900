"""What stands beside the results, as the window leaves room: filters, the map of places, the chosen entry."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

_THREE_COLUMNS = 150
"""Letters the screen must hold for filters, list and entry beside each other; else filters and map fold away."""
_TWO_COLUMNS = 88
"""Letters it must hold to show an entry beside the list; else it stands under it."""
_LIST_SHARE, _ENTRY_SHARE = 10_000, 10_000
_UNDER_SHARE = 11_500
"""Under the list an entry takes more than half, so that what one can do with it is seen without scrolling."""
_PLACES_SHARE = 2


class BesideResults(QSplitter):
    """Filters, results and entry beside each other, as far as there is room.

    With room for two, the list keeps its place: the filters or the map of places come where the entry stands. With room
    for one, they come instead of the list too.

    Signals:
        divided: There is more room now, or less, so that other parts are shown.

    Attributes:
        wide: True where there is room for the filters beside the results and the entry.
    """

    divided = Signal()

    def __init__(self, filters: QWidget, results: QWidget, places: QWidget, entry: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.wide = True
        self._parts = {"filters": filters, "places": places}
        self._results, self._entry = results, entry
        self._instead = ""
        self._side = QSplitter(Qt.Orientation.Vertical)
        for splitter, widgets in ((self._side, (places, entry)), (self, (filters, results, self._side))):
            splitter.setChildrenCollapsible(False)
            for at, widget in enumerate(widgets):
                splitter.addWidget(widget)
                splitter.setStretchFactor(at, 1)
        self.setStretchFactor(0, 0)
        self._way: Qt.Orientation | None = None
        self._wanted = {"filters": True, "places": True}

    def want(self, **parts: bool) -> None:
        """What a person wants to have beside the results, where there is room."""
        self._wanted |= parts
        self._show()

    def turn(self, part: str) -> bool:
        """Shows ``filters`` or ``places``, or no longer; true when it is shown now."""
        if self.wide:
            self._wanted[part] = not self._wanted[part]
        else:
            self._instead = "" if self._instead == part else part
        self._show()
        return self.shows(part)

    def shows(self, part: str) -> bool:
        """True when that part is to be seen now."""
        return self._wanted[part] if self.wide else self._instead == part

    def back(self) -> None:
        """To the results."""
        self._instead = ""
        self._show()

    @property
    def instead(self) -> bool:
        """True when filters or places stand where the entry stood, or the results."""
        return not self.wide and bool(self._instead)

    @property
    def covered(self) -> bool:
        """True when the results are not to be seen."""
        return self.instead and self._way is Qt.Orientation.Vertical

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Divides anew where the width asks for it."""
        letters = width / max(1, self.fontMetrics().averageCharWidth())
        wide = letters >= _THREE_COLUMNS
        way = Qt.Orientation.Vertical if letters < _TWO_COLUMNS else Qt.Orientation.Horizontal
        if wide is not self.wide or way is not self._way:
            self.wide, self._way = wide, way
            self._instead = ""
            self.setOrientation(way)
            self._show()
            upright = way is Qt.Orientation.Vertical
            self.setSizes([1, _LIST_SHARE, _UNDER_SHARE if upright else _ENTRY_SHARE])
            self.divided.emit()

    def _show(self) -> None:
        self._parts["filters"].setVisible(self.shows("filters"))
        self._parts["places"].setVisible(self.shows("places"))
        self._results.setVisible(not self.covered)
        self._entry.setVisible(not self.instead)
        self._side.setVisible(not self.instead or self._instead == "places")
        self._side.setSizes([_ENTRY_SHARE, _PLACES_SHARE * _ENTRY_SHARE])
