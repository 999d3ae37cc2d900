"""What the papers for builders lead to is there, and a test they name as proof exists under that name."""

import re
from pathlib import Path

import pytest

from tests.helpers.checkout import ROOT

PAPERS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
TEST = re.compile(r"`?\b(test_[a-z0-9_]+)`?")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_every_named_test_is_in_it(paper: Path) -> None:
    for words, link in LINK.findall(paper.read_text(encoding="utf-8")):
        leads = paper.parent / link
        assert leads.exists(), link
        if leads.suffix == ".py":
            source = leads.read_text(encoding="utf-8")
            assert [
                name for name in TEST.findall(words) if name != leads.stem and f"def {name}(" not in source
            ] == [], link
