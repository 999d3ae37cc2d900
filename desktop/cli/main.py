"""The command `naober`: reads the words, calls one service, and turns failures into words and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from desktop.cli import (
    answer,
    caseloads,
    coverages,
    destruction_requests,
    drafts,
    durations,
    exports,
    imports,
    maps,
    papers,
    regions,
    stores,
    syncs,
    tours,
    transitions,
    waits,
)
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
for part in (
    stores,
    regions,
    imports,
    maps,
    drafts,
    transitions,
    papers,
    caseloads,
    waits,
    durations,
    coverages,
    exports,
    syncs,
    destruction_requests,
    tours,
):
    part.add_to(app)


INTERRUPTED = 128 + 2
"""Exit code after Ctrl+C: what shells give a program that ended by signal 2."""

_USAGE_ERROR: Any = typer.BadParameter.__base__
"""What typer raises on words it does not know; only its descendants have a public name."""

_FAILURES = (RuleBroken, ValidationError, WorldFault, OSError, typer.Abort)


def run(words: Sequence[str], language: str = "nl") -> int:
    """Runs one command and returns its exit code; never raises for what a user or the world did wrong."""
    speak(language)
    _speak_utf8()
    as_json = "--json" in words
    try:
        ended = app(args=list(words), prog_name="naober", standalone_mode=False)
    except SystemExit as fault:  # whoever read our output has gone
        return fault.code if isinstance(fault.code, int) else answer.DONE
    except _USAGE_ERROR as fault:
        fault.show()
        return _refuse(_("The command was not understood. See naober --help."), "wrong-use", 2, as_json=as_json)
    except _FAILURES as fault:
        return _refuse(*_told(fault), as_json=as_json)
    if ended == INTERRUPTED:
        return _refuse(*_told(typer.Abort()), as_json=as_json)
    return ended if isinstance(ended, int) else answer.DONE


def _told(fault: Exception) -> tuple[str, str, int]:
    """Text, code and exit code of a failure."""
    if isinstance(fault, RuleBroken):
        return explain(fault), fault.code, answer.WRONG_USE
    if isinstance(fault, ValidationError):
        return explain_validation(fault), "not-valid", answer.WRONG_USE
    if isinstance(fault, OSError):
        fault = _of_system(fault)
    if isinstance(fault, WorldFault):
        return explain(fault), fault.code, answer.WORLD_FAULT
    return _("Stopped. Nothing was kept half."), "stopped", INTERRUPTED


def _of_system(fault: OSError) -> WorldFault:
    """What no room translated: a disk, a folder or a name that does not do what was asked of it."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return WorldFault("disk-full")
    file = fault.filename if isinstance(fault.filename, str) else ""
    return WorldFault("system-refused", file=Path(file).name[:100], text=fault.strerror or type(fault).__name__)


def _speak_utf8() -> None:
    """What is written is UTF-8 wherever it runs; a file name that is none does not stop it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _refuse(text: str, code: str, exit_code: int, *, as_json: bool) -> int:
    try:
        if as_json:
            answer.print_json({"fault": {"code": code, "text": text}})
        sys.stdout.flush()
    except OSError:
        # Where the answer goes is full or gone; what is still held for it would be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    typer.echo(answer.harmless(text), err=True)
    return exit_code
