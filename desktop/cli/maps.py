"""`naober import` and `naober search`: filling the social map and asking it."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.exchange.findings import Finding
from desktop.exchange.plan import ImportPlan
from desktop.language import _, ngettext
from desktop.models.kinds import Law
from desktop.models.search import Hit, SearchQuestion
from desktop.services.imports import apply_import, plan_import
from desktop.services.incoming_messages import MessageRead, read_message
from desktop.services.social_map import search as search_map

_ALL = 1_000_000_000
"""Who asks on the command line wants the whole number."""


class ImportKind(StrEnum):
    """What a file can be imported as."""

    SERVICES = "services"
    PROVIDERS = "providers"
    WAITING_TIMES = "waiting-times"
    HSDS = "hsds"
    PLACES = "places"
    IWMO = "iwmo"


def add_to(app: typer.Typer) -> None:
    """Hangs the commands under the main command."""
    app.command("import")(import_)
    app.command()(search)


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV, Excel or JSON file, or a folder of tables.")],
    kind: Annotated[ImportKind, typer.Option("--as", help="What the file holds.")],
    mapping: Annotated[
        Path | None, typer.Option(help="Which column is which field; else known by its columns.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would do; write nothing.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Imports a file into the social map, all of it or nothing; or reads a provider's message."""
    with workplace(store) as open_workplace:
        if kind is ImportKind.IWMO:
            give(_message(read_message(open_workplace, file, dry_run=dry_run)), as_json=as_json)
            return
        plan = plan_import(open_workplace, file, kind.value, mapping)
        if not dry_run:
            apply_import(open_workplace, plan)
    give(Answer(_plan(plan), _plan_lines(plan), act_needed=bool(plan.rejected)), as_json=as_json)


def search(
    text: str,
    municipality: Annotated[str, typer.Option(help="Only for this municipality.")] = "",
    product: Annotated[str, typer.Option(help="Only providers contracted for this product.")] = "",
    law: Annotated[Law | None, typer.Option(help="Only providers under this act.", case_sensitive=False)] = None,
    age: Annotated[int | None, typer.Option(min=0, max=130, help="The resident's age in years.")] = None,
    near: Annotated[str, typer.Option(help="A place, or the four digits of a postal code.")] = "",
    max_weeks: Annotated[int | None, typer.Option(min=0, max=520, help="Longest wait to the first help.")] = None,
    no_indication: Annotated[bool, typer.Option("--no-indication", help="Only community services.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hits at the most.")] = 50,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Searches the social map, the neighbourhood first."""
    question = SearchQuestion(
        text=text,
        municipality=municipality,
        product=product,
        law=law,
        age=age,
        near=near,
        max_weeks=max_weeks,
        no_indication=no_indication,
        limit=limit,
        counted=_ALL,
    )
    with workplace(store) as open_workplace:
        found = search_map(open_workplace, question)
    lines = [_hit_line(hit) for hit in found.hits] or [_("Nothing found")]
    document = {"took_ms": found.took_ms, "total": found.total, "hits": [asdict(hit) for hit in found.hits]}
    give(Answer(document, lines), as_json=as_json)


def _plan(plan: ImportPlan) -> dict[str, Any]:
    counts = {"read": plan.read, "new": plan.new, "changed": plan.changed, "same": plan.same}
    rejected = [_finding(found) for found in plan.rejected]
    return counts | {"rejected": rejected, "warnings": [_finding(found) for found in plan.warnings]}


def _message(done: MessageRead) -> Answer:
    rejected = [asdict(one) for one in done.rejected]
    document = {
        "read": done.read,
        "new": done.new,
        "changed": done.changed,
        "same": done.same,
        "to_do": done.to_do,
        "rejected": rejected,
        "warnings": [],
    }
    head = _(
        "{read} lines read: {new} new, {changed} changed, {same} the same.",
        read=done.read,
        new=done.new,
        changed=done.changed,
        same=done.same,
    )
    waits = ngettext("{n} request waits for a person.", "{n} requests wait for a person.", done.to_do)
    refused = [_("row {row} left out: {reason}", row=one.row, reason=one.reason) for one in done.rejected]
    return Answer(document, [head, *([waits] if done.to_do else []), *refused], act_needed=bool(rejected))


def _finding(found: Finding) -> dict[str, Any]:
    return {"table": found.table, "row": found.row, "field": found.field, "code": found.code, "reason": found.reason}


def _plan_lines(plan: ImportPlan) -> list[str]:
    head = _(
        "{read} rows read: {new} new, {changed} changed, {same} the same.",
        read=plan.read,
        new=plan.new,
        changed=plan.changed,
        same=plan.same,
    )
    rejected = [_("row {row} left out: {reason}", row=found.row, reason=found.reason) for found in plan.rejected]
    doubtful = [_("row {row}, please look: {reason}", row=found.row, reason=found.reason) for found in plan.warnings]
    return [head, *rejected, *doubtful]


def _hit_line(hit: Hit) -> str:
    away = f" {hit.distance_km:.1f} km" if hit.distance_km is not None else ""
    return f"{hit.kind}: {hit.name} ({hit.place}{away}) {hit.summary}".strip()
