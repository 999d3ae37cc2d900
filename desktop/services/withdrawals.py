"""A resident withdraws an application: its term ends, no decision is owed, and what was drafted is not forgotten.

The Awb has no article of its own for it; until there is a decision an application is the resident's to withdraw, and
without one none is owed (Awb art. 4:13). Word of mouth is enough when it is plain, as art. 6:21 says of an objection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.language import N_
from desktop.models.casework import Application, Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import CasePhase, ConsentBy, IndicationStatus
from desktop.models.messages import Allocation
from desktop.rules.answers import about, waiting
from desktop.services.answers import UNDECIDED, answers_of
from desktop.services.cases import OPEN_DRAFT, move_on, phase_shown
from desktop.services.guards import filled, not_before, not_later, open_case_of
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork

_NOT_WITHDRAWN = {"withdrawn_on": None, "withdrawn_by": None, "withdrawn_how": "", "withdrawn_why": ""}


class Drafted(StrEnum):
    """What becomes of indications on which no decision was taken yet."""

    STAYS = "stays"
    """For another application, or a new one."""
    GOES = "goes"
    """A draft is thrown away; an approved text is kept under its seal, and lapses: it is no help that was given."""


@dataclass(frozen=True)
class Withdrawal:
    """How an application was withdrawn.

    Attributes:
        on: Day on which the resident told so; None is refused.
        how: Like by phone, or in a letter of that day.
        why: As far as the resident wanted to say.
        drafted: Asked when something hangs on it, see `hanging_on`.
    """

    on: date | None
    by: ConsentBy
    how: str
    why: str = ""
    drafted: Drafted | None = None


def withdraw_application(workplace: Workplace, application_id: str, told: Withdrawal) -> ChangeSet:
    """Writes down that an application was withdrawn: its term ends on that day, and no decision is asked for.

    Raises:
        RuleBroken: ``gone``, ``case-closed``; ``required`` (withdrawn_on, withdrawn_how; drafted when something hangs
            on it), ``in-future`` and ``done-before`` (withdrawn_on, before it came in); ``application-off``;
            ``application-decided`` when a decision answers it, or may.
    """
    filled("withdrawn_on", told.on)
    filled("withdrawn_how", told.how)
    not_later("withdrawn_on", told.on, workplace.today)
    with workplace.casework(N_("Withdraw application")) as work:
        before = work.get(Application, application_id)
        case = open_case_of(work, before.case_id)
        not_before("withdrawn_on", told.on, before.applied_on)
        _still_waits(work, before)
        left = hanging_on(work, workplace.today, before)
        if left and told.drafted is None:
            raise RuleBroken("required", "drafted")
        fields = {
            "withdrawn_on": told.on,
            "withdrawn_by": told.by,
            "withdrawn_how": told.how.strip(),
            "withdrawn_why": told.why.strip(),
        }
        work.change(Application, application_id, **fields)
        if told.drafted is Drafted.GOES:
            _lay_aside(work, left)
        if case.phase in {CasePhase.APPLICATION, CasePhase.DECIDED}:
            work.change(Case, case.id, phase=phase_shown(work, case.id, [one.id for one in left]))
        return work.commit()


def let_go(workplace: Workplace, indication_id: str) -> ChangeSet:
    """An approved text on which nobody can decide any more, as its application was withdrawn, lapses after all.

    Raises:
        RuleBroken: ``gone``, ``case-closed``; ``not-left`` when a decision can still come, was taken, or help runs.
    """
    with workplace.casework(N_("Let an indication go")) as work:
        one = work.get(Indication, indication_id)
        open_case_of(work, one.case_id)
        found = answers_of(work, one, workplace.today)
        done = any(work.count(kind, indication_id=one.id) for kind in (Decision, Trajectory, Allocation))
        if one.status is not IndicationStatus.APPROVED or found.left is None or done:
            raise RuleBroken("not-left")
        _lay_aside(work, [one])
        return work.commit()


def take_withdrawal_back(workplace: Workplace, application_id: str) -> ChangeSet:
    """An application turns out not to have been withdrawn: it waits again, and its term counts from where it did.

    What was thrown away with it does not come back; only undoing the act does that.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``not-withdrawn``.
    """
    with workplace.casework(N_("Take the withdrawal back")) as work:
        before = work.get(Application, application_id)
        case = open_case_of(work, before.case_id)
        if before.withdrawn_on is None:
            raise RuleBroken("not-withdrawn")
        work.change(Application, application_id, **_NOT_WITHDRAWN)
        move_on(work, case, phase_shown(work, case.id))
        return work.commit()


def hanging_on(reader: Reader, today: date, application: Application) -> tuple[Indication, ...]:
    """Indications without a decision that are meant for this application, or may be.

    They would wait for a decision that nobody can take any more. Help that runs, that was looked back on, or that a
    provider was told of, is not among them.
    """
    found = [one for one in reader.find(Indication, case_id=application.case_id) if one.status in UNDECIDED]
    ids = [one.id for one in found]
    done = {one.indication_id for one in reader.find(Decision, indication_id=ids)}
    done |= {one.indication_id for one in reader.find(Trajectory, indication_id=ids)}
    done |= {one.indication_id for one in reader.find(Allocation, indication_id=ids)}
    done |= {one.indication_id for one in reader.find(Evaluation, indication_id=ids) if one.held_on is not None}
    return tuple(
        one for one in found if one.id not in done and answers_of(reader, one, today).may_be_about(application.id)
    )


def _still_waits(reader: Reader, application: Application) -> None:
    if application.withdrawn_on is not None:
        raise RuleBroken("application-off", day=application.withdrawn_on)
    known = reader.find(Application, case_id=application.case_id)
    given = [one.id for one in reader.find(Indication, case_id=application.case_id)]
    decided = reader.find(Decision, indication_id=given)
    if application not in waiting(known, decided, date.max):
        mine = [one for one in decided if application in about(one, known) or not one.answers]
        raise RuleBroken("application-decided", day=min(one.decided_on for one in mine))


def _lay_aside(work: UnitOfWork, left: Iterable[Indication]) -> None:
    for one in left:
        if one.status in OPEN_DRAFT:
            work.remove(Indication, one.id)
            continue
        for planned in work.find(Evaluation, indication_id=one.id, held_on=None):
            work.remove(Evaluation, planned.id)
        work.change(Indication, one.id, status=IndicationStatus.LAPSED)
