"""Cells of separated text that a spreadsheet would take for a formula, made harmless and read back."""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide signs that some spreadsheets take for the usual ones
_GUARDED = re.compile(r"'" + _RUNS.pattern)
_ONLY_A_NUMBER = re.compile(r"\+[0-9 ]+")


def guarded(text: str) -> str:
    """The text with an apostrophe before it, when a spreadsheet would run it.

    What begins with = + - @, a tab or an end of line, also behind spaces, is run; an apostrophe before it makes it
    plain text. A text that has apostrophes there already gets one more, so that `unguarded` gives back every text
    exactly.
    """
    # Nearly every text begins with a letter or a figure; the rest is looked at.
    if text[:1].isalnum():
        return text
    return f"'{text}" if _RUNS.match(text) else text


def guarded_data(text: str) -> str:
    """As `guarded`, for files that programs exchange: a phone number like +31 597 123456 stays as it is.

    There is nothing in it to run, and other programs that read it know no apostrophe.
    """
    return text if text[:1] == "+" and _ONLY_A_NUMBER.fullmatch(text) else guarded(text)


def unguarded(text: str) -> str:
    """The text as it was before `guarded`; any other text as it is."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
