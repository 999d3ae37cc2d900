"""The embedded typeface of all papers: Open Sans, with full Latin coverage."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop.language.places import resource

REGULAR, ITALIC, SEMIBOLD, BOLD, LIGHT = (
    "OpenSans",
    "OpenSans-Italic",
    "OpenSans-Semibold",
    "OpenSans-Bold",
    "OpenSans-Light",
)


@cache
def register() -> None:
    """Makes the typeface known once per process."""
    for name in (REGULAR, ITALIC, SEMIBOLD, BOLD, LIGHT):
        file = "OpenSans-Regular" if name == REGULAR else name
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{file}.ttf"))))
