"""`naober tour -o DIR`: without a display, a picture of every screen and every paper, from the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import take_tour
from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption
from desktop.language import _


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(tour)


def tour(
    out: Annotated[Path, typer.Option("-o", help="The folder for the pictures and papers.")] = Path("build/tour"),
    as_json: JsonOption = False,
) -> None:
    """Drives the main job through the real screens and leaves a picture of each."""
    pictures, papers = take_tour(out)
    lines = [_("{n} pictures and {m} papers stand in {folder}.", n=len(pictures), m=len(papers), folder=out)]
    document = {"pictures": [str(path) for path in pictures], "papers": [str(path) for path in papers]}
    give(Answer(document, lines), as_json=as_json)
