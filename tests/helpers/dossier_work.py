"""Work in dossiers, in a world of laptops: each act of it, and each look, leaves a line in the log of who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.audit import AuditAction, AuditPurpose
from desktop.models.casework import Case, Goal
from desktop.models.destruction_request import DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.people import Resident
from desktop.services.looking import Seen, Visit, let_leave
from desktop.services.papers import PaperKind
from desktop.services.seals import seal_of
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


def drafts(laptop: Laptop, *states: IndicationStatus) -> list[Indication]:
    """Texts in one of these states that this laptop holds, in the order of their ids."""
    return laptop.ask(lambda reader: sorted(reader.find(Indication, status=states), key=lambda one: one.id))


def hand_in(laptop: Laptop, case: Case, text_id: str, text: str) -> None:
    """A text by this colleague, for somebody else to judge."""
    mine = laptop.workplace.colleague.id
    laptop.add(Indication(id=text_id, case_id=case.id, result=text, author=mine, status=IndicationStatus.HANDED_IN))


def write_draft(laptop: Laptop, one: Indication, text: str) -> None:
    """Takes a text of this colleague back, writes it anew and hands it in once more."""
    laptop.change(Indication, one.id, status=IndicationStatus.DRAFT)
    laptop.change(Indication, one.id, status=IndicationStatus.HANDED_IN, result=text)


def judge(laptop: Laptop, one: Indication, *, goes_back: bool) -> None:
    """Approves what another handed in, or sends it back."""
    judged = {"judged_by": laptop.workplace.colleague.id, "judged_at": BEGIN}
    if goes_back:
        laptop.change(Indication, one.id, **judged, status=IndicationStatus.RETURNED, remarks="Wat kan de buurvrouw?")
        return
    judged["status"] = IndicationStatus.APPROVED
    laptop.change(Indication, one.id, **judged, seal=seal_of(one.model_copy(update=judged)))


def end_help(laptop: Laptop, one: Indication) -> None:
    """What was approved has ended."""
    laptop.change(Indication, one.id, status=IndicationStatus.ENDED)


def ask_to_destroy(laptop: Laptop, case: Case, request_id: str, how: str) -> None:
    """Writes down that a resident asks for it."""
    told = {"case_id": case.id, "received_on": BEGIN.date(), "how": how, "recorded_by": laptop.workplace.colleague.id}
    laptop.add(DestructionRequest.model_validate({"id": request_id, **told}))


def refuse_to_destroy(laptop: Laptop, why: str) -> None:
    """Decides on the first request that another wrote down and that is open here."""
    mine = laptop.workplace.colleague.id
    for request in laptop.ask(lambda reader: reader.find(DestructionRequest, outcome=RequestOutcome.OPEN)):
        if request.recorded_by != mine:
            decided = {"decided_by": mine, "decided_on": BEGIN.date(), "ground": RefusalGround.OTHERS_INTEREST}
            laptop.change(DestructionRequest, request.id, **decided, outcome=RequestOutcome.REFUSED, motivation=why)
            return
