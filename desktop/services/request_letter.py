"""Gathering what the letter prints about a request to destroy a dossier."""

from __future__ import annotations

from desktop.models.casework import Case
from desktop.models.destruction_request import DestructionRequest, RefusalGround
from desktop.models.region_settings import Source
from desktop.models.request_paper import RequestPage
from desktop.models.retention import RetentionSetting
from desktop.rules.destruction_requests import NOT_ENTITLED, RequestNorm, decide_by, destroy_by, norm_for
from desktop.rules.permissions import Act, require
from desktop.services.case_terms import terms_here
from desktop.services.decision_paper import OBJECTION, USUAL_WEEKS, WEEK
from desktop.services.paper_heads import paper_head, paper_resident
from desktop.services.reach import reach_of
from desktop.services.workplace import Workplace


def request_page(workplace: Workplace, request_id: str) -> RequestPage:
    """Everything the letter about one request prints: a confirmation, a longer term, or the decision.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        request = reader.get(DestructionRequest, request_id)
        case = reader.get(Case, request.case_id)
        norm = norm_for(case.law, case.municipality, reader.find(RetentionSetting))
        made_on = request.decided_on or request.extended_on or workplace.today
        settings = [one.id for one in reader.find(RetentionSetting, law=case.law)]
        head = paper_head(workplace, reader, case, {request.id, *settings}, made_on)
        terms = terms_here(reader, workplace.profile, case.municipality)
        days = next((term.days for term in terms if term.id == OBJECTION), 0)
        return RequestPage(
            head=head,
            resident=paper_resident(reader, case),
            law=case.law,
            request=request,
            right=norm.right,
            ground=_ground(case, request, norm),
            decide_by=decide_by(request, norm),
            decide_source=norm.decide_source,
            destroy_by=destroy_by(request, norm),
            objection_weeks=days // WEEK if days else USUAL_WEEKS,
            contact=reach_of(reader, workplace.profile, head.municipality),
        )


def _ground(case: Case, request: DestructionRequest, norm: RequestNorm) -> Source | None:
    if request.ground is None:
        return None
    return NOT_ENTITLED.get(case.law, norm.right) if request.ground is RefusalGround.NOT_ENTITLED else norm.but
