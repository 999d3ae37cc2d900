"""What this person chose on this machine, and the news that it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.models.faults import WorldFault
from desktop.settings import Settings, SettingsFile


class Preferences(QObject):
    """The settings in force. An unreadable file counts as none: the program starts, and says so.

    Signals:
        changed: The `Settings` as they are now.

    Attributes:
        now: The settings in force.
        unread: The fault when the file could not be read, else None.
    """

    changed = Signal(object)

    def __init__(self, file: SettingsFile) -> None:
        super().__init__()
        self._file = file
        self.unread: WorldFault | None = None
        self.now = self._read()

    def change(self, group: str, **values: object) -> None:
        """Sets and keeps some settings of one group, and tells who listens.

        Raises:
            RuleBroken: A value outside its limits.
            WorldFault: ``settings-unwritable`` or ``settings-unreadable``.
        """
        self.now = self._file.change(group, **values)
        self.changed.emit(self.now)

    def _read(self) -> Settings:
        try:
            return self._file.read()
        except WorldFault as fault:
            self.unread = fault
            return Settings()
