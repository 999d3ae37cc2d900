"""What screens must know of a central store: its address, whether it is in reach, and what its books hold."""

from __future__ import annotations

from pathlib import Path

from desktop.models.faults import RuleBroken
from desktop.sync.books import Refusal
from desktop.sync.protocol import WHOLE_ROW, ClashKind
from desktop.sync.shared_place import path_of, url_of
from desktop.sync.waiting_work import WaitingAct

__all__ = ["WHOLE_ROW", "ClashKind", "Refusal", "WaitingAct", "address_of", "file_of", "in_reach"]


def file_of(url: str) -> Path:
    """The shared file of an address.

    Raises:
        RuleBroken: ``central-url-unreadable``.
    """
    return path_of(url)


def address_of(path: Path) -> str:
    """The address of a shared file."""
    return url_of(path)


def in_reach(url: str) -> bool:
    """True when the central store can be seen now; asks the network, so never on the main thread."""
    try:
        return bool(url) and path_of(url).exists()
    except (OSError, RuleBroken):
        return False
