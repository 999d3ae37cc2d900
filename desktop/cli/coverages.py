"""`naober coverage`: is there enough help everywhere?"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.rules.coverage import Cell
from desktop.services.coverage import CoveragePage, CoverageQuestion, SleepingContract
from desktop.services.coverage import coverage as ask_coverage


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(coverage)


def coverage(
    lot: Annotated[str, typer.Option(help="Only this lot, by its id.")] = "",
    specialism: Annotated[str, typer.Option(help="Only providers that know this well.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tells for every product and municipality how many providers are contracted and take people."""
    with workplace(store) as open_workplace:
        page = ask_coverage(open_workplace, CoverageQuestion(lot=lot, specialism=specialism))
    give(Answer(_document(page), _lines(page)), as_json=as_json)


def _document(page: CoveragePage) -> dict[str, Any]:
    return {
        "cells": [_cell(cell, page) for cell in page.cells],
        "sleeping": [_sleeping(one) for one in page.sleeping],
        "sleeping_based_on": page.indications,
    }


def _cell(cell: Cell, page: CoveragePage) -> dict[str, Any]:
    return {
        "municipality": cell.municipality,
        "lot": cell.line.lot,
        "product": cell.line.id,
        "providers": cell.providers,
        "accepting": cell.accepting,
        "unknown": cell.unknown,
        "max": cell.most,
        "min": cell.least,
        "gap": cell.gap,
        "surplus": cell.surplus,
        "dependent_on": page.names.get(cell.only),
        "dependent_on_id": cell.only or None,
        "bought_by": cell.bought_by or None,
        "closed_since": cell.closed.start if cell.closed else None,
    }


def _sleeping(one: SleepingContract) -> dict[str, Any]:
    found = one.found
    return {
        "provider": one.name,
        "provider_id": found.provider_id,
        "contract_id": found.contract_id,
        "lot": found.lot,
        "start": found.start,
        "last_client_on": found.last_client_on,
        "days": found.days,
        "period_days": found.period.days,
        "source": found.period.source,
    }


def _lines(page: CoveragePage) -> list[str]:
    gaps = [c for c in page.cells if c.gap]
    lines = [_("{n} gaps in {all} combinations of product and municipality", n=len(gaps), all=len(page.cells))]
    lines += [
        _(
            "{product}, {municipality}: {accepting} of {providers} take people",
            product=cell.line.name,
            municipality=cell.municipality,
            accepting=cell.accepting,
            providers=cell.providers,
        )
        for cell in page.cells
    ]
    lines += [
        _("sleeps: {name}, {days} days without clients", name=one.name, days=one.found.days) for one in page.sleeping
    ]
    if not page.indications:
        lines.append(_("This store holds no indications, so it does not know which contracts sleep."))
    return lines
