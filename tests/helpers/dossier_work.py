"""Work in dossiers, in a world of laptops: each act of it, and each look, leaves a line in the log of who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.audit import AuditAction, AuditPurpose
from desktop.models.casework import Case, Goal
from desktop.models.people import Resident
from desktop.services.looking import Seen, Visit, let_leave
from desktop.services.papers import PaperKind
from tests.helpers.laptops import BEGIN

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from tests.helpers.laptops import Laptop

CASE = "case_file"


def dossiers(laptop: Laptop) -> list[Case]:
    """Those that this laptop holds, in the order of their ids."""
    return laptop.ask(lambda reader: sorted(reader.find(Case), key=lambda case: case.id))


def open_dossier(laptop: Laptop, resident_id: str, case_id: str, goal: Goal) -> None:
    """A new resident with a case of this colleague and a goal in it."""
    mine = laptop.workplace.colleague.id
    resident = Resident(id=resident_id, last_name="Zonderland", consultant=mine)
    laptop.add(resident, Case(id=case_id, resident_id=resident_id, opened_on=BEGIN.date(), consultant=mine), goal)


def look_at(laptop: Laptop, case: Case, *, prints: bool) -> None:
    """Opens a dossier, and perhaps prints a paper of it."""
    if prints:
        seen = Seen(CASE, case.id, PaperKind.SUPPORT_PLAN.value)
        let_leave(laptop.workplace, seen, AuditAction.PRINT, AuditPurpose.FOR_RESIDENT)
    else:
        Visit(laptop.workplace).come_to(Seen(CASE, case.id))


def write_goal(laptop: Laptop, case: Case, text: str) -> None:
    """Another text for the case's goal, where it has come along."""
    for goal in laptop.ask(lambda reader: reader.find(Goal, case_id=case.id)):
        laptop.change(Goal, goal.id, text=text)


def hand_over(lead: Laptop, case: Case, to: Laptop) -> None:
    """The case and its resident are another consultant's from now on."""
    person = to.workplace.colleague.id

    def change(work: UnitOfWork) -> None:
        work.change(Case, case.id, consultant=person)
        work.change(Resident, case.resident_id, consultant=person)

    lead.do(change)
