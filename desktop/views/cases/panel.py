"""What the tabs of a case share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.case_reading import CasePage
from desktop.services.workplace import Workplace
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.screen import Screen


class Panel(Column):
    """A tab of the case screen. It shows a page it is given and writes through its screen.

    Attributes:
        page: The case as last read; None before the first time.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__(edge=Space.XL)
        self.owner = screen
        self.page: CasePage | None = None
        self._stale = False

    @property
    def workplace(self) -> Workplace:
        """Where the colleague works."""
        return self.owner.desk.workplace

    def is_for(self, page: CasePage) -> bool:
        """False where the case has nothing of the kind: then the tab is not there."""
        return bool(page.case.id)

    def give_page(self, page: CasePage) -> None:
        """The case as it is now; it is drawn when the tab is looked at."""
        self.page, self._stale = page, True

    def draw_if_stale(self) -> None:
        """Draws what was given since it was drawn last; what is being typed is left alone."""
        if self._stale and self.page is not None:
            self._stale = False
            with kept_focus(self):
                self.draw(self.page)

    def draw(self, page: CasePage) -> None:
        """Puts the page's values on the panel."""

    def flush(self) -> None:
        """Keeps what is being typed, now."""

    def forget(self) -> None:
        """Another case is opened: nothing typed or shown for the one before may stay. `flush` was called first."""
        self.page, self._stale = None, False

    def card(self, title: str = "") -> QVBoxLayout:
        """A new card at the end; returns its body."""
        made = Card(title)
        self.body.addWidget(made)
        return made.body

    def act(self, service: Callable[..., object], *values: object, said: str = "", **named: Any) -> None:  # noqa: ANN401 - the service names its own
        """Carries out a service for the case's workplace."""
        self.owner.act(partial(service, self.workplace, *values, **named), said=said)


def fresh(layout: QVBoxLayout) -> QVBoxLayout:
    """The layout, emptied."""
    clear(layout)
    return layout


@contextmanager
def refilled(place: QVBoxLayout, *, gap: int = Space.S) -> Iterator[QVBoxLayout]:
    """Other lines in a place; they are put there together: else all is laid out anew for each line that comes in."""
    clear(place)
    holder = QWidget()
    yield column(holder, gap=gap)
    place.addWidget(holder)
