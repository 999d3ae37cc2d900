"""The way in for the screen: what stands here, and what it imports, is all that is loaded before the first window."""

from __future__ import annotations

import gc
import importlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

_TURN_SECONDS = 0.001


def now() -> datetime:
    """The program's clock: the moment, in UTC."""
    return datetime.now(UTC)


def usual_store() -> Path:
    """Where the store is when nobody says otherwise: the platform's data folder."""
    return Path(platformdirs.user_data_dir("naober", appauthor=False)) / "naober.store"


def take_turns() -> None:
    """Has work beside the window let the window in within a millisecond; Python would let it go on for five.

    Each time that the window wants to run it waits so long at the most, and one event may want it several times.
    """
    sys.setswitchinterval(_TURN_SECONDS)


def start_window(store: Path | None, *, profile: Path | None = None) -> int:
    """Starts the program on the screen, with a region's profile when someone opened one; returns its exit code.

    The screens are imported only here, so that the command line needs no Qt. Until all of the program is loaded nothing
    is looked through for circles: what is loaded stays.
    """
    gc.disable()
    take_turns()
    front = importlib.import_module("desktop.views.front")
    return int(front.start(store or usual_store(), clock=now, profile=profile))
