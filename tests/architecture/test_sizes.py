"""No file, class or function grows past what a reader can hold; there is no list of exemptions: split instead."""

import ast
from collections.abc import Iterator

from tests.helpers.checkout import name_of, written_files

MODULE, CLASS, FUNCTION = 400, 250, 60
"""Lines at most."""


def too_long(source: str) -> Iterator[str]:
    if source.count("\n") > MODULE:
        yield f"{source.count(chr(10))} lines, {MODULE} at most"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > limit:
                yield f"{node.name} has {lines} lines, {limit} at most"


def test_modules_classes_and_functions_stay_short() -> None:
    faults = [
        f"{name_of(path)}: {fault}"
        for path in written_files()
        if path.suffix == ".py"
        for fault in too_long(path.read_text(encoding="utf-8"))
    ]
    assert not faults, "\n".join(faults)


def test_one_line_too_many_is_seen() -> None:
    assert list(too_long("def just_fits():\n" + "    pass\n" * (FUNCTION - 1))) == []
    assert list(too_long("def too_long():\n" + "    pass\n" * FUNCTION)) == ["too_long has 61 lines, 60 at most"]
    assert list(too_long("class TooLong:\n" + "    x = 1\n" * CLASS)) == ["TooLong has 251 lines, 250 at most"]
    assert list(too_long("x = 1\n" * (MODULE + 1))) == ["401 lines, 400 at most"]
