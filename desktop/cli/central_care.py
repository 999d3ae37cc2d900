"""`naober central check | backup | restore`: whether a central store is in order, copying it, putting one back."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.centrals import ToOption, admin_password
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.models.faults import WorldFault
from desktop.services.central import is_database
from desktop.services.central_care import (
    Looked,
    check_database,
    check_file,
    copy_database,
    copy_shared_file,
    put_database_back,
    put_shared_file_back,
    upgrade_database,
)
from desktop.services.syncing import state_of_work, team_code

CODE = "NAOBER_COPY_CODE"
"""Environment variable in which a script may keep the code of copies; else each copy of a database has its own."""

TEAM_CODE = "NAOBER_TEAM_CODE"
"""Environment variable in which a script may keep the team code."""

CopyOption = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The copy; it must not exist yet.")]


def add_to(central: typer.Typer) -> None:
    """Hangs the commands under `naober central`."""
    for command in (check, backup, restore):
        central.command()(command)


def check(
    to: ToOption = "",
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="First bring a database up to this program; older laptops must update.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Looks whether a central store is in order: a database by its administrator, a shared file by a sync."""
    if is_database(to):
        _check_database(to, upgrade=upgrade, as_json=as_json)
        return
    with workplace(store) as here:
        looked, mended = check_file(here, to)
        state = state_of_work(here)
    _give(looked, {"to": to or state.url, "mended": dict(mended)}, as_json=as_json)


def backup(to: ToOption, output: CopyOption, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Writes an encrypted copy of a central store, and opens it to see that it holds everything."""
    if is_database(to):
        code, counts = copy_database(to, admin_password(), output, code=os.environ.get(CODE, ""))
    else:
        code = _team_code(store)
        counts = copy_shared_file(to, code, output)
    lines = [_("The copy is whole: {changes} changes, {rows} records.", **_told(counts)), _("Code: {code}", code=code)]
    give(Answer({"to": to, "file": str(output), "code": code, "rows": dict(counts)}, lines), as_json=as_json)


def restore(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `central backup` made.")],
    to: ToOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Puts a copy in an empty database or where no shared file stands; laptops offer again what they made since."""
    if is_database(to):
        code = os.environ.get(CODE, "") or typer.prompt(_("Code of the copy"), err=True)
        counts = put_database_back(to, admin_password(), copy, code)
    else:
        counts = put_shared_file_back(to, _team_code(store), copy)
    lines = [
        _("Put back: {changes} changes, {rows} records.", **_told(counts)),
        _("Every laptop says so at its next sync, and offers again what it made since the copy."),
    ]
    give(Answer({"to": to, "rows": dict(counts)}, lines), as_json=as_json)


def _told(counts: Mapping[str, int]) -> dict[str, int]:
    return {"changes": counts["change"], "rows": counts["row_state"]}


def _team_code(store: Path | None) -> str:
    """Of the shared file, from the environment or the store of a colleague in it."""
    given = os.environ.get(TEAM_CODE)
    if given:
        return given
    with workplace(store) as here:
        code = team_code(here)
    if not code:
        raise WorldFault("sync-not-joined")
    return code


def _check_database(to: str, *, upgrade: bool, as_json: bool) -> None:
    password = admin_password()
    if upgrade:
        upgrade_database(to, password)
    _give(check_database(to, password), {"to": to}, as_json=as_json)


def _give(looked: Sequence[Looked], document: dict[str, object], *, as_json: bool) -> None:
    ok = all(one.ok for one in looked)
    lines = [line for one in looked for line in _in_words(one)]
    give(Answer(document | {"ok": ok, "checks": looked}, lines, act_needed=not ok), as_json=as_json)


def _in_words(one: Looked) -> list[str]:
    if one.ok:
        return [f"✓ {_(one.title)}"]
    found = [f"  {_('Found: {detail}', detail=one.detail)}"] if one.detail else []
    return [f"✗ {_(one.wrong)}", *found, f"  {one.advice}"]
