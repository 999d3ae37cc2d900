"""Cover of an absence: a colleague has the cases for a while, and they go back to whose they are."""

from __future__ import annotations

from datetime import date

from desktop.language import N_
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CasePhase
from desktop.models.people import Colleague, Resident
from desktop.rules.permissions import Act, require, works_on_cases
from desktop.services.guards import filled
from desktop.services.workplace import Workplace


def cover(workplace: Workplace, case_ids: tuple[str, ...], by: str, until: date | None) -> ChangeSet:
    """Gives cases to a colleague (by id) up to and with a day; whose they are stays known.

    Who covers for someone who covers already covers for the same colleague.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``required`` or ``in-past`` (until), ``not-active`` (by), ``no-casework``
            (by) for who may not see cases, ``covers-self`` (by) when a case is this colleague's own.
    """
    require(workplace.role, Act.HAND_OVER_CASES)
    filled("until", until)
    if until is not None and until < workplace.today:
        raise RuleBroken("in-past", "until")
    with workplace.casework(N_("Cover absence")) as work:
        colleague = work.get(Colleague, by)
        if not colleague.active:
            raise RuleBroken("not-active", "by")
        if not works_on_cases(colleague.role):
            raise RuleBroken("no-casework", "by")
        for case_id in case_ids:
            case = work.get(Case, case_id)
            whose = case.covers_for or case.consultant
            if by in {case.consultant, whose}:
                raise RuleBroken("covers-self", "by")
            work.change(Case, case_id, consultant=by, covers_for=whose, covered_until=until)
            work.change(Resident, case.resident_id, consultant=by)
        return work.commit()


def give_back(workplace: Workplace, colleague_id: str) -> ChangeSet:
    """Every case that this colleague (by id) covers goes back to whose it is; a closed one only loses the cover.

    Raises:
        RuleBroken: ``not-allowed``; ``covers-nothing``; ``owner-left`` with the name when one of those whose cases they
            are left meanwhile: those are to be handed over, and nothing is given back yet.
    """
    require(workplace.role, Act.HAND_OVER_CASES)
    with workplace.casework(N_("Give covered cases back")) as work:
        covered = [case for case in work.find(Case, consultant=colleague_id) if case.covers_for]
        if not covered:
            raise RuleBroken("covers-nothing")
        for owner in sorted({case.covers_for for case in covered if case.phase is not CasePhase.CLOSED}):
            known = work.maybe(Colleague, owner)
            if known is None or not known.active:
                raise RuleBroken("owner-left", name=known.name if known else owner)
        for case in covered:
            work.change(Case, case.id, consultant=case.covers_for, covers_for="", covered_until=None)
            if case.phase is not CasePhase.CLOSED:
                work.change(Resident, case.resident_id, consultant=case.covers_for)
        return work.commit()
