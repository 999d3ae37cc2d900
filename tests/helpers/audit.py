"""Looking at the log of a laptop, and doing to it what someone does who has the key to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.audit import AuditAction, Deed, Dossier, Link
from desktop.models.casework import Case, Goal
from desktop.models.people import Resident
from desktop.rules.audit_chain import Stamp, linked
from desktop.store import audit
from desktop.store.audit_check import look_over
from desktop.store.engine import connect
from tests.helpers.laptops import BEGIN
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from desktop.store.audit_check import Broken
    from desktop.store.database import Store

STAMP = Stamp("anna", "laptop", "2026-11-23T09:00:00+00:00")


def with_a_case(store: Store) -> tuple[Resident, Case]:
    """A resident with a case and two goals: three acts, each with its line."""
    resident = Resident(last_name="Zonderland")
    case = Case(resident_id=resident.id, opened_on=BEGIN.date())
    for some in ([resident, case], [Goal(case_id=case.id, text="Koken")], [Goal(case_id=case.id, text="Wandelen")]):
        with store.work("Test") as work:
            work.add(*some)
            work.commit()
    return resident, case


def opened(store: Store, case: Case, times: int = 1) -> None:
    """So many openings of a case."""
    deed = Deed(AuditAction.OPEN, Dossier("case_file", case.id, case.resident_id))
    with store.work("Test") as work:
        audit.append(work.connection, work.stamp, [deed] * times)
        work.commit()


def lines(store: Store) -> list[Link]:
    """All lines, by chain and number."""
    with store.read() as reader:
        own = audit.chains(reader.connection)
        return [link for chain, _device in own for link in audit.links_of(reader.connection, chain)]


def broken(store: Store) -> Broken | None:
    """What a look at this laptop alone finds."""
    with store.read() as reader:
        return look_over(reader.connection)


def tamper(store: Store, *statements: str, key: bytes = KEY) -> None:
    """Past the program, with the guards taken away and put back: only what was written shows."""
    db = connect(store.path, key)
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'").fetchall()
    db.execute("BEGIN IMMEDIATE")
    for name, _sql in guards:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement)
    for _name, sql in guards:
        db.execute(sql)
    db.execute("COMMIT")
    db.close()


def rewrite(store: Store, number: int, old: str, new: str, key: bytes = KEY) -> None:
    """Changes a line and every hash after it, so that the chain closes again."""
    links = lines(store)
    previous = links[number - 2].hash if number > 1 else ""
    told = []
    for link in links[number - 1 :]:
        body = link.body.replace(old, new) if link.number == number else link.body
        made = linked(link.chain, link.number, previous, body)
        previous = made.hash
        told.append(
            f"UPDATE audit_line SET body = '{made.body}', previous = '{made.previous}', hash = '{made.hash}'"  # noqa: S608 - a test
            f" WHERE number = {made.number}"
        )
    tamper(store, *told, key=key)
