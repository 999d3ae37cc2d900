"""Where the keyboard goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


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


class InSight(QObject):
    """Brings what gets the focus into view. Qt does so only within one page, not for the Tab key that comes into it."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.isVisible() and now.visibleRegion().boundingRect().size() != now.size():
            bring_into_view(now)


def go_on(window: QWidget, *, forwards: bool) -> bool:
    """Moves the focus to the next control as one reads, or to the one before; False when that cannot be told.

    Qt goes by when a control was made. What a screen shows is made anew with each answer, and would all come last.
    """
    controls, at = list(_as_read(window)), window.focusWidget()
    if at not in controls:
        return False
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    controls[(controls.index(at) + (1 if forwards else -1)) % len(controls)].setFocus(reason)
    return True


def _as_read(widget: QWidget) -> Iterator[QWidget]:
    """The controls in it, by how they were laid out."""
    if not widget.isVisible():
        return
    if takes_tab(widget):
        yield widget
    layout, parts = widget.layout(), _parts(widget)
    if parts is not None:
        for part in parts:
            yield from _as_read(part)
    elif layout is not None:
        for part in _laid(layout):
            yield from _as_read(part)


def _parts(widget: QWidget) -> list[QWidget] | None:
    """What a widget holds that lays out by itself; None for one with a layout."""
    found: list[QWidget | None]
    if isinstance(widget, QScrollArea):
        found = [widget.widget()]
    elif isinstance(widget, QSplitter):
        found = [widget.widget(at) for at in range(widget.count())]
    elif isinstance(widget, QTabWidget):
        found = [widget.tabBar(), widget.currentWidget()]
    elif isinstance(widget, QStackedWidget):
        found = [widget.currentWidget()]
    elif widget.layout() is None and not takes_tab(widget):
        found = [part for part in widget.children() if isinstance(part, QWidget)]
    else:
        return None
    return [part for part in found if part is not None]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        part, within = (item.widget(), item.layout()) if item is not None else (None, None)
        if part is not None:
            yield part
        elif within is not None:
            yield from _laid(within)


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
