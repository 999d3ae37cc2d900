"""`naober export KIND -o PATH`: the social map to files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.exchange.export.told import Remark
from desktop.language import _
from desktop.services.exports import Exported, export_map


class ExportKind(StrEnum):
    """What can be exported."""

    HSDS = "hsds"
    CSV = "csv"
    XLSX = "xlsx"


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(export)


def export(
    kind: ExportKind,
    out: Annotated[Path, typer.Option("-o", help="A folder for hsds and csv, a file for xlsx.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes the social map to files, all of it or nothing."""
    with workplace(store) as open_workplace:
        done = export_map(open_workplace, kind.value, out)
    document = {
        "written": [str(path) for path in done.written],
        "left_out": [_remark(remark) for remark in done.left_out],
        "filled": [_remark(remark) for remark in done.filled],
    }
    give(Answer(document, _lines(done)), as_json=as_json)


def _remark(remark: Remark) -> dict[str, Any]:
    return {"id": remark.id, "code": remark.code, "reason": remark.reason}


def _lines(done: Exported) -> list[str]:
    head = _("{entries} entries are written to {files} files.", entries=done.entries, files=len(done.written))
    return [head, *(str(path) for path in done.written), *(r.reason for r in (*done.left_out, *done.filled))]
