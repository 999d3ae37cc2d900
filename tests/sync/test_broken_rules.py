"""The list of rules that can be broken on purpose is up to date; breaking them takes a command of its own."""

from __future__ import annotations

import ast

import pytest

from tests.helpers.broken_copies import ROOT
from tests.sync.broken_rules import RULES, Broken, broken_texts, path_of


@pytest.mark.parametrize("broken", RULES, ids=lambda broken: broken.rule)
def test_each_rule_stands_where_the_list_says(broken: Broken) -> None:
    for file, text in broken_texts(broken).items():
        if file.endswith(".py"):
            ast.parse(text)
    for test in broken.tests:
        file, _colons, name = path_of(test).partition("::")
        assert (ROOT / file).is_file()
        assert not name or f"def {name.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_each_rule_has_a_name_of_its_own() -> None:
    assert len({broken.rule for broken in RULES}) == len(RULES)
