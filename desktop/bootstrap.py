"""The one place that wires the program: who gets which store, clock and key."""

from __future__ import annotations

import gc
import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop.door import now, take_turns, usual_store
from desktop.models.faults import WorldFault
from desktop.services.start import Key, Keyring, Passphrase, open_store
from desktop.services.workplace import Workplace
from desktop.settings import Copies, Settings, SettingsFile, usual_path

__all__ = [
    "NO_KEYRING",
    "UNLOCK_VARIABLE",
    "copy_settings",
    "keep_loaded",
    "language",
    "now",
    "open_workplace",
    "take_tour",
    "take_turns",
    "use_key",
    "usual_store",
]

T = TypeVar("T")

UNLOCK_VARIABLE = "NAOBER_PASSPHRASE"
"""Environment variable a script may keep the passphrase in; never an argument, which others on the machine can read."""


def open_workplace(path: Path, ask: Callable[[], str]) -> Workplace:
    """Opens a store with the keyring, else the environment, else by asking.

    Raises:
        WorldFault: As `open_store` raises it; ``store-missing`` before anything is asked.
    """
    if not _is_there(path):
        raise WorldFault("store-missing", file=path.name or str(path))
    return use_key(ask, lambda key: open_store(path, key, clock=now))


def use_key(ask: Callable[[], str], act: Callable[[Key], T]) -> T:
    """Does something with a store's key: from the environment, else the keyring, else by asking. Raises as `act`."""
    given = os.environ.get(UNLOCK_VARIABLE)
    if given is not None:
        return act(Passphrase(given))
    try:
        return act(Keyring())
    except WorldFault as fault:
        if fault.code not in NO_KEYRING:
            raise
    return act(Passphrase(ask()))


def copy_settings() -> Copies:
    """How many copies stay; the usual numbers when the settings cannot be read."""
    try:
        return SettingsFile(usual_path()).read().copies
    except WorldFault:
        return Settings().copies


def _is_there(path: Path) -> bool:
    """A folder is no store, and a name that this computer cannot have names nothing."""
    try:
        return path.is_file()
    except OSError:
        return False


def language() -> str:
    """The language a person chose in the settings; the usual one when they cannot be read."""
    try:
        return SettingsFile(usual_path()).read().appearance.language.value
    except WorldFault:
        return Settings().appearance.language.value


NO_KEYRING = frozenset({"no-safe-keyring", "no-keyring-slot", "keyring-silent", "keyring-refused", "keyring-empty"})
"""Codes that mean: the keyring cannot help, another key may."""


def keep_loaded() -> None:
    """Says that what is loaded by now stays until the end, so that Python does not look through it for circles again.

    There are more than a hundred thousand objects of it; to look through them took 116 ms, in the middle of anything.
    """
    gc.collect()
    gc.freeze()


def take_tour(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Takes the tour without a display; returns its pictures and papers."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    tour = importlib.import_module("desktop.views.tour.tour").take(folder, clock=now)
    return tour.pictures, tour.papers
