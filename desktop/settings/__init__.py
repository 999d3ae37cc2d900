"""The machine's settings, each declared once with its type, default, limits and help."""

from desktop.settings.declared import Appearance, Central, Copies, Language, Lock, Settings, TableLayout, Theme, Window
from desktop.settings.file import SettingsFile, usual_path

__all__ = [
    "Appearance",
    "Central",
    "Copies",
    "Language",
    "Lock",
    "Settings",
    "SettingsFile",
    "TableLayout",
    "Theme",
    "Window",
    "usual_path",
]
