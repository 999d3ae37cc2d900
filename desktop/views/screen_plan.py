"""What the window knows of a screen before it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

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
        daily: Who has it in the navigation; others come to it from the thing it is about. Empty means all who see it.
    """

    place: Place
    title: str
    icon: str
    make: Callable[[Desk], Screen]
    in_navigation: bool = True
    roles: frozenset[Role] = frozenset()
    daily: frozenset[Role] = frozenset()
    under: Place | None = None
    """Which line of the navigation is lit while it is open and has none of its own."""
    beside: bool = False
    """True for a screen to which the one it is under leads with a button, where it has no line of its own."""
    under_things: tuple[tuple[str, Place], ...] = ()
    """Another line than ``under`` for things that begin so."""

    def lit(self, thing: str) -> Place | None:
        """Which line of the navigation is lit while it shows this thing; None for none."""
        own = self.place if self.in_navigation else None
        return next((place for begin, place in self.under_things if thing.startswith(begin)), own or self.under)

    @property
    def is_named(self) -> bool:
        """True when the palette names it: it shows no one thing."""
        return self.in_navigation or self.beside

    def for_role(self, role: Role) -> ScreenPlan | None:
        """As the window of a colleague of this role has it; None when it has not."""
        if self.roles and role not in self.roles:
            return None
        return replace(self, in_navigation=self.in_navigation and (not self.daily or role in self.daily))
