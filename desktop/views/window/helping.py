"""F1 in the main window: the help for where the keyboard is, in one window beside the work."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.services.help_pages import PROMPTS, HelpPages
from desktop.views.design.cards import PromptCard
from desktop.views.desk import Place
from desktop.views.window.help import HelpPage


class Helping(QObject):
    """Opens the help, or turns the one that is open to another page."""

    def __init__(self, pages: HelpPages, window: QWidget) -> None:
        super().__init__(window)
        self._pages, self._window = pages, window

    def show(self, page: str, heading: str = "") -> None:
        """Shows a page, at a heading where one is named."""
        open_already = next((one for one in self._window.findChildren(HelpPage) if one.isVisible()), None)
        if open_already is None:
            # Not `open`: one reads a task beside the work, and does it step by step.
            HelpPage(self._pages, page, self._window, heading=heading).show()
        else:
            open_already.turn_to(page, heading)

    def show_here(self, place: Place) -> None:
        """What the prompt means in which the keyboard is; elsewhere the page of the screen."""
        code = _prompt_under(self._window.focusWidget())
        if code:
            self.show(PROMPTS, self._pages.prompt(code))
        else:
            self.show(place)


def _prompt_under(widget: QWidget | None) -> str:
    """Code of the prompt in which the keyboard is; empty elsewhere."""
    while widget is not None and not isinstance(widget, PromptCard):
        widget = widget.parentWidget()
    return widget.code if widget is not None else ""
