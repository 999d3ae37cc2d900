"""Telling the screens that something was written."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import ChangeSet


class ChangeNotifier(QObject):
    """One signal, from whoever wrote to whoever shows.

    Signals:
        changed: The `ChangeSet`.
        synced: The state of the sync changed: something was shared, decided or put aside.
    """

    changed = Signal(object)
    synced = Signal()

    def tell(self, changes: ChangeSet) -> None:
        """Tells every screen; a change set without ids is told to nobody."""
        if any(changes.ids.values()):
            self.changed.emit(changes)


def changes_in(result: object) -> ChangeSet:
    """The change set a service answered with: by itself, or as the last of a tuple; an empty one when there is none."""
    if isinstance(result, tuple) and result:
        result = result[-1]
    return result if isinstance(result, ChangeSet) else ChangeSet()
