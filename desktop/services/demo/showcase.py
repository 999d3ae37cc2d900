"""Open cases for the demonstration's consultant: one in every phase that a screen can show.

None of them has approved help for adults yet, so the published tables stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from desktop.models.base import Value, id_within
from desktop.models.destruction_request import DestructionRequest
from desktop.models.kinds import CasePhase
from desktop.models.people import Household, Resident
from desktop.models.social_map import CommunityService
from desktop.services.demo.open_cases import Begun, OpenCases
from desktop.services.demo.youth import turning_eighteen

ASKED = 32
"""Days after the begin of a case that the resident asked to have it destroyed: eight days ago, see `_refused`."""

COVERED = 44
"""Days after its begin that the cover of a case ended: three days ago, see `_late`."""


@dataclass
class Shown:
    """The cases, and what must still be handed in with the real service: author's and indication's id."""

    values: list[Value] = field(default_factory=list)
    to_hand_in: list[tuple[str, str]] = field(default_factory=list)


def showcase(mine: OpenCases, other: OpenCases, services: Iterable[CommunityService]) -> Shown:
    """Cases of one's own in every phase, and one of a colleague that waits for the team lead."""
    near = [service for service in services if mine.municipality in service.municipalities]
    shown = Shown()
    for begun in (_reported(mine), _visit(mine, 0), _visit(mine, 1), _talked(mine, near)):
        shown.values += begun.values
    shown.values += _covered(_late(mine), other.desk.consultant)
    shown.values += _with_housemate(mine, _drafting(mine, near))
    shown.values += _returned(mine, near).values
    for cases, age in ((mine, 52), (other, 34), (other, 61)):
        begun = _begin_plan(cases, near, age, 30)
        shown.to_hand_in.append((cases.desk.consultant, cases.finish_draft(begun, age).id))
        shown.values += begun.values
    shown.values += turning_eighteen(mine)
    shown.values += _paused(mine, near).values
    refused = _refused(mine, near)
    shown.values += [*refused.values, _asked_to_destroy(refused)]
    return shown


def _reported(cases: OpenCases) -> Begun:
    """Came in the day before yesterday; nothing was planned yet."""
    return cases.begin(81, 2, CasePhase.REPORTED)


def _visit(cases: OpenCases, in_days: int) -> Begun:
    """Visited today or tomorrow; of the second nobody pointed out client support yet."""
    begun = cases.begin(29 + 40 * in_days, 9, told=in_days == 0)
    cases.talk(begun, in_days)
    return begun


def _talked(cases: OpenCases, near: list[CommunityService]) -> Begun:
    """The conversation is written up; two possibilities before custom care are still open."""
    begun = cases.begin(44, 24)
    cases.talk(begun, -3, done=True)
    cases.plan(begun, near[:2], without=2)
    return begun


def _late(cases: OpenCases) -> Begun:
    """The six weeks are over, and the conversation has not been written up."""
    begun = cases.begin(67, 47)
    cases.talk(begun, -5)
    return begun


def _covered(begun: Begun, absent: str) -> list[Value]:
    """Of a colleague who should be back by now, and not given back yet."""
    over = {"covers_for": absent, "covered_until": begun.case.opened_on + timedelta(days=COVERED)}
    whose = begun.case.model_copy(update=over)
    return [whose if value is begun.case else value for value in begun.values]


def _drafting(cases: OpenCases, near: list[CommunityService]) -> Begun:
    """An application, and a draft with open questions."""
    begun = _begin_plan(cases, near, 38, 33)
    cases.begin_draft(begun, 38)
    return begun


def _returned(cases: OpenCases, near: list[CommunityService]) -> Begun:
    """A draft that came back with remarks."""
    begun = _begin_plan(cases, near, 22, 36)
    cases.returned(begun, cases.finish_draft(begun, 22))
    return begun


def _refused(cases: OpenCases, near: list[CommunityService]) -> Begun:
    """Another possibility is enough: the help is refused, and the resident must still hear of it."""
    begun = cases.begin(58, 40, CasePhase.DECIDED)
    cases.talk(begun, -26, done=True)
    cases.plan(begun, near[:2])
    cases.apply(begun, 12)
    cases.refused(begun, cases.finish_draft(begun, 58))
    return begun


def _asked_to_destroy(begun: Begun) -> DestructionRequest:
    """Who got no help wants nothing of it kept. Its id is the case's own, so that nothing else is drawn otherwise."""
    case = begun.case
    asked = case.opened_on + timedelta(days=ASKED)
    id_ = id_within(case.id, "destruction-request")
    return DestructionRequest(id=id_, case_id=case.id, received_on=asked, how="e-mail", recorded_by=case.consultant)


def _begin_plan(cases: OpenCases, near: list[CommunityService], age: int, since: int) -> Begun:
    begun = cases.begin(age, since, CasePhase.APPLICATION)
    cases.talk(begun, -18, done=True)
    cases.plan(begun, near[:1])
    cases.apply(begun, 6)
    return begun


def _paused(cases: OpenCases, near: list[CommunityService]) -> Begun:
    """Waits for what the resident must still hand in, and has done so for long."""
    begun = cases.begin(47, 60, CasePhase.APPLICATION)
    cases.talk(begun, -40, done=True)
    cases.plan(begun, near[:1])
    cases.apply(begun, 30)
    cases.pause(begun, 22)
    return begun


def _with_housemate(cases: OpenCases, begun: Begun) -> list[Value]:
    """A partner with a case of their own: one household, one plan, one director."""
    partner = cases.begin(41, 60)
    scene, last = cases.scene, begun.resident.last_name
    household = Household(id=scene.new_id(), name=last, director=begun.name)
    shared = {
        name: getattr(begun.resident, name) for name in ("address", "postal_code", "place", "prefix", "last_name")
    }
    shared["household_id"] = household.id
    cases.talk(partner, -40, done=True)
    cases.plan(partner, [])
    moved = [_moved(value, shared) for value in (*begun.values, *partner.values)]
    return [household, *moved]


def _moved(value: Value, shared: dict[str, object]) -> Value:
    return value.model_copy(update=shared) if isinstance(value, Resident) else value
