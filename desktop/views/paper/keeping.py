"""Keeping a paper: as PDF or as its twin for the screen, and as a message for the mail program of this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.models.faults import WorldFault
from desktop.services.paper_mail import mail_draft
from desktop.services.papers import MadePaper

SCREEN_ENDINGS = frozenset({".html", ".htm"})
"""A file of such a name gets the twin for the screen; any other gets the PDF."""


def write_paper(paper: MadePaper, path: Path) -> None:
    """Writes the form that the file's name asks for.

    Raises:
        WorldFault: ``cannot-write``.
    """
    as_page = path.suffix.lower() in SCREEN_ENDINGS
    _write(path, paper.html.encode() if as_page else paper.pdf)


class Outbox(QObject):
    """Messages that the mail program was given; they are wiped with the screen they were made on.

    Only this user of the computer can read the folder they stand in meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: QTemporaryDir | None = None

    def hand_over(self, paper: MadePaper) -> bool:
        """Writes a draft and lets the mail program open it; false when this computer opens no such files.

        Raises:
            WorldFault: ``cannot-write``.
        """
        self._folder = self._folder or QTemporaryDir()
        file = Path(self._folder.path()) / f"{paper.name}.eml"
        _write(file, mail_draft(paper))
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def wipe(self) -> None:
        """Takes every message away."""
        self._folder = None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise WorldFault("cannot-write", file=path.name) from fault
