"""`naober draft check FILE`: the prompts for a draft indication."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import typer

from desktop.cli.answer import WRONG_USE, Answer, give, print_json
from desktop.cli.options import JsonOption
from desktop.language import _
from desktop.models.draft import Prompt
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import PromptLevel
from desktop.rules.draft_faults import DraftFault
from desktop.services.drafting import check_draft

group = typer.Typer(help="Draft indications: check one.", no_args_is_help=True)

LARGEST = 1_000_000
"""Bytes of a draft file at most; a real one is a few thousand."""


def add_to(app: typer.Typer) -> None:
    """Hangs the group under the main command."""
    app.add_typer(group, name="draft")


@group.command()
def check(file: Path, as_json: JsonOption = False) -> None:
    """Prompts for the draft in a JSON file, with their sources, and what it costs."""
    found = check_draft(_read(file))
    if found.faults:
        _refuse(found.faults, as_json=as_json)
    document = {"prompts": [_plain(prompt) for prompt in found.prompts], "cost": found.cost}
    lines = [f"[{_level(p)}] {p.code}: {p.text} ({p.source.document}, {p.source.paragraph})" for p in found.prompts]
    stands = any(p.level is PromptLevel.BLOCK or (p.level is PromptLevel.ASK and not p.answered) for p in found.prompts)
    give(Answer(document, lines or [_("Nothing to ask about this draft.")], act_needed=stands), as_json=as_json)


def _refuse(faults: Iterable[DraftFault], *, as_json: bool) -> NoReturn:
    """Names what is wrong, by key; wrong use of the command."""
    if as_json:
        print_json({"prompts": [], "cost": None, "faults": list(faults)})
    for fault in faults:
        typer.echo(f"{fault.key}: {fault.text}" if fault.key else fault.text, err=True)
    raise typer.Exit(WRONG_USE)


def _plain(prompt: Prompt) -> dict[str, Any]:
    source = {"document": prompt.source.document, "paragraph": prompt.source.paragraph}
    known = {"code": prompt.code, "level": prompt.level, "field": prompt.field, "text": prompt.text, "source": source}
    return known | {"answered": prompt.answered}


def _level(prompt: Prompt) -> str:
    return {"block": _("must"), "ask": _("ask"), "inform": _("know")}[prompt.level.value]


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise WorldFault("file-missing", file=file.name)
    if file.stat().st_size > LARGEST:
        raise RuleBroken("draft-too-large", file.name, largest=LARGEST)
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise RuleBroken("draft-not-json", file.name) from fault
    if not isinstance(content, dict):
        raise RuleBroken("draft-not-json", file.name)
    return content
