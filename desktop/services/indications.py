"""An indication: drafted with prompts at hand, handed in, judged by a second person, and then sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.draft import Comparable, Draft, Prompt
from desktop.models.faults import RuleBroken
from desktop.models.indications import MOST_REASON, Decision, Indication
from desktop.models.kinds import CasePhase, IndicationStatus, PromptLevel
from desktop.models.people import Colleague, Resident
from desktop.models.sealed_text import CHOSEN
from desktop.models.social_map import Provider
from desktop.rules.cost import Cost, Rate, cost
from desktop.rules.draft_faults import end_fault
from desktop.rules.permissions import Act, may, may_change_draft, may_judge, require, require_second_person
from desktop.rules.prompts.check import prompts
from desktop.services.answers import UNDECIDED, answers_of
from desktop.services.approval_day import told_late
from desktop.services.changed_text import Changes, changes_of
from desktop.services.draft_facts import DraftFacts, gather_facts
from desktop.services.draft_lines import authors_of, open_lines
from desktop.services.guards import NOTHING_WRITTEN, not_later, only, open_case_of
from desktop.services.seals import APPROVED, is_sealed
from desktop.services.second_person import let_through, seal_approved, sent_back, version_of, writers_of
from desktop.services.shown import tell_opened
from desktop.services.workplace import Workplace
from desktop.store.mapping import is_keepable, validated
from desktop.store.queries.open_conflicts import has_open_conflict
from desktop.store.reader import Reader


@dataclass(frozen=True)
class DraftCheck:
    """What the rules say of a draft as it stands.

    Attributes:
        draft: The facts the rules judged.
        comparable: How long comparable trajectories lasted; None when too few are known.
        cost: Of the whole period, or why that cannot be told.
        rate: The provider's own, where its contract names one.
    """

    draft: Draft
    prompts: tuple[Prompt, ...]
    comparable: Comparable | None
    cost: Cost
    rate: Rate | None = None

    @property
    def cost_cents(self) -> int | None:
        """Euro cents over the whole period; None when it cannot be told."""
        return self.cost.cents

    @property
    def blocks(self) -> tuple[Prompt, ...]:
        """Prompts that keep the draft from being handed in."""
        return tuple(p for p in self.prompts if p.level is PromptLevel.BLOCK)

    @property
    def questions(self) -> tuple[Prompt, ...]:
        """Prompts that still ask for a reason."""
        return tuple(p for p in self.prompts if p.level is PromptLevel.ASK and not p.answered)

    @property
    def end_fault(self) -> str:
        """What is wrong with the last day, to be told at its field; empty when nothing is."""
        return end_fault(self.draft)

    @property
    def points(self) -> int:
        """How many things must be mended or answered before it can be handed in."""
        return len(self.blocks) + len(self.questions) + bool(self.end_fault)

    @property
    def may_hand_in(self) -> bool:
        """True when nothing blocks and nothing asks any more."""
        return not self.points


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
    """True for who drafted a line of it, or a team lead, while it is a draft or came back and its case is open."""
    may_judge: bool
    """True for a team lead who wrote nothing in it, while it is handed in and its case is open."""
    may_take_back: bool
    """True for who handed it in, until it is judged."""
    wrote_it: bool
    """True for a team lead who may not judge it for having written in it or handed it in."""
    changes: Changes | None
    """What a second person must read anew; None for a first text."""
    version: int
    """Counts the approved texts of one need, this one among them, also while it is a draft."""
    is_intact: bool
    """False when an approved text is not, to the letter, what was approved."""
    withdrawn_on: date | None = None
    """Day on which the application was withdrawn that it was meant for, while no decision was taken on it."""


def begin_draft(workplace: Workplace, case_id: str) -> tuple[str, ChangeSet]:
    """Begins a draft, in which nothing but the act is chosen.

    Raises:
        RuleBroken: ``case-closed``, ``gone``, ``not-allowed``.
    """
    with workplace.casework(N_("Begin indication")) as work:
        case = open_case_of(work, case_id)
        draft = validated(Indication, {"law": case.law, "case_id": case_id, "author": workplace.colleague.id})
        work.add(draft)
        return draft.id, work.commit()


def change_draft(workplace: Workplace, indication_id: str, **fields: object) -> ChangeSet:
    """Keeps fields as chosen; who, when and status are not among them.

    Raises:
        RuleBroken: ``gone``, ``sealed`` for an approved or ended one, ``handed-in`` while it lies with the second
            person, ``case-closed``, ``not-allowed``, or the limit that a field is outside of; ``in-future``
            (contribution_told_on).
    """
    only(fields, CHOSEN)
    _checked_days(fields)
    not_later("contribution_told_on", fields.get("contribution_told_on"), workplace.today)
    with workplace.casework(N_("Change indication")) as work:
        _changeable(workplace, work, indication_id)
        work.change(Indication, indication_id, **fields)
        return work.commit()


def answer_prompt(workplace: Workplace, indication_id: str, code: str, reason: str) -> ChangeSet:
    """Keeps why this case departs, under the prompt's code; an empty reason takes it away again.

    Raises:
        RuleBroken: As `change_draft`; ``too-long`` or ``not-valid`` (reason).
    """
    if len(reason.strip()) > MOST_REASON:
        raise RuleBroken("too-long", "reason", most=MOST_REASON)
    if not is_keepable(reason):
        raise RuleBroken("not-valid", "reason")
    with workplace.casework(N_("Give reason")) as work:
        reasons = dict(_changeable(workplace, work, indication_id).reasons)
        reasons.pop(code, None)
        if reason.strip():
            reasons[code] = reason.strip()
        work.change(Indication, indication_id, reasons=reasons)
        return work.commit()


def remove_draft(workplace: Workplace, indication_id: str) -> ChangeSet:
    """Throws a draft away; can be undone.

    Raises:
        RuleBroken: ``gone``, ``sealed``, ``handed-in``, ``case-closed``, ``not-allowed``.
    """
    with workplace.casework(N_("Remove draft")) as work:
        _changeable(workplace, work, indication_id)
        work.remove(Indication, indication_id)
        return work.commit()


def draft_page(workplace: Workplace, indication_id: str) -> DraftPage:
    """The draft with whom it is for and what this colleague may do with it.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    require(workplace.role, Act.SEE_CASES)
    tell_opened(workplace, "indication", indication_id)
    me, role = workplace.colleague.id, workplace.role
    with workplace.store.read() as reader:
        indication = reader.get(Indication, indication_id)
        case = reader.get(Case, indication.case_id)
        provider = reader.maybe(Provider, indication.provider_id) if indication.provider_id else None
        handed_in = indication.status is IndicationStatus.HANDED_IN
        is_open = case.phase is not CasePhase.CLOSED
        given = indication.status in APPROVED
        writers = writers_of(reader, indication)
        return DraftPage(
            indication=indication,
            case=case,
            resident=reader.get(Resident, case.resident_id),
            provider=provider.name if provider else "",
            author=_name(reader, indication.author),
            judged_by=_name(reader, indication.judged_by),
            may_change=is_open and may_change_draft(role, me, authors_of(reader, indication), indication.status),
            may_judge=is_open and handed_in and may_judge(role, me, writers),
            may_take_back=handed_in and me == indication.author,
            wrote_it=handed_in and may(role, Act.APPROVE) and me in writers,
            changes=changes_of(workplace, reader, indication),
            version=indication.version if given else version_of(reader, indication),
            is_intact=not given or is_sealed(indication),
            withdrawn_on=_withdrawn(workplace, reader, indication),
        )


