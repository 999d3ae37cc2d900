"""What an approved text and an agreed plan rest on: kept with them as it stood, since the case itself goes on.

A goal is reworded, an alternative answered anew: the decision that rests on it goes on saying what was approved, an
evaluation what was looked back on, and a plan says that it is not what was agreed any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.language import N_, _
from desktop.models.casework import (
    Alternative,
    Case,
    Conversation,
    DomainNote,
    Goal,
    PlanService,
    SupportPlan,
)
from desktop.models.course import StepAnswer
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import AlternativeKind
from desktop.models.papers import PaperAlternative, PaperContribution, PaperGoal
from desktop.models.people import NetworkMember
from desktop.rules.contribution import Contribution
from desktop.store.reader import Reader

PARTS = {
    "law": N_("the act"),
    "question": N_("the question"),
    "director": N_("who holds the direction"),
    "talk": N_("the conversation"),
    "steps": N_("what was looked into"),
    "network": N_("the network"),
    "goals": N_("the goals"),
    "alternatives": N_("what was looked at first"),
    "services": N_("help in the neighbourhood"),
}
"""What each part is called."""

CONTRIBUTION = "contribution"
"""Of an approved text only: a plan tells of no amount."""

_TALK = ("held_on", "where", "present", "question", "going_well")
_DOMAIN = ("domain", "situation", "own_words", "who_can_do_what", "score")


@dataclass(frozen=True)
class Basis:
    """What a decision says that it rests on."""

    question: str
    goals: tuple[PaperGoal, ...]
    alternatives: tuple[PaperAlternative, ...]


@dataclass(frozen=True)
class Stands:
    """A case with what is agreed and decided on, each kind by id.

    Attributes:
        talk: The latest that was finished.
        notes: Of that talk.
    """

    case: Case
    goals: Sequence[Goal] = ()
    alternatives: Sequence[Alternative] = ()
    talk: Conversation | None = None
    notes: Sequence[DomainNote] = ()
    steps: Sequence[StepAnswer] = ()
    network: Sequence[NetworkMember] = ()
    services: Sequence[PlanService] = ()


def basis_now(reader: Reader, case: Case) -> dict[str, str]:
    """What a decision in a case rests on as it stands, see `decision_basis`."""
    find = reader.find
    return decision_basis(Stands(case, find(Goal, case_id=case.id), find(Alternative, case_id=case.id)))


def decision_basis(stands: Stands) -> dict[str, str]:
    """What a decision rests on, as JSON by name; how far a goal came is no part of it."""
    return _told(
        {
            "law": stands.case.law,
            "question": stands.case.question,
            "goals": [[one.text, one.domain, one.by_when and one.by_when.isoformat()] for one in stands.goals],
            "alternatives": [[one.kind, one.answer, one.sufficient] for one in stands.alternatives if one.answer],
        }
    )


def plan_basis(stands: Stands) -> dict[str, str]:
    """What a plan is agreed on: all of the case that it prints, but for the help that is drafted in it."""
    talk, notes = stands.talk, stands.notes
    return decision_basis(stands) | _told(
        {
            "director": stands.case.director,
            "talk": [[_field(talk, name) for name in _TALK], [[_field(n, name) for name in _DOMAIN] for n in notes]],
            "steps": [[one.step, one.answer] for one in stands.steps if one.answer],
            "network": [[one.name, one.relation, one.helps_with, one.overburdened] for one in stands.network],
            "services": [[one.service_id, one.why] for one in stands.services],
        }
    )


def basis_of(reader: Reader, case: Case, indication: Indication) -> Basis:
    """As it was approved; as it stands while it is open, or where nothing was kept."""
    told = {name: json.loads(text) for name, text in (indication.rests_on or basis_now(reader, case)).items()}
    return Basis(
        question=told["question"],
        goals=tuple(PaperGoal(text, domain, _day(by_when)) for text, domain, by_when in told["goals"]),
        alternatives=tuple(
            PaperAlternative(AlternativeKind(kind), answer, sufficient)
            for kind, answer, sufficient in told["alternatives"]
        ),
    )


def kept_contribution(found: Contribution) -> dict[str, str]:
    """What the resident pays, as JSON beside the rest that a decision rests on."""
    told = [found.cents, found.year, found.source, found.from_on and found.from_on.isoformat()]
    return _told({CONTRIBUTION: told})


def contribution_of(indication: Indication) -> PaperContribution | None:
    """What was kept of it when the indication was approved; None where nothing was."""
    if CONTRIBUTION not in indication.rests_on:
        return None
    cents, year, source, from_on = json.loads(indication.rests_on[CONTRIBUTION])
    return PaperContribution(cents, year, source, indication.contribution_note, _day(from_on))


def looked_back_on(goals: Iterable[Goal]) -> dict[str, str]:
    """The goals of a case that an evaluation looks back on, as they stand when it is held."""
    return _told({"goals": [[one.id, one.text, one.domain, _field(one, "by_when"), one.reached] for one in goals]})


def goals_looked_back_on(evaluation: Evaluation) -> tuple[Goal, ...] | None:
    """The goals as they stood when it was held, with how far each came by it; None where that was not kept.

    They are those of the case by their ids, without being stored ones.
    """
    if "goals" not in evaluation.rests_on:
        return None
    return tuple(
        Goal(
            id=id_,
            case_id="",
            text=text,
            domain=domain,
            by_when=_day(by_when),
            reached=evaluation.goal_results.get(id_, reached),
        )
        for id_, text, domain, by_when, reached in json.loads(evaluation.rests_on["goals"])
    )


def next_as_agreed(day: date | None) -> dict[str, str]:
    """On which day it was to be looked back again, as it stood when an evaluation was held; None for on none."""
    return _told({"next_on": day and day.isoformat()})


def next_look_back(evaluation: Evaluation, planned: Iterable[Evaluation]) -> date | None:
    """The day after it on which it is looked back again at the latest; as it was agreed, once that was kept.

    Args:
        evaluation: Held or not.
        planned: All of the same help: those still to be held tell where nothing was kept.
    """
    if "next_on" in evaluation.rests_on:
        return _day(json.loads(evaluation.rests_on["next_on"]))
    later = (one.due_on for one in planned if one.held_on is None and one.due_on > evaluation.due_on)
    return min(later, default=None)


def plan_now(reader: Reader, case: Case) -> dict[str, str]:
    """What a plan is agreed on as it stands, see `plan_basis`."""
    find = reader.find
    talk = next(iter(reversed(find(Conversation, case_id=case.id, done=True))), None)
    return plan_basis(
        Stands(
            case,
            find(Goal, case_id=case.id),
            find(Alternative, case_id=case.id),
            talk,
            find(DomainNote, conversation_id=talk.id) if talk else (),
            find(StepAnswer, case_id=case.id),
            find(NetworkMember, resident_id=case.resident_id),
            find(PlanService, case_id=case.id),
        )
    )


def changed_since(reader: Reader, case: Case, plan: SupportPlan) -> tuple[str, ...]:
    """The parts of a plan that are not as they were agreed, in words; none where what was agreed was not kept."""
    now = plan_now(reader, case)
    return tuple(_(name) for part, name in PARTS.items() if plan.rests_on and plan.rests_on.get(part) != now[part])


def _told(parts: Mapping[str, object]) -> dict[str, str]:
    return {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in parts.items()}


def _field(record: object, name: str) -> object:
    value = getattr(record, name, None)
    return value.isoformat() if isinstance(value, date) else value


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
