"""The words of Qt's own windows, such as those to choose a file or a printer, in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication


class QtWords(QObject):
    """Holds the translation in force, and takes it away when it goes; what Qt has no words for stays English."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._now: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Switches to a language, by its code."""
        if self._now is not None:
            self._app.removeTranslator(self._now)
            self._now = None
        made = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if made.load(f"qtbase_{language}", folder):
            self._app.installTranslator(made)
            self._now = made
