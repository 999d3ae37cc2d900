"""A glance at the settings file: how the first window must look, before what reads the settings is loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from desktop.models.looks import Language, Theme


@dataclass(frozen=True)
class Looks:
    """As `Appearance` declares them; where the file does not say so, or says something else, its defaults."""

    language: str = Language.DUTCH.value
    theme: Theme = Theme.SYSTEM
    text_size: int = 100


def usual_path() -> Path:
    """The settings file in the platform's folder for such files."""
    return platformdirs.user_config_path("naober", appauthor=False) / "settings.json"


def glance(path: Path) -> Looks:
    """The looks that the file names. What is wrong with it is told later, by `SettingsFile`."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))["appearance"]
        return _read(said)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Looks()


def _read(said: Mapping[str, Any]) -> Looks:
    usual = Looks()
    size = said.get("text_size", usual.text_size)
    if not isinstance(size, int) or not 80 <= size <= 200:  # noqa: PLR2004 - as `Appearance` has it
        raise ValueError(size)
    language = Language(said.get("language", usual.language))
    return Looks(language.value, Theme(said.get("theme", usual.theme)), size)
