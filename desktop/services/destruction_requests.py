"""A resident asks that a dossier be destroyed: writing it down, needing longer, granting, refusing, taking it back.

What is granted goes the way of what is over its term: it becomes a proposal, and another destroys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.destruction_request import DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.models.retention import Destruction, DestructionBasis, DestructionStatus, KeepLonger, RetentionSetting
from desktop.rules import destruction_requests as rules
from desktop.rules import retention
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled, not_later
from desktop.store.mapping import validated
from desktop.store.queries.dossier_days import days_by_case

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork


def record_request(workplace: Workplace, case_id: str, fields: Mapping[str, object]) -> ChangeSet:
    """Writes down that someone asked to destroy a dossier; the terms run from the day it came in.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``; ``required`` (received_on, how, asker), ``in-future`` (received_on);
            ``request-open`` when one waits already; what `desktop.rules.destruction_requests.check_asked` says, or the
            limit a field is outside of.
    """
    filled("received_on", fields.get("received_on"))
    not_later("received_on", fields.get("received_on"), workplace.today)
    with workplace.casework(N_("Write down a request to destroy")) as work:
        case = work.get(Case, case_id)
        given = {**fields, "case_id": case_id, "recorded_by": workplace.colleague.id}
        made = validated(DestructionRequest, given)
        rules.check_asked(made, work.get(Resident, case.resident_id).birth_date)
        if any(not rules.is_decided(one) for one in work.find(DestructionRequest, case_id=case_id)):
            raise RuleBroken("request-open")
        work.add(made)
        return work.commit()


def need_longer(workplace: Workplace, request_id: str, why: str) -> ChangeSet:
    """Takes two months more to decide, once, with a reason that the resident is told (AVG art. 12 lid 3).

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``required`` (extended_why), ``request-decided``, ``request-extended``;
            ``request-late`` when the first term is over.
    """
    require(workplace.role, Act.DECIDE_REQUEST)
    filled("extended_why", why)
    with workplace.work(N_("Take longer for a request to destroy")) as work:
        request = work.get(DestructionRequest, request_id)
        if request.outcome is not RequestOutcome.OPEN:
            raise RuleBroken("request-decided")
        if request.extended_on is not None:
            raise RuleBroken("request-extended")
        if workplace.today > rules.decide_by(request, _norm(work, work.get(Case, request.case_id))):
            raise RuleBroken("request-late")
        work.change(DestructionRequest, request_id, extended_on=workplace.today, extended_why=why.strip())
        return work.commit()


def grant_request(workplace: Workplace, request_id: str, motivation: str = "") -> ChangeSet:
    """Grants it, and proposes to destroy the dossier: an administrator does.

    Raises:
        RuleBroken: ``gone``, ``case-not-closed``, ``request-not-entitled``, ``request-kept`` when a ground to keep it
            longer holds, ``request-proposed``, and those of `desktop.rules.destruction_requests.require_decider`.
    """
    require(workplace.role, Act.DECIDE_REQUEST)
    with workplace.work(N_("Grant a request to destroy")) as work:
        request, case = _to_decide(workplace, work, request_id)
        if case.closed_on is None:
            raise RuleBroken("case-not-closed")
        if not rules.is_entitled(request, work.get(Resident, case.resident_id).birth_date):
            raise RuleBroken("request-not-entitled")
        if retention.kept_until(work.find(KeepLonger, case_id=case.id), workplace.today) is not None:
            raise RuleBroken("request-kept")
        told = {"outcome": RequestOutcome.GRANTED, "ground": None, "provision": "", "motivation": motivation.strip()}
        work.change(DestructionRequest, request_id, **told, **_decided(workplace))
        work.add(_proposal(workplace, work, request, case))
        return _for_good(work)


def refuse_request(
    workplace: Workplace, request_id: str, ground: RefusalGround | None, provision: str, motivation: str
) -> ChangeSet:
    """Keeps the dossier, on a ground of the act, with reasons that the resident reads.

    Raises:
        RuleBroken: ``gone``, ``request-proposed``, those of `desktop.rules.destruction_requests.check_refusal` and of
            `desktop.rules.destruction_requests.require_decider`.
    """
    require(workplace.role, Act.DECIDE_REQUEST)
    rules.check_refusal(ground, provision, motivation)
    with workplace.work(N_("Refuse a request to destroy")) as work:
        _to_decide(workplace, work, request_id)
        told = {"outcome": RequestOutcome.REFUSED, "ground": ground, "motivation": motivation.strip()}
        named = provision.strip() if ground is RefusalGround.LAW_FORBIDS else ""
        work.change(DestructionRequest, request_id, **told, provision=named, **_decided(workplace))
        return _for_good(work)


def take_request_back(workplace: Workplace, request_id: str) -> ChangeSet:
    """The resident does not want it any more: the dossier stays.

    Also once it waits for who destroys: no central store destroys what was asked for and taken back, so that a resident
    who calls in time need not hope that two colleagues reach each other. What was proposed is declined afterwards.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``request-decided``.
    """
    with workplace.casework(N_("Take a request to destroy back")) as work:
        request = work.get(DestructionRequest, request_id)
        if rules.is_decided(request):
            raise RuleBroken("request-decided")
        work.change(DestructionRequest, request_id, outcome=RequestOutcome.WITHDRAWN, **_decided(workplace))
        return _for_good(work)


def proposal_of(reader: Reader, request: DestructionRequest) -> Destruction | None:
    """The last proposal that came of a request; one that was carried out names no case any more."""
    made = [one for one in reader.find(Destruction) if request.case_id in one.cases]
    return max((one for one in made if one.basis is DestructionBasis.REQUEST), key=lambda one: one.id, default=None)


def _for_good(work: UnitOfWork) -> ChangeSet:
    """Without a way back: another acts on it, and the resident reads it."""
    return ChangeSet(work.commit().ids)


def _to_decide(workplace: Workplace, work: UnitOfWork, request_id: str) -> tuple[DestructionRequest, Case]:
    request = work.get(DestructionRequest, request_id)
    rules.require_decider(workplace.role, workplace.colleague.id, request)
    _not_proposed(work, request)
    return request, work.get(Case, request.case_id)


def _not_proposed(reader: Reader, request: DestructionRequest) -> None:
    waiting = reader.find(Destruction, status=DestructionStatus.PROPOSED)
    if any(request.case_id in one.cases for one in waiting):
        raise RuleBroken("request-proposed")


def _norm(reader: Reader, case: Case) -> rules.RequestNorm:
    return rules.norm_for(case.law, case.municipality, reader.find(RetentionSetting))


def _proposal(workplace: Workplace, work: UnitOfWork, request: DestructionRequest, case: Case) -> Destruction:
    norm = _norm(work, case)
    last = retention.last_change(case, days_by_case(work).get(case.id, ()), workplace.today) or workplace.today
    return Destruction(
        basis=DestructionBasis.REQUEST,
        destroy_by=rules.destroy_by(request, norm),
        municipality=case.municipality,
        law=case.law,
        cases=(case.id,),
        dossiers=1,
        first_on=last,
        last_on=last,
        years=retention.kept_for(case.law, case.municipality, work.find(RetentionSetting)).years,
        document=norm.right.document,
        paragraph=norm.right.paragraph,
        proposed_by=workplace.colleague.id,
        proposed_on=workplace.today,
    )


def _decided(workplace: Workplace) -> dict[str, object]:
    return {"decided_by": workplace.colleague.id, "decided_on": workplace.today}
