"""The administrator looks after a central store in a database: whether it is in order, and bringing it up."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.language import N_
from desktop.sync.postgres.address import read_address
from desktop.sync.postgres.checking import check_books
from desktop.sync.postgres.founding import Founder

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
