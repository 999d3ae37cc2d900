"""Is a message as the standard has it? Structure, order, lengths, forms and codes, without the official schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.exchange.istandaarden.layouts import DataType, Node
from desktop.rules import bsn
from desktop.rules.messages.tree import Element

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Flaw:
    """One thing that is not as it should be.

    Attributes:
        path: Names from below the root to the element, with the place among those of the same name behind it.
        code: ``message-element-missing``, ``message-element-strange``, or what is wrong with the text.
        value: The text, or the start of it; never a name.
    """

    path: tuple[tuple[str, int], ...]
    code: str
    value: str = ""

    @property
    def field(self) -> str:
        """The element's name."""
        return self.path[-1][0] if self.path else "Bericht"


def flaws(root: Element, layout: Node) -> tuple[Flaw, ...]:
    """Everything that is wrong, in the order in which it stands."""
    return tuple(_inside(root, layout, ()))


def text_flaw(text: str, kind: DataType) -> str:
    """Code of what is wrong with a text; empty when nothing is."""
    if kind.base == "list":
        return "" if text in kind.codes else "message-code-unknown"
    if kind.form and not kind.form.fullmatch(text):
        return "message-form"
    return _BASES[kind.base](text, kind)


def _inside(element: Element, node: Node, path: tuple[tuple[str, int], ...]) -> Iterator[Flaw]:
    left = list(element.children)
    for wanted in node.children:
        count = 0
        while left and left[0].name == wanted.name and (count == 0 or wanted.repeats):
            count += 1
            yield from _one(left.pop(0), wanted, (*path, (wanted.name, count)))
        if not count and not wanted.optional:
            yield Flaw((*path, (wanted.name, 1)), "message-element-missing")
    for strange in left:
        # Out of its order, too often, or not of this message.
        yield Flaw((*path, (strange.name, 1)), "message-element-strange")


def _one(element: Element, node: Node, path: tuple[tuple[str, int], ...]) -> Iterator[Flaw]:
    if node.type is None:
        yield from _inside(element, node, path)
        return
    code = "message-element-strange" if element.children else text_flaw(element.text, node.type)
    if code:
        yield Flaw(path, code, element.text[:20])


def _string(text: str, kind: DataType) -> str:
    if kind.least and len(text) < kind.least:
        return "message-too-short"
    if kind.most is not None and len(text) > kind.most:
        return "message-too-long"
    if kind.name == "BurgerServicenummer" and not bsn.is_valid(text):
        return "message-bsn"
    return ""


def _integer(text: str, kind: DataType) -> str:
    if not _INTEGER.fullmatch(text):
        return "message-form"
    least, most = kind.least or 0, kind.most
    return "" if least <= int(text) and (most is None or int(text) <= most) else "message-number"


def _date(text: str, _kind: DataType) -> str:
    try:
        # Python also reads 2026W101 and 20260101.
        return "" if _DAY.fullmatch(text) and date.fromisoformat(text) else "message-day"
    except ValueError:
        return "message-day"


def _time(text: str, _kind: DataType) -> str:
    return "" if _TIME.fullmatch(text) else "message-form"


_BASES = {"string": _string, "integer": _integer, "date": _date, "time": _time}
