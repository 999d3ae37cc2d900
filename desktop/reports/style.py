"""How papers look: calm, roomy, one accent colour, readable at arm's length."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desktop.reports.fonts import ITALIC, REGULAR, SEMIBOLD, TITLE_FACE

INK = HexColor("#1F2933")
QUIET = HexColor("#52606D")
ACCENT = HexColor("#0C6470")
HAIRLINE = HexColor("#CBD2D9")
WASH = HexColor("#F1F6F5")
CONCEPT = HexColor("#ECEEF1")

MARGIN = 22 * mm
"""Left and right margin of every page."""


def _style(name: str, **changes: Any) -> ParagraphStyle:  # noqa: ANN401 - reportlab's own attributes
    usual: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": 11.5,
        "leading": 16,
        "textColor": INK,
        "alignment": TA_LEFT,
        "spaceAfter": 2.2 * mm,
        "allowWidows": 0,
        "allowOrphans": 0,
        "hyphenationLang": "nl_NL",
        "hyphenationMinWordLength": 12,
        "splitLongWords": 1,
    }
    return ParagraphStyle(name, **(usual | changes))


TEXT = _style("text")
SMALL = _style("small", fontSize=10, leading=13.5, textColor=QUIET, spaceAfter=1 * mm)
LABEL = _style("label", fontName=SEMIBOLD, fontSize=10, leading=13.5, textColor=QUIET, spaceAfter=0)
CELL = _style("cell", fontSize=11, leading=14.5, spaceAfter=0)
CELL_HEAD = _style("cell-head", fontName=SEMIBOLD, fontSize=10, leading=13, textColor=QUIET, spaceAfter=0)
QUOTE = _style("quote", fontName=ITALIC, leftIndent=5 * mm, borderPadding=0)
TITLE = _style(
    "title", fontName=TITLE_FACE, fontSize=25, leading=32, textColor=ACCENT, spaceAfter=0, hyphenationLang=""
)
SUBTITLE = _style("subtitle", fontSize=12, leading=17, textColor=QUIET, spaceAfter=6 * mm, hyphenationLang="")
HEADING = _style(
    "heading",
    fontName=TITLE_FACE,
    fontSize=14.5,
    leading=18,
    textColor=ACCENT,
    spaceBefore=6 * mm,
    spaceAfter=2 * mm,
    keepWithNext=1,
    hyphenationLang="",
)
SUBHEADING = _style(
    "subheading", fontName=SEMIBOLD, fontSize=12, leading=16, spaceBefore=2 * mm, spaceAfter=0.8 * mm, keepWithNext=1
)
BULLET = _style("bullet", leftIndent=5 * mm, bulletIndent=0, spaceAfter=1.2 * mm)
