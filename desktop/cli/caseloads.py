"""`naober caseload`: how much lies with a consultant, and how much of it presses."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.services.team import ConsultantLoad
from desktop.services.team import caseload as loads_of


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(caseload)


def caseload(
    team: Annotated[bool, typer.Option("--team", help="Of everyone with cases; for a team lead.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tells how many cases lie with you, and how many of them ask for something; it names no residents."""
    with workplace(store) as open_workplace:
        loads = loads_of(open_workplace, team=team)
    give(Answer({"consultants": list(loads)}, _lines(loads)), as_json=as_json)


def _lines(loads: tuple[ConsultantLoad, ...]) -> list[str]:
    if not loads:
        return [_("No open cases.")]
    return [
        _(
            "{name}: {running} running, {waiting} on a waiting list, {deadlines} with a term that presses, "
            "{late} evaluations late, {expiring} times help that ends, {approvals} to judge",
            name=load.name or _("Nobody yet"),
            running=load.running,
            waiting=load.waiting,
            deadlines=load.deadlines,
            late=load.overdue_evaluations,
            expiring=load.expiring,
            approvals=load.approvals,
        )
        for load in loads
    ]
