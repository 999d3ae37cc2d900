"""On which line each key of a TOML text stands: `tomllib` gives values without their place.

Written for text that `tomllib` has already accepted, so it follows the structure only and judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Where = tuple[str | int, ...]
"""Keys and list indexes from the top, like ``("lots", 0, "contract", "years")``."""

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
    | (?P<string>\"\"\"(?:\\.|[^\\])*?\"{3,5}(?!\") | '''.*?'{3,5}(?!') | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<newline>\n)
    | (?P<space>[ \t\r]+)
    | (?P<mark>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSING = ("]", "}", ",", "\n", "")


def lines_of(text: str) -> Mapping[Where, int]:
    """The line, from 1, of every key and every list element; the empty path is line 1."""
    walk = _Walk(text)
    try:
        walk.document()
    except RecursionError:
        return walk.lines
    return walk.lines


def line_of(lines: Mapping[Where, int], path: Where) -> int:
    """The line of a path, or of the nearest part above it that stands in the text."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


class _Walk:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Where, int] = {}
        self._tokens = _tokens(text)
        self._at = 0
        self._counts: dict[Where, int] = {}

    def document(self) -> None:
        table: Where = ()
        while self._here:
            if self._here == "\n":
                self._at += 1
            elif self._here == "[":
                table = self._header()
            else:
                self._pair(table)

    @property
    def _here(self) -> str:
        return self._tokens[min(self._at, len(self._tokens) - 1)][0]

    @property
    def _line(self) -> int:
        return self._tokens[min(self._at, len(self._tokens) - 1)][1]

    def _header(self) -> Where:
        """``[a.b]`` or ``[[a.b]]``: the table that follows; a list named on the way means its last element."""
        line = self._line
        self._at += 1
        is_list = self._here == "["
        self._at += is_list
        keys = self._keys()
        self._at += 1 + is_list
        path = self._under((), keys[:-1])
        path = (*path, keys[-1])
        self.lines.setdefault(path, line)
        if is_list:
            index = self._counts.get(path, 0)
            self._counts[path] = index + 1
            path = (*path, index)
            self.lines[path] = line
            return path
        return self._under((), keys)

    def _under(self, base: Where, keys: list[str]) -> Where:
        for key in keys:
            base = (*base, key)
            if base in self._counts:
                base = (*base, self._counts[base] - 1)
        return base

    def _keys(self) -> list[str]:
        """A dotted key, up to what follows it."""
        keys: list[str] = []
        while self._here not in ("=", "]", ""):
            if self._here != ".":
                keys.append(_unquoted(self._here))
            self._at += 1
        return keys

    def _pair(self, table: Where) -> None:
        line = self._line
        path = table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._at += 1
        self._value(path)

    def _value(self, path: Where) -> None:
        if self._here == "[":
            self._list(path)
        elif self._here == "{":
            self._inline(path)
        else:
            while self._here not in _CLOSING:
                self._at += 1

    def _list(self, path: Where) -> None:
        self._at += 1
        index = 0
        while self._here not in ("]", ""):
            if self._here in (",", "\n"):
                self._at += 1
                continue
            self.lines[(*path, index)] = self._line
            self._value((*path, index))
            index += 1
        self._at += 1

    def _inline(self, path: Where) -> None:
        self._at += 1
        while self._here not in ("}", ""):
            if self._here in (",", "\n"):
                self._at += 1
            else:
                self._pair(path)
        self._at += 1


def _tokens(text: str) -> list[tuple[str, int]]:
    """Text and line of every token that carries structure, closed by an empty one."""
    found: list[tuple[str, int]] = []
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup not in ("comment", "space"):
            found.append((token, line))
        line += token.count("\n")
    return [*found, ("", line)]


def _unquoted(key: str) -> str:
    """A key without its quotes; an escaped character inside is left as written."""
    return key[1:-1] if key[:1] in ('"', "'") else key
