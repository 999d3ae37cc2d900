"""`naober draft check FILE`: the prompts for a draft indication."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import typer

from desktop.cli.answer import WRONG_USE, Answer, give, print_json
from desktop.cli.json_files import read_json
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.models.draft import Prompt
from desktop.models.kinds import PromptLevel
from desktop.rules.draft_faults import DraftFault
from desktop.rules.draft_sentences import shown
from desktop.rules.prompts import blocks
from desktop.services.drafting import DraftCheck, check_draft

group = typer.Typer(help="Draft indications: check one.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Hangs the group under the main command."""
    app.add_typer(group, name="draft")


@group.command()
def check(file: Path, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Prompts for the draft in a JSON file, with their sources, and what it costs.

    With --store it is also compared with how long such help lasted by that store.
    """
    found = _checked(read_json(file), store)
    if found.faults:
        _refuse(found.faults, as_json=as_json)
    document = {
        "prompts": [_plain(prompt) for prompt in found.standing],
        "answered": [_plain(prompt) | {"reason": reason} for prompt, reason in found.lifted],
        "may_hand_in": found.may_hand_in,
        "cost": found.cost,
    }
    give(Answer(document, _lines(found), act_needed=blocks(found.prompts)), as_json=as_json)


def _checked(data: dict[str, Any], store: Path | None) -> DraftCheck:
    """Without a store that was named none is opened: the check then needs no passphrase."""
    if store is None:
        return check_draft(data)
    with workplace(store) as opened:
        return check_draft(data, opened)


def _refuse(faults: Iterable[DraftFault], *, as_json: bool) -> NoReturn:
    """Names what is wrong, by key; wrong use of the command."""
    if as_json:
        print_json({"prompts": [], "cost": None, "faults": list(faults)})
    for fault in faults:
        typer.echo(f"{fault.key}: {fault.text}" if fault.key else fault.text, err=True)
    raise typer.Exit(WRONG_USE)


def _plain(prompt: Prompt) -> dict[str, Any]:
    source = {"document": prompt.source.document, "paragraph": prompt.source.paragraph}
    return {"code": prompt.code, "level": prompt.level, "field": prompt.field, "text": prompt.text, "source": source}


def _lines(found: DraftCheck) -> list[str]:
    standing = [f"[{_level(p)}] {p.code}: {p.text} ({p.source.document}, {p.source.paragraph})" for p in found.standing]
    lifted = [_("[answered] {code}: {reason}", code=p.code, reason=shown(reason)) for p, reason in found.lifted]
    return [*standing, *lifted] or [_("Nothing to ask about this draft.")]


def _level(prompt: Prompt) -> str:
    words = {PromptLevel.BLOCK: _("must"), PromptLevel.ASK: _("ask"), PromptLevel.INFORM: _("for your information")}
    return words[prompt.level]
