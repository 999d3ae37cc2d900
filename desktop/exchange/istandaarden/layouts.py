"""The structure of each message, its data types and code lists, out of the shipped lists."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from desktop.language.places import resource
from desktop.models.kinds import Law
from desktop.rules.messages.kinds import STANDARD

_LINE = re.compile(r"(?P<indent> *)(?P<name>\w+)(?P<times>[?+]?)(?: : (?P<type>=?\w+))?(?P<only> @ijw)?")
_SHARED = "="
"""Before the name of a type of the shared schema."""


@dataclass(frozen=True)
class DataType:
    """What a text may be.

    Attributes:
        base: ``string``, ``integer``, ``date``, ``time`` or ``list``.
        least: Fewest characters, or the lowest number.
        most: Most characters, or the highest number.
        form: The whole text has this form; None means any.
        codes: The values of a list with their meaning.
    """

    name: str
    base: str
    least: int | None
    most: int | None
    form: re.Pattern[str] | None
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Node:
    """Where an element may stand.

    Attributes:
        name: Without a namespace.
        shared: True when it stands in the namespace of the shared schema.
        optional: True when it may be absent.
        repeats: True when it may stand more than once.
        type: Of its text; None when it holds elements.
        children: In the order in which they must stand.
    """

    name: str
    shared: bool = False
    optional: bool = False
    repeats: bool = False
    type: DataType | None = None
    children: tuple[Node, ...] = ()


def namespaces(law: Law, number: str) -> tuple[str, str]:
    """The message's own namespace and that of the shared schema."""
    standard = STANDARD[law]
    base = f"http://www.istandaarden.nl/{standard}/3_2"
    return f"{base}/{prefix(law, number)}/schema", f"{base}/basisschema/schema"


def prefix(law: Law, number: str) -> str:
    """What the message is called in its namespace, like ``wmo301``."""
    return f"{'wmo' if law is Law.WMO else 'jw'}{number}"


@cache
def layout(law: Law, number: str) -> Node:
    """The structure of a message, from its root on.

    Raises:
        KeyError: For a message that has no structure here.
    """
    lines = [line for line in _blocks()[number] if law is Law.JEUGDWET or not line["only"]]
    children, rest = _nodes(lines, 0, data_types(law), shared=False)
    if rest:
        raise ValueError(f"layout of {number}: {rest[0]['name']} stands at no level")
    return Node("Bericht", children=children)


@cache
def data_types(law: Law) -> Mapping[str, DataType]:
    """Every data type by name, with the codes of this act."""
    codes: dict[str, dict[str, str]] = {}
    for row in _rows("codes.csv"):
        if row["standard"] in {"both", STANDARD[law]}:
            codes.setdefault(row["list"], {})[row["code"]] = row["meaning"]
    return {row["type"]: _type(row, codes.get(row["type"], {})) for row in _rows("types.csv")}


def meaning(law: Law, type_name: str, code: str) -> str:
    """What a code says in words; the code itself when the list does not know it."""
    return data_types(law)[type_name].codes.get(code, code)


def _type(row: Mapping[str, str], codes: Mapping[str, str]) -> DataType:
    least, most = (int(row[name]) if row[name] else None for name in ("least", "most"))
    return DataType(row["type"], row["base"], least, most, re.compile(row["form"]) if row["form"] else None, codes)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource("messages", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def _blocks() -> Mapping[str, list[re.Match[str]]]:
    blocks: dict[str, list[re.Match[str]]] = {}
    number = ""
    for line in resource("messages", "layouts.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            number = line.strip("[]")
            blocks[number] = []
        elif line.strip() and not line.startswith("#"):
            found = _LINE.fullmatch(line)
            if found is None:
                raise ValueError(f"layout of {number}: {line!r}")
            blocks[number].append(found)
    return blocks


def _nodes(
    lines: list[re.Match[str]], depth: int, types: Mapping[str, DataType], *, shared: bool
) -> tuple[tuple[Node, ...], list[re.Match[str]]]:
    """The elements of one level, and the lines that belong to a level above it."""
    found: list[Node] = []
    while lines and len(lines[0]["indent"]) == depth:
        line, lines = lines[0], lines[1:]
        kind = line["type"] or ""
        inside = shared or kind.startswith(_SHARED)
        children, lines = _nodes(lines, depth + 2, types, shared=inside)
        text = None if children or kind.startswith(_SHARED) or not kind else types[kind]
        found.append(Node(line["name"], shared, line["times"] == "?", line["times"] == "+", text, children))
    return tuple(found), lines
