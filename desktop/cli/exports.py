"""`naober export KIND -o PATH`: the social map, the allocation messages and one's own calendar to files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.exchange.export.told import Remark
from desktop.language import _, ngettext
from desktop.models.kinds import Law
from desktop.services.allocation_messages import MessagesWritten, write_messages
from desktop.services.calendars import write_calendar
from desktop.services.exports import Exported, export_map
from desktop.services.workplace import Workplace


class ExportKind(StrEnum):
    """What can be exported."""

    HSDS = "hsds"
    CSV = "csv"
    XLSX = "xlsx"
    IWMO301 = "iwmo301"
    JW301 = "jw301"
    ICS = "ics"


LAWS = {ExportKind.IWMO301: Law.WMO, ExportKind.JW301: Law.JEUGDWET}
"""The kinds that are messages, with their act."""


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(export)


def export(
    kind: ExportKind,
    out: Annotated[Path, typer.Option("-o", help="A file for xlsx and ics, a folder for all others.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes the social map, what providers must be told, or your own calendar to files: all of it or nothing."""
    with workplace(store) as open_workplace:
        if kind in LAWS:
            answer = _messages(open_workplace, LAWS[kind], out)
        else:
            answer = _calendar(open_workplace, out) if kind is ExportKind.ICS else _map(open_workplace, kind, out)
    give(answer, as_json=as_json)


def _calendar(open_workplace: Workplace, out: Path) -> Answer:
    done = write_calendar(open_workplace, out)
    written = [str(path) for path in done.written]
    document = {
        "written": written,
        "left_out": [{"id": one.id, "reason": one.reason} for one in done.left_out],
    }
    head = ngettext("{n} day is written.", "{n} days are written.", done.days)
    return Answer(document, [head, *written, *(f"{one.id}: {one.reason}" for one in done.left_out)])


def _messages(open_workplace: Workplace, law: Law, out: Path) -> Answer:
    done = write_messages(open_workplace, law, out)
    document = {
        "written": [str(path) for path in done.written],
        "left_out": [
            {"id": one.id, "case": one.case_id, "code": one.faults[0].code, "reason": one.reason}
            for one in done.left_out
        ],
    }
    return Answer(document, _message_lines(done), act_needed=bool(done.left_out))


def _message_lines(done: MessagesWritten) -> list[str]:
    head = ngettext("{n} message is written.", "{n} messages are written.", len(done.written))
    return [head, *(str(path) for path in done.written), *(f"{one.id}: {one.reason}" for one in done.left_out)]


def _map(open_workplace: Workplace, kind: ExportKind, out: Path) -> Answer:
    done = export_map(open_workplace, kind.value, out)
    document = {
        "written": [str(path) for path in done.written],
        "left_out": [_remark(remark) for remark in done.left_out],
        "filled": [_remark(remark) for remark in done.filled],
    }
    return Answer(document, _lines(done))


def _remark(remark: Remark) -> dict[str, Any]:
    return {"id": remark.id, "code": remark.code, "reason": remark.reason}


def _lines(done: Exported) -> list[str]:
    head = _("{entries} entries are written to {files} files.", entries=done.entries, files=len(done.written))
    return [head, *(str(path) for path in done.written), *(r.reason for r in (*done.left_out, *done.filled))]
