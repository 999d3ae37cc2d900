"""What is wrong in a municipality's own list of words, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.regions.positions import Where, line_of

LONGEST_WORDS = 80
"""Letters of one word or phrase."""

LISTS = ("parts", "weak", "stop", "apart", "coming")
_PARTS = ("same", "off", "ages", *LISTS)

Lines = Mapping[Where, int]


@dataclass(frozen=True)
class WordFault:
    """What is wrong on one line of the file.

    Attributes:
        code: Which fault, beginning with ``words-``.
        line: From 1.
        text: What stands there, as far as it helps to find it.
    """

    code: str
    line: int = 1
    text: str = ""


def faults_in(content: Mapping[str, Any], lines: Lines) -> Iterator[WordFault]:
    """All of it, part by part."""
    for name in content:
        if name not in _PARTS:
            yield WordFault("words-unknown-part", line_of(lines, (name,)), name)
    yield from _in_same(content.get("same"), lines)
    for name in LISTS:
        if name in content:
            yield from _in_list(content[name], line_of(lines, (name,)), least=0)
    for head, phrases in _pairs(content.get("off", {})):
        yield from _in_list(phrases, line_of(lines, ("off", head)))
    for group, ends in _pairs(content.get("ages", {})):
        if not is_range(ends):
            yield WordFault("words-ages", line_of(lines, ("ages", group)), group)


def _in_same(same: object, lines: Lines) -> Iterator[WordFault]:
    for where, lists in _meanings(same):
        if not isinstance(lists, list):
            yield WordFault("words-no-list", line_of(lines, where))
            continue
        for at, one in enumerate(lists):
            yield from _in_list(one, line_of(lines, (*where, at)), least=2)


def _pairs(table: object) -> Iterator[tuple[str, object]]:
    """What is no table is told as if it were one thing in it."""
    yield from table.items() if isinstance(table, dict) else [("", table)]


def _meanings(same: object) -> Iterator[tuple[Where, object]]:
    if isinstance(same, dict):
        yield from ((("same", name), lists) for name, lists in same.items())
    elif same is not None:
        yield ("same",), same


def _in_list(value: object, line: int, least: int = 1) -> Iterator[WordFault]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield WordFault("words-no-list", line)
        return
    if len(value) < least:
        yield WordFault("words-too-few", line, ", ".join(value))
    for one in value:
        if len(one) > LONGEST_WORDS:
            yield WordFault("words-too-long", line, f"{one[:20]}…")
        elif not any(letter.isalnum() for letter in one):
            yield WordFault("words-empty", line, one)


def is_range(ends: object) -> bool:
    """True for a lowest and a highest age."""
    whole = isinstance(ends, list) and len(ends) == 2 and all(type(one) is int for one in ends)  # noqa: PLR2004
    return whole and isinstance(ends, list) and 0 <= ends[0] <= ends[1]
