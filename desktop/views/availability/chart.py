"""The place of the drawing: it fetches what draws when it is first looked at, and beside the work of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.services.availability_page import Fate, Observed
from desktop.views.design.dress import column
from desktop.views.design.words import Text
from desktop.views.tasks import Tasks

PLOT = "desktop.views.availability.plot"
"""Named and not imported: see there."""


class WaitChart(QWidget):
    """Shows that it is being made, then the drawing; for a screen reader it names the table that says the same."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._asked = False
        self._plot: QWidget | None = None
        self._history: tuple[Observed, ...] = ()
        self._told = Text(_("The drawing is being made …"), "muted")
        self.setAccessibleName(_("Drawing of the waiting times; the table beside it says the same"))
        self._inside = column(self)
        self._inside.addWidget(self._told)

    def show_history(self, history: Sequence[Observed]) -> None:
        """Another history."""
        self._history = tuple(history)
        self._draw()

    def plot(self) -> QWidget | None:
        """The drawing itself, once it is there."""
        return self._plot

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self._tasks.other(_load, self._on_loaded)

    def _on_loaded(self, module: ModuleType) -> None:
        self._plot = module.WaitPlot()
        self._inside.addWidget(self._plot, 1)
        self._draw()

    def _draw(self) -> None:
        told = any(one.fate is Fate.STANDS for one in self._history)
        self._told.setVisible(self._plot is None or not told)
        if self._plot is not None:
            self._told.setText(_("Nothing that holds can be drawn."))
            self._plot.setVisible(told)
            self._plot.show_history(self._history)  # type: ignore[attr-defined]  # made by the module above


def _load() -> ModuleType:
    return import_module(PLOT)
