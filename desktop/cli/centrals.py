"""`naober central init | invite | members | role | revoke | apart`: making a central store, and who is in it."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Annotated, Any

import typer

from desktop import regions
from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, workplace
from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.services import inviting
from desktop.services.central import is_database
from desktop.services.keeping_away import settle_days_apart
from desktop.services.syncing import start_central, state_of_work, team_code

PASSWORD = "PGPASSWORD"  # noqa: S105 - the variable's name, as every program for PostgreSQL has it
"""Environment variable in which a script may keep the administrator's password of a database."""

ToOption = Annotated[
    str, typer.Option("--to", help="Like sqlite:///folder/team.naober or postgresql://admin@server/database")
]
RegionOption = Annotated[str, typer.Option(help="Id of a region, or the path of a profile file; for a database.")]


def add_to(central: typer.Typer) -> None:
    """Hangs the commands under `naober central`."""
    for command in (init, invite, members, role, revoke, apart):
        central.command()(command)


def init(to: ToOption, region: RegionOption = "", store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Makes an empty central store: a shared file, which this laptop joins, or the books in an empty database."""
    if is_database(to):
        found = inviting.found_database(to, admin_password(), regions.profile(_given("region", region)))
        give(Answer({"to": to, "store_id": found}, [_("The central store is made.")]), as_json=as_json)
        return
    with workplace(store) as here:
        code = start_central(here, to)
    lines = [_("The central store is made."), _("Team code: {code}", code=code)]
    give(Answer({"to": to, "code": code}, lines), as_json=as_json)


def invite(
    to: ToOption = "",
    user: Annotated[str, typer.Option(help="The colleague's name; for a database.")] = "",
    role: Annotated[Role, typer.Option(help="What the colleague may do; for a database.")] = Role.CONSULTANT,
    region: RegionOption = "",
    municipality: Annotated[str, typer.Option(help="Empty means: works for all of the region.")] = "",
    team: Annotated[str, typer.Option(help="Name of the team.")] = "",
    colleague: Annotated[str, typer.Option(metavar="ID", help="Of a colleague who has a store already.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lets a colleague in: an invitation that opens a database once, or the team code of a shared file."""
    if is_database(to):
        profile = regions.profile(_given("region", region))
        person = inviting.newcomer(profile, _given("user", user), role, municipality)
        code, let_in = inviting.invite(to, admin_password(), person, team=team, colleague_id=colleague)
        lines = [_("Invitation for {name}, for one laptop:", name=let_in.name), code]
        give(Answer({"to": to, "code": code, "colleague": let_in.id}, lines), as_json=as_json)
        return
    with workplace(store) as here:
        code, url = team_code(here), state_of_work(here).url
    if not code:
        raise WorldFault("sync-not-joined")
    give(Answer({"to": to or url, "code": code}, [_("Team code: {code}", code=code)]), as_json=as_json)


def members(to: ToOption, as_json: JsonOption = False) -> None:
    """Who is let in to a database, and who was."""
    found = inviting.members(_database(to), admin_password())
    lines = [f"{m.colleague_id}  {m.role}  {m.team}  {m.municipality}  {_state(m)}  {_heard(m)}" for m in found]
    give(Answer({"to": to, "members": [_plain(m) for m in found]}, lines or [_("Nobody yet.")]), as_json=as_json)


def role(
    colleague: Annotated[str, typer.Argument(metavar="ID", help="Of the colleague.")],
    new: Annotated[Role, typer.Argument(metavar="ROLE", help="What the colleague may do from now on.")],
    to: ToOption,
    as_json: JsonOption = False,
) -> None:
    """Gives a colleague who is in a database another role; the laptop follows at its next sync."""
    inviting.give_role(_database(to), admin_password(), colleague, new)
    lines = [_("The role holds from now on. The laptop follows at its next sync.")]
    give(Answer({"to": to, "colleague": colleague, "role": new}, lines), as_json=as_json)


def revoke(
    colleague: Annotated[str, typer.Argument(metavar="ID", help="Of the colleague.")],
    to: ToOption,
    lost: Annotated[
        bool, typer.Option("--lost", help="The laptop may be in other hands: nothing more is taken.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Shuts a colleague out of a database from now on; the laptop's cases go when it next meets the team."""
    inviting.revoke(_database(to), admin_password(), colleague, lost=lost)
    give(Answer({"to": to, "revoked": colleague}, [_("Shut out. What was shared stays.")]), as_json=as_json)


def apart(
    days: Annotated[int, typer.Argument(help="How many days a laptop may go without meeting the team; 1 to 90.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Says after how many days without a sync a laptop of the team locks; for an administrator."""
    with workplace(store) as here:
        settle_days_apart(here, days)
    lines = [_("From now on a laptop locks after {days} days without meeting the team.", days=days)]
    give(Answer({"days": days}, lines), as_json=as_json)


def _state(member: inviting.Member) -> str:
    return _("in") if member.revoked_at is None else _("out since {day}", day=member.revoked_at.date())


def _heard(member: inviting.Member) -> str:
    if member.heard_at is None:
        return _("never heard of")
    return _("heard {day}, laptop {device}", day=member.heard_at.date(), device=member.device[-6:])


def _plain(member: inviting.Member) -> dict[str, Any]:
    told = {"id": member.colleague_id, "login": member.login, "role": member.role, "team": member.team}
    moments = {"revoked_at": member.revoked_at, "heard_at": member.heard_at, "hands_in_until": member.hands_in_until}
    told |= {"municipality": member.municipality, "device": member.device}
    return (
        told
        | {"closed": member.is_closed}
        | {name: moment.isoformat() if moment else None for name, moment in moments.items()}
    )


def _database(to: str) -> str:
    """Raises RuleBroken ``central-no-members`` for a shared file: whoever has the code is in."""
    if not is_database(to):
        raise RuleBroken("central-no-members", "to")
    return to


def _given(name: str, value: str) -> str:
    if not value:
        raise RuleBroken("option-missing", name, option=f"--{name}")
    return value


def admin_password() -> str:
    """The administrator's at the database, from the environment or typed.

    Raises:
        WorldFault: ``no-admin-password`` when nobody is there to type it.
    """
    given = os.environ.get(PASSWORD)
    if not given and not sys.stdin.isatty():
        raise WorldFault("no-admin-password")
    return given or getpass.getpass(_("Password of the administrator at the database: "))
