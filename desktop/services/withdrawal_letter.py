"""Gathering what the letter prints that confirms that an application was withdrawn."""

from __future__ import annotations

from datetime import date

from desktop.models.casework import Application, Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication, Trajectory
from desktop.models.kinds import CasePhase
from desktop.models.withdrawal_paper import WithdrawalPage
from desktop.rules.answers import waiting
from desktop.rules.permissions import Act, require
from desktop.services.paper_heads import paper_head, paper_resident
from desktop.services.paper_records import withdrawal_records
from desktop.services.reach import reach_of
from desktop.services.workplace import Workplace


def withdrawal_page(workplace: Workplace, application_id: str) -> WithdrawalPage:
    """Everything the letter about one withdrawn application prints.

    Raises:
        RuleBroken: ``gone``, ``not-withdrawn``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        application = reader.get(Application, application_id)
        if application.withdrawn_on is None:
            raise RuleBroken("not-withdrawn")
        case = reader.get(Case, application.case_id)
        helps = [one.id for one in reader.find(Indication, case_id=case.id)]
        decided = reader.find(Decision, indication_id=helps)
        applied = reader.find(Application, case_id=case.id) if case.phase is not CasePhase.CLOSED else []
        others = waiting(applied, decided, date.max)
        head = paper_head(workplace, reader, case, withdrawal_records(reader, case), workplace.today)
        return WithdrawalPage(
            head=head,
            resident=paper_resident(reader, case),
            applied_on=application.applied_on,
            withdrawn_on=application.withdrawn_on,
            asked=application.text,
            by=application.withdrawn_by,
            how=application.withdrawn_how,
            others=tuple(one.applied_on for one in others),
            runs=bool(reader.count(Trajectory, indication_id=helps, ended_on=None)),
            contact=reach_of(reader, workplace.profile, head.municipality),
        )
