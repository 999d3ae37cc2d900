"""What is painted, looked at pixel by pixel: can it be read, does one see the focus, can a finger meet it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop.views.design.focus import takes_tab

TEXT_CONTRAST = 4.5
"""Between words and their ground (WCAG 2.2, 1.4.3)."""

FOCUS_CONTRAST = 3.0
"""Between a pixel with and without the focus (WCAG 2.2, 2.4.13)."""

TARGET = 24
"""A control is at least as high and wide as this, in pixels (WCAG 2.2, 2.5.8)."""

_SCALE = 2
"""Pictures are taken so many times as large: a thin stroke then has a pixel that is all ink."""

_FEWEST = 3
"""Pixels of words; less is a speck."""

_MOST_CELLS = 60

Pixels = NDArray[np.float64]


def picture(window: QWidget) -> QImage:
    """The window as it is painted now, enlarged."""
    image = QImage(window.size() * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    window.render(image)
    return image


def unreadable(window: QWidget) -> list[str]:
    """Words of which the ink stands out too little from the ground it was painted on."""
    seen = luminance(picture(window))
    found = []
    for what, where in _words(window):
        measured = _contrast_in(_cut(seen, where))
        if measured is not None and measured < TEXT_CONTRAST - 0.05:
            found.append(f"“{what[:60]}”: {measured:.2f}:1")
    return found


def too_small(window: QWidget) -> list[str]:
    """Controls that are hard to hit. A tick box counts with its words, as they are pressed together."""
    return [
        f"{type(w).__name__} {w.objectName()} “{w.accessibleName()}”: {w.width()} by {w.height()}"
        for w in window.findChildren(QAbstractButton)
        if w.window() is window and takes_tab(w) and (w.width() < TARGET or w.height() < TARGET)
    ]


def focus_of(widget: QWidget) -> str:
    """What is wrong with the focus, which is on this widget; empty for nothing. It has the focus again afterwards."""
    if not widget.window().isActiveWindow():
        # Without a window manager the window does not come to the front again when a list under a field closes.
        widget.window().activateWindow()
        QApplication.processEvents()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
    where = shown(widget)
    if where.height() < min(widget.height(), TARGET) or where.width() < min(widget.width(), TARGET):
        return f"out of sight: {where.width()} by {where.height()} of {widget.width()} by {widget.height()}"
    after = _part(widget.window(), where)
    widget.clearFocus()
    before = _part(widget.window(), where)
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    light, dark = np.maximum(after, before), np.minimum(after, before)
    changed = int(((light + 0.05) / (dark + 0.05) >= FOCUS_CONTRAST).sum())
    # A line of one pixel along the shortest side is the least that is seen.
    least = min(where.width(), where.height()) * _SCALE
    return "" if changed >= least else f"the focus is not seen ({changed} of {least} pixels)"


def shown(widget: QWidget) -> QRect:
    """Where of the window the widget is seen; empty when it is scrolled out of view."""
    region = widget.visibleRegion().boundingRect()
    return region.translated(widget.mapTo(widget.window(), QPoint(0, 0)))


def luminance(image: QImage) -> Pixels:
    """Relative luminance of each pixel (WCAG 2.2)."""
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    bgr = raw[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[:, :, :3]
    return np.asarray(_LINEAR[bgr] @ np.array([0.0722, 0.7152, 0.2126]))


def _linear_table() -> Pixels:
    channel = np.arange(256) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


_LINEAR = _linear_table()


def _part(window: QWidget, where: QRect) -> Pixels:
    image = QImage(where.size() * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    window.render(image, QPoint(0, 0), QRegion(where))
    return luminance(image)


def _cut(seen: Pixels, where: QRect) -> Pixels:
    top, left = where.top() * _SCALE, where.left() * _SCALE
    return seen[max(0, top) : top + where.height() * _SCALE, max(0, left) : left + where.width() * _SCALE]


def _contrast_in(part: Pixels) -> float | None:
    """Contrast of the ground, which is the commonest, with what stands out most; None where nothing is painted."""
    if part.size < 200:
        return None
    values, counts = np.unique(part.round(4), return_counts=True)
    ground = values[counts.argmax()]
    ratios = (np.maximum(values, ground) + 0.05) / (np.minimum(values, ground) + 0.05)
    strongest = np.repeat(ratios, np.minimum(counts, _FEWEST))
    strongest.sort()
    if len(strongest) <= _FEWEST or strongest[-1] < 1.15:
        return None
    return float(strongest[-_FEWEST])


def _words(window: QWidget) -> Iterator[tuple[str, QRect]]:
    for widget in window.findChildren(QWidget):
        if widget.window() is not window or not widget.isVisible():
            continue
        if isinstance(widget, QAbstractItemView):
            yield from _cells(widget)
            continue
        text, room = _text_of(widget)
        where = QRect(widget.mapTo(window, room.topLeft()), room.size()) & shown(widget)
        if text.strip() and not where.isEmpty() and where.height() * 2 > room.height():
            yield text, where


def _text_of(widget: QWidget) -> tuple[str, QRect]:
    inside = widget.contentsRect()
    if isinstance(widget, QLabel):
        return widget.text(), inside
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText(), inside.adjusted(4, 4, -4, -4)
    if isinstance(widget, QCheckBox | QRadioButton):
        return widget.text(), inside.adjusted(34, 4, -4, -4)
    if isinstance(widget, QPushButton):
        return widget.text(), _words_of_button(widget).adjusted(0, 2, 0, -2)
    if isinstance(widget, QComboBox):
        return widget.currentText(), inside.adjusted(6, 6, -30, -6)
    return "", inside


def _words_of_button(button: QPushButton) -> QRect:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    past = button.iconSize().width() + 6 if not button.icon().isNull() else 0
    wide = button.fontMetrics().horizontalAdvance(button.text().replace("&", "")) + past
    # The icon stands before the words, and the whole in the middle or on the left: without it only words are left.
    aligned = "left" if str(button.property("look")) in {"nav", "nav-quiet", "nav-search", "step"} else "middle"
    left = room.left() if aligned == "left" else room.center().x() - wide // 2
    return QRect(left + past, room.top(), max(0, wide - past), room.height()) & room


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(view.rootIndex())
    port, seen = view.viewport(), 0
    for row in range(min(model.rowCount(view.rootIndex()), 25)):
        for column in range(columns):
            index = model.index(row, column, view.rootIndex())
            room = view.visualRect(index)
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            if text.strip() and port.rect().contains(room) and seen < _MOST_CELLS:
                seen += 1
                yield text, QRect(port.mapTo(view.window(), room.topLeft()), room.size()).adjusted(3, 3, -3, -3)
