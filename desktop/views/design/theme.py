"""Light and dark, and the size of the text: one palette, one stylesheet and one font for the whole program."""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.language.places import resource
from desktop.models.looks import Theme
from desktop.views.design.tokens import DARK, LIGHT, Colours, TypeScale

BODY_OVER_SYSTEM = 1.2
"""The house font has a smaller eye than most system fonts; this much larger it reads as the same size."""

_SMALLEST_PT = 8.0
_MIDDLE = 128


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dresses the whole program; may be said again at any time. `scale` is 0.8 to 2.0 times the system's text size.

    What is dressed like that already is left as it is: dressing each widget again takes longer than a frame.
    """
    body, heading = _families()
    chosen = DARK if is_dark(app, theme) else LIGHT
    sizes = TypeScale(max(_SMALLEST_PT, _system_size()) * BODY_OVER_SYSTEM * scale)
    sheet = stylesheet(chosen, sizes, heading)
    if app.styleSheet() == sheet:
        return
    font = QFont(body)
    font.setPointSizeF(sizes.base)
    app.setStyle("Fusion")
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(sheet)


def is_dark(app: QApplication, theme: Theme) -> bool:
    """What the choice comes to now; the system's own scheme where the person follows it."""
    if theme is Theme.SYSTEM:
        return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme is Theme.DARK


def colours() -> Colours:
    """The colours in force, for what is painted by hand; the palette of a single widget is bent by the stylesheet."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE else LIGHT


def stylesheet(chosen: Colours, sizes: TypeScale, heading: str) -> str:
    """The one stylesheet, with every colour and size filled in; a name that does not exist is a `KeyError`."""
    folder = resource("icons").as_posix()
    shade = "dark" if chosen is DARK else "light"
    values = {**chosen.values(), **sizes.values(), "heading": heading, "icons": folder, "shade": shade}
    return Template(_template()).substitute(values)


@cache
def _template() -> str:
    return resource("style", "naober.qss").read_text(encoding="utf-8")


def _families() -> tuple[str, str]:
    """Families for text and headings: the shipped ones, or the system's own where they cannot be loaded."""
    known = set(QFontDatabase.families())
    if "Source Sans Pro" not in known:
        # Not all of the families again: to list them takes some milliseconds, and the first window waits for it.
        for path in sorted(resource("fonts").glob("Source*.ttf")):
            known.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    body = "Source Sans Pro" if "Source Sans Pro" in known else system
    return body, "Source Serif Pro" if "Source Serif Pro" in known else body


def _system_size() -> float:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()


def _palette(chosen: Colours) -> QPalette:
    role = QPalette.ColorRole
    table = {
        role.Window: chosen.canvas,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.sunken,
        role.Text: chosen.text,
        role.Button: chosen.surface,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.bad,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Accent: chosen.accent,
        role.PlaceholderText: chosen.muted,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.text,
        role.Mid: chosen.line,
        role.Dark: chosen.edge,
        role.Midlight: chosen.sunken,
        role.Light: chosen.surface,
        role.Shadow: chosen.edge,
    }
    made = QPalette()
    for key, colour in table.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(chosen.muted))
    return made
