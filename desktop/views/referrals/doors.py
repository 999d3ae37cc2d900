"""The table of doors: a line each, a column a quarter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.language import _
from desktop.models.kinds import ReferrerKind
from desktop.models.labels import label
from desktop.services.referrals import DoorCount
from desktop.views.design.dress import clear
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class Doors(QWidget):
    """How many by each door in each quarter, in the year, and how many of them were looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)

    def draw(self, doors: Sequence[DoorCount]) -> None:
        """Replaces all lines."""
        clear(self._grid)
        quarters = [_("Q{n}", n=quarter) for quarter in (1, 2, 3, 4)]
        heads = (_("Who referred"), *quarters, _("Year"), _("Looked at"))
        self._line(0, heads, heads, "small")
        for at, door in enumerate(doors, start=1):
            name = label(door.kind or ReferrerKind.MUNICIPALITY)
            seen = str(door.followed) if door.kind else ""
            self._line(at, (name, *map(str, door.quarters), str(door.total), seen), heads, "body")

    def _line(self, at: int, cells: tuple[str, ...], heads: tuple[str, ...], look: str) -> None:
        for column, told in enumerate(cells):
            text = Text(told, look)
            text.setWordWrap(column == 0)
            if at and column:
                text.setAccessibleName(f"{cells[0]}, {heads[column]}: {told}")
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(text, at, column)
