"""Is the store still what it should be? Each check looks for itself; none of them mends anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.faults import WorldFault
from desktop.store import counting
from desktop.store.agreement import journal_differs
from desktop.store.engine import PLAIN_HEADER
from desktop.store.migrate import newest, version
from desktop.store.search import index
from desktop.store.triggers import PREFIX, triggers
from desktop.store.wiping import copies_kept, is_owed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from desktop.store.database import Store
    from desktop.store.reader import Reader

_MOST_SHOWN = 3

_TITLES = {
    "encrypted": N_("The file is encrypted"),
    "pages": N_("No page was damaged or changed from outside"),
    "structure": N_("The tables are whole"),
    "references": N_("Whatever is named is there"),
    "schema": N_("The tables are those of this version"),
    "triggers": N_("The journal cannot be passed by"),
    "journal": N_("The journal is complete"),
    "journal-agrees": N_("The journal tells what is stored"),
    "search": N_("The search finds what is stored"),
    "counting": N_("What is counted is what is stored"),
    "wiped": N_("What left this laptop is gone from the file too"),
}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str
    """What was found, in figures and names of tables; never what a record says."""

    @property
    def title(self) -> str:
        """What was looked at, as an English text of the catalogue."""
        return _TITLES[self.name]


def verify(store: Store) -> tuple[Check, ...]:
    """Looks at everything; a store of a hundred megabytes takes seconds."""
    return (_encrypted(store), *(_looked(store, name, look) for name, look in _LOOKS.items()))


def _encrypted(store: Store) -> Check:
    with store.path.open("rb") as file:
        header = file.read(len(PLAIN_HEADER))
    with store.read() as reader:
        cipher = reader.connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    return Check("encrypted", bool(cipher) and header != PLAIN_HEADER, f"SQLCipher {cipher}")


def _looked(store: Store, name: str, look: Callable[[Reader], list[str]]) -> Check:
    """A damaged page makes a check fail, not the program."""
    try:
        with store.read() as reader:
            faults = look(reader)
    except WorldFault as fault:
        faults = [fault.code]
    more = len(faults) - _MOST_SHOWN
    shown = "; ".join(faults[:_MOST_SHOWN]) + (f"; and {more} more" if more > 0 else "")
    return Check(name, not faults, shown)


def _pages(reader: Reader) -> list[str]:
    return [str(row[0]) for row in reader.connection.exec_driver_sql("PRAGMA cipher_integrity_check")]


def _structure(reader: Reader) -> list[str]:
    rows = reader.connection.exec_driver_sql("PRAGMA quick_check").scalars()
    return [line for text in map(str, rows) for line in text.splitlines() if line != "ok" and not line.startswith("*")]


def _references(reader: Reader) -> list[str]:
    rows = reader.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"{row[0]} names a {row[2]} that is not there" for row in rows]


def _schema(reader: Reader) -> list[str]:
    found = version(reader.connection)
    return [] if found == newest() else [f"version {found}, not {newest()}"]


def _triggers(reader: Reader) -> list[str]:
    rows = reader.connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    present = {name: sql for name, sql in rows if name.startswith(PREFIX)}
    wanted = triggers()
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def _journal(reader: Reader) -> list[str]:
    """Entries are numbered from 1 without gaps, and whatever was rolled back took its numbers with it."""
    connection = reader.connection
    faults = []
    count, ops, last = connection.exec_driver_sql(
        "SELECT count(*), count(DISTINCT op_id), coalesce(max(seq), 0) FROM journal"
    ).one()
    given = connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'journal'")
    if not count == last == given.scalar_one():
        faults.append("entries are missing")
    if ops != count:
        faults.append("the same entry twice")
    if _count(connection, "parent IS NOT NULL AND parent NOT IN (SELECT op_id FROM journal)"):
        faults.append("an entry's parent is missing")
    return faults


def _count(connection: Connection, condition: str) -> int:
    query = f"SELECT count(*) FROM journal WHERE {condition}"  # noqa: S608 - conditions of this module
    return int(connection.exec_driver_sql(query).scalar_one())


def _search(reader: Reader) -> list[str]:
    return [f"entry {entry}" for entry in index.check(reader.connection)]


def _counting(reader: Reader) -> list[str]:
    return counting.check(reader.connection)


def _wiped(reader: Reader) -> list[str]:
    owed = ["the file is still to be written anew"] if is_owed(reader) else []
    return owed + [f"{name} may hold it, and work that was never shared" for name in copies_kept(reader)]


_LOOKS: dict[str, Callable[[Reader], list[str]]] = {
    "pages": _pages,
    "structure": _structure,
    "references": _references,
    "schema": _schema,
    "triggers": _triggers,
    "journal": _journal,
    "journal-agrees": journal_differs,
    "search": _search,
    "counting": _counting,
    "wiped": _wiped,
}
