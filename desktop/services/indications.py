"""An indication: drafted with prompts at hand, handed in, judged by a second person, and then sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.models.kinds import PromptLevel

if TYPE_CHECKING:
    from desktop.models.casework import Case
    from desktop.models.changes import ChangeSet
    from desktop.models.draft import Comparable, Draft, Prompt
    from desktop.models.indications import Decision, Indication
    from desktop.models.people import Resident
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class DraftCheck:
    """What the rules say of a draft as it stands.

    Attributes:
        draft: The facts the rules judged.
        comparable: How long comparable trajectories lasted; None when too few are known.
        cost_cents: Of the whole period, from the provider's or the profile's rate; None when it cannot be told.
    """

    draft: Draft
    prompts: tuple[Prompt, ...]
    comparable: Comparable | None
    cost_cents: int | None

    @property
    def blocks(self) -> tuple[Prompt, ...]:
        """Prompts that keep the draft from being handed in."""
        return tuple(p for p in self.prompts if p.level is PromptLevel.BLOCK)

    @property
    def questions(self) -> tuple[Prompt, ...]:
        """Prompts that still ask for a reason."""
        return tuple(p for p in self.prompts if p.level is PromptLevel.ASK and not p.answered)

    @property
    def may_hand_in(self) -> bool:
        """True when nothing blocks and nothing asks any more."""
        return not self.blocks and not self.questions


@dataclass(frozen=True)
class DraftPage:
    """All that the drafting screen shows beside prompts and providers."""

    indication: Indication
    case: Case
    resident: Resident
    provider: str
    author: str
    judged_by: str
    may_change: bool
    """True for the author while it is a draft or came back."""
    may_judge: bool
    """True for a team lead who is not the author, while it is handed in."""


def begin_draft(workplace: Workplace, case_id: str, after: str | None = None) -> tuple[str, ChangeSet]:
    """Begins a draft; `after` names an earlier indication whose choices it takes over, starting the day after it.

    Raises:
        RuleBroken: ``case-closed``, ``gone``, ``not-allowed``.
    """
    raise NotImplementedError


def change_draft(workplace: Workplace, indication_id: str, **fields: object) -> ChangeSet:
    """Keeps fields as chosen; who, when and status are not among them.

    Raises:
        RuleBroken: ``sealed`` for an approved or ended one, ``handed-in`` while it lies with the second person,
            ``not-a-field``, ``not-allowed``, or what the model says of a field.
    """
    raise NotImplementedError


def answer_prompt(workplace: Workplace, indication_id: str, code: str, reason: str) -> ChangeSet:
    """Keeps why this case departs, under the prompt's code; an empty reason takes it away again."""
    raise NotImplementedError


def remove_draft(workplace: Workplace, indication_id: str) -> ChangeSet:
    """Throws a draft away; can be undone.

    Raises:
        RuleBroken: ``sealed``, ``handed-in``, ``not-allowed``.
    """
    raise NotImplementedError


def draft_page(workplace: Workplace, indication_id: str) -> DraftPage:
    """The draft with whom it is for and what this colleague may do with it.

    Raises:
        RuleBroken: ``gone``.
    """
    raise NotImplementedError


def check(workplace: Workplace, indication_id: str) -> DraftCheck:
    """Judges a draft by the region's rules, from what is stored of the case, the provider and the household."""
    raise NotImplementedError


def hand_in(workplace: Workplace, indication_id: str) -> ChangeSet:
    """Gives a draft to the second person.

    Raises:
        RuleBroken: ``blocked`` while a prompt blocks or asks (``values['codes']``), ``sealed``, ``handed-in``,
            ``not-allowed``.
    """
    raise NotImplementedError


def take_back(workplace: Workplace, indication_id: str) -> ChangeSet:
    """The author takes a handed-in draft back to go on with it."""
    raise NotImplementedError


def return_with_remarks(workplace: Workplace, indication_id: str, remarks: str) -> ChangeSet:
    """The second person sends it back.

    Raises:
        RuleBroken: ``required`` (remarks), ``not-handed-in``, ``own-work``, ``not-allowed``.
    """
    raise NotImplementedError


def approve(workplace: Workplace, indication_id: str) -> ChangeSet:
    """The second person approves: the text is sealed and its evaluations are planned.

    Raises:
        RuleBroken: ``own-work`` for the author, ``not-handed-in``, ``blocked``, ``not-allowed``.
    """
    raise NotImplementedError


def decide(workplace: Workplace, indication_id: str, decision: Decision) -> ChangeSet:
    """Writes down the decision on an approved indication.

    Raises:
        RuleBroken: ``not-approved``, ``in-future`` (decided_on).
    """
    raise NotImplementedError


def start_help(workplace: Workplace, indication_id: str, started_on: date) -> ChangeSet:
    """Writes down that the help really began; a wait for it ends on that day.

    Raises:
        RuleBroken: ``not-approved``, ``in-future`` (started_on).
    """
    raise NotImplementedError


def is_sealed(indication: Indication) -> bool:
    """True when the text still is what was approved, to the letter."""
    raise NotImplementedError
