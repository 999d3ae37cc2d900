"""The embedded typefaces of all papers, the same as on the screen: Source Sans for text, Source Serif for titles."""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop.language.places import resource
from desktop.reports.unbroken import unbroken

REGULAR, ITALIC, SEMIBOLD, BOLD, TITLE_FACE = (
    "SourceSansPro-Regular",
    "SourceSansPro-It",
    "SourceSansPro-Semibold",
    "SourceSansPro-Bold",
    "SourceSerifPro-Semibold",
)

UNKNOWN = "◊"
"""Stands for a character that no typeface here has, such as a smiley; the twin for the screen shows the character."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
"""Unicode categories that draw nothing of their own: control, joiners, variation selectors, loose marks."""


@cache
def register() -> None:
    """Makes the typefaces known once per process."""
    for name in (REGULAR, ITALIC, SEMIBOLD, BOLD, TITLE_FACE):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))


def printable(text: str, face: str) -> str:
    """The text as reportlab's paragraphs take it: marks escaped, and no character drawn that a typeface lacks."""
    plain = escape(unbroken(text), quote=False)
    return plain if plain.isascii() and plain.isprintable() else plain.translate(_substitutes(face))


def plain(text: str, face: str) -> str:
    """The text for drawing in one typeface, without marks: what the typeface lacks is left out or shown as unknown."""
    has = _has(face)
    return "".join(part if ord(part) in has else (" " if part.isspace() else UNKNOWN) for part in text)


class _Substitutes(dict[int, str | int]):
    """What stands for each character in one typeface, found when it first occurs."""

    def __init__(self, face: str) -> None:
        super().__init__()
        self._has = _has(face)

    def __missing__(self, code: int) -> str | int:
        self[code] = found = code if code in self._has else _instead(chr(code))
        return found


@cache
def _substitutes(face: str) -> _Substitutes:
    register()
    return _Substitutes(face)


@cache
def _has(face: str) -> frozenset[int]:
    font: Any = pdfmetrics.getFont(face)  # a TTFont, of which the stubs know little
    characters = font.face.charToGlyph
    return frozenset(code for code in characters if unicodedata.category(chr(code)) not in _UNSEEN - {"Mn"})


def _instead(character: str) -> str:
    """The character in the widest typeface; else its plainer form; else nothing, a space or the sign for unknown."""
    has = _has(REGULAR)
    if ord(character) in has:
        return f'<font face="{REGULAR}">{character}</font>'
    plainer = unicodedata.normalize("NFKD", character)
    if plainer != character and all(ord(part) in has for part in plainer):
        return plainer
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    return "" if category in _UNSEEN or category == "Sk" else UNKNOWN
