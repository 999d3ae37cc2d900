"""Gathering what the plan for eighteen prints for the young person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.casework import Case, WarmHandover
from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import Law
from desktop.models.papers import PaperHelper
from desktop.models.people import NetworkMember, Resident
from desktop.models.social_map import Provider
from desktop.models.transition import TransitionPlan
from desktop.models.transition_paper import PaperRun, PaperTalk, PaperToDo, TransitionPlanPage
from desktop.rules.dates import birthday
from desktop.rules.eighteen.becoming import Becoming, Outcome
from desktop.rules.eighteen.consent_again import STEPS, AskedAgain, asked_again
from desktop.rules.eighteen.handing_on import to_adult_help
from desktop.rules.eighteen.standing import resumable_until
from desktop.rules.permissions import Act, require
from desktop.rules.prompts.youth import ADULT
from desktop.services.eighteen_board import YouthLine, line_of
from desktop.services.eighteen_page import Step, steps_of
from desktop.services.eighteen_plan import proposed
from desktop.services.eighteen_words import told_owner, told_text
from desktop.services.paper_heads import paper_head, paper_resident
from desktop.services.paper_records import transition_records
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader


def transition_page(workplace: Workplace, case_id: str) -> TransitionPlanPage:
    """Everything the plan prints, by the case that it hangs on.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``, ``birth-date-missing``, or ``no-plan-yet``.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        case = reader.get(Case, case_id)
        resident = reader.get(Resident, case.resident_id)
        if resident.birth_date is None:
            raise RuleBroken("birth-date-missing", "birth_date")
        plan = next(iter(reversed(reader.find(TransitionPlan, case_id=case_id))), None)
        if plan is None:
            raise RuleBroken("no-plan-yet")
        line = line_of(workplace, reader, resident.id)
        moments = asked_again(reader.find(Consent, resident_id=resident.id), resident.birth_date)
        answered = {STEPS[one.age]: one.asked_on for one in moments}
        steps = steps_of(reader, plan)
        known = (*line.stands.youth, *line.stands.after) if line else ()
        shown = transition_records(reader, case, plan, [reader.get(Indication, one.help.id) for one in known])
        return TransitionPlanPage(
            head=paper_head(workplace, reader, case, shown, workplace.today),
            resident=paper_resident(reader, case),
            adult_on=birthday(resident.birth_date, ADULT),
            summary=plan.summary,
            adult_who_stays=plan.adult_who_stays,
            network=_network(reader, resident.id),
            helps=_helps(reader, line, workplace.today),
            gap=_gap(line),
            steps=tuple(
                PaperToDo(
                    s.task.area,
                    told_text(s.task),
                    told_owner(s.task.owner),
                    s.task.due,
                    # A tick does not say that somebody was asked: the record of consent does.
                    answered.get(s.task.code, s.task.done_on),
                )
                for s in steps
            ),
            lacking=_lacking(workplace, line, steps),
            talk=_talk(reader.find(WarmHandover, case_id=case_id)),
            resume_by=resumable_until(line.stands.youth, workplace.today) if line else None,
            consent_from=_consent_from(moments),
        )


def _lacking(workplace: Workplace, line: YouthLine | None, steps: Iterable[Step]) -> tuple[str, ...]:
    """Steps that the rules ask for since the plan was begun, in plain words; of a closed case none."""
    if line is None or not line.lacking:
        return ()
    known = {step.task.code for step in steps}
    return tuple(one.rule.told for one in proposed(workplace, line) if one.rule.code not in known)


def _network(reader: Reader, resident_id: str) -> tuple[PaperHelper, ...]:
    found = reader.find(NetworkMember, resident_id=resident_id)
    return tuple(PaperHelper(one.name, one.relation, one.helps_with) for one in found)


def _helps(reader: Reader, line: YouthLine | None, today: date) -> tuple[PaperRun, ...]:
    """Help that has not ended; without any, the paper says so."""
    known = (*line.stands.youth, *line.stands.after) if line else ()
    shown = (one for one in known if one.last_day is None or one.last_day >= today or one.runs_unsaid(today))
    return tuple(_run(reader, one, today) for one in shown)


def _run(reader: Reader, one: Becoming, today: date) -> PaperRun:
    given = reader.get(Indication, one.help.id)
    provider = reader.maybe(Provider, given.provider_id) if given.provider_id else None
    return PaperRun(
        name=one.help.name,
        provider=provider.name if provider else "",
        start=one.help.start,
        last_day=one.last_day,
        may_go_on_until=one.longest if one.outcome is Outcome.MAY_GO_ON else None,
        after=one.help.law is not Law.JEUGDWET,
        unsaid=one.runs_unsaid(today),
    )


def _gap(line: YouthLine | None) -> tuple[date, date | None] | None:
    gap = line.stands.gap if line and not line.is_hidden else None
    return (gap.first, gap.until) if gap else None


def _talk(found: Iterable[WarmHandover]) -> PaperTalk | None:
    """The latest with someone who takes over."""
    latest = max(to_adult_help(found), key=lambda one: (one.on_day, one.id), default=None)
    if latest is None:
        return None
    day, held = latest.held_on or latest.on_day, latest.held_on is not None
    return PaperTalk(latest.handed_by, latest.received_by, latest.organisation, day, held)


def _consent_from(moments: Iterable[AskedAgain]) -> date | None:
    return next((one.due for one in moments if one.asked_on is None), None)
