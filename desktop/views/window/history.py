"""Where the person was, so that Back goes there."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.views.desk import Place

_KEPT = 50


@dataclass(frozen=True)
class Spot:
    """A screen, and the thing it showed."""

    place: Place
    thing: str = ""


@dataclass
class History:
    """The way that was walked, the present spot last."""

    spots: list[Spot] = field(default_factory=list)

    def go(self, spot: Spot) -> None:
        """Walks on; the same spot twice is one."""
        if not self.spots or self.spots[-1] != spot:
            self.spots = [*self.spots[-_KEPT:], spot]

    def back(self) -> Spot | None:
        """Walks back; None when there is nowhere to go back to."""
        if len(self.spots) <= 1:
            return None
        self.spots.pop()
        return self.spots[-1]

    def here(self) -> Spot | None:
        """Where the person is."""
        return self.spots[-1] if self.spots else None
