"""What the administrator's screen does at a central store; each deed asks the network, so never on the main thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.rules.permissions import Act, require
from desktop.services import central_care, inviting
from desktop.services.central import is_database
from desktop.services.central_care import Looked
from desktop.services.inviting import Member
from desktop.services.names import colleague_names
from desktop.services.start import NewStore
from desktop.services.syncing import state_of_work, team_code
from desktop.sync import books
from desktop.sync.postgres.address import certificate_file, read_address
from desktop.sync.postgres.purging import ANEW

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

COPY_ENDING = ".kopie.naober"

Told = Callable[[int, int], None]
SWEEP = f"{ANEW};"
"""What whoever manages a database runs after dossiers were destroyed."""


@dataclass(frozen=True)
class Access:
    """The way in for the administrator. It is kept in memory, and goes when the screen goes."""

    url: str
    secret: str
    """The administrator's password at a database, or the team code of a shared file."""
    shown: str
    """The address as it was typed, for a command."""

    @property
    def is_database(self) -> bool:
        """False for a shared file, which knows no members and no logins."""
        return is_database(self.url)


@dataclass(frozen=True)
class MemberLine:
    """A member, by name where this laptop knows it."""

    member: Member
    name: str


@dataclass(frozen=True)
class NewMember:
    """Who is let in; with the id of someone who has a store already, that colleague gets a new invitation."""

    name: str
    role: Role
    municipality: str = ""
    team: str = ""
    colleague_id: str = ""


def shared_file_access(workplace: Workplace) -> Access | None:
    """The way into the shared file this laptop is in; None for a database, and for a laptop that works alone."""
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    url = state_of_work(workplace).url
    return Access(url, team_code(workplace), url) if url and not is_database(url) else None


def begin_access(workplace: Workplace, url: str, password: str) -> tuple[Access, datetime | None]:
    """Tries the administrator's login at a database; returns the way in, and when a copy was made last.

    Raises:
        RuleBroken: ``not-allowed``, ``central-url-unreadable``, ``central-url-password``, ``central-url-unsafe``, and
            ``required`` (password).
        WorldFault: See `desktop.services.inviting.found_database`.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    if not is_database(url):
        raise RuleBroken("central-url-unreadable", "url")
    if not password:
        raise RuleBroken("required", "password")
    address = read_address(url.strip())
    typed = address.url
    with workplace.store.read() as reader:
        known = books.certificate(reader)
    if known and not address.certificate and not address.is_here:
        address = replace(address, certificate=certificate_file(known))
    access = Access(address.url, password, typed)
    return access, last_copy(workplace, access)


def last_copy(workplace: Workplace, access: Access) -> datetime | None:
    """When a copy of the central store was made last, whoever made it; None when none ever was.

    Raises:
        RuleBroken, WorldFault: See `begin_access`.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    ask = central_care.database_copied_at if access.is_database else central_care.file_copied_at
    return ask(access.url, access.secret)


def is_old(copied_at: datetime | None, now: datetime, days: int) -> bool:
    """True when a new copy is due: none was ever made, or the last is `days` days old or more."""
    return copied_at is None or (now - copied_at).days >= days


def look_over(workplace: Workplace, access: Access, told: Told) -> tuple[Looked, ...]:
    """Whether the central store is in order, thing by thing.

    Raises:
        RuleBroken, WorldFault: See `begin_access`; and those of a sync for a shared file.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    told(0, 0)
    if access.is_database:
        return central_care.check_database(access.url, access.secret, told=told)
    looked, _mended = central_care.check_file(workplace, progress=lambda _step, done, total: told(done, total))
    return looked


def bring_up(workplace: Workplace, access: Access) -> tuple[Looked, ...]:
    """Brings a database up to this program, and looks again.

    Raises:
        RuleBroken, WorldFault: See `desktop.services.central_care.upgrade_database`.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    central_care.upgrade_database(access.url, access.secret)
    return central_care.check_database(access.url, access.secret)


def write_anew(workplace: Workplace, access: Access) -> tuple[Looked, ...]:
    """Has a database write its tables anew, and looks again: the look tells what became of it.

    Raises:
        RuleBroken, WorldFault: See `begin_access`.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    central_care.write_tables_anew(access.url, access.secret)
    return central_care.check_database(access.url, access.secret)


def make_copy(workplace: Workplace, access: Access, folder: Path, told: Told) -> tuple[Path, str, Mapping[str, int]]:
    """Writes a copy in a folder, opens it, and counts it; returns the file, the code that opens it, and the rows.

    What `told` raises stops it, and no half copy stays.

    Raises:
        RuleBroken, WorldFault: See `desktop.services.central_care.copy_database` and `copy_shared_file`.
    """
    require(workplace.role, Act.MANAGE_CENTRAL_STORE)
    told(0, 0)
    file = _free(folder, workplace.today)
    if access.is_database:
        code, counts = central_care.copy_database(access.url, access.secret, file, told=told)
    else:
        code, counts = access.secret, central_care.copy_shared_file(access.url, access.secret, file, told=told)
    return file, code, counts


def list_members(workplace: Workplace, access: Access) -> tuple[MemberLine, ...]:
    """Everyone who is let in to a database or was: who is in first, then by name.

    Raises:
        RuleBroken, WorldFault: See `begin_access`.
    """
    require(workplace.role, Act.MANAGE_COLLEAGUES)
    with workplace.store.read() as reader:
        names = colleague_names(reader.find(Colleague))
    lines = [MemberLine(one, names.get(one.colleague_id, "")) for one in inviting.members(access.url, access.secret)]
    return tuple(sorted(lines, key=lambda line: (line.member.revoked_at is not None, line.name.casefold())))


def let_in(workplace: Workplace, access: Access, who: NewMember) -> str:
    """Lets a colleague in to a database, and returns the invitation.

    Raises:
        RuleBroken: ``required`` (user), ``not-allowed``.
        WorldFault: See `begin_access`.
    """
    require(workplace.role, Act.MANAGE_COLLEAGUES)
    person = NewStore(workplace.profile.id, who.name, who.role, "", who.municipality)
    code, _colleague = inviting.invite(
        access.url, access.secret, person, team=who.team.strip(), colleague_id=who.colleague_id
    )
    return code


def shut_out(workplace: Workplace, access: Access, colleague_id: str, *, lost: bool) -> None:
    """Shuts a colleague out of a database; see `desktop.services.inviting.revoke`.

    Raises:
        RuleBroken: ``gone`` (colleague), ``not-allowed``; ``own-access`` for the administrator's own.
        WorldFault: See `begin_access`.
    """
    require(workplace.role, Act.MANAGE_COLLEAGUES)
    if colleague_id == workplace.colleague.id:
        raise RuleBroken("own-access", "colleague")
    inviting.revoke(access.url, access.secret, colleague_id, lost=lost)


def _free(folder: Path, day: date) -> Path:
    """A name that is not taken: a second copy of one day stands beside the first."""
    if not folder.is_dir():
        raise WorldFault("cannot-write", file=folder.name)
    front = f"centrale-opslag-{day.isoformat()}"
    tried = [folder / f"{front}{f'-{n}' if n > 1 else ''}{COPY_ENDING}" for n in range(1, 1000)]
    return next(file for file in tried if not file.exists())
