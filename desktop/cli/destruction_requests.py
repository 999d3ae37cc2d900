"""`naober requests …`: residents who ask to have a dossier destroyed. It names no residents, only numbers of cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.models.destruction_request import AskedBy, RefusalGround
from desktop.services import destruction_requests as services
from desktop.services.request_lines import RequestLine, list_requests, stands_text

requests = typer.Typer(
    help="Residents who ask to have a dossier destroyed: list them, write one down, decide.",
    invoke_without_command=True,
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Of the request.")]
WhyOption = Annotated[str, typer.Option(help="The reason, as the resident reads it.")]


def add_to(app: typer.Typer) -> None:
    """Hangs the commands under the main command."""
    app.add_typer(requests, name="requests")


@requests.callback()
def all_requests(context: typer.Context, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Without a further word: the list."""
    if context.invoked_subcommand is None:
        _list(store, as_json=as_json)


@requests.command("list")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Those of which a term runs: of your own cases, and for who decides of all."""
    _list(store, as_json=as_json)


@requests.command()
def record(
    case: Annotated[str, typer.Argument(metavar="CASE", help="Id of the case.")],
    received: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day it came in, like 2026-11-20.")],
    how: Annotated[str, typer.Option(help="How it came in, like a letter of that day.")],
    by: Annotated[AskedBy, typer.Option(help="Who asked.")] = AskedBy.RESIDENT,
    asker: Annotated[str, typer.Option(help="Name of who asked, when that is not the resident.")] = "",
    unable: Annotated[
        bool, typer.Option("--unable", help="The resident is twelve or older and cannot weigh what is at stake.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes a request down; the terms run from the day it came in."""
    told = {"received_on": received.date(), "how": how, "asked_by": by, "asker": asker, "unable": unable}
    with workplace(store) as here:
        services.record_request(here, case, told)
    _list(store, as_json=as_json)


@requests.command()
def grant(request: IdArgument, why: WhyOption = "", store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Grants it: an administrator then destroys the dossier."""
    with workplace(store) as here:
        services.grant_request(here, request, why)
    _list(store, as_json=as_json)


@requests.command()
def refuse(
    request: IdArgument,
    ground: Annotated[RefusalGround, typer.Option(help="Of the act.")],
    why: WhyOption,
    rule: Annotated[str, typer.Option(help="With law-forbids: which rule, by name and article.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Refuses it; the letter says where the resident can go."""
    with workplace(store) as here:
        services.refuse_request(here, request, ground, rule, why)
    _list(store, as_json=as_json)


@requests.command()
def longer(request: IdArgument, why: WhyOption, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Takes two months more to decide, once; the letter says why."""
    with workplace(store) as here:
        services.need_longer(here, request, why)
    _list(store, as_json=as_json)


@requests.command("take-back")
def take_back(request: IdArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """The resident does not want it any more."""
    with workplace(store) as here:
        services.take_request_back(here, request)
    _list(store, as_json=as_json)


def _list(store: Path | None, *, as_json: bool) -> None:
    with workplace(store) as here:
        found = list_requests(here)
    late = any(line.days_left is not None and line.days_left < 0 for line in found)
    lines = [f"{line.request.id} {line.case.id} · {stands_text(line)}" for line in found]
    document = {"requests": [_plain(line) for line in found]}
    give(Answer(document, lines or [_("No request waits.")], act_needed=late), as_json=as_json)


def _plain(line: RequestLine) -> dict[str, Any]:
    request = line.request
    return {
        "id": request.id,
        "case": line.case.id,
        "law": line.case.law.value,
        "received_on": request.received_on,
        "outcome": request.outcome.value,
        "until": line.until,
        "days_left": line.days_left,
        "entitled": line.is_entitled,
        "case_open": line.case.closed_on is None,
        "waits_for_administrator": line.is_proposed,
    }
