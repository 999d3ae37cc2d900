"""A JSON object in a file that a person wrote: one fault, in words, for all that can be the matter with it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from desktop.models.faults import RuleBroken, WorldFault
from desktop.rules.draft_sentences import shown

LARGEST = 1_000_000
"""Bytes at most; a real one is a few thousand."""

LONGEST_NUMBER = 100
"""Digits of a number at most; Python itself refuses to read one of some thousands."""


def read_json(file: Path) -> dict[str, Any]:
    """The JSON object in a file of UTF-8 or UTF-16; a key that stands twice in it is a fault.

    Raises:
        RuleBroken: ``draft-not-utf8``, ``draft-not-json``, ``draft-key-twice``, ``draft-too-large``.
        WorldFault: ``file-missing``, ``file-unreadable``.
    """
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(key for key, times in Counter(key for key, _value in pairs).items() if times > 1)
        return dict(pairs)

    try:
        content = json.loads(_bytes(file), object_pairs_hook=once, parse_int=_whole)
    except UnicodeDecodeError as fault:
        raise RuleBroken("draft-not-utf8", file.name) from fault
    except (ValueError, RecursionError) as fault:
        raise RuleBroken("draft-not-json", file.name) from fault
    if not isinstance(content, dict):
        raise RuleBroken("draft-not-json", file.name)
    if twice:
        raise RuleBroken("draft-key-twice", file.name, keys=[shown(key) for key in dict.fromkeys(twice)])
    return content


def _whole(digits: str) -> int | float:
    """A whole number; one too long for any field becomes a fraction, so that it is a fault at its own key."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise WorldFault("file-missing", file=shown(file.name))
        if file.stat().st_size > LARGEST:
            raise RuleBroken("draft-too-large", file.name, largest=LARGEST)
        return file.read_bytes()
    except OSError as fault:
        raise WorldFault("file-unreadable", file=shown(file.name)) from fault
