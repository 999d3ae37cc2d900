"""The administrator looks after a central store: is it in order, bringing it up, copies, and putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.language import N_
from desktop.models.faults import WorldFault
from desktop.security.team_code import new_team_code, team_key
from desktop.sync.postgres.address import read_address
from desktop.sync.postgres.checking import check_books
from desktop.sync.postgres.copying import copy_out, put_back
from desktop.sync.postgres.founding import Founder
from desktop.sync.shared_copies import copy_file
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of

_TITLES = {
    "server": N_("The server is new enough and keeps nothing of the work in its log"),
    "tls": N_("What is said to the server is encrypted"),
    "format": N_("The tables are of this version"),
    "schema": N_("The kinds of records are of this version"),
    "roles": N_("Nobody can log in as the owner"),
    "members": N_("Colleagues have a login of their own and no more rights than that"),
    "security": N_("Every table shows each colleague only what is theirs"),
    "rights": N_("Nobody may do more than a laptop needs"),
    "functions": N_("The functions are those of this program"),
    "kinds": N_("Whose each kind of record is, and who may write it, is as in this program"),
    "sums": N_("The sums by which laptops compare are right"),
    "pen": N_("Nobody has been writing for longer than five minutes"),
}


@dataclass(frozen=True)
class Looked:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str
    """What is wrong, in figures and names of tables, functions or logins; never what a record says."""

    @property
    def title(self) -> str:
        """What was looked at, as an English text of the catalogue."""
        return _TITLES[self.name]


def check_database(url: str, password: str) -> tuple[Looked, ...]:
    """Looks at everything and changes nothing.

    Raises:
        RuleBroken, WorldFault: See `desktop.services.inviting.found_database`.
    """
    found = check_books(Founder(read_address(url), password))
    return tuple(Looked(name, not wrong, "; ".join(wrong)) for name, wrong in found)


def upgrade_database(url: str, password: str) -> None:
    """Brings the books to what this program says of tables, functions, rights and kinds. No record is touched.

    Older laptops are told to update from then on; newer ones can send what they kept.

    Raises:
        RuleBroken: See `desktop.services.inviting.found_database`.
        WorldFault: ``central-newer`` when a later program made them, and those of `found_database`.
    """
    Founder(read_address(url), password).upgrade()


def copy_database(url: str, password: str, target: Path, *, code: str = "") -> tuple[str, Mapping[str, int]]:
    """Writes a copy of all that stands in a database, opened and counted, and returns its code with the rows by table.

    Args:
        url: Of the database, with the administrator's login.
        password: The administrator's.
        target: File that must not exist yet.
        code: The code that opens the copy; a new one when empty. Without it the copy is worth nothing.

    Raises:
        RuleBroken: ``team-code-unreadable``, and those of `found_database`.
        WorldFault: ``central-exists`` for the target, ``cannot-write``, ``central-copy-damaged``, and those of
            `found_database`.
    """
    opens = code or new_team_code()
    return opens, copy_out(Founder(read_address(url), password), target, team_key(opens))


def put_database_back(url: str, password: str, copy: Path, code: str) -> Mapping[str, int]:
    """Makes the books of a copy in an empty database; laptops notice, and offer again what they made since.

    Raises:
        RuleBroken: ``team-code-unreadable``, and those of `found_database`.
        WorldFault: ``central-exists``, ``central-copy-damaged``, ``central-newer``, and those of `found_database`.
    """
    _there(copy)
    return put_back(Founder(read_address(url), password), copy, team_key(code))


def copy_shared_file(url: str, code: str, target: Path) -> Mapping[str, int]:
    """Writes a copy of a shared file, opened and counted, under the same team code.

    Raises:
        RuleBroken: ``central-url-unreadable`` or ``team-code-unreadable``.
        WorldFault: ``central-exists`` for the target, ``cannot-write``, ``central-copy-damaged``, and those of
            `SharedFile`.
    """
    return copy_file(SharedFile(path_of(url), team_key(code)), target)


def put_shared_file_back(url: str, code: str, copy: Path) -> Mapping[str, int]:
    """Puts a copy of a shared file where none stands; laptops notice, and offer again what they made since.

    Raises:
        RuleBroken: ``central-url-unreadable`` or ``team-code-unreadable``.
        WorldFault: ``central-exists`` where a file stands, and those of `copy_shared_file`.
    """
    _there(copy)
    place = SharedFile(path_of(url), team_key(code))
    found = copy_file(SharedFile(copy, place.key), place.path)
    place.raise_epoch()
    return found


def _there(copy: Path) -> None:
    if not copy.is_file():
        raise WorldFault("central-missing", file=copy.name)
