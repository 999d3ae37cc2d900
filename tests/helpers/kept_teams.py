"""A team that is made once for a whole module, and stands there as it was at the beginning of every test.

Letting colleagues in and having them meet takes a second or two; putting files and rows back takes a tenth of it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from desktop.services.workplace import Workplace
from desktop.store.database import Store
from tests.helpers.laptops import PROFILE, Hands, Laptop
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop.models.people import Colleague
    from tests.helpers.offices import Office

_LIVE, _KEPT = "live", "kept"


@dataclass(frozen=True)
class KeptTeam:
    """The team as it was kept.

    Attributes:
        folder: With all files: those that the laptops work in, and as they were.
        people: Whose laptops there are, by name.
        office: The central store when it is a database; else it lies among the files.
    """

    folder: Path
    people: Mapping[str, Colleague]
    office: Office | None

    def back(self) -> dict[str, Laptop]:
        """Everything as it was; whoever asks closes the laptops."""
        shutil.rmtree(self.folder / _LIVE)
        shutil.copytree(self.folder / _KEPT, self.folder / _LIVE)
        if self.office is not None:
            _put_rows_back(self.office)
        return {name: _laptop(self.folder / _LIVE / f"{name}.db", person) for name, person in self.people.items()}


def live(folder: Path) -> Path:
    """Where the laptops of a team that will be kept must be made."""
    made = folder / _LIVE
    made.mkdir(parents=True)
    return made


def keep(folder: Path, laptops: Mapping[str, Laptop], office: Office | None) -> KeptTeam:
    """Keeps a team as it is now, and closes its laptops."""
    people = {name: laptop.workplace.colleague for name, laptop in laptops.items()}
    for laptop in laptops.values():
        laptop.close()
    shutil.copytree(folder / _LIVE, folder / _KEPT)
    if office is not None:
        _keep_rows(office)
    return KeptTeam(folder, people, office)


def _laptop(path: Path, person: Colleague) -> Laptop:
    clock = Hands()
    return Laptop(Workplace(Store.open(path, KEY, clock=clock), PROFILE, person, clock), clock)


def _keep_rows(office: Office) -> None:
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        db.execute("CREATE SCHEMA kept")
        for name in _tables(db):
            db.execute(sql.SQL("CREATE TABLE kept.{0} AS TABLE naober.{0}").format(sql.Identifier(name)))


def _put_rows_back(office: Office) -> None:
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        # Without the triggers that write the books.
        db.execute("SET LOCAL session_replication_role = replica")
        names = _tables(db)
        every = sql.SQL(", ").join(sql.Identifier("naober", name) for name in names)
        db.execute(sql.SQL("TRUNCATE {}").format(every))
        for name in names:
            db.execute(sql.SQL("INSERT INTO naober.{0} TABLE kept.{0}").format(sql.Identifier(name)))


def _tables(db: psycopg.Connection[tuple[str]]) -> list[str]:
    return [name for (name,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'naober'").fetchall()]
