"""Looking at a window as a screen reader, a keyboard and a magnifying glass do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QTabBar, QWidget

from desktop.views.design.buttons import ToastButton
from desktop.views.design.focus import first_control, takes_tab
from tests.helpers.painted import focus_of

_MOST_TABS = 400


def controls(window: QWidget) -> list[QWidget]:
    """What the keyboard should reach now."""
    return [w for w in window.findChildren(QWidget) if w.window() is window and takes_tab(w)]


def nameless(window: QWidget) -> list[str]:
    """Controls a screen reader cannot name, or of which it cannot say what they are."""
    found = []
    for control in controls(window):
        seen = QAccessible.queryAccessibleInterface(control)
        has_role = isinstance(control, QAbstractScrollArea) or seen.role() not in _NO_ROLES
        if not seen.text(QAccessible.Text.Name).strip() or not has_role:
            found.append(f"{type(control).__name__} {control.objectName()} in {_place(control)}")
    return found


def unreached(window: QWidget) -> list[str]:
    """Controls that Tab alone does not come to; of an exclusive group only the one that is on counts.

    The arrows beside tabs that do not fit are for the mouse: the keys go to every tab without them.
    """
    wanted = {c for c in controls(window) if not _is_other_choice(c) and not isinstance(c.parent(), QTabBar)}
    reached: set[QWidget] = set()
    for _press in range(_MOST_TABS):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        at = window.focusWidget()
        if at is None or at in reached:
            break
        reached.add(at)
    return [f"{type(c).__name__} {c.accessibleName()} in {_place(c)}" for c in wanted - reached]


def astray(window: QWidget) -> list[str]:
    """Where the Tab key is not seen to be, or goes back up the page to what was passed by."""
    found: list[str] = []
    way: list[QWidget] = []
    first = first_control(window)
    for _press in range(_MOST_TABS):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        at = window.focusWidget()
        if at is None or at in way:
            break
        wrong = focus_of(at)
        if wrong:
            found.append(f"{type(at).__name__} {_called(at)} in {_place(at)}: {wrong}")
        if way and at is not first and _goes_back(way[-1], at):
            found.append(f"back from {_called(way[-1])} to {_called(at)} in {_place(at)}")
        way.append(at)
    return found


def _called(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _goes_back(one: QWidget, next_one: QWidget) -> bool:
    """True when the next stands wholly above this one, and not in a column to the right of it."""
    if isinstance(one, ToastButton):
        # What passes by at the foot comes before the screen: it is gone soon.
        return False
    both = next_one.parentWidget()
    while both is not None and not both.isAncestorOf(one):
        both = both.parentWidget()
    if both is None:
        return False
    here, there = one.mapTo(both, QPoint(0, 0)), next_one.mapTo(both, QPoint(0, 0))
    return there.y() + next_one.height() <= here.y() and there.x() < here.x() + one.width()


def cut_off(window: QWidget) -> list[str]:
    """Words that do not fit where they stand."""
    QCoreApplication.sendPostedEvents()
    words: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return [
        f"“{w.text()}” in {_place(w)}: {w.width()} by {w.height()} for {_needed(w)}"
        for w in words
        if w.isVisible() and w.text() and not _fits(w)
    ]


_NO_ROLES = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane})


def _needed(words: QLabel | QAbstractButton) -> tuple[int, int]:
    if isinstance(words, QLabel) and words.wordWrap():
        return 0, words.heightForWidth(words.width())
    hint = words.minimumSizeHint() if isinstance(words, QAbstractButton) else words.sizeHint()
    return hint.width(), hint.height()


def _fits(words: QLabel | QAbstractButton) -> bool:
    width, height = _needed(words)
    slack = max(1, words.fontMetrics().descent() // 2)
    return words.width() + slack >= width and words.height() + slack >= height


def _is_other_choice(control: QWidget) -> bool:
    if not isinstance(control, QAbstractButton) or control.isChecked():
        return False
    group = control.group()
    return (group is not None and group.exclusive()) or control.autoExclusive()


def _place(widget: QWidget) -> str:
    names: list[str] = []
    above = widget.parentWidget()
    while above is not None and len(names) < 3:
        if type(above).__module__.startswith("desktop"):
            names.append(type(above).__name__)
        above = above.parentWidget()
    return " < ".join(names)