def check(workplace: Workplace, indication_id: str) -> DraftCheck:
    """Judges a draft by the region's rules, from what is stored of the case, the provider and the household.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        return _check(workplace, reader, reader.get(Indication, indication_id))


def hand_in(workplace: Workplace, indication_id: str) -> ChangeSet:
    """Gives a draft to the second person, with every line of it that is still open, or none of them.

    Who hands it in is its author from then on, and never judges it; nor does anyone who wrote in it.

    Where the region has only a sample looked at, what the sample lets through is approved at once.

    Raises:
        RuleBroken: ``blocked`` while a prompt blocks or asks (``values['codes']``), ``end-before-start``, ``sealed``,
            ``handed-in``, ``case-closed``, ``not-allowed``.
    """
    require(workplace.role, Act.HAND_IN)
    with workplace.casework(N_("Hand in indication")) as work:
        handed_in: list[tuple[Indication, int | None]] = []
        for line in open_lines(work, _changeable(workplace, work, indication_id)):
            found = _not_blocked(workplace, work, line)
            changed = work.change(
                Indication,
                line.id,
                status=IndicationStatus.HANDED_IN,
                handed_in_at=workplace.now,
                author=workplace.colleague.id,
            )
            handed_in.append((changed, found.cost_cents))
        let_through(workplace, work, handed_in)
        return work.commit()


def take_back(workplace: Workplace, indication_id: str) -> ChangeSet:
    """The author takes a handed-in draft back to go on with it.

    Raises:
        RuleBroken: ``not-handed-in``, ``not-allowed`` for another than the author.
    """
    with workplace.casework(N_("Take indication back")) as work:
        if _handed_in(work, indication_id).author != workplace.colleague.id:
            raise RuleBroken("not-allowed")
        work.change(Indication, indication_id, status=IndicationStatus.DRAFT, handed_in_at=None)
        return work.commit()


def return_with_remarks(
    workplace: Workplace, indication_id: str, remarks: str, at: Mapping[str, str] = NOTHING_WRITTEN
) -> ChangeSet:
    """The second person sends it back, with remarks of the whole, at fields by the field's name, or both.

    The text as it was read is kept, so that what changes after it can be told.

    Raises:
        RuleBroken: ``required`` (remarks) without any, ``not-handed-in``, ``own-work``, ``not-allowed``.
    """
    with workplace.casework(N_("Return indication")) as work:
        indication = _handed_in(work, indication_id)
        require_second_person(workplace.role, workplace.colleague.id, writers_of(work, indication))
        back = sent_back(indication, remarks, at) | _judged(workplace)
        work.change(Indication, indication_id, status=IndicationStatus.RETURNED, **back)
        return work.commit()


def approve(workplace: Workplace, indication_id: str, on: date | None = None, why: str = "") -> ChangeSet:
    """The second person approves: the text is sealed and its evaluations are planned.

    Who approved outside Naober on an earlier day says which, and why that is entered only now.

    Raises:
        RuleBroken: ``own-work`` for who wrote in it or handed it in, ``not-handed-in``, ``blocked``, ``conflict-open``
            while two versions of the text wait for a choice, ``case-closed``, ``not-allowed``; what
            `desktop.services.approval_day.told_late` says (approved_on, approved_why).
    """
    with workplace.casework(N_("Approve indication")) as work:
        indication = _handed_in(work, indication_id)
        case = open_case_of(work, indication.case_id)
        require_second_person(workplace.role, workplace.colleague.id, writers_of(work, indication))
        late = told_late(workplace, case, on, why)
        if has_open_conflict(work, "indication", indication_id):
            raise RuleBroken("conflict-open")
        _not_blocked(workplace, work, indication)
        seal_approved(workplace, work, indication, late, **_judged(workplace))
        return work.commit()


def _check(workplace: Workplace, reader: Reader, indication: Indication) -> DraftCheck:
    facts = gather_facts(reader, workplace.profile, indication, workplace.today)
    found = prompts(workplace.profile, facts.draft, facts.comparable)
    rate = _agreed(facts)
    return DraftCheck(facts.draft, found, facts.comparable, cost(workplace.profile, facts.draft, rate), rate)


def _agreed(facts: DraftFacts) -> Rate | None:
    """The provider's own rate, where its contract names one; without a unit it is for the unit that is drafted."""
    standing = facts.standing
    unit = (standing.rate_unit if standing else None) or facts.draft.unit
    if standing is None or standing.rate_cents is None or unit is None:
        return None
    return Rate(standing.rate_cents, unit)


