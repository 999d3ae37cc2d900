"""The talk at the kitchen table, kept as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.casework import Case, Conversation, DomainNote, Goal
    from desktop.models.changes import ChangeSet
    from desktop.models.people import NetworkMember, Resident
    from desktop.models.region import LifeDomain
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class DomainCard:
    """A life domain of the region, with what was written about it; a note without id is not stored yet."""

    domain: LifeDomain
    note: DomainNote


@dataclass(frozen=True)
class ConversationPage:
    """All that the talk's screen shows."""

    conversation: Conversation
    case: Case
    resident: Resident
    cards: tuple[DomainCard, ...]
    goals: tuple[Goal, ...]
    network: tuple[NetworkMember, ...]


def begin(workplace: Workplace, case_id: str, held_on: date | None = None) -> tuple[str, ChangeSet]:
    """Plans a talk for a day, or begins it today; takes up the unfinished one of the case when there is one.

    Raises:
        RuleBroken: ``case-closed``, ``gone``.
    """
    raise NotImplementedError


def write(workplace: Workplace, conversation_id: str, **fields: object) -> ChangeSet:
    """Keeps fields as typed: held_on, where, present, question, going_well, notes.

    Raises:
        RuleBroken: ``not-a-field``, ``conversation-done``, or what the model says of a field.
    """
    raise NotImplementedError


def write_domain(workplace: Workplace, conversation_id: str, domain: str, **fields: object) -> ChangeSet:
    """Keeps what is typed on a life domain's card: situation, own_words, who_can_do_what, score.

    Raises:
        RuleBroken: ``not-a-field``, ``conversation-done``, ``unknown-domain``, or what the model says of a field.
    """
    raise NotImplementedError


def finish(workplace: Workplace, conversation_id: str) -> ChangeSet:
    """Marks the report of the talk as finished; what was asked becomes the case's question when that is still empty.

    Raises:
        RuleBroken: ``required`` (question), ``in-future`` (held_on) for a talk that has not been held.
    """
    raise NotImplementedError


def take_up_again(workplace: Workplace, conversation_id: str) -> ChangeSet:
    """Opens a finished report of a talk again."""
    raise NotImplementedError


def conversation_page(workplace: Workplace, conversation_id: str) -> ConversationPage:
    """The talk with a card for each life domain of the region.

    Raises:
        RuleBroken: ``gone``.
    """
    raise NotImplementedError
