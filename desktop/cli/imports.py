"""`naober import`: reading a file in, the list of what was read in, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli import import_doubles
from desktop.cli.answer import Answer, give
from desktop.cli.import_doubles import row_decisions
from desktop.cli.import_headers import header_rows
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.exchange.deciding import BY_CHOICE, DOUBLES
from desktop.exchange.findings import Finding
from desktop.exchange.plan import ImportPlan
from desktop.language import _, ngettext
from desktop.language.forms import number, short_day
from desktop.models.faults import RuleBroken
from desktop.services.import_doubles import RowDecision, decisions_of
from desktop.services.imports import (
    DoneImport,
    How,
    InTheWay,
    apply_import,
    headers_told,
    imports_list,
    names_of,
    obstacles_to_undo,
    plan_again,
    read_file,
    undo_import,
)
from desktop.services.incoming_messages import MessageRead, read_message
from desktop.services.workplace import Workplace

_NAMED = 20
"""Obstacles that are named in words; JSON has them all."""


class ImportKind(StrEnum):
    """What a file can be imported as."""

    SERVICES = "services"
    PROVIDERS = "providers"
    WAITING_TIMES = "waiting-times"
    HSDS = "hsds"
    PLACES = "places"
    IWMO = "iwmo"


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command("import")(import_)


def import_(
    file: Annotated[
        Path | None, typer.Argument(help="A CSV, Excel or JSON file, or a folder of tables.", show_default=False)
    ] = None,
    kind: Annotated[ImportKind | None, typer.Option("--as", help="What the file holds.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="Which column is which field; else known by its columns.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would do; write nothing.")] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="What was imported, and whether each can be taken back.")
    ] = False,
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="ID", help="Take back an import of the list, all of it.")
    ] = None,
    same: Annotated[
        list[str] | None,
        typer.Option("--same", metavar="ROW=ID", help="This row is that stored entry, or that other row."),
    ] = None,
    new: Annotated[
        list[str] | None, typer.Option("--new", metavar="ROW", help="This row is another one, whatever it looks like.")
    ] = None,
    header: Annotated[
        list[str] | None,
        typer.Option(
            "--header", metavar="[TABLE=]ROW", help="The row that names the columns; else it is found by itself."
        ),
    ] = None,
    skip: Annotated[list[str] | None, typer.Option("--skip", metavar="ROW", help="Leave this double out.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Imports a file into the social map, all of it or nothing; or reads a provider's message; or takes one back."""
    if [file is not None, listed, undo is not None].count(True) != 1 or (file is None) != (kind is None):
        raise typer.BadParameter("one of: FILE --as KIND, --list, --undo ID")
    if file is None and (mapping or (listed and dry_run)):
        raise typer.BadParameter("--mapping and --dry-run do not go with this")
    told = row_decisions(same or (), new or (), skip or ())
    if told and (file is None or kind is ImportKind.IWMO):
        raise typer.BadParameter("--same, --new and --skip go with a file of entries")
    headers = header_rows(header or ())
    if headers and (file is None or kind is ImportKind.IWMO):
        raise typer.BadParameter("--header goes with a file of entries")
    with workplace(store) as here:
        if undo is not None:
            answer = _taken_back(here, undo, dry_run=dry_run)
        elif file is None or kind is None:
            answer = _list(here)
        elif kind is ImportKind.IWMO:
            answer = _message(read_message(here, file, dry_run=dry_run))
        else:
            answer = _read_in(here, _planned(here, file, kind, How(mapping, headers=headers), told), dry_run=dry_run)
    give(answer, as_json=as_json)


def _planned(here: Workplace, file: Path, kind: ImportKind, how: How, told: tuple[RowDecision, ...]) -> ImportPlan:
    """What was told is said of the rows as they stand in the file, so it is first held against the store without."""
    read = read_file(here, file, kind.value, how)
    plan = plan_again(here, read, {})
    return plan_again(here, read, decisions_of(plan.doubles, told)) if told else plan


def _read_in(here: Workplace, plan: ImportPlan, *, dry_run: bool) -> Answer:
    if not dry_run:
        apply_import(here, plan)
    refused = any(found.code not in BY_CHOICE for found in plan.rejected)
    undecided = any(double.decision is None for double in plan.doubles)
    return Answer(_plan(plan), _plan_lines(plan), act_needed=refused or undecided)


def _list(here: Workplace) -> Answer:
    found = [(one, _in_the_way(here, one)) for one in imports_list(here)]
    lines = [line for one, obstacles in found for line in _run_lines(one, obstacles)]
    document = {"imports": [_run(one) | _way_back(one, obstacles) for one, obstacles in found]}
    return Answer(document, lines or [_("Nothing was imported yet on this laptop.")])


