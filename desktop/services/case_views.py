"""One case with what happened in it, as the rules look at it."""

from __future__ import annotations

from desktop.models.casework import Application, Case, Conversation, NeedReport, PersonalPlan, Referral
from desktop.models.course import TermChange
from desktop.models.indications import Decision, Indication
from desktop.rules.next_steps import CaseView
from desktop.store.reader import Reader


def case_view(reader: Reader, case: Case) -> CaseView:
    """What its terms and its course hang on; waits and evaluations are left out."""
    find = reader.find
    given = [indication.id for indication in find(Indication, case_id=case.id)]
    return CaseView(
        case=case,
        need_reports=tuple(find(NeedReport, case_id=case.id)),
        referrals=tuple(find(Referral, case_id=case.id)),
        conversations=tuple(find(Conversation, case_id=case.id)),
        personal_plans=tuple(find(PersonalPlan, case_id=case.id)),
        applications=tuple(find(Application, case_id=case.id)),
        decisions=tuple(find(Decision, indication_id=given)),
        term_changes=tuple(find(TermChange, case_id=case.id)),
    )
