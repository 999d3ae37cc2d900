"""The embedded typefaces of all papers, the same as on the screen: Source Sans for text, Source Serif for titles."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop.language.places import resource

REGULAR, ITALIC, SEMIBOLD, BOLD, TITLE_FACE = (
    "SourceSansPro-Regular",
    "SourceSansPro-It",
    "SourceSansPro-Semibold",
    "SourceSansPro-Bold",
    "SourceSerifPro-Semibold",
)


@cache
def register() -> None:
    """Makes the typefaces known once per process."""
    for name in (REGULAR, ITALIC, SEMIBOLD, BOLD, TITLE_FACE):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
