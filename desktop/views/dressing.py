"""The whole program in a language, in its colours and at a text size."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.language import speak
from desktop.models.looks import Theme
from desktop.views.design.theme import apply
from desktop.views.qt_words import QtWords


def dress(app: QApplication, words: QtWords, language: str, theme: Theme, text_size: int) -> None:
    """May be said again at any time. `text_size` is in per cent of the usual size."""
    speak(language)
    words.speak(language)
    QLocale.setDefault(QLocale("nl_NL" if language == "nl" else "en_GB"))
    apply(app, theme, text_size / 100)
