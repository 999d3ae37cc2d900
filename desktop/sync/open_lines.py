"""What is waited for at a central store, so that who may wait no longer can let it go, from another thread.

A server may hang while its connection lives, and then nothing ever comes: neither an answer nor a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from desktop.models.faults import WorldFault


class OpenLines:
    """The lines to central stores that stand open for one laptop; a line is cut by what it told when it was opened."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cuts: list[Callable[[], None]] = []
        self._is_over = False

    def __reduce__(self) -> tuple[type[OpenLines], tuple[()]]:
        """In another process nothing is waited for yet."""
        return OpenLines, ()

    @contextmanager
    def held(self, cut: Callable[[], None]) -> Iterator[None]:
        """While the block lasts, `cut` may be called from any thread; never after it.

        Raises:
            WorldFault: ``store-closed`` once it is over.
        """
        with self._lock:
            if self._is_over:
                raise WorldFault("store-closed", file="")
            self._cuts.append(cut)
        try:
            yield
        finally:
            with self._lock:
                self._cuts.remove(cut)

    def cut(self) -> None:
        """Lets go what is waited for now; whoever waits gets the fault of a store that is out of reach."""
        with self._lock:
            for cut in self._cuts:
                cut()

    def end(self) -> None:
        """The same for good: no line is opened any more. The store of this laptop is being closed."""
        self._is_over = True
        self.cut()
