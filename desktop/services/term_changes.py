"""Pausing a term of a case, letting it run again, extending it, and taking such a change off again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.course import TermChange
from desktop.models.faults import RuleBroken
from desktop.models.kinds import PauseGround, TermChangeKind
from desktop.rules.next_steps import events
from desktop.rules.term_changes import check_extension, check_pause
from desktop.rules.term_runs import Run, open_runs
from desktop.rules.terms import due_day
from desktop.services.case_terms import terms_here
from desktop.services.case_views import case_view
from desktop.services.guards import filled, not_later, open_case_of
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Pause:
    """A pause as a person fills it in.

    Attributes:
        basis: Its legal ground.
        ground: Why, as told to the resident.
        from_on: First day that does not count.
        until_on: Last day that does not count; None while that is not known.
        told_on: Day the resident was told; None only where the act does not ask it.
    """

    basis: PauseGround | None
    ground: str
    from_on: date | None
    until_on: date | None = None
    told_on: date | None = None


@dataclass(frozen=True)
class Extension:
    """An extension as a person fills it in.

    Attributes:
        days: By how many.
        ground: Why, as told to the resident.
        told_on: Day the resident was told.
    """

    days: int | None
    ground: str
    told_on: date | None


def pause_term(workplace: Workplace, case_id: str, term_id: str, pause: Pause) -> ChangeSet:
    """Takes days out of the count of a term (Awb art. 4:15).

    Raises:
        RuleBroken: ``case-closed``; ``required`` (from_on, ground); ``term-not-running``; what
            `desktop.rules.term_changes.check_pause` says; ``in-future`` (told_on).
    """
    first = _given("from_on", pause.from_on)
    filled("ground", pause.ground)
    not_later("told_on", pause.told_on, workplace.today)
    with workplace.casework(N_("Pause term")) as work:
        run = _running(workplace, work, (case_id, term_id), first)
        fields = {"case_id": case_id, "term": term_id, "kind": TermChangeKind.PAUSED, **vars(pause)}
        made = validated(TermChange, {**fields, "ground": pause.ground.strip()})
        check_pause(run.term, run.began, _due(run, workplace.today), run.changes, made)
        work.add(made)
        return work.commit()


def resume_term(workplace: Workplace, change_id: str, counts_from: date | None) -> ChangeSet:
    """Ends a pause: the given day counts again, like the one on which the application was completed.

    Raises:
        RuleBroken: ``case-closed``; ``gone``; ``required``, ``resume-before-pause`` or ``in-future`` (counts_from).
    """
    resumed = _given("counts_from", counts_from)
    not_later("counts_from", resumed, workplace.today)
    with workplace.casework(N_("Let term run again")) as work:
        pause = work.get(TermChange, change_id)
        open_case_of(work, pause.case_id)
        if resumed < pause.from_on:
            raise RuleBroken("resume-before-pause", "counts_from", day=pause.from_on)
        if resumed == pause.from_on:
            # Not one day was left out: the pause never was.
            work.remove(TermChange, change_id)
        else:
            work.change(TermChange, change_id, until_on=resumed - timedelta(days=1))
        return work.commit()


def extend_term(workplace: Workplace, case_id: str, term_id: str, extension: Extension) -> ChangeSet:
    """Lets a term run out later, as told to the resident before it would have (Awb art. 4:14).

    Raises:
        RuleBroken: ``case-closed``; ``required`` (told_on, ground, days); ``in-future`` (told_on);
            ``term-not-running``; what `desktop.rules.term_changes.check_extension` says, or the limit of the days.
    """
    told = _given("told_on", extension.told_on)
    filled("ground", extension.ground)
    filled("days", extension.days)
    not_later("told_on", told, workplace.today)
    with workplace.casework(N_("Extend term")) as work:
        run = _running(workplace, work, (case_id, term_id), told)
        fields = {"case_id": case_id, "term": term_id, "kind": TermChangeKind.EXTENDED, "from_on": told}
        made = validated(TermChange, {**fields, **vars(extension), "ground": extension.ground.strip()})
        check_extension(run.term, run.began, _due(run, told), run.changes, made)
        work.add(made)
        return work.commit()


def remove_term_change(workplace: Workplace, change_id: str) -> ChangeSet:
    """Takes a pause or an extension off that should not have been there; can be undone.

    Raises:
        RuleBroken: ``gone``, ``case-closed``.
    """
    with workplace.casework(N_("Remove change of term")) as work:
        open_case_of(work, work.get(TermChange, change_id).case_id)
        work.remove(TermChange, change_id)
        return work.commit()


def _running(workplace: Workplace, reader: Reader, which: tuple[str, str], day: date) -> Run:
    """The term of a case that runs; of more than one at once the last that had begun by that day."""
    case = open_case_of(reader, which[0])
    view = case_view(reader, case)
    terms = [one for one in terms_here(reader, workplace.profile, case.municipality) if one.id == which[1]]
    running = open_runs(terms, events(view), view.term_changes)
    if not running:
        raise RuleBroken("term-not-running")
    return next((run for run in reversed(running) if run.began < day), running[0])


def _due(run: Run, today: date) -> date:
    return due_day(run.term, run.began, run.changes, today)


def _given(field: str, day: date | None) -> date:
    if day is None:
        raise RuleBroken("required", field)
    return day
