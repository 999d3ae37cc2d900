"""The second pair of eyes: who is asked, what lies sealed afterwards, and which version it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.field_labels import field_label
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, IndicationStatus, Law
from desktop.models.sealed_text import CHOSEN
from desktop.rules.second_person import asks_second_person
from desktop.services.cases import move_on
from desktop.services.changed_text import as_returned
from desktop.services.contributions import contribution_for
from desktop.services.draft_facts import evaluation_days
from desktop.services.guards import NOTHING_WRITTEN, only
from desktop.services.kept_basis import basis_now, kept_contribution
from desktop.services.seals import APPROVED, seal_of
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.queries.writers import text_writers
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork


def draw_of(reader: Reader, case_id: str) -> str:
    """What the lot of a case's next approval is drawn from: the case, and how many it had.

    Not the draft's own id: who takes a draft back and drafts anew would draw again.
    """
    return f"{case_id}:{reader.count(Indication, case_id=case_id, status=APPROVED)}"


def let_through(workplace: Workplace, work: UnitOfWork, handed: Sequence[tuple[Indication, int | None]]) -> bool:
    """Approves what was just handed in where the region's sample lets it through, recorded as seen by nobody else.

    What is handed in together is looked at together: one lot, and the cost of all of it.

    Args:
        workplace: Of who handed it in.
        work: The act in which that was done.
        handed: Each indication with its cost in euro cents over the whole period; None when that cannot be told.

    Returns:
        False when it waits for a second person.
    """
    case_id = handed[0][0].case_id
    costs = [cents for _one, cents in handed]
    total = None if None in costs else sum(cents or 0 for cents in costs)
    before = any(one.judged_by for one, _cents in handed)
    draw = draw_of(work, case_id)
    if asks_second_person(workplace.profile.approval, draw, total, judged_before=before):
        return False
    for one, _cents in handed:
        seal_approved(workplace, work, one, judged_at=workplace.now, judged_unseen=True)
    return True


def seal_approved(
    workplace: Workplace,
    work: UnitOfWork,
    indication: Indication,
    late: Mapping[str, str] = NOTHING_WRITTEN,
    **judged: object,
) -> None:
    """Approves within an act: the text is sealed with what it rests on, and its evaluations are planned.

    `late` is what `desktop.services.approval_day.told_late` keeps.
    """
    case = work.get(Case, indication.case_id)
    fields = {
        **indication.model_dump(),
        **judged,
        "status": IndicationStatus.APPROVED,
        "version": version_of(work, indication),
        "field_remarks": {},
        "returned_text": {},
        "rests_on": {**basis_now(work, case), **_contribution(workplace, work, case, indication), **late},
    }
    approved = validated(Indication, fields)
    work.change(Indication, indication.id, **{**fields, "seal": seal_of(approved)})
    work.add(*(Evaluation(indication_id=indication.id, due_on=day) for day in evaluation_days(approved)))
    move_on(work, case, CasePhase.DECIDED)


def _contribution(workplace: Workplace, reader: Reader, case: Case, indication: Indication) -> dict[str, str]:
    """What the resident pays, as at the approval: an amount that is put right later changes no decision."""
    found = contribution_for(reader, workplace.profile, indication, case.municipality, workplace.today)
    return kept_contribution(found) if indication.law is Law.WMO else {}


def writers_of(reader: Reader, indication: Indication) -> frozenset[str]:
    """Who wrote in any line of its draft or handed it in (colleagues' ids): none of them judges it."""
    return text_writers(reader, [indication.id])[indication.id]


def version_of(reader: Reader, indication: Indication) -> int:
    """Counts the approved texts of one need, this one among them, also while it is a draft."""
    former = reader.maybe(Indication, indication.follows_id) if indication.follows_id else None
    return former.version + 1 if former and former.status in APPROVED else 1


def sent_back(indication: Indication, remarks: str, at: Mapping[str, str]) -> dict[str, object]:
    """What is written when it goes back: the remarks, and the text as it was read.

    Raises:
        RuleBroken: ``required`` (remarks) when there is not one.
        ValueError: A remark at what is no field of the text (a bug).
    """
    only(at, CHOSEN)
    told = {name: text.strip() for name, text in at.items() if text.strip()}
    if not (remarks.strip() or told):
        raise RuleBroken("required", "remarks")
    return {"remarks": remarks.strip(), "field_remarks": told, "returned_text": as_returned(indication)}


def remarks_told(indication: Indication) -> str:
    """All remarks in a few lines: of the whole, then at each field by its name."""
    at = (f"{field_label(name).capitalize()}: {text}" for name, text in indication.field_remarks.items())
    return "\n".join(filter(None, (indication.remarks, *at)))
