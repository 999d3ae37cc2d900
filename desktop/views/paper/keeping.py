"""Keeping a paper: as PDF or as its twin for the screen, and as a message for the mail program of this computer."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.models.faults import WorldFault
from desktop.services.paper_mail import mail_draft
from desktop.services.papers import MadePaper

SCREEN_ENDINGS = frozenset({".html", ".htm"})
"""A file of such a name gets the twin for the screen; any other gets the PDF."""

_FOLDERS, _LOCK = "naober-mail-", "in-use"


def write_paper(paper: MadePaper, path: Path) -> None:
    """Writes the form that the file's name asks for.

    Raises:
        WorldFault: ``cannot-write``.
    """
    as_page = path.suffix.lower() in SCREEN_ENDINGS
    _write(path, paper.html.encode() if as_page else paper.pdf)


class Outbox(QObject):
    """Messages that the mail program was given; they are wiped when the window is left, by a lock too.

    Only this user of the computer can read the folder they stand in meanwhile. A lock in it tells whether the program
    that made it still runs: what one left that was ended by force is taken away by the next, see `sweep_mail`.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: QTemporaryDir | None = None
        self._in_use: QLockFile | None = None

    def hand_over(self, paper: MadePaper) -> bool:
        """Writes a draft and lets the mail program open it; false when this computer opens no such files.

        Raises:
            WorldFault: ``cannot-write``.
        """
        if self._folder is None:
            self._folder = QTemporaryDir(f"{QDir.tempPath()}/{_FOLDERS}XXXXXX")
            self._in_use = QLockFile(f"{self._folder.path()}/{_LOCK}")
            self._in_use.tryLock(0)
        file = Path(self._folder.path()) / f"{paper.name}.eml"
        _write(file, mail_draft(paper))
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def wipe(self) -> None:
        """Takes every message away."""
        if self._in_use is not None:
            self._in_use.unlock()
        self._in_use = self._folder = None


def wipe_mail(window: QObject) -> None:
    """Takes away what was given to the mail program from anywhere in a window."""
    for outbox in window.findChildren(Outbox):
        outbox.wipe()


def sweep_mail() -> None:
    """Takes away what a program left that was ended by force; of one that runs nothing."""
    for folder in Path(QDir.tempPath()).glob(f"{_FOLDERS}*"):
        in_use = QLockFile(str(folder / _LOCK))
        in_use.setStaleLockTime(0)  # whose program does not run any more; a long time alone tells nothing
        if folder.is_symlink() or not in_use.tryLock(0):
            continue
        in_use.unlock()
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise WorldFault("cannot-write", file=path.name) from fault
