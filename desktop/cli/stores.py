"""`naober init | demo | store …`: making a store, filling it for a demonstration, and its health."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import UNLOCK_VARIABLE, copy_settings, now
from desktop.cli.answer import Answer, give
from desktop.cli.options import JsonOption, StoreOption, ask_passphrase, store_path, with_key, workplace
from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.services.auditing import AuditReport, audit_log, let_log_go
from desktop.services.copies import Copy, copies_of, copy_now, copy_to, put_back
from desktop.services.copy_words import told
from desktop.services.demo import make_demo
from desktop.services.health import verify_store
from desktop.services.inviting import create_store_by_invitation
from desktop.services.start import Created, NewStore, create_store, discard_store

group = typer.Typer(help="The store: its health, and its copies.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Hangs the commands under the main command."""
    app.command()(init)
    app.command()(demo)
    app.add_typer(group, name="store")


def init(
    region: Annotated[str, typer.Option(help="Id of a region, or the path of a profile file.")] = "",
    user: Annotated[str, typer.Option(help="Your name, as colleagues know you.")] = "",
    role: Annotated[Role, typer.Option(help="What you are to the program.")] = Role.CONSULTANT,
    invite: Annotated[str, typer.Option(metavar="CODE", help="An invitation, instead of region, user and role.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes an encrypted store, and joins the team with an invitation; the recovery code is shown once."""
    if not invite and not (region and user):
        raise typer.BadParameter(_("Say --region and --user, or --invite."))
    place = store_path(store)
    if invite:
        created = create_store_by_invitation(place, invite, _new_passphrase(), clock=now)
    else:
        created = _create(place, NewStore(region, user, role, _new_passphrase()))
    created.workplace.store.close()
    lines = [
        _("The store is made: {file}", file=store_path(store)),
        _("Recovery code: {code}", code=created.recovery_code),
        _("Write this code down and keep it apart from the laptop. It is shown only once."),
    ]
    give(Answer(_made(store_path(store), created), lines), as_json=as_json)


def demo(
    region: Annotated[str, typer.Option(help="Id of a region, or the path of a profile file.")],
    residents: Annotated[
        int | None, typer.Option(min=1, max=200_000, help="How many; else as the region published.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes a store full of invented people, in the region's published proportions."""
    created = _create(store_path(store), NewStore(region, "Marijke Veenstra", Role.CONSULTANT, _new_passphrase()))
    try:
        with created.workplace.store:
            counts = make_demo(created.workplace, residents=residents, seed=seed)
    except BaseException:
        # Half a demonstration shows nothing, and would stand in the way of a whole one.
        discard_store(store_path(store))
        raise
    lines = [_("The demonstration is made: {file}", file=store_path(store))]
    lines += [f"{kind}: {count}" for kind, count in counts.items()]
    give(Answer({"store": str(store_path(store)), "counts": dict(counts)}, lines), as_json=as_json)


@group.command()
def verify(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Checks the store: really encrypted, undamaged, journal whole, search in step."""
    with workplace(store) as open_workplace:
        report = verify_store(open_workplace)
    lines = [f"{'✓' if check.ok else '✗'} {_(check.title)} {check.detail}".rstrip() for check in report.checks]
    give(Answer({"ok": report.ok, "checks": report.checks}, lines, act_needed=not report.ok), as_json=as_json)


@group.command()
def audit(
    let_go: Annotated[
        bool, typer.Option("--let-go", help="First let go of lines that are past the region's term.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Checks the log of who looked in which case, here and at the central store; names the first broken link."""
    with workplace(store) as open_workplace:
        went = let_log_go(open_workplace) if let_go else 0
        report = audit_log(open_workplace)
    broken = report.first_broken
    document = {
        "ok": report.ok,
        "entries": report.entries,
        "first_broken": broken and {"code": broken.code, "number": broken.number, "device": broken.device},
        "witnessed": report.witnessed,
        "laptops": 1 + report.others,
        "let_go": report.let_go,
        "let_go_now": went,
        "text": report.text,
    }
    give(Answer(document, _audit_lines(report), act_needed=not report.ok), as_json=as_json)


def _audit_lines(report: AuditReport) -> list[str]:
    kept = (
        _("The central store could not be asked: a tail that was cut off would not show.")
        if report.witnessed is None
        else _("The central store keeps {n} of the lines of this laptop.", n=report.witnessed)
    )
    return [
        _("{n} lines were looked at, of {laptops} laptops.", n=report.entries, laptops=1 + report.others),
        kept,
        *_let_go_lines(report),
        report.text or _("The log is whole: no link is broken."),
    ]


def _let_go_lines(report: AuditReport) -> list[str]:
    told = ngettext(
        "1 line was let go: its term was over. A signed line keeps the place.",
        "{n} lines were let go: their term was over. A signed line keeps the place.",
        report.let_go,
    )
    return [told] if report.let_go else []


@group.command()
def backup(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where; else in the folder with copies beside the store.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Makes an encrypted copy and opens it to see that it is whole."""
    keep = copy_settings()
    with workplace(store) as here:
        if output is None:
            made = copy_now(here, days=keep.days, weeks=keep.weeks).path
        else:
            copy_to(here, output)
            made = output
    document = {"ok": True, "copy": made, "copies": [_copy(copy) for copy in copies_of(store_path(store))]}
    give(Answer(document, [_("The copy is made, and it opens: {file}", file=made)]), as_json=as_json)


@group.command()
def restore(
    copy: Annotated[Path | None, typer.Argument(metavar="COPY", help="Which copy; else the newest sound one.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Puts a copy in the store's place; of a damaged store what can be read of later work is taken along."""
    place = store_path(store)
    done = with_key(lambda key: put_back(place, key, clock=now, copy=copy))
    document = {
        "ok": not (done.lost or done.is_blind),
        "copy": done.copy.path,
        "aside": done.aside,
        "was_damaged": done.was_damaged,
        "taken_along": done.taken_along,
        "lost": done.lost,
        "skipped": done.skipped,
    }
    missing = done.was_damaged and bool(done.lost or done.is_blind)
    give(Answer(document, told(done), act_needed=missing), as_json=as_json)


def _copy(copy: Copy) -> dict[str, object]:
    return {"file": copy.path, "made_at": copy.made_at, "size": copy.size}


def _create(path: Path, new: NewStore) -> Created:
    return create_store(path, new, clock=now)


def _made(path: Path, created: Created) -> dict[str, str]:
    identity = created.workplace.store.identity
    return {"store": str(path), "store_id": identity.store_id, "recovery_code": created.recovery_code}


def _new_passphrase() -> str:
    given = os.environ.get(UNLOCK_VARIABLE)
    if given is not None:
        return given
    typed = ask_passphrase()
    if ask_passphrase() != typed:
        raise RuleBroken("passphrases-differ", "passphrase")
    return typed
