"""The command `naober`: reads the words, calls one service, and turns failures into words and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer
from pydantic import ValidationError

from desktop.cli import answer, drafts, maps, papers, regions, stores, syncs, tours
from desktop.language import speak
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain, explain_validation

app = typer.Typer(
    name="naober",
    help="Naober: help near home first, and indicated care that fits.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for part in (stores, regions, maps, drafts, papers, syncs, tours):
    part.add_to(app)


def run(words: Sequence[str], language: str = "nl") -> int:
    """Runs one command and returns its exit code; never raises for what a user or the world did wrong."""
    speak(language)
    _speak_utf8()
    as_json = "--json" in words
    try:
        app(args=list(words), prog_name="naober")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else answer.DONE
    except RuleBroken as fault:
        return _refuse(explain(fault), fault.code, answer.WRONG_USE, as_json=as_json)
    except ValidationError as fault:
        return _refuse(explain_validation(fault), "not-valid", answer.WRONG_USE, as_json=as_json)
    except WorldFault as fault:
        return _refuse(explain(fault), fault.code, answer.WORLD_FAULT, as_json=as_json)
    return answer.DONE


def _speak_utf8() -> None:
    """What is written is UTF-8 wherever it runs; a file name that is none does not stop it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _refuse(text: str, code: str, exit_code: int, *, as_json: bool) -> int:
    if as_json:
        answer.print_json({"fault": {"code": code, "text": text}})
    typer.echo(text, err=True)
    return exit_code
