"""Every command and option that the help and the papers name is one that the program knows."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from desktop.cli.main import app
from desktop.language import LANGUAGES
from desktop.language.places import resource
from tests.helpers.checkout import ROOT

PAPERS = (
    *(path for language in LANGUAGES for path in sorted(resource("help", language).glob("*.md"))),
    *(ROOT / name for name in ("README.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
NAMED = re.compile(r"(?:`|^)naober ([a-z][^`#\n]*)", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")


@pytest.mark.parametrize(
    "paper", PAPERS, ids=lambda path: path.stem if path.parent == ROOT else f"{path.parent.name}-{path.stem}"
)
def test_what_a_paper_tells_to_type_is_there(paper: Path) -> None:
    for told in NAMED.findall(paper.read_text(encoding="utf-8")):
        command, words = typer.main.get_command(app), told.split()
        while isinstance(command, TyperGroup) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not isinstance(command, TyperGroup) or not words, f"naober {told}"
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(OPTION.findall(told)) <= known | {"--help"}, f"naober {told}"
