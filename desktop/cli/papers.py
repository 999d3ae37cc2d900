"""`naober paper KIND ID -o FILE.pdf`: a paper to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import LANGUAGES, _
from desktop.models.audit import LEAVING, AuditPurpose
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.looking import paper_to_keep
from desktop.services.papers import PaperKind


def add_to(app: typer.Typer) -> None:
    """Hangs the command under the main command."""
    app.command()(paper)


def paper(
    kind: PaperKind,
    subject: Annotated[
        str,
        typer.Argument(metavar="ID", help="Id of the case, indication, evaluation, wait or entry; team for caseload."),
    ],
    out: Annotated[Path, typer.Option("-o", help="The file to write; a name on .html gets the twin for the screen.")],
    lang: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    purpose: Annotated[
        AuditPurpose,
        typer.Option(
            help="Why a paper about a resident leaves the program; kept in the log. For the resident, unless told."
        ),
    ] = AuditPurpose.FOR_RESIDENT,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes a paper as PDF, or as its twin for the screen."""
    if lang not in LANGUAGES:
        raise RuleBroken("unknown-language", "lang", language=lang)
    if purpose not in LEAVING:
        raise typer.BadParameter(_("Say one of: {purposes}.", purposes=", ".join(LEAVING)))
    with workplace(store) as open_workplace:
        made = paper_to_keep(open_workplace, kind, subject, lang, purpose)
    write(out, made.html.encode() if out.suffix.lower() in {".html", ".htm"} else made.pdf)
    lines = [_("The paper is made: {file} ({pages} pages)", file=out, pages=made.pages)]
    give(Answer({"file": str(out), "pages": made.pages}, lines), as_json=as_json)


def write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:
        WorldFault: ``cannot-write`` when the folder is missing, read-only or full, or when the name belongs to a
            folder or a device.
    """
    if not path.name or (path.exists() and not path.is_file()):
        raise WorldFault("cannot-write", file=str(path))
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as fault:
        half.unlink(missing_ok=True)
        raise WorldFault("cannot-write", file=path.name) from fault
