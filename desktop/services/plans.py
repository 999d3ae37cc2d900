"""The plan: what was looked at first, the goals, the community services, and what is agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from desktop.language import N_
from desktop.models.base import id_within
from desktop.models.casework import Alternative, Goal, PlanService, SupportPlan
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AlternativeKind, MapStatus
from desktop.models.papers import SupportPlanPage
from desktop.models.social_map import CommunityService
from desktop.services.guards import NOTHING_SEEN, filled, nothing_handed_in, only, open_case_of
from desktop.services.kept_basis import plan_now
from desktop.services.plan_paper import gather
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import family
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Agreement:
    """What is agreed in a version of the plan."""

    summary: str = ""
    agreements: str = ""
    resident_agrees: bool | None = None
    """None until asked."""


def answer_alternative(
    workplace: Workplace,
    case_id: str,
    kind: AlternativeKind,
    saw: Mapping[str, object] = NOTHING_SEEN,
    **fields: object,
) -> ChangeSet:
    """Keeps what was found for one possibility before custom care: answer, sufficient; the newest answer stands.

    Two colleagues who both begin to answer write on one and the same: its id hangs on case and kind.

    Raises:
        RuleBroken: ``required`` (answer) when called sufficient without a word why; ``case-closed``; ``read-along``
            while an indication of the case lies with a second person; ``too-long``.
    """
    only(fields, ("answer", "sufficient"))
    if fields.get("sufficient"):
        filled("answer", fields.get("answer"))
    with workplace.casework(N_("Answer alternative")) as work:
        open_case_of(work, case_id)
        nothing_handed_in(work, case_id)
        known = next((a for a in work.find(Alternative, case_id=case_id) if a.kind is kind), None)
        if known:
            work.change_as_seen(Alternative, known.id, saw, **fields)
        else:
            whose = {"id": id_within(case_id, kind), "case_id": case_id, "kind": kind}
            work.add(validated(Alternative, {**fields, **whose}))
        return work.commit()


def add_goal(
    workplace: Workplace, case_id: str, text: str, *, domain: str = "", by_when: date | None = None
) -> tuple[str, ChangeSet]:
    """Adds a goal in the resident's words.

    Raises:
        RuleBroken: ``required`` (text), ``case-closed``, ``read-along`` while an indication of the case lies with a
            second person, ``unknown-domain`` (domain), ``too-long`` (text).
    """
    _goal_fields(workplace, {"text": text, "domain": domain})
    with workplace.casework(N_("Add goal")) as work:
        open_case_of(work, case_id)
        nothing_handed_in(work, case_id)
        goal = validated(Goal, {"case_id": case_id, "text": text.strip(), "domain": domain, "by_when": by_when})
        work.add(goal)
        return goal.id, work.commit()


def change_goal(workplace: Workplace, goal_id: str, **fields: object) -> ChangeSet:
    """Rewords a goal, or tells how far it came: text, domain, by_when, reached (open, partly, reached, dropped).

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``read-along`` for another text, domain or day while an indication of the
            case lies with a second person, ``required`` (text), ``unknown-domain`` (domain), ``not-valid`` (reached),
            ``too-long``.
    """
    only(fields, ("text", "domain", "by_when", "reached"))
    _goal_fields(workplace, fields)
    with workplace.casework(N_("Change goal")) as work:
        _writable(work, goal_id, read_along=fields.keys() != {"reached"})
        work.change(Goal, goal_id, **fields)
        return work.commit()


def remove_goal(workplace: Workplace, goal_id: str) -> ChangeSet:
    """Takes a goal off the plan; can be undone.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``read-along`` while an indication of the case lies with a second person.
    """
    with workplace.casework(N_("Remove goal")) as work:
        _writable(work, goal_id, read_along=True)
        work.remove(Goal, goal_id)
        return work.commit()


def put_on_plan(workplace: Workplace, case_id: str, service_id: str, why: str = "") -> tuple[str, ChangeSet]:
    """Puts a community service on the resident's plan; once is enough, a second time only rewrites the reason.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``do-not-refer`` for a service one may not send residents to.
    """
    with workplace.casework(N_("Put on plan")) as work:
        open_case_of(work, case_id)
        doubles = family(work.connection, service_id)
        service_id = doubles[0]
        if work.get(CommunityService, service_id).status is not MapStatus.ACTIVE:
            raise RuleBroken("do-not-refer", "service_id")
        known = next(iter(work.find(PlanService, case_id=case_id, service_id=doubles)), None)
        if known is None:
            fields = {"case_id": case_id, "service_id": service_id, "added_on": workplace.today, "why": why}
            known = validated(PlanService, fields)
            work.add(known)
        elif why:
            work.change(PlanService, known.id, why=why)
        return known.id, work.commit()


def take_off_plan(workplace: Workplace, plan_service_id: str) -> ChangeSet:
    """Takes a community service off the plan; can be undone.

    Raises:
        RuleBroken: ``gone``, ``case-closed``.
    """
    with workplace.casework(N_("Take off plan")) as work:
        open_case_of(work, work.get(PlanService, plan_service_id).case_id)
        work.remove(PlanService, plan_service_id)
        return work.commit()


def agree_plan(workplace: Workplace, case_id: str, agreement: Agreement) -> tuple[str, ChangeSet]:
    """Writes a new version of the support plan, with what of the case it was agreed on; earlier versions stay.

    Raises:
        RuleBroken: ``case-closed``, ``goal-missing`` without a goal, ``required`` (summary), ``too-long``.
    """
    filled("summary", agreement.summary)
    with workplace.casework(N_("Agree plan")) as work:
        case = open_case_of(work, case_id)
        if not work.count(Goal, case_id=case_id):
            raise RuleBroken("goal-missing", "goals")
        kept = {"case_id": case_id, "made_on": workplace.today, "rests_on": plan_now(work, case)}
        plan = validated(SupportPlan, {**kept, **asdict(agreement)})
        work.add(plan)
        return plan.id, work.commit()


def plan_page(workplace: Workplace, case_id: str) -> SupportPlanPage:
    """Everything the support plan prints.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    return gather(workplace, case_id)


REACHED = ("open", "partly", "reached", "dropped")
"""How far a goal came."""


def _writable(reader: Reader, goal_id: str, *, read_along: bool) -> None:
    case_id = reader.get(Goal, goal_id).case_id
    open_case_of(reader, case_id)
    if read_along:
        nothing_handed_in(reader, case_id)


def _goal_fields(workplace: Workplace, fields: dict[str, object]) -> None:
    if "text" in fields:
        filled("text", fields["text"])
    domain = fields.get("domain")
    if domain and domain not in {d.id for d in workplace.profile.life_domains}:
        raise RuleBroken("unknown-domain", "domain")
    if fields.get("reached", "open") not in REACHED:
        raise RuleBroken("not-valid", "reached")
