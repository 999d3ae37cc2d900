"""How papers look: calm, roomy, one accent colour, readable at arm's length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyphen
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desktop.reports.fonts import ITALIC, REGULAR, SEMIBOLD, TITLE_FACE

INK = HexColor("#1F2933")
QUIET = HexColor("#52606D")
ACCENT = HexColor("#0C6470")
HAIRLINE = HexColor("#CBD2D9")
WASH = HexColor("#F1F6F5")
CONCEPT = HexColor("#ECEEF1")

WIDTH, HEIGHT = A4

MARGIN = 22 * mm
"""Left and right margin of every page."""

TEXT_WIDTH = WIDTH - 2 * MARGIN

_PATTERNS = {"nl": "nl_NL", "en": "en_GB"}
"""Hyphenation patterns by language code, as pyphen names them."""

_FIRST_PARTS = ("zorg", "hulp", "jeugd", "huis", "thuis", "wijk", "gezins")
"""Parts of the compounds of this trade: divided after, never inside. The patterns alone give ``mantelzor-gonder``."""

_SHORTEST_HYPHENATED = 12
"""Letters: a shorter word is never divided. Compounds are what makes Dutch lines ragged, and those are long."""


@dataclass(frozen=True)
class Looks:
    """The styles in one language: words are divided as that language does."""

    text: ParagraphStyle
    small: ParagraphStyle
    label: ParagraphStyle
    cell: ParagraphStyle
    cell_head: ParagraphStyle
    quote: ParagraphStyle
    title: ParagraphStyle
    subtitle: ParagraphStyle
    heading: ParagraphStyle
    subheading: ParagraphStyle
    item: ParagraphStyle


@cache
def looks(language: str) -> Looks:
    """The styles for a language code."""

    def style(name: str, **changes: Any) -> ParagraphStyle:  # noqa: ANN401 - reportlab's own attributes
        return ParagraphStyle(name, **(_usual(language) | changes))

    heading: Mapping[str, Any] = {"keepWithNext": 1, "hyphenationLang": ""}
    return Looks(
        text=style("text"),
        small=style("small", fontSize=10, leading=13.5, textColor=QUIET, spaceAfter=1 * mm),
        label=style("label", fontName=SEMIBOLD, fontSize=10, leading=13.5, textColor=QUIET, spaceAfter=0),
        cell=style("cell", fontSize=11, leading=14.5, spaceAfter=0),
        cell_head=style("cell-head", fontName=SEMIBOLD, fontSize=10, leading=13, textColor=QUIET, spaceAfter=0),
        quote=style("quote", fontName=ITALIC, leftIndent=5 * mm),
        title=style("title", fontName=TITLE_FACE, fontSize=25, leading=32, textColor=ACCENT, spaceAfter=0, **heading),
        subtitle=style("subtitle", fontSize=12, leading=17, textColor=QUIET, spaceAfter=6 * mm, hyphenationLang=""),
        heading=style(
            "heading",
            fontName=TITLE_FACE,
            fontSize=14.5,
            leading=18,
            textColor=ACCENT,
            spaceBefore=6 * mm,
            spaceAfter=2 * mm,
            **heading,
        ),
        subheading=style(
            "subheading",
            fontName=SEMIBOLD,
            fontSize=12,
            leading=16,
            spaceBefore=2 * mm,
            spaceAfter=0.8 * mm,
            **heading,
        ),
        item=style("item", leftIndent=5 * mm, spaceAfter=1.2 * mm),
    )


def _usual(language: str) -> dict[str, Any]:
    return {
        "fontName": REGULAR,
        "fontSize": 11.5,
        "leading": 16,
        "textColor": INK,
        "alignment": TA_LEFT,
        "spaceAfter": 2.2 * mm,
        "allowWidows": 0,
        "allowOrphans": 0,
        "hyphenationLang": _hyphenator(language),
        "hyphenationMinWordLength": _SHORTEST_HYPHENATED,
        "splitLongWords": 1,
    }


def _hyphenator(language: str) -> Callable[[str], list[tuple[str, str]]]:
    """All ways to divide a word in two, the latest first; kept per word, as the same ones come back on every paper."""
    divided = pyphen.Pyphen(lang=_PATTERNS[language])
    first = _FIRST_PARTS if language == "nl" else ()

    @lru_cache(maxsize=4096)
    def ways(word: str) -> list[tuple[str, str]]:
        low = word.lower()
        found = {len(head) for head, _rest in divided.iterate(word)}
        for part in first:
            at = low.find(part)
            if at >= 0 and at + len(part) < len(word) - 1:
                found -= set(range(at + 1, at + len(part)))
                found.add(at + len(part))
        return [(word[:cut], word[cut:]) for cut in sorted(found, reverse=True)]

    return ways
