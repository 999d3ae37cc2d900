"""The plan for eighteen and after: begun with the steps that the rules propose, and kept up until all is arranged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from desktop.language import N_
from desktop.models.base import id_within
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import TaskArea
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.eighteen.tasks import Task, TaskCalendar
from desktop.services.eighteen import shipped_tasks
from desktop.services.eighteen_board import YouthLine, line_of
from desktop.services.eighteen_words import owner_key
from desktop.services.guards import NOTHING_SEEN, filled, not_later, only, open_case_of
from desktop.services.told_steps import day_of_tick, told_done
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork

_PLAN_FIELDS = ("owner", "adult_who_stays", "summary")
_TASK_FIELDS = ("area", "text", "due", "owner")


@dataclass(frozen=True)
class NewTask:
    """A step of one's own."""

    area: TaskArea
    text: str
    due: date | None
    owner: str = ""


def begin_plan(workplace: Workplace, case_id: str) -> tuple[str, ChangeSet]:
    """Begins the plan with all steps that the rules propose, due counted back from the eighteenth birthday.

    What is known to be done already stands there as done. Two colleagues who both begin it make one and the same.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``already-there``, ``not-on-board``.
    """
    with workplace.casework(N_("Begin plan for eighteen")) as work:
        case = open_case_of(work, case_id)
        if work.count(TransitionPlan, case_id=case_id):
            raise RuleBroken("already-there")
        line = _line(workplace, work, case.resident_id)
        fields = {"id": id_within(case_id, "transition-plan"), "case_id": case_id, "opened_on": workplace.today}
        plan = validated(TransitionPlan, fields | {"owner": workplace.colleague.id})
        work.add(plan)
        _add_steps(work, plan, line, proposed(workplace, line))
        return plan.id, work.commit()


def add_proposed(workplace: Workplace, plan_id: str) -> ChangeSet:
    """Adds the steps of the rules that the plan lacks, because the help or the rules changed since it was begun.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``not-on-board``.
    """
    with workplace.casework(N_("Add steps for eighteen")) as work:
        plan = work.get(TransitionPlan, plan_id)
        line = _line(workplace, work, open_case_of(work, plan.case_id).resident_id)
        known = {task.code for task in work.find(TransitionTask, plan_id=plan_id)}
        _add_steps(work, plan, line, [one for one in proposed(workplace, line) if one.rule.code not in known])
        return work.commit()


def change_plan(
    workplace: Workplace, plan_id: str, saw: Mapping[str, object] = NOTHING_SEEN, **fields: object
) -> ChangeSet:
    """Keeps who holds the plan (colleague's id), the one adult who stays, and the young person's own summary.

    Raises:
        RuleBroken: ``gone``, ``too-long``.
    """
    only(fields, _PLAN_FIELDS)
    with workplace.casework(N_("Change plan for eighteen")) as work:
        work.change_as_seen(TransitionPlan, plan_id, saw, **fields)
        return work.commit()


def add_task(workplace: Workplace, plan_id: str, new: NewTask) -> tuple[str, ChangeSet]:
    """Adds a step of one's own.

    Raises:
        RuleBroken: ``required`` (text, due), ``gone``, ``too-long``.
    """
    _checked(asdict(new))
    with workplace.casework(N_("Add step for eighteen")) as work:
        plan = work.get(TransitionPlan, plan_id)
        whose = {"plan_id": plan.id, "owner": owner_key(new.owner), "text": new.text.strip()}
        task = validated(TransitionTask, asdict(new) | whose)
        work.add(task)
        return task.id, work.commit()


def change_task(
    workplace: Workplace, task_id: str, saw: Mapping[str, object] = NOTHING_SEEN, **fields: object
) -> ChangeSet:
    """Changes a step: area, text, due, owner; the newest stands.

    Raises:
        RuleBroken: ``gone``, ``required`` (text, due), ``too-long``.
    """
    only(fields, _TASK_FIELDS)
    _checked(fields)
    if "owner" in fields:
        fields["owner"] = owner_key(str(fields["owner"]))
    with workplace.casework(N_("Change step for eighteen")) as work:
        work.change_as_seen(TransitionTask, task_id, saw, **fields)
        return work.commit()


def tick_task(workplace: Workplace, task_id: str, done_on: date | None) -> ChangeSet:
    """Writes down that a step is done, on which day; None takes that back.

    Raises:
        RuleBroken: ``gone``, ``in-future`` (done_on); ``tick-by-consent`` (done_on) for a step about consent, which
            the record of consent tells of.
    """
    not_later("done_on", done_on, workplace.today)
    with workplace.casework(N_("Tick step for eighteen")) as work:
        day = day_of_tick(work, work.get(TransitionTask, task_id), done_on)
        work.change(TransitionTask, task_id, done_on=day)
        return work.commit()


def remove_task(workplace: Workplace, task_id: str) -> ChangeSet:
    """Takes a step of one's own off the plan; can be undone.

    Raises:
        RuleBroken: ``gone``, ``step-of-the-rules`` for one that the rules propose.
    """
    with workplace.casework(N_("Remove step for eighteen")) as work:
        if work.get(TransitionTask, task_id).code:
            raise RuleBroken("step-of-the-rules")
        work.remove(TransitionTask, task_id)
        return work.commit()


def proposed(workplace: Workplace, line: YouthLine) -> tuple[Task, ...]:
    """The steps that the rules propose for a young person, the first day first."""
    calendar = TaskCalendar(shipped_tasks(), workplace.profile.terms)
    found = (*line.stands.youth, *line.stands.after)
    return calendar.tasks(found, line.stands.adult_on, workplace.today, line.birth_date)


def _line(workplace: Workplace, reader: Reader, resident_id: str) -> YouthLine:
    line = line_of(workplace, reader, resident_id)
    if line is None:
        raise RuleBroken("not-on-board")
    return line


def _add_steps(work: UnitOfWork, plan: TransitionPlan, line: YouthLine, steps: Iterable[Task]) -> None:
    done = told_done(work, plan.case_id, line.resident_id, line.birth_date)
    for one in steps:
        fields = {
            "id": id_within(plan.id, one.rule.code),
            "plan_id": plan.id,
            "code": one.rule.code,
            "area": one.rule.area,
            "text": one.rule.name,
            "due": one.due,
            "owner": one.rule.owner.value,
            "done_on": done.get(one.rule.code),
        }
        work.add(validated(TransitionTask, fields))


def _checked(fields: Mapping[str, object]) -> None:
    for field in ("text", "due"):
        if field in fields:
            filled(field, fields[field])
