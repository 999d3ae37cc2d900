"""Where the keyboard goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QScrollArea, QWidget


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


def bring_into_view(widget: QWidget) -> None:
    """Scrolls what the widget stands in until all of it is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


@contextmanager
def kept_focus(inside: QScrollArea) -> Iterator[None]:
    """While its content is made anew, the focus and what is shown stay where they were.

    The focus goes to the control of the same name that took the old one's place, else to one of the same words, else to
    the first. A field that is being typed in must not be made anew; its focus is not touched at all.
    """
    focused = inside.focusWidget()
    typing = isinstance(focused, QLineEdit | QPlainTextEdit)
    if focused is None or typing or not inside.isAncestorOf(focused) or not focused.hasFocus():
        yield
        return
    name, kind, words = focused.accessibleName(), type(focused), _words(focused)
    at = inside.verticalScrollBar().value()
    inside.setFocus()  # Else hiding the control sends the focus on to the next one, and the page after it.
    yield
    if focused.isVisibleTo(inside):
        found: QWidget | None = focused
    else:
        likely = [w for w in inside.findChildren(kind) if w.isEnabled() and not _let_go(w, inside)]
        same = (w for w in likely if w.accessibleName() == name and _words(w) == words)
        alike = (w for w in likely if words and _words(w) == words)
        found = next(same, None) or next(alike, None) or first_control(inside)
    if found is not None:
        found.setFocus()
    inside.verticalScrollBar().setValue(at)


def _let_go(widget: QWidget, inside: QWidget) -> bool:
    """True for what was hidden on purpose, or stands in what was; what was just made is not seen yet, but will be."""
    at: QWidget | None = widget
    while at is not None and at is not inside:
        if at.isHidden() and at.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return True
        at = at.parentWidget()
    return False


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
