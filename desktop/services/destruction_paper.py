"""The certificate of destruction, to be printed, signed and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.destruction_paper import DestructionPage
from desktop.models.faults import RuleBroken
from desktop.models.papers import PaperHead
from desktop.models.people import Colleague
from desktop.models.retention import Destruction, DestructionStatus
from desktop.rules.permissions import Act, require
from desktop.services.central import is_database
from desktop.services.paper_heads import mark_of
from desktop.services.syncing import state_of_work
from desktop.store.queries.unsynced import unsynced

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace


def destruction_page(workplace: Workplace, destruction_id: str) -> DestructionPage:
    """Everything it prints.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``, or ``not-destroyed`` for a proposal that was not carried out.
    """
    with workplace.store.read() as reader:
        done = reader.get(Destruction, destruction_id)
        require(workplace.role, Act.SEE_DESTRUCTIONS)
        names = {colleague.id: colleague.name for colleague in reader.find(Colleague)}
        waiting = unsynced(reader, {destruction_id})
    if done.status is not DestructionStatus.DONE:
        raise RuleBroken("not-destroyed")
    head = PaperHead(
        municipality=done.municipality,
        region=workplace.profile.name,
        made_on=done.decided_on or workplace.today,
        consultant=names.get(done.decided_by, ""),
        unsynced=waiting,
        mark=mark_of(workplace, done.municipality),
    )
    proposed_by, decided_by = names.get(done.proposed_by, ""), names.get(done.decided_by, "")
    return DestructionPage(head, done, proposed_by, decided_by, from_database=is_database(state_of_work(workplace).url))
