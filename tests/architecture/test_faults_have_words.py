"""Every failure a person may see has a sentence, and the sentence finds the values it needs."""

from __future__ import annotations

import ast
import string
from pathlib import Path

from desktop.services.fault_words import WORDS

DESKTOP = Path(__file__).parents[2] / "desktop"


def raised() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Place and given values of every failure with a literal code, by code."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for file in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if node.func.id not in ("RuleBroken", "WorldFault") or not isinstance(node.args[0], ast.Constant):
                continue
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            given |= {"field"} if len(node.args) > 1 else set()
            place = f"{file.relative_to(DESKTOP.parent)}:{node.lineno}"
            found.setdefault(str(node.args[0].value), []).append((place, frozenset(given)))
    return found


def test_every_code_has_words() -> None:
    assert {code: places for code, places in raised().items() if code not in WORDS} == {}


def test_every_sentence_finds_its_values() -> None:
    lacking = {
        f"{code} at {place}": sorted(needs - given)
        for code, places in raised().items()
        for place, given in places
        if (needs := {name for _, name, _, _ in string.Formatter().parse(WORDS.get(code, "")) if name}) - given
    }
    assert lacking == {}