def _taken_back(here: Workplace, run_id: str, *, dry_run: bool) -> Answer:
    done = next((one for one in imports_list(here) if one.run.id == run_id), None)
    if done is None:
        raise RuleBroken("import-unknown", id=run_id[:100])
    if done.run.undone_at is not None:
        raise RuleBroken("import-taken-back", file=done.run.file_name)
    obstacles = obstacles_to_undo(here, run_id) if dry_run else _gone_back(here, run_id)
    head = _("{file} is taken back", file=done.run.file_name)
    if dry_run:
        head = _("{file} can be taken back whole; nothing was written.", file=done.run.file_name)
    document = {
        "id": run_id,
        "file": done.run.file_name,
        "undone": not obstacles and not dry_run,
        "in_the_way": [_obstacle(one) for one in obstacles],
    }
    return Answer(document, _obstacle_lines(obstacles) or [head], act_needed=bool(obstacles))


def _gone_back(here: Workplace, run_id: str) -> tuple[InTheWay, ...]:
    """Takes it back, or tells why that cannot be."""
    try:
        undo_import(here, run_id)
    except RuleBroken as fault:
        if fault.code != "import-changed-since":
            raise
        return obstacles_to_undo(here, run_id)
    return ()


def _in_the_way(here: Workplace, done: DoneImport) -> tuple[InTheWay, ...]:
    return () if done.run.undone_at else obstacles_to_undo(here, done.run.id)


def _run(done: DoneImport) -> dict[str, Any]:
    run = done.run
    told = {name: run.counts.get(name, 0) for name in ("read", "new", "changed", "same", "rejected", "warnings")}
    return {"id": run.id, "file": run.file_name, "source": run.source, "at": run.finished_at, "by": done.who} | told


def _way_back(done: DoneImport, obstacles: tuple[InTheWay, ...]) -> dict[str, Any]:
    return {
        "undone_at": done.run.undone_at,
        "can_undo": done.run.undone_at is None and not obstacles,
        "in_the_way": [_obstacle(one) for one in obstacles],
    }


def _obstacle(one: InTheWay) -> dict[str, Any]:
    return {"name": one.name, "field": one.field, "used": one.is_used, "reason": one.text}


def _run_lines(done: DoneImport, obstacles: tuple[InTheWay, ...]) -> list[str]:
    counts = done.run.counts
    came_of_it = _(
        "{new} new, {changed} changed, {rejected} left out",
        new=number(counts.get("new", 0)),
        changed=number(counts.get("changed", 0)),
        rejected=number(counts.get("rejected", 0)),
    )
    at = done.run.finished_at.astimezone()
    when = f"{short_day(at.date())} {at:%H:%M}"
    state = _("stands") if done.run.undone_at is None else _("taken back")
    name = " ".join(done.run.file_name.split())
    line = ", ".join(part for part in (when, name, done.who, came_of_it, state) if part)
    return [f"{done.run.id} {line}", *(f"  {text}" for text in _obstacle_lines(obstacles, _("Cannot be taken back:")))]


def _obstacle_lines(obstacles: tuple[InTheWay, ...], head: str = "") -> list[str]:
    """What is in the way, the first by name; empty when nothing is."""
    if not obstacles:
        return []
    head = head or _("Something of this import was changed or used since. Nothing was taken back.")
    more = [_("and {n} more", n=number(len(obstacles) - _NAMED))] if len(obstacles) > _NAMED else []
    return [head, *(f"  {one.text}" for one in obstacles[:_NAMED]), *(f"  {text}" for text in more)]


def _plan(plan: ImportPlan) -> dict[str, Any]:
    counts = {"read": plan.read, "new": plan.new, "changed": plan.changed, "same": plan.same}
    rejected = [_finding(found) for found in plan.rejected]
    warnings = [_finding(found) for found in plan.warnings]
    doubles = import_doubles.documents(plan)
    headers = [{"table": table, "row": row} for table, row in plan.headers.items()]
    rest = {"not_read": plan.not_read, "headers": headers, "doubles": doubles}
    return counts | {"rejected": rejected, "warnings": warnings} | rest


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


def _row_of(plan: ImportPlan) -> Callable[[Finding], str]:
    """How a row is told: with its table where the file has several."""
    tables = {found.table for found in (*plan.rejected, *plan.warnings)} | set(plan.headers)
    return lambda found: f"{found.row} ({found.table})" if len(tables) > 1 and found.table else str(found.row)


def _plan_lines(plan: ImportPlan) -> list[str]:
    head = _(
        "{read} rows read: {new} new, {changed} changed, {same} the same.",
        read=plan.read,
        new=plan.new,
        changed=plan.changed,
        same=plan.same,
    )
    row = _row_of(plan)
    rejected = [_("row {row} left out: {reason}", row=row(found), reason=found.reason) for found in plan.rejected]
    doubtful = [
        _("row {row}, please look: {reason}", row=row(found), reason=found.reason)
        for found in plan.warnings
        if found.code not in DOUBLES
    ]
    unread = [_("Columns that were not read: {columns}", columns=names_of(plan.not_read))] if plan.not_read else []
    named = [headers_told(plan.headers)] if plan.headers else []
    return [head, *unread, *named, *rejected, *doubtful, *import_doubles.lines(plan)]
