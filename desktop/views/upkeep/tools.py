"""The ways from other screens to the upkeep of the map."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.services.map_entries import MapKind, may_change
from desktop.views.design.buttons import QuietButton
from desktop.views.design.dress import row
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk, Place


class ReviewButton(QuietButton):
    """To what must be looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Check the map"), icon="check")
        self.setObjectName("to-review")
        self._desk = desk
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._desk.navigator.open_place(Place.REVIEW)


class MapTools(QWidget):
    """Beside the title of the map: what must be looked at, and something new."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        layout = row(self, gap=Space.S)
        layout.addWidget(ReviewButton(desk))
        if any(may_change(desk.workplace, kind) for kind in MapKind):
            add = QuietButton(_("Add …"), icon="add")
            add.setObjectName("add-entry")
            add.setAccessibleName(_("Add to the social map"))
            add.clicked.connect(self._on_add)
            layout.addWidget(add)

    def _on_add(self) -> None:
        kind = next(kind for kind in MapKind if may_change(self._desk.workplace, kind))
        self._desk.navigator.open_place(Place.ENTRY_FORM, f"?kind={kind}")
