"""Where the keyboard goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_first(inside: QWidget) -> None:
    """Puts the focus on the first control inside that takes it; leaves it where it is when there is none."""
    found = first_control(inside)
    if found is not None:
        found.setFocus(Qt.FocusReason.TabFocusReason)


def first_control(inside: QWidget) -> QWidget | None:
    """The first control inside that the Tab key would reach."""
    at = inside.nextInFocusChain()
    while at is not None and at is not inside:
        if inside.isAncestorOf(at) and takes_tab(at):
            return at
        at = at.nextInFocusChain()
    return None


def takes_tab(widget: QWidget) -> bool:
    """True when the Tab key stops at the widget now."""
    tab = Qt.FocusPolicy.TabFocus.value
    return (
        widget.isEnabled() and widget.isVisible() and bool(widget.focusPolicy().value & tab) and not widget.focusProxy()
    )
