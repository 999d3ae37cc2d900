"""The machine's settings, each declared once with its type, default, limits and help.

What stands here is loaded when it is asked for: the first window takes only its looks (`desktop.settings.glance`), and
must not wait for the models of all settings.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.looks import Language, Theme
    from desktop.settings.declared import Appearance, Central, Copies, Lock, Settings, TableLayout, Window
    from desktop.settings.file import SettingsFile
    from desktop.settings.glance import usual_path

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

_ELSEWHERE = {"SettingsFile": "file", "usual_path": "glance"}


def __getattr__(name: str) -> object:
    """The name from the module that declares it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'declared')}"), name)
