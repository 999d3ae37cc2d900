"""Hanging up on a server that hangs: its connection lives, and no answer comes, for as long as one waits.

Nothing is asked of that server, for it would not hear it either: the laptop's own end of the connection is shut.
"""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection

LONGEST_SECONDS = 120.0
"""For one call, however large; a lock is not waited for longer than 20 seconds by the server itself."""
_LOOK_SECONDS = 1.0


class Watched:
    """One connection, as long as the block lasts.

    Attributes:
        db: The connection. The hold on its socket is another: libpq may let its own go at any moment.
    """

    def __init__(self, db: Connection[tuple[Any, ...]]) -> None:
        self.db = db
        self._socket = socket.fromfd(db.fileno(), socket.AF_INET, socket.SOCK_STREAM)
        self._since: float | None = None
        self._done = Event()

    def __enter__(self) -> Watched:
        Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._done.set()
        self._socket.close()

    def hang_up(self) -> None:
        """Whoever waits for an answer is told that the connection is gone; from any thread."""
        with suppress(OSError):  # it is gone already
            self._socket.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """A call; when it takes too long, it is hung up on."""
        self._since = monotonic()
        try:
            yield
        finally:
            self._since = None

    def _watch(self) -> None:
        while not self._done.wait(_LOOK_SECONDS):
            since = self._since
            if since is not None and monotonic() - since > LONGEST_SECONDS:
                self.hang_up()
