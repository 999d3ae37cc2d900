"""The talk at the kitchen table, kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.base import id_within
from desktop.models.casework import Case, Conversation, DomainNote, Goal
from desktop.models.changes import ChangeSet
from desktop.models.course import StepAnswer
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CasePhase
from desktop.models.people import NetworkMember, Resident
from desktop.models.region import LifeDomain
from desktop.rules.said import is_said
from desktop.rules.step_plans import OWN, QUESTION, Step, steps_of
from desktop.rules.then_and_now import Talk, ThenAndNow, earlier, then_and_now
from desktop.services.cases import move_on, reported_on
from desktop.services.guards import NOTHING_SEEN, filled, not_before, not_later, only, open_case_of
from desktop.services.names import domain_shown
from desktop.services.shown import tell_opened
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


@dataclass(frozen=True)
class DomainCard:
    """A life domain of the region, with what was written about it; a note that says nothing is not stored yet."""

    domain: LifeDomain
    note: DomainNote


@dataclass(frozen=True)
class StepShown:
    """A question of the act's step plan.

    Attributes:
        answer: What was found; empty means: not answered yet.
        beside: What was already written elsewhere in the talk that answers it, or a part of it.
    """

    step: Step
    answer: str
    beside: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """True when something was written; the first step is answered by the talk itself."""
        return is_said(self.answer) or (self.step.id == QUESTION and any(map(is_said, self.beside)))


@dataclass(frozen=True)
class MarksShown:
    """How the domains went and go.

    Attributes:
        then_on: Day of the earlier talk; None when there was none with marks.
        pairs: By domain's id, in the region's order; only domains with a mark.
    """

    then_on: date | None
    pairs: tuple[ThenAndNow, ...]


@dataclass(frozen=True)
class ConversationPage:
    """All that the talk's screen shows."""

    conversation: Conversation
    case: Case
    resident: Resident
    cards: tuple[DomainCard, ...]
    goals: tuple[Goal, ...]
    network: tuple[NetworkMember, ...]
    steps: tuple[StepShown, ...] = ()
    marks: MarksShown = MarksShown(None, ())


def begin(workplace: Workplace, case_id: str, held_on: date | None = None) -> tuple[str, ChangeSet]:
    """Plans a talk for a day, or begins it today; takes up the unfinished one of the case when there is one.

    Raises:
        RuleBroken: ``case-closed``, ``gone``, ``done-before`` (held_on) before the report of need, ``came-later``
            (held_on) after the resident got what came out of it.
    """
    with workplace.casework(N_("Begin conversation")) as work:
        case = open_case_of(work, case_id)
        not_before("held_on", held_on, reported_on(work, case))
        unfinished = work.find(Conversation, case_id=case_id, done=False)
        if unfinished:
            conversation = unfinished[0]
            if held_on is not None:
                _not_after_its_report(conversation, held_on)
                work.change(Conversation, conversation.id, held_on=held_on)
        else:
            conversation = Conversation(case_id=case_id, held_on=held_on or workplace.today)
            work.add(conversation)
        move_on(work, case, CasePhase.CONVERSATION)
        return conversation.id, work.commit()


def write(
    workplace: Workplace, conversation_id: str, saw: Mapping[str, object] = NOTHING_SEEN, **fields: object
) -> ChangeSet:
    """Keeps fields as typed: held_on, where, present, question, going_well, notes; `saw` is what stood there then.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``conversation-done``, ``done-before`` (held_on) before the report of
            need, ``came-later`` (held_on) after the resident got the report, or the limit that a field is outside of.
    """
    only(fields, ("held_on", "where", "present", "question", "going_well", "notes"))
    with workplace.casework(N_("Write conversation")) as work:
        talk = _unfinished(work, conversation_id)
        if "held_on" in fields:
            not_before("held_on", fields["held_on"], reported_on(work, work.get(Case, talk.case_id)))
            _not_after_its_report(talk, fields["held_on"])
        work.change_as_seen(Conversation, conversation_id, saw, **fields)
        return work.commit()


def write_domain(
    workplace: Workplace, conversation_id: str, domain: str, saw: Mapping[str, object] = NOTHING_SEEN, **fields: object
) -> ChangeSet:
    """Keeps what is typed on a life domain's card: situation, own_words, who_can_do_what, score.

    Two colleagues who both begin the card of a domain write on one and the same: its id hangs on talk and domain.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``conversation-done``, ``unknown-domain``, or the limit that a field is
            outside of.
    """
    only(fields, ("situation", "own_words", "who_can_do_what", "score"))
    if domain not in {d.id for d in workplace.profile.life_domains}:
        raise RuleBroken("unknown-domain", "domain")
    with workplace.casework(N_("Write conversation")) as work:
        _unfinished(work, conversation_id)
        notes = work.find(DomainNote, conversation_id=conversation_id, domain=domain)
        if notes:
            work.change_as_seen(DomainNote, notes[0].id, saw, **fields)
        else:
            whose = {"id": id_within(conversation_id, domain), "conversation_id": conversation_id, "domain": domain}
            work.add(validated(DomainNote, {**fields, **whose}))
        return work.commit()


