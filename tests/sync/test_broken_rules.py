"""The list of rules that can be broken on purpose is up to date; breaking them takes a command of its own."""

from __future__ import annotations

import ast

import pytest

from tests.sync.broken_rules import ROOT, RULES, Broken, broken_text


@pytest.mark.parametrize("broken", RULES, ids=lambda broken: broken.rule)
def test_each_rule_stands_where_the_list_says(broken: Broken) -> None:
    text = broken_text(broken)
    if broken.file.endswith(".py"):
        ast.parse(text)
    for name in broken.tests:
        assert (ROOT / "tests" / "sync" / name).is_file()