def _not_blocked(workplace: Workplace, reader: Reader, indication: Indication) -> DraftCheck:
    found = _check(workplace, reader, indication)
    if found.end_fault:
        raise RuleBroken("end-before-start", "end")
    if not found.may_hand_in:
        raise RuleBroken("blocked", codes=[prompt.code for prompt in (*found.blocks, *found.questions)])
    return found


def _changeable(workplace: Workplace, reader: Reader, indication_id: str) -> Indication:
    indication = reader.get(Indication, indication_id)
    if indication.status in APPROVED:
        raise RuleBroken("sealed")
    if indication.status is IndicationStatus.HANDED_IN:
        raise RuleBroken("handed-in")
    open_case_of(reader, indication.case_id)
    authors = authors_of(reader, indication)
    if not may_change_draft(workplace.role, workplace.colleague.id, authors, indication.status):
        raise RuleBroken("not-allowed")
    return indication


def _handed_in(reader: Reader, indication_id: str) -> Indication:
    indication = reader.get(Indication, indication_id)
    if indication.status is not IndicationStatus.HANDED_IN:
        raise RuleBroken("not-handed-in")
    return indication


def _judged(workplace: Workplace) -> dict[str, object]:
    return {"judged_by": workplace.colleague.id, "judged_at": workplace.now}


def _checked_days(fields: dict[str, object]) -> None:
    """An end before the start is told by the check; a day that is none at all never gets into the store."""
    days = fields.get("evaluations", ())
    try:
        for day in days if isinstance(days, tuple | list) else (days,):
            date.fromisoformat(str(day))
    except ValueError as error:
        raise RuleBroken("not-valid", "evaluations") from error


def _withdrawn(workplace: Workplace, reader: Reader, indication: Indication) -> date | None:
    if indication.status not in UNDECIDED or reader.count(Decision, indication_id=indication.id):
        return None
    left = answers_of(reader, indication, workplace.today).left
    return left.withdrawn_on if left else None


def _name(reader: Reader, colleague_id: str) -> str:
    colleague = reader.maybe(Colleague, colleague_id) if colleague_id else None
    return colleague.name if colleague else ""
