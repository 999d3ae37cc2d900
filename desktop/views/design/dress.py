"""How a widget says which look it wears; the stylesheet knows the looks."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.views.design.tokens import Space

_Box = TypeVar("_Box", bound=QBoxLayout)


def dress(widget: QWidget, look: str, **marks: str) -> None:
    """Puts a look on a widget; `marks` are further properties the stylesheet selects on, such as a tone."""
    widget.setProperty("look", look)
    for name, value in marks.items():
        widget.setProperty(name, value)
    redress(widget)


def redress(widget: QWidget) -> None:
    """Has the stylesheet look at the widget again after a property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def column(parent: QWidget | None = None, *, gap: int = Space.M, edge: int = 0) -> QVBoxLayout:
    """Things under each other."""
    return _spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), gap, edge)


def row(parent: QWidget | None = None, *, gap: int = Space.S, edge: int = 0) -> QHBoxLayout:
    """Things beside each other."""
    return _spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), gap, edge)


def line() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    dress(made, "line")
    return made


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _spaced(layout: _Box, gap: int, edge: int) -> _Box:
    layout.setSpacing(gap)
    layout.setContentsMargins(edge, edge, edge, edge)
    return layout
