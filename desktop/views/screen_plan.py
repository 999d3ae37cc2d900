"""What the window knows of a screen before it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.models.kinds import Role
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen


@dataclass(frozen=True)
class ScreenPlan:
    """How a screen comes to be: made when it is first opened.

    Attributes:
        title: English msgid of its name in the side navigation.
        in_navigation: False for a screen that shows one thing.
        roles: Who sees it; empty means everyone.
    """

    place: Place
    title: str
    icon: str
    make: Callable[[Desk], Screen]
    in_navigation: bool = True
    roles: frozenset[Role] = frozenset()
    under: Place | None = None
    """Which line of the navigation is lit while it is open."""
