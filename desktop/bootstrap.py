"""The one place that wires the program: who gets which store, clock and key."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import platformdirs

from desktop.models.faults import WorldFault
from desktop.services.start import Key, Keyring, Passphrase, open_store
from desktop.services.workplace import Workplace
from desktop.settings import Copies, Settings, SettingsFile, usual_path

T = TypeVar("T")

_TURN_SECONDS = 0.001

UNLOCK_VARIABLE = "NAOBER_PASSPHRASE"
"""Environment variable a script may keep the passphrase in; never an argument, which others on the machine can read."""


def now() -> datetime:
    """The program's clock: the moment, in UTC."""
    return datetime.now(UTC)


def usual_store() -> Path:
    """Where the store is when nobody says otherwise: the platform's data folder."""
    return Path(platformdirs.user_data_dir("naober", appauthor=False)) / "naober.store"


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


def take_turns() -> None:
    """Has work beside the window let the window in within a millisecond; Python would let it go on for five.

    Each time that the window wants to run it waits so long at the most, and one event may want it several times.
    """
    sys.setswitchinterval(_TURN_SECONDS)


def start_window(store: Path | None, *, profile: Path | None = None) -> int:
    """Starts the program on the screen, with a region's profile when someone opened one; returns its exit code.

    The screens are imported only here, so that the command line needs no Qt.
    """
    app = importlib.import_module("desktop.views.app")
    keep_loaded()
    take_turns()
    return int(app.start(store or usual_store(), clock=now, profile=profile))


def take_tour(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Takes the tour without a display; returns its pictures and papers."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    tour = importlib.import_module("desktop.views.tour.tour").take(folder, clock=now)
    return tour.pictures, tour.papers
