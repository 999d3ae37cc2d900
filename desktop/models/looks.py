"""In which language and in which colours the screens are; apart, for the first window needs it before all else."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Of the screens."""

    DUTCH = "nl"
    ENGLISH = "en"


class Theme(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
