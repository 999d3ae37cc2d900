"""What screens must know of a central store: its address, whether it is in reach, and what its books hold."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Thread

from desktop.models.faults import RuleBroken
from desktop.security.invitation import looks_like_one
from desktop.sync.books import Refusal
from desktop.sync.postgres.address import is_address, read_address
from desktop.sync.protocol import WHOLE_ROW, ClashKind
from desktop.sync.shared_place import path_of, url_of
from desktop.sync.waiting_work import WaitingAct

__all__ = [
    "WHOLE_ROW",
    "ClashKind",
    "Refusal",
    "WaitingAct",
    "address_of",
    "in_reach",
    "is_database",
    "looks_like_one",
    "place_of",
    "short_name_of",
]

_SECONDS = 1.5
"""How long a server may take to answer before it counts as out of reach."""


def is_database(url: str) -> bool:
    """True for the address of a database, false for that of a shared file."""
    return is_address(url)


def place_of(url: str) -> str:
    """Where a central store stands, as it is shown: the file, or the database and its server.

    Raises:
        RuleBroken: ``central-url-unreadable``.
    """
    return read_address(url).name if is_address(url) else str(path_of(url))


def short_name_of(url: str) -> str:
    """The same in a word or two.

    Raises:
        RuleBroken: ``central-url-unreadable``.
    """
    return read_address(url).name if is_address(url) else path_of(url).name


def address_of(path: Path) -> str:
    """The address of a shared file."""
    return url_of(path)


def in_reach(url: str) -> bool:
    """True when the central store can be seen now; asks the network, so never on the main thread."""
    try:
        return bool(url) and (_answers(url) if is_address(url) else _is_there(path_of(url)))
    except (OSError, RuleBroken):
        return False


def _is_there(path: Path) -> bool:
    """A share whose server hangs keeps whoever looks waiting, for as long as it likes: that is left to a thread."""
    seen: list[bool] = []
    looking = Thread(target=lambda: seen.append(path.exists()), daemon=True)
    looking.start()
    looking.join(_SECONDS)
    return any(seen)


def _answers(url: str) -> bool:
    address = read_address(url)
    if address.host.startswith("/"):
        return Path(address.host).is_dir()
    socket.create_connection((address.host, address.port), timeout=_SECONDS).close()
    return True
