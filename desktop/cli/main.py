"""The command `naober`: reads the words, calls one service, and turns failures into words and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
import typer
from pydantic import ValidationError

from desktop.cli import answer, drafts, maps, papers, regions, stores, syncs
from desktop.language import _, speak
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
for part in (stores, regions, maps, drafts, papers, syncs):
    part.add_to(app)


def run(words: Sequence[str], language: str = "nl") -> int:
    """Runs one command and returns its exit code; never raises for what a user or the world did wrong."""
    speak(language)
    as_json = "--json" in words
    try:
        code = app(args=list(words), standalone_mode=False, prog_name="naober")
    except click.UsageError as fault:
        fault.show(sys.stderr)
        return answer.WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return _refuse(_("Stopped. Nothing was changed."), "stopped", answer.ACT_NEEDED, as_json=as_json)
    except RuleBroken as fault:
        return _refuse(explain(fault), fault.code, answer.WRONG_USE, as_json=as_json)
    except ValidationError as fault:
        return _refuse(explain_validation(fault), "not-valid", answer.WRONG_USE, as_json=as_json)
    except WorldFault as fault:
        return _refuse(explain(fault), fault.code, answer.WORLD_FAULT, as_json=as_json)
    return int(code or 0)


def _refuse(text: str, code: str, exit_code: int, *, as_json: bool) -> int:
    if as_json:
        answer.print_json({"fault": {"code": code, "text": text}})
    typer.echo(text, err=True)
    return exit_code
