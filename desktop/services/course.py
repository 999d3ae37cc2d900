"""What the acts ask along the way of a case: writing down that it was done, by whom and when."""

from __future__ import annotations

from datetime import date

from desktop.language import N_
from desktop.models.base import Value
from desktop.models.casework import Case, Conversation, NeedReport
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CourseCheck
from desktop.rules.course import checks
from desktop.services.case_views import case_view
from desktop.services.guards import not_later, open_case_of
from desktop.services.workplace import Workplace
from desktop.store.unit_of_work import UnitOfWork

_KEPT: dict[CourseCheck, tuple[type[Value], str]] = {
    CourseCheck.CONFIRMED: (NeedReport, "confirmed"),
    CourseCheck.CLIENT_SUPPORT: (NeedReport, "client_support_told"),
    CourseCheck.IDENTITY: (Case, "identity_checked"),
    CourseCheck.REPORT_GIVEN: (Conversation, "report_given"),
}
"""Kind of record and beginning of the names of its fields, by check."""


def note_check(workplace: Workplace, case_id: str, check: CourseCheck, on: date | None) -> ChangeSet:
    """Writes down that this colleague did it on a day; without a day it was not done after all.

    Raises:
        RuleBroken: ``case-closed``; ``gone`` when nothing asks for it in this case; ``in-future`` or ``done-before``
            (on) for a day before that on which it could be done.
    """
    not_later("on", on, workplace.today)
    with workplace.casework(N_("Note what was done")) as work:
        case = open_case_of(work, case_id)
        asked = next((one for one in checks(case_view(work, case), workplace.today) if one.check is check), None)
        if asked is None:
            raise RuleBroken("gone")
        if on is not None and on < asked.not_before:
            raise RuleBroken("done-before", "on", day=asked.not_before)
        if check is CourseCheck.ANNOUNCED:
            _note_sent(work, asked.about, on)
            return work.commit()
        kind, name = _KEPT[check]
        fields: dict[str, object] = {f"{name}_on": on}
        if f"{name}_by" in kind.model_fields:
            fields[f"{name}_by"] = workplace.colleague.id if on else ""
        work.change(kind, asked.about, **fields)
        return work.commit()


def _note_sent(work: UnitOfWork, decision_id: str, on: date | None) -> None:
    """Decisions of one day go out together: one letter tells of all lines of a draft."""
    one = work.get(Decision, decision_id)
    case_id = work.get(Indication, one.indication_id).case_id
    beside = [indication.id for indication in work.find(Indication, case_id=case_id)]
    for other in work.find(Decision, indication_id=beside, decided_on=one.decided_on, announced_on=one.announced_on):
        work.change(Decision, other.id, announced_on=on)
