"""The texts the program shows, against the Dutch catalogue: `make words`, and the test that nothing is missing.

The catalogue is only ever appended to, so that the hand-written order and remarks in it stay.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.pofile import denormalize, normalize

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "desktop"
DUTCH = ROOT / "resources" / "locale" / "nl" / "LC_MESSAGES" / "naober.po"

TEXT_ARGUMENTS = {"_": 1, "N_": 1, "ngettext": 2}
"""How many of the first arguments of each of these functions are texts."""


@dataclass(frozen=True)
class Place:
    """A text in the code.

    Attributes:
        where: Reads as ``desktop/file.py:12``.
        text: None when it is glued together at run time, so that no catalogue can hold it.
        given: Names of the values the call fills in; None when the call does not tell.
    """

    where: str
    text: str | None
    given: frozenset[str] | None


@dataclass(frozen=True)
class Entry:
    """One entry of a catalogue: its line number, the English and the Dutch."""

    line: int
    english: str
    dutch: str


def texts_used(program: Path = PROGRAM) -> Iterator[Place]:
    """Every text in a call of `_`, `N_` or `ngettext`, in order of file; looking up a marked text is passed over."""
    for path in sorted(program.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEXT_ARGUMENTS:
                where = f"{path.relative_to(program.parent).as_posix()}:{node.lineno}"
                yield from _texts_of(node, node.func.id, where)


def _texts_of(call: ast.Call, function: str, where: str) -> Iterator[Place]:
    for argument in call.args[: TEXT_ARGUMENTS[function]]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield Place(where, argument.value, _given(call, function))
        elif isinstance(argument, ast.JoinedStr | ast.BinOp):
            yield Place(where, None, None)


def _given(call: ast.Call, function: str) -> frozenset[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    if function == "N_" or None in names:
        return None
    return frozenset(name for name in names if name) | (frozenset("n") if function == "ngettext" else frozenset())


def placeholders(text: str) -> frozenset[str]:
    """Names between braces; empty for a text without values.

    Raises:
        ValueError: When a brace is not closed.
    """
    return frozenset(name for _before, name, _form, _kind in Formatter().parse(text) if name is not None)


def entries(catalogue: Path = DUTCH) -> Iterator[Entry]:
    """Every entry of a catalogue but its header, doubles included: a catalogue reader would merge those in silence."""
    pattern = re.compile(r'^msgid((?:\s*"[^\n]*"\n)+)msgstr((?:\s*"[^\n]*"(?:\n|\Z))+)', re.MULTILINE)
    content = catalogue.read_text(encoding="utf-8")
    for found in pattern.finditer(content):
        english, dutch = (denormalize(re.sub(r"\n\s*", "\n", part.strip())) for part in found.groups())
        if english:
            yield Entry(content.count("\n", 0, found.start()) + 1, english, dutch)


def missing() -> list[str]:
    """English texts the program shows that have no Dutch, in order of appearance."""
    known = {entry.english for entry in entries() if entry.dutch}
    return list(dict.fromkeys(p.text for p in texts_used() if p.text is not None and p.text not in known))


def unused() -> list[Entry]:
    """Entries no code names as a constant."""
    shown = {place.text for place in texts_used()}
    return [entry for entry in entries() if entry.english not in shown]


def main() -> int:
    """Appends an empty entry for every missing text, names what is no longer used; 1 when Dutch is to be written."""
    listed = {entry.english for entry in entries()}
    lacking = missing()
    with DUTCH.open("a", encoding="utf-8") as catalogue:
        catalogue.writelines(f'\nmsgid {normalize(text)}\nmsgstr ""\n' for text in lacking if text not in listed)
    for entry in unused():
        sys.stdout.write(f"not used any more, line {entry.line}: {entry.english}\n")
    for text in lacking:
        sys.stdout.write(f"no Dutch yet: {text}\n")
    sys.stdout.write(f"{len(listed)} texts, {len(lacking)} without Dutch\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
