"""The administrator looks after a central store: is it in order, bringing it up, copies, and putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.models.faults import WorldFault
from desktop.security.team_code import new_team_code, team_key
from desktop.services.central_findings import MEANINGS, advice_text, detail_text
from desktop.services.syncing import state_of_work, sync_now, team_code
from desktop.sync.centrals import try_place
from desktop.sync.postgres import copying, purging
from desktop.sync.postgres.address import read_address
from desktop.sync.postgres.checking import check_books
from desktop.sync.postgres.copying import copy_out, put_back
from desktop.sync.postgres.founding import Founder
from desktop.sync.shared_copies import copied_at, copy_file, note_copy
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.services.workplace import Workplace
    from desktop.sync.postgres.copying import Told
    from desktop.sync.protocol import Progress

_FOUND = frozenset({"central-cloud-folder", "central-locks-unreliable", "central-damaged"})
"""Faults that are a finding: what was asked is whether they are there."""


@dataclass(frozen=True)
class Looked:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str
    """What is wrong, in the language in force: figures and names of tables, functions or logins; never what a record
    says."""

    @property
    def title(self) -> str:
        """What was looked at, as an English text of the catalogue."""
        return MEANINGS[self.name].title

    @property
    def wrong(self) -> str:
        """What it means that it is not in order, likewise; empty when it is."""
        return "" if self.ok else MEANINGS[self.name].wrong

    @property
    def advice(self) -> str:
        """Who must do what, in the language in force; empty when it is in order."""
        return "" if self.ok else advice_text(self.name)


def check_database(url: str, password: str, *, told: Told | None = None) -> tuple[Looked, ...]:
    """Looks at everything and changes nothing; `told` hears how far it is, and what it raises stops it.

    Raises:
        RuleBroken, WorldFault: See `desktop.services.inviting.found_database`.
    """
    found = check_books(Founder(read_address(url), password), told=told)
    return tuple(Looked(name, not wrong, detail_text(name, wrong)) for name, wrong in found)


def check_file(
    workplace: Workplace, url: str = "", *, progress: Progress | None = None
) -> tuple[tuple[Looked, ...], Mapping[str, int]]:
    """Looks at the place of a shared file, at every page of it, and meets it: what this laptop has is compared.

    Returns what was looked at, and how many rows of each table were fetched again.

    Args:
        workplace: Of a colleague who is in it.
        url: Where it stands now; the known address when empty.
        progress: As `desktop.services.syncing.sync_now` tells it.

    Raises:
        RuleBroken, WorldFault: See `desktop.services.syncing.sync_now`; a damaged file is a finding and no fault.
    """
    known, code = url or state_of_work(workplace).url, team_code(workplace)
    if not code:
        raise WorldFault("sync-not-joined")
    found = []
    for name, look in (
        ("place", partial(try_place, known)),
        ("pages", SharedFile(path_of(known), team_key(code)).look_through),
    ):
        try:
            look()
            found.append(Looked(name, ok=True, detail=""))
        except WorldFault as fault:
            if fault.code not in _FOUND:
                raise
            where = str(fault.values.get("folder", path_of(known).name))
            return (*found, Looked(name, ok=False, detail=where)), {}
    mended = sync_now(workplace, url=url, progress=progress).mended
    return (*found, Looked("laptop", not mended, detail_text("laptop", mended))), mended


def upgrade_database(url: str, password: str) -> None:
    """Brings the books to what this program says of tables, functions, rights and kinds. No record is touched.

    Older laptops are told to update from then on; newer ones can send what they kept.

    Raises:
        RuleBroken: See `desktop.services.inviting.found_database`.
        WorldFault: ``central-newer`` when a later program made them, and those of `found_database`.
    """
    Founder(read_address(url), password).upgrade()


def write_tables_anew(url: str, password: str) -> bool:
    """Has a database write its tables anew, so that its files lose the bytes of what was destroyed.

    False where the login may not, or a table stayed busy.

    Raises:
        RuleBroken: See `desktop.services.inviting.found_database`.
    """
    return purging.write_tables_anew(read_address(url), password)


def copy_database(
    url: str, password: str, target: Path, *, code: str = "", told: Told | None = None
) -> tuple[str, Mapping[str, int]]:
    """Writes a copy of all that stands in a database, opened and counted, and returns its code with the rows by table.

    Args:
        url: Of the database, with the administrator's login.
        password: The administrator's.
        target: File that must not exist yet.
        code: The code that opens the copy; a new one when empty. Without it the copy is worth nothing.
        told: How much is done, of how much; what it raises stops it, and no half copy stays.

    Raises:
        RuleBroken: ``team-code-unreadable``, and those of `found_database`.
        WorldFault: ``central-exists`` for the target, ``cannot-write``, ``central-copy-damaged``, and those of
            `found_database`.
    """
    opens = code or new_team_code()
    return opens, copy_out(Founder(read_address(url), password), target, team_key(opens), told=told)


def database_copied_at(url: str, password: str) -> datetime | None:
    """When a copy of a database was made last; None when none ever was.

    Raises:
        RuleBroken, WorldFault: See `desktop.services.inviting.found_database`.
    """
    return copying.copied_at(Founder(read_address(url), password))


def put_database_back(url: str, password: str, copy: Path, code: str) -> Mapping[str, int]:
    """Makes the books of a copy in an empty database; laptops notice, and offer again what they made since.

    Raises:
        RuleBroken: ``team-code-unreadable``, and those of `found_database`.
        WorldFault: ``central-exists``, ``central-copy-damaged``, ``central-newer``, and those of `found_database`.
    """
    _there(copy)
    return put_back(Founder(read_address(url), password), copy, team_key(code))


def copy_shared_file(url: str, code: str, target: Path, *, told: Told | None = None) -> Mapping[str, int]:
    """Writes a copy of a shared file, opened and counted, under the same team code; `told` as in `copy_database`.

    Raises:
        RuleBroken: ``central-url-unreadable`` or ``team-code-unreadable``.
        WorldFault: ``central-exists`` for the target, ``cannot-write``, ``central-copy-damaged``, and those of
            `SharedFile`.
    """
    central = SharedFile(path_of(url), team_key(code))
    counts = copy_file(central, target, told=told)
    note_copy(central)
    return counts


def file_copied_at(url: str, code: str) -> datetime | None:
    """When a copy of a shared file was made last; None when none ever was.

    Raises:
        RuleBroken, WorldFault: See `copy_shared_file`.
    """
    return copied_at(SharedFile(path_of(url), team_key(code)))


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
