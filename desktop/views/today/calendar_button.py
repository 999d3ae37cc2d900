"""The way from the list of today to the calendar on one's own desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.language import _, ngettext
from desktop.services.calendars import ENDING, CalendarWritten, write_calendar
from desktop.views.design.buttons import QuietButton
from desktop.views.screen import Screen


class CalendarButton(QuietButton):
    """Writes one's own days to a file that a calendar program reads.

    Args:
        screen: On which it stands; a fault is shown there.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("To my calendar …"), icon="calendar")
        self.setObjectName("to-calendar")
        self.setToolTip(_("A file for your calendar, with the resident's letters and no names"))
        self._screen = screen
        self.clicked.connect(self._on_clicked)

    def write_to(self, path: Path) -> None:
        """Writes the file, beside what the screen does."""
        self._screen.ask(partial(write_calendar, self._screen.desk.workplace, path), self._on_written, key="calendar")

    def _on_clicked(self) -> None:
        dialog = QFileDialog(self, _("Keep as a calendar file"))
        dialog.setNameFilters([_("Calendar (*.ics)")])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.selectFile(f"naober{ENDING}")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.write_to(Path(file))

    def _on_written(self, done: CalendarWritten) -> None:
        told = ngettext(
            "1 day stands in {file}. Open it with your calendar.",
            "{n} days stand in {file}. Open it with your calendar.",
            done.days,
            file=done.written[0].name,
        )
        self._screen.desk.navigator.say(told)
