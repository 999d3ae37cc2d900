"""What the approved texts and the plans of a demonstration rest on, as if it had been kept on the day itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from desktop.models.base import Value
from desktop.models.casework import Alternative, Case, Conversation, DomainNote, Goal, PlanService, SupportPlan
from desktop.models.course import StepAnswer
from desktop.models.indications import Evaluation, Indication
from desktop.models.people import NetworkMember
from desktop.services.kept_basis import Stands, decision_basis, looked_back_on, plan_basis
from desktop.services.seals import seal_of

V = TypeVar("V", bound=Value)


def resting(values: Sequence[Value]) -> Iterator[Value]:
    """The same values, each plan, sealed text and look back with what it rests on; their cases are there too, whole."""
    held = {case.id: _stands(case, values_of) for case, values_of in _by_case(values)}
    case_of = {one.id: one.case_id for one in _kind(Indication, values)}
    for value in values:
        if isinstance(value, SupportPlan):
            yield value.model_copy(update={"rests_on": plan_basis(held[value.case_id])})
        elif isinstance(value, Indication) and value.seal:
            kept = value.model_copy(update={"rests_on": decision_basis(held[value.case_id])})
            yield kept.model_copy(update={"seal": seal_of(kept)})
        elif isinstance(value, Evaluation) and value.held_on:
            goals = held[case_of[value.indication_id]].goals
            yield value.model_copy(update={"rests_on": looked_back_on(goals)})
        else:
            yield value


def _by_case(values: Sequence[Value]) -> Iterator[tuple[Case, list[Value]]]:
    """Each case with what hangs on it, on its talks or on its resident."""
    hung: dict[str, list[Value]] = {}
    for value in values:
        for name in ("case_id", "conversation_id", "resident_id"):
            hung.setdefault(str(getattr(value, name, "")), []).append(value)
    for case in _kind(Case, values):
        own = hung.get(case.id, [])
        notes = [note for talk in _kind(Conversation, own) for note in hung.get(talk.id, [])]
        yield case, [*own, *notes, *hung.get(case.resident_id, [])]


def _stands(case: Case, own: Sequence[Value]) -> Stands:
    talk = next((one for one in reversed(_kind(Conversation, own)) if one.done), None)
    notes = [note for note in _kind(DomainNote, own) if talk and note.conversation_id == talk.id]
    return Stands(
        case,
        _kind(Goal, own),
        _kind(Alternative, own),
        talk,
        notes,
        _kind(StepAnswer, own),
        _kind(NetworkMember, own),
        _kind(PlanService, own),
    )


def _kind(kind: type[V], values: Iterable[Value]) -> list[V]:
    return sorted((one for one in values if isinstance(one, kind)), key=lambda one: str(getattr(one, "id")))  # noqa: B009 - every kind has one
