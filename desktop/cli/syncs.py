"""`naober sync | conflicts | central …`: meeting colleagues in a central store."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli import central_care, centrals
from desktop.cli.answer import Answer, give
from desktop.cli.central_care import TEAM_CODE
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services import conflicts as deciding
from desktop.services.conflicts import Conflict, Take, list_conflicts
from desktop.services.syncing import join, meet_again, state_of_work, sync_now
from desktop.services.taking_up import take_up
from desktop.services.wording import explain
from desktop.services.workplace import Workplace

conflicts = typer.Typer(help="Edits of one field that met: list them, decide one.", invoke_without_command=True)
central = typer.Typer(help="The administrator's side of a central store.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Hangs the commands under the main command."""
    app.command()(sync)
    app.add_typer(conflicts, name="conflicts")
    centrals.add_to(central)
    central_care.add_to(central)
    app.add_typer(central, name="central")


def sync(
    to: Annotated[str, typer.Option("--to", help="The central store; else the one joined before.")] = "",
    put_back: Annotated[
        bool, typer.Option("--put-back", help="It was put back from a copy: offer again what was made since.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sends what waits and fetches what is new; may be stopped and repeated."""
    with workplace(store, meets_the_team=True) as here:
        if put_back:
            meet_again(here)
        if to and not state_of_work(here).is_joined:
            join(here, to, _team_code())
        result = sync_now(here, url=to)
        take_up(here)
    line = _(
        "{pushed} sent, {pulled} fetched, {conflicts} to decide, {refused} refused.",
        pushed=result.pushed,
        pulled=result.pulled,
        conflicts=result.conflicts,
        refused=result.refused,
    )
    if result.shut_out:
        line = explain(WorldFault("central-shut-out"))
    counts = {"pushed": result.pushed, "pulled": result.pulled, "conflicts": result.conflicts}
    document = counts | {"refused": result.refused, "took_ms": result.took_ms, "mended": dict(result.mended)}
    document |= {"log": asdict(result.log), "shut_out": result.shut_out}
    lines = [line] if result.trouble is None or result.shut_out else [line, explain(result.trouble)]
    act_needed = bool(result.conflicts or result.refused or result.trouble)
    give(Answer(document, lines, act_needed=act_needed), as_json=as_json)


@conflicts.callback()
def all_conflicts(context: typer.Context, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Without a further word: the list."""
    if context.invoked_subcommand is None:
        _list(store, as_json=as_json)


@conflicts.command("list")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """The edits that met and wait for a person."""
    _list(store, as_json=as_json)


@conflicts.command()
def resolve(
    conflict: Annotated[str, typer.Argument(metavar="ID", help="Of the conflict.")],
    field: Annotated[str, typer.Option(help="The field that is decided.")],
    take: Annotated[str, typer.Option(help="mine, theirs, or the text that must stand.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decides one field; what is chosen goes out with the next sync."""
    with workplace(store) as here:
        _decide(here, conflict, field, take)
        left = list_conflicts(here)
    document = {"conflicts": [_plain(found) for found in left]}
    give(Answer(document, [_("Decided. {n} left to decide.", n=len(left))]), as_json=as_json)


def _list(store: Path | None, *, as_json: bool) -> None:
    with workplace(store) as here:
        found = list_conflicts(here)
    lines = [f"{c.id} {c.table}.{c.field}: {c.mine!r} / {c.theirs!r} ({c.by})" for c in found]
    document = {"conflicts": [_plain(conflict) for conflict in found]}
    give(Answer(document, lines or [_("Nothing to decide.")], act_needed=bool(found)), as_json=as_json)


def _plain(conflict: Conflict) -> dict[str, Any]:
    return asdict(conflict)


def _decide(here: Workplace, conflict_id: str, field: str, take: str) -> None:
    meant = next((found for found in list_conflicts(here) if found.id == conflict_id), None)
    if meant is not None and meant.field != field:
        raise RuleBroken("conflict-other-field", "field", meant=meant.field)
    if take in tuple(Take):
        deciding.resolve(here, conflict_id, take=Take(take))
    else:
        deciding.resolve(here, conflict_id, text=take)


def _team_code() -> str:
    """Raises WorldFault ``no-team-code`` when nobody is there to type it."""
    given = os.environ.get(TEAM_CODE)
    if not given and not sys.stdin.isatty():
        raise WorldFault("no-team-code")
    return given or getpass.getpass(_("Team code: "))
