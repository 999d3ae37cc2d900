"""Which entries are to be compared, and the way to the comparison."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QObject, Signal

from desktop.language import _
from desktop.services.comparing import MOST
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.desk import Navigator, Place


class CompareChoice(QObject):
    """Up to four entries, kept while one searches on.

    Signals:
        changed: Ids of the entries, as a frozenset.

    Attributes:
        buttons: To open the comparison, and to let all go; only there when something was chosen.
    """

    changed = Signal(object)

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._ids: tuple[str, ...] = ()
        self._case_id = ""
        self._near = ""
        self._open = Button("", icon="compare")
        self._open.setObjectName("map-compare")
        self._open.clicked.connect(self._on_open)
        self._clear = QuietButton(_("Compare none"))
        self._clear.setObjectName("map-compare-none")
        self._clear.clicked.connect(self.clear)
        self.buttons = (self._clear, self._open)
        for button in self.buttons:
            button.hide()

    def begin(self, case_id: str) -> None:
        """It is searched for another resident, or for nobody."""
        if case_id != self._case_id:
            self._case_id = case_id
            self.clear()

    def near(self, place: str) -> None:
        """Where the distances of the comparison are counted from."""
        self._near = place

    def turn(self, entry_id: str) -> None:
        """Chooses an entry, or lets it go; a fifth is refused in words."""
        if entry_id in self._ids:
            self._set(tuple(known for known in self._ids if known != entry_id))
        elif len(self._ids) < MOST:
            self._set((*self._ids, entry_id))
        else:
            self._navigator.say(_("You can compare four at most. Take one off first."), icon="caution")
            self._set(self._ids)

    def clear(self) -> None:
        """Compares nothing."""
        self._set(())

    def ids(self) -> tuple[str, ...]:
        """What is chosen, in order."""
        return self._ids

    def _set(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        self._open.setText(_("Compare ({n})", n=len(ids)))
        self._open.setEnabled(len(ids) > 1)
        self._open.setToolTip("" if len(ids) > 1 else _("Choose one more to compare with."))
        for button in self.buttons:
            button.setVisible(bool(ids))
        self.changed.emit(frozenset(ids))

    def _on_open(self) -> None:
        self._navigator.open_place(
            Place.COMPARE, f"{','.join(self._ids)}?case={self._case_id}&near={quote(self._near)}"
        )
