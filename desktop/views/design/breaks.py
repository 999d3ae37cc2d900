"""Where a word that no column can hold may be broken."""

from __future__ import annotations

import re

_LONGEST_WORD, _PIECE = 40, 10
"""A word of more letters may be broken between pieces of so many: whole, it would make the window wider.

A slash or a hyphen ends a word here: after these a line may be broken anyway.
"""
_MAY_BREAK = "\u200b"
_TOO_LONG, _PIECES = re.compile(rf"[^\s/\-{_MAY_BREAK}]{{{_LONGEST_WORD + 1},}}"), re.compile(rf".{{1,{_PIECE}}}")


def breakable(text: str) -> str:
    """The text, with places to break its overlong words; a text without these is left as it is."""
    return _TOO_LONG.sub(lambda found: _MAY_BREAK.join(_PIECES.findall(found.group())), text)


def whole(text: str) -> str:
    """The text as it was before `breakable`."""
    return text.replace(_MAY_BREAK, "")
