"""`naober central check`: whether a central store is in order."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.answer import Answer, give
from desktop.cli.centrals import ToOption, admin_password
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.services.central import is_database
from desktop.services.central_care import check_database, upgrade_database
from desktop.services.syncing import state_of_work, sync_now


def add_to(central: typer.Typer) -> None:
    """Hangs the commands under `naober central`."""
    central.command()(check)


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
        result = sync_now(here, url=to)
        state = state_of_work(here)
    ok = not result.mended
    lines = [_("The central store is well.") if ok else _("Some tables were not as the central store had them.")]
    document = {"ok": ok, "to": to or state.url, "mended": dict(result.mended)}
    give(Answer(document, lines, act_needed=not ok), as_json=as_json)


def _check_database(to: str, *, upgrade: bool, as_json: bool) -> None:
    password = admin_password()
    if upgrade:
        upgrade_database(to, password)
    looked = check_database(to, password)
    ok = all(one.ok for one in looked)
    lines = [f"{'✓' if one.ok else '✗'} {_(one.title)} {one.detail}".rstrip() for one in looked]
    give(Answer({"ok": ok, "to": to, "checks": looked}, lines, act_needed=not ok), as_json=as_json)
