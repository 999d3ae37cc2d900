"""Two consultants and who leads them, and a dossier with a history that is handed from the one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.casework import Case, Conversation, DomainNote, Goal
from desktop.models.kinds import Role
from desktop.models.people import Colleague, NetworkMember, Resident
from desktop.services import forms
from desktop.services.syncing import state_of_work
from tests.helpers.laptops import BEGIN, Laptop, make_laptop
from tests.helpers.meetings import meet_in_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.offices import Office

ROLES = {"Anna": Role.CONSULTANT, "Bram": Role.CONSULTANT, "Lies": Role.TEAM_LEAD}
"""By name; all are of one team."""

SAID = (
    "Zonderland",
    "Buurvrouw Alie",
    "Weer zelf koken",
    "Slaapt slecht",
    "Zou verhuizen",
    "Half getypt",
    "Eerst anders",
)
"""All that a dossier told, also what was changed or deleted since."""


def joined(folder: Path, office: Office) -> dict[str, Laptop]:
    """The team's laptops, in the central store of this office, where nothing happened yet."""
    meeting, made = meet_in_office(office), {}
    for name, role in ROLES.items():
        laptop = make_laptop(folder, name)
        told = laptop.workplace.colleague.model_copy(update={"role": role.value, "team": "Noord"})
        laptop.change(Colleague, told.id, role=role.value, team="Noord")
        office.let_in(told)
        meeting.join(laptop)
        laptop.sync()
        made[name] = laptop
    return made


def dossier(laptop: Laptop) -> tuple[Case, Goal]:
    """A case with a history: something changed, something deleted, and a form half filled in."""
    mine = laptop.workplace.colleague.id
    resident = Resident(last_name="Zonderland", consultant=mine)
    case = Case(resident_id=resident.id, opened_on=BEGIN.date(), consultant=mine)
    goal = Goal(case_id=case.id, text="Eerst anders")
    talk = Conversation(case_id=case.id, held_on=BEGIN.date())
    note = DomainNote(conversation_id=talk.id, domain="gezondheid", situation="Slaapt slecht")
    laptop.add(resident, NetworkMember(resident_id=resident.id, name="Buurvrouw Alie"), case, goal, talk, note)
    laptop.change(Goal, goal.id, text="Weer zelf koken")
    laptop.add(wish := Goal(case_id=case.id, text="Zou verhuizen"))
    laptop.remove(Goal, wish.id)
    laptop.remove(DomainNote, note.id)
    forms.save(laptop.workplace, "talk", case.id, {"notes": "Half getypt"})
    return case, goal


def hand_over(lead: Laptop, case: Case, to: Laptop) -> None:
    """The lead gives the case to another consultant."""

    def change(work: object) -> None:
        work.change(Case, case.id, consultant=to.workplace.colleague.id)  # type: ignore[attr-defined]
        work.change(Resident, case.resident_id, consultant=to.workplace.colleague.id)  # type: ignore[attr-defined]

    lead.do(change)
    lead.sync()


def everyone_meets(team: dict[str, Laptop]) -> None:
    """Each once, in the order of the team."""
    for laptop in team.values():
        laptop.sync()


def late_texts(laptop: Laptop) -> str:
    """All that stands in a team lead's list of late work."""
    return str([r.detail for r in state_of_work(laptop.workplace).refused if r.code == "late-work"])
