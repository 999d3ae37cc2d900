"""A draft on the screen of who drafts it, as tests of the screen have it before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.views.design.cards import PromptCard
from desktop.views.desk import Place
from desktop.views.indication.screen import IndicationScreen
from desktop.views.window.main import MainWindow
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


@dataclass
class Drafting:
    """The screen with one draft open, and the hands of who drafts it."""

    window: MainWindow
    fingers: Fingers
    id: str

    @property
    def screen(self) -> IndicationScreen:
        """The screen it is on."""
        screen = self.window.screen_of(Place.INDICATION)
        assert isinstance(screen, IndicationScreen)
        return screen

    def codes(self) -> set[str]:
        """The prompts that are shown."""
        return set(self.screen.advice.codes())

    def prompt(self, code: str) -> PromptCard:
        """One of them."""
        return one(self.window, PromptCard, f"prompt-{code}")


def drafting_of(window: MainWindow, fingers: Fingers, draft: str, settle: Callable[[], None]) -> Drafting:
    """Opens a draft."""
    window.open_indication(draft)
    settle()
    return Drafting(window, fingers, draft)
