"""Which application of a case a decision answers: asked while it is written down, and told again where it was wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.casework import Application
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import IndicationStatus
from desktop.rules.answers import about, is_unclear, left_by, waiting
from desktop.services.guards import open_case_of
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Answering:
    """What the decision on one indication can answer.

    Attributes:
        applications: Of its case that a decision can answer, the oldest first.
        usual: Ids of those that it answers as far as is known, or would when nothing is said; empty: it is asked.
        answered: Those that the decision that stands answers; empty without one, or where that is not known.
        unclear: True when nobody wrote down what that decision answers, and it can be more than one.
        withdrawn: Those of its case that were withdrawn before anything was decided on them, the oldest first.
        left: The one that was withdrawn last, when nothing came in since and nothing else waits; else None.
    """

    applications: tuple[Application, ...] = ()
    usual: tuple[str, ...] = ()
    answered: tuple[Application, ...] = ()
    unclear: bool = False
    withdrawn: tuple[Application, ...] = ()
    left: Application | None = None

    @property
    def is_choice(self) -> bool:
        """True when there was more than one application: which of them is decided on is told."""
        return bool(self.applications) and len(self.applications) + len(self.withdrawn) > 1

    @property
    def is_left(self) -> bool:
        """True when all that was applied for was withdrawn: there is nothing that a decision could answer."""
        return bool(self.withdrawn) and not self.applications

    def may_be_about(self, application_id: str) -> bool:
        """True when it is meant for this application as far as is known, or may be."""
        return not self.usual or application_id in self.usual


UNDECIDED = frozenset(IndicationStatus) - {
    IndicationStatus.ENDED,
    IndicationStatus.REFUSED,
    IndicationStatus.LAPSED,
}
"""States in which a first decision can still come."""

NOTHING_TO_ANSWER = Answering()


def answering(
    indication: Indication,
    applications: Collection[Application],
    beside: Iterable[Indication],
    decisions: Collection[Decision],
    by: date,
) -> Answering:
    """What a decision on an indication can answer.

    Args:
        indication: That it is about.
        applications: Of its case.
        beside: The indications of its case: lines of one draft answer the same.
        decisions: On all of those, the latest last.
        by: Day of the decision; what came in later it cannot answer.
    """
    everything = tuple(sorted(applications, key=lambda one: (one.applied_on, one.id)))
    withdrawn = tuple(one for one in everything if _is_off(one, decisions))
    known = tuple(one for one in everything if one not in withdrawn)
    came = tuple(one for one in known if one.applied_on <= by)
    lines = {one.id for one in beside if one.draft_id and one.draft_id == indication.draft_id} | {indication.id}
    own = next((one for one in reversed([*decisions]) if one.indication_id == indication.id), None)
    nearest = own or next((one for one in reversed([*decisions]) if one.indication_id in lines), None)
    kept = about(nearest, known) if nearest else ()
    open_ones = waiting(came, decisions, by)
    only = came if len(came) + len(withdrawn) == 1 else ()
    usual = kept or (open_ones if len(open_ones) == 1 else ()) or only
    return Answering(
        known,
        tuple(one.id for one in usual),
        about(own, known) if own else (),
        unclear=own is not None and is_unclear(own, known),
        withdrawn=withdrawn,
        left=left_by(everything, decisions),
    )


def answers_of(reader: Reader, indication: Indication, by: date) -> Answering:
    """The same, read from the store."""
    beside = reader.find(Indication, case_id=indication.case_id)
    decisions = reader.find(Decision, indication_id=[one.id for one in beside])
    return answering(indication, reader.find(Application, case_id=indication.case_id), beside, decisions, by)


def chosen_answers(reader: Reader, indication: Indication, decision: Decision) -> tuple[str, ...]:
    """What a decision that is written down answers: as was said, or what is usual; empty where nobody applied.

    Raises:
        RuleBroken: ``application-unclear`` (answers) when it can be more than one and nobody said which;
            ``application-withdrawn`` (answers) for one that was withdrawn, and when nothing else was applied for;
            ``application-later`` (answers) for one that came in after the decision; ``gone`` for one of another case.
    """
    by = decision.decided_on
    found = answers_of(reader, indication, by)
    _none_withdrawn(found.withdrawn, decision.answers or tuple(one.id for one in found.withdrawn if found.is_left))
    chosen = decision.answers or found.usual
    if not chosen and any(one.applied_on <= by for one in found.applications):
        raise RuleBroken("application-unclear", "answers")
    _can_answer(found.applications, chosen, by)
    return tuple(sorted(chosen))


def say_what_it_answers(workplace: Workplace, indication_id: str, answers: Iterable[str]) -> ChangeSet:
    """Writes down, or corrects, which applications the decisions on an indication answer (ids of applications).

    Raises:
        RuleBroken: ``case-closed``; ``gone`` without a decision, or for an application of another case; ``required``,
            ``application-withdrawn`` and ``application-later`` (answers).
    """
    chosen = tuple(sorted({*answers}))
    if not chosen:
        raise RuleBroken("required", "answers")
    with workplace.casework(N_("Say which application is decided on")) as work:
        indication = work.get(Indication, indication_id)
        open_case_of(work, indication.case_id)
        decided = work.find(Decision, indication_id=indication_id)
        if not decided:
            raise RuleBroken("gone")
        by = min(one.decided_on for one in decided)
        found = answers_of(work, indication, by)
        _none_withdrawn(found.withdrawn, chosen)
        _can_answer(found.applications, chosen, by)
        for one in decided:
            work.change(Decision, one.id, answers=chosen)
        return work.commit()


def told_answer(found: Answering) -> str:
    """Which application the decision that stands answers, in words."""
    if not found.answered:
        return _("it is not written down which application is answered")
    days = ", ".join(long_day(one.applied_on) for one in found.answered)
    return _("on the application of {day}", day=days)


def _is_off(one: Application, decisions: Iterable[Decision]) -> bool:
    """Withdrawn, and no decision names it: two laptops may each have written down their own."""
    return one.withdrawn_on is not None and not any(one.id in decision.answers for decision in decisions)


def _none_withdrawn(withdrawn: Iterable[Application], chosen: Collection[str]) -> None:
    off = next((one for one in withdrawn if one.id in chosen), None)
    if off is not None:
        raise RuleBroken("application-withdrawn", "answers", day=off.withdrawn_on)


def _can_answer(applications: Iterable[Application], chosen: Iterable[str], by: date) -> None:
    known = {one.id: one for one in applications}
    for one in chosen:
        if one not in known:
            raise RuleBroken("gone", "answers")
        if known[one].applied_on > by:
            raise RuleBroken("application-later", "answers", day=known[one].applied_on)