def write_step(
    workplace: Workplace, conversation_id: str, step: str, answer: str, saw: Mapping[str, object] = NOTHING_SEEN
) -> ChangeSet:
    """Keeps the answer to a question of the step plan; it belongs to the case, so a later talk goes on with it.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``conversation-done``, ``unknown-step``, or the limit that the answer is
            outside of.
    """
    with workplace.casework(N_("Write conversation")) as work:
        case = work.get(Case, _unfinished(work, conversation_id).case_id)
        if step not in {one.id for one in steps_of(case.law) if one.id != QUESTION}:
            raise RuleBroken("unknown-step", "step")
        id_ = id_within(case.id, f"step {step}")
        if work.maybe(StepAnswer, id_):
            work.change_as_seen(StepAnswer, id_, saw, answer=answer)
        else:
            work.add(validated(StepAnswer, {"id": id_, "case_id": case.id, "step": step, "answer": answer}))
        return work.commit()


def finish(workplace: Workplace, conversation_id: str) -> ChangeSet:
    """Marks the report of the talk as finished; what was asked becomes the case's question when that is still empty.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required`` (question), ``in-future`` (held_on) for a talk that has not
            been held.
    """
    with workplace.casework(N_("Finish conversation")) as work:
        conversation = work.get(Conversation, conversation_id)
        case = open_case_of(work, conversation.case_id)
        not_later("held_on", conversation.held_on, workplace.today)
        filled("question", conversation.question)
        work.change(Conversation, conversation_id, done=True)
        if not case.question:
            work.change(Case, case.id, question=conversation.question)
        return work.commit()


def take_up_again(workplace: Workplace, conversation_id: str) -> ChangeSet:
    """Opens a finished report of a talk again.

    Raises:
        RuleBroken: ``gone``, ``case-closed``.
    """
    with workplace.casework(N_("Take up conversation again")) as work:
        open_case_of(work, work.get(Conversation, conversation_id).case_id)
        work.change(Conversation, conversation_id, done=False)
        return work.commit()


def conversation_page(workplace: Workplace, conversation_id: str) -> ConversationPage:
    """The talk with a card for each life domain of the region.

    Raises:
        RuleBroken: ``gone``.
    """
    tell_opened(workplace, "conversation", conversation_id)
    with workplace.store.read() as reader:
        conversation = reader.get(Conversation, conversation_id)
        case = reader.get(Case, conversation.case_id)
        cards = _cards(workplace, reader, conversation_id)
        return ConversationPage(
            conversation=conversation,
            case=case,
            resident=reader.get(Resident, case.resident_id),
            cards=cards,
            goals=tuple(reader.find(Goal, case_id=case.id)),
            network=tuple(reader.find(NetworkMember, resident_id=case.resident_id)),
            steps=steps_shown(reader, case, conversation, cards),
            marks=_marks(workplace, reader, conversation),
        )


def steps_shown(
    reader: Reader, case: Case, conversation: Conversation, cards: tuple[DomainCard, ...]
) -> tuple[StepShown, ...]:
    """The questions of the case's act with their answers, and what the talk's other parts say to them already."""
    answers = {one.step: one.answer for one in reader.find(StepAnswer, case_id=case.id)}
    own = [(domain_shown(card.domain), card.note.who_can_do_what) for card in cards]
    beside = {
        QUESTION: tuple(filter(is_said, [conversation.question])),
        OWN: tuple(f"{name}: {said}" for name, said in own if is_said(said)),
    }
    return tuple(StepShown(step, answers.get(step.id, ""), beside.get(step.id, ())) for step in steps_of(case.law))


def _cards(workplace: Workplace, reader: Reader, conversation_id: str) -> tuple[DomainCard, ...]:
    notes = {note.domain: note for note in reader.find(DomainNote, conversation_id=conversation_id)}
    domains = workplace.profile.life_domains
    empty = {d.id: DomainNote(conversation_id=conversation_id, domain=d.id) for d in domains if d.id not in notes}
    return tuple(DomainCard(domain, (notes | empty)[domain.id]) for domain in domains)


def _marks(workplace: Workplace, reader: Reader, conversation: Conversation) -> MarksShown:
    talks = reader.find(Conversation, case_id=conversation.case_id)
    marks: dict[str, dict[str, int]] = {talk.id: {} for talk in talks}
    for note in reader.find(DomainNote, conversation_id=list(marks)):
        if note.score is not None:
            marks[note.conversation_id][note.domain] = note.score
    known = {talk.id: Talk(talk.id, talk.held_on, marks[talk.id]) for talk in talks}
    now = known[conversation.id]
    then = earlier(known.values(), now)
    domains = [domain.id for domain in workplace.profile.life_domains]
    return MarksShown(then.held_on if then else None, then_and_now(domains, then, now))


def _not_after_its_report(talk: Conversation, held_on: object) -> None:
    """What came out of a talk is given when it was held (Wmo 2015 art. 2.3.2 lid 8)."""
    given = talk.report_given_on
    if isinstance(held_on, date) and given is not None and given < held_on:
        raise RuleBroken("came-later", "held_on", day=given)


def _unfinished(reader: Reader, conversation_id: str) -> Conversation:
    """The talk, when it is not finished yet and its case is open."""
    conversation = reader.get(Conversation, conversation_id)
    open_case_of(reader, conversation.case_id)
    if conversation.done:
        raise RuleBroken("conversation-done")
    return conversation
