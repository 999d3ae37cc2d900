"""One cell, made clean: text without rests of web pages, days, ages, coordinates, numbers."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from desktop.exchange.tables import Cell

MOST_CHARACTERS = 100_000
"""Ten times the longest text there is room for; of a longer one only the length is looked at."""


def plain_text(cell: Cell) -> str | None:
    """The cell as clean text, lines kept; None when it is an object of its own and no text.

    Numbers without a fraction lose it; entities and tags of web pages are taken out; control characters, half
    characters and doubled spaces too.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float, date)):
        return _of_number(cell)
    if isinstance(cell, str):
        return _clean(cell)
    if isinstance(cell, (list, tuple)):
        parts = [plain_text(part) for part in cell]
        return None if None in parts else ", ".join(part for part in parts if part)
    return None


def one_line(text: str) -> str:
    """The text with its lines joined by spaces."""
    return " ".join(text.split())


def looks_garbled(text: str) -> str:
    """The first word that looks like UTF-8 read as Windows-1252, or that lost letters; empty when none does."""
    found = None if text.isascii() else _GARBLED.search(text)
    return text[: found.end() + 1].rsplit(maxsplit=1)[-1] if found else ""


def read_day(text: str) -> date | str:
    """The day, or the code of what is wrong: ``date-not-understood``, ``date-month-only``, ``date-year-only``.

    A month without a day is told apart, so that the caller can take its first day and say so.
    """
    for pattern in _DAYS:
        found = pattern.fullmatch(text)
        if found:
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return "date-not-understood"
    if month_of(text):
        return "date-month-only"
    return "date-year-only" if re.fullmatch(r"[12][0-9]{3}", text) else "date-not-understood"


def month_of(text: str) -> date | None:
    """The first day of a month written as 2026-05 or 05-2026; None when it is no month."""
    found = re.fullmatch(r"(?P<year>[12][0-9]{3})[-/](?P<month>0?[1-9]|1[0-2])", text) or re.fullmatch(
        r"(?P<month>0?[1-9]|1[0-2])[-/](?P<year>[12][0-9]{3})", text
    )
    return date(int(found["year"]), int(found["month"]), 1) if found else None


def read_whole(text: str) -> int | None:
    """A whole number, with or without ``.0``; None when it is none."""
    found = re.fullmatch(r"([+-]?[0-9]{1,9})(?:[.,]0+)?", text)
    return int(found[1]) if found else None


def read_number(text: str) -> float | None:
    """A number with a decimal point or comma; None when it is none, or when 10,000 leaves that in doubt."""
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text) or not re.fullmatch(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,18})?", text):
        return None
    return float(text.replace(",", "."))


def read_degrees(text: str) -> float | None:
    """A coordinate: a number, whose comma is always a decimal one."""
    return float(text.replace(",", ".")) if re.fullmatch(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,18})?", text) else None


def read_truth(text: str) -> bool | None:
    """Yes or no in the words of spreadsheets; None for anything else."""
    word = text.lower()
    if word in ("true", "ja", "yes", "j", "y", "1", "waar", "x"):
        return True
    return False if word in ("false", "nee", "no", "n", "0", "onwaar") else None


def extract(what: str, text: str) -> str:
    """The first phone number, mail address, web address or Dutch postal code in a text; empty when there is none."""
    found = _EXTRACTS[what].search(text)
    return found[0].strip(" .,;") if found else ""


def members_of(cell: Cell, split: str) -> Sequence[str] | None:
    """The texts of a list, or of a text cut at a pattern; None when one is no text."""
    if isinstance(cell, (list, tuple)):
        texts = [plain_text(part) for part in cell]
        return None if None in texts else [one_line(text) for text in texts if text]
    text = plain_text(cell)
    if text is None:
        return None
    parts: list[str] = re.split(split, text) if split else [text]
    return [one_line(part) for part in parts if part.strip()]


_REMEMBERED_UP_TO = 80
"""Characters."""
# UTF-8 read as Windows-1252, or what DOS and the older Mac called é, ë, è and ç.
_GARBLED = re.compile("\N{REPLACEMENT CHARACTER}|[ÃÂ][\u0080-\u00bf\u2018-\u2122]|â€|[a-z][‚ƒ„†‡ˆ‰Š‹ŒŽŸ¢]")  # noqa: RUF001
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,500}?-->", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.{0,2000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TIME = r"(?:[T ][0-9:.,]+ ?(?:Z|[+-][0-9:]+)?)?"
_DAYS = (
    re.compile(r"(?P<year>[12][0-9]{3})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})" + _TIME),
    re.compile(r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<year>[12][0-9]{3})" + _TIME),
)
_EXTRACTS = {
    "phone": re.compile(r"(?<![0-9])\(?(?:\+31|0)[ ()0-9–-]{7,14}[0-9](?![0-9])"),
    "email": re.compile(r"[a-zA-Z0-9._%+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})*\.[a-z]{2,15}(?![a-z])"),
    "url": re.compile(r"(?:https?://|www\.)[^\s<>\"]{3,480}", re.IGNORECASE),
    "postal_code": re.compile(r"(?<![0-9])[1-9][0-9]{3} ?[A-Z]{2}(?![A-Za-z])"),
}


def _of_number(cell: float | date) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # JSON's NaN and Infinity are no numbers, and no texts either.
    return "" if isinstance(cell, float) and not math.isfinite(cell) else str(cell)


def _clean(text: str) -> str:
    """Short texts come again in many rows: places, groups, yes and no."""
    if len(text) <= _REMEMBERED_UP_TO:
        return _remembered(text)
    return _cleaned(text) if len(text) <= MOST_CHARACTERS else text


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> str:
    return _cleaned(text)


def _cleaned(text: str) -> str:
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return " ".join(text.split())
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub(" ", text)))
    if "&" in text:
        text = html.unescape(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(_visible(line).split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _visible(line: str) -> str:
    """Without control, format and half characters; SQLite cannot keep the last, and nobody sees the first."""
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() or c.isspace() else _instead(c) for c in line)


def _instead(character: str) -> str:
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) == "Cs" else ""
