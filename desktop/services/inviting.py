"""The administrator's side of a central store in a database, and coming in with an invitation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.security.invitation import Invitation, read_invitation, write_invitation
from desktop.services import syncing
from desktop.services.guards import filled
from desktop.services.start import Created, NewStore, check_municipality, create_store, discard_store
from desktop.services.workplace import Clock, Workplace
from desktop.sync.own_row import ROLE_TAKEN
from desktop.sync.postgres.address import certificates_of, read_address
from desktop.sync.postgres.founding import FAREWELL_DAYS, Founder

HANDS_IN_DAYS = FAREWELL_DAYS
"""For so long a colleague who was shut out can hand in what was not shared."""


@dataclass(frozen=True)
class Member:
    """Someone who is let in, or was."""

    colleague_id: str
    login: str
    role: Role
    municipality: str
    team: str
    revoked_at: datetime | None
    heard_at: datetime | None = None
    """When the log of a laptop last came in, or late work; None when nothing ever did."""
    device: str = ""
    """Of the laptop that was heard last."""
    hands_in_until: datetime | None = None
    """Until when who was shut out can hand in what was not shared."""
    is_closed: bool = False
    """True when the login opens nothing at all."""


def found_database(url: str, password: str, profile: RegionProfile) -> str:
    """Makes the books in an empty database and returns the store's id; it is done under a login that may make roles.

    Raises:
        RuleBroken: ``central-url-unreadable``, ``central-url-password`` or ``central-url-unsafe``.
        WorldFault: ``central-exists``, ``central-admin-not-allowed``, ``central-unreachable``,
            ``central-wrong-password`` and what else is wrong with the database.
    """
    founder = Founder(read_address(url), password)
    return founder.create(region=profile.id, samples=profile.approval is not None)


def newcomer(profile: RegionProfile, name: str, role: Role, municipality: str) -> NewStore:
    """Who is to be let in, so that the laptop that gets the invitation can do something with it.

    Raises:
        RuleBroken: ``not-in-region`` (municipality).
    """
    check_municipality(profile, municipality)
    return NewStore(profile.id, name, role, "", municipality)


def invite(
    url: str, password: str, person: NewStore, *, team: str = "", colleague_id: str = ""
) -> tuple[str, Colleague]:
    """Lets a colleague in, under a login of their own, and returns the invitation; an earlier one opens nothing more.

    Args:
        url: Of the database, with the administrator's login.
        password: The administrator's.
        person: Region, name, role and municipality; the passphrase is the colleague's own and not asked.
        team: Name of the team; a team lead reaches the cases of colleagues in it.
        colleague_id: Of a colleague who has a store already; a new id when empty.

    Raises:
        RuleBroken: ``required`` (user), and those of `found_database`.
        WorldFault: ``central-other-region`` when the database is of another one, and those of `found_database`.
    """
    filled("user", person.user)
    address = read_address(url)
    colleague = Colleague(
        id=colleague_id or new_id(),
        name=person.user.strip(),
        role=person.role.value,
        municipality=person.municipality,
        team=team,
    )
    login, secret = Founder(address, password).admit(colleague, region=person.region)
    told = colleague.model_dump(include={"name", "role", "municipality", "team"})
    place = replace(address, login=login, certificate="").url
    shown = certificates_of(address.certificate) if address.certificate else ""
    invitation = Invitation(place, secret, person.region, colleague_id=colleague.id, certificate=shown, **told)
    return write_invitation(invitation), colleague


def members(url: str, password: str) -> tuple[Member, ...]:
    """Everyone who is let in or was, by login.

    Raises:
        RuleBroken, WorldFault: See `found_database`.
    """
    found = Founder(read_address(url), password).members()
    return tuple(Member(who, login, Role(role), *rest) for who, login, role, *rest in found)


def give_role(url: str, password: str, colleague_id: str, role: Role) -> None:
    """Gives a colleague who is in another role: from now on at the database, on each laptop at its next sync.

    Raises:
        RuleBroken: ``gone`` on ``colleague`` when there is no such member, and those of `found_database`.
        WorldFault: See `found_database`.
    """
    if not Founder(read_address(url), password).give_role(colleague_id, role.value):
        raise RuleBroken("gone", "colleague")


def revoke(url: str, password: str, colleague_id: str, *, lost: bool = False) -> None:
    """Shuts a colleague out from now on, also where a connection stands open.

    The laptop empties itself of cases when it next meets the team, and first hands in what was not shared, for the team
    lead. One that may be in other hands (`lost`) hands in nothing: it is locked at once.

    Raises:
        RuleBroken: ``gone`` on ``colleague`` when there is no such member, and those of `found_database`.
        WorldFault: See `found_database`.
    """
    if not Founder(read_address(url), password).revoke(colleague_id, lost=lost):
        raise RuleBroken("gone", "colleague")


def accept(workplace: Workplace, code: str) -> ChangeSet:
    """Joins with an invitation, and takes a password of one's own so that the invitation opens nothing more.

    Whoever is invited is to the program what the invitation says, whatever the store was made as.

    Raises:
        RuleBroken: ``invitation-unreadable``, ``invitation-for-another`` where it names another colleague or region,
            and those of `desktop.services.syncing.join`.
        WorldFault: See there.
    """
    invitation = read_invitation(code)
    identity = workplace.store.identity
    mine = {"", identity.colleague_id}
    if invitation.colleague_id not in mine or invitation.region != identity.region:
        raise RuleBroken("invitation-for-another", "invitation")
    _enter(workplace, invitation)
    return _take_part(workplace, invitation)


def create_store_by_invitation(path: Path, code: str, passphrase: str, *, clock: Clock) -> Created:
    """Makes the store of an invited colleague and joins; nothing stays of it when the team cannot be reached.

    Raises:
        RuleBroken: ``invitation-unreadable``, and those of `desktop.services.start.create_store` and `accept`.
        WorldFault: See there.
    """
    told = read_invitation(code)
    new = replace(invited(code), passphrase=passphrase)
    created = create_store(path, new, clock=clock, colleague_id=told.colleague_id, team=told.team)
    with _whole_or_nothing(created, path):
        _enter(created.workplace, told)
    return created


def invited(code: str) -> NewStore:
    """Whom an invitation is for, as it tells; nothing is asked of the team yet.

    Raises:
        RuleBroken: ``invitation-unreadable``, also for one that does not tell who is invited.
    """
    told = read_invitation(code)
    if not told.colleague_id or told.role not in set(Role):
        raise RuleBroken("invitation-unreadable", "invitation")
    return NewStore(told.region, told.name, Role(told.role), "", told.municipality)


def create_store_in_team(path: Path, new: NewStore, url: str, code: str, *, clock: Clock) -> Created:
    """Makes a store and joins the shared file of the team; nothing stays of it when the team cannot be reached.

    Raises:
        RuleBroken: Those of `desktop.services.start.create_store` and `desktop.services.syncing.join`.
        WorldFault: See there.
    """
    created = create_store(path, new, clock=clock)
    with _whole_or_nothing(created, path):
        syncing.join(created.workplace, url, code)
    return created


@contextmanager
def _whole_or_nothing(created: Created, path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        created.workplace.store.close()
        discard_store(path)
        raise


def _take_part(workplace: Workplace, invitation: Invitation) -> ChangeSet:
    if not invitation.colleague_id or invitation.role not in set(Role):
        return ChangeSet()
    part = {"role": invitation.role, "municipality": invitation.municipality, "team": invitation.team}
    with workplace.work(ROLE_TAKEN) as work:
        work.change(Colleague, workplace.colleague.id, **part)
        return work.commit()


def _enter(workplace: Workplace, invitation: Invitation) -> None:
    syncing.join(workplace, invitation.url, invitation.secret, invitation.certificate)
    if invitation.colleague_id:
        syncing.renew_secret(workplace)
