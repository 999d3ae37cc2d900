"""What of a consultant's cases belongs in a calendar: days that are known, from today on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.base import id_within
from desktop.models.course import TermSetting
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.models.region import Term
from desktop.rules.next_steps import CaseView, contact_due_of, events, stopped
from desktop.rules.term_runs import open_runs
from desktop.rules.term_settings import in_force
from desktop.rules.terms import deadline


class AppointmentKind(StrEnum):
    """What takes place or runs out."""

    VISIT = "visit"
    TERM = "term"
    EVALUATION = "evaluation"
    CONTACT = "contact"
    ENDING = "ending"


@dataclass(frozen=True)
class Appointment:
    """One day in a calendar.

    Attributes:
        id: The same each time it is worked out, so that a calendar moves an appointment instead of doubling it.
        what: The term's name, or the id of the product waited for; empty where the kind says it all.
        help: The indication that it is about; None for what hangs on none.
    """

    id: str
    kind: AppointmentKind
    case_id: str
    day: date
    what: str = ""
    help: Indication | None = None

    def has_passed(self, today: date) -> bool:
        """True when its day is over: a calendar has no use for it, the list of today still shows it."""
        return self.day < today


def appointments(
    views: Iterable[CaseView], terms: Iterable[Term], today: date, settings: Iterable[TermSetting] = ()
) -> tuple[Appointment, ...]:
    """All of these cases, the first day first; those whose day has passed too. A closed case has none.

    `settings` are what municipalities made of the region's terms.
    """
    known, own = tuple(terms), tuple(settings)
    running = [view for view in views if view.case.phase is not CasePhase.CLOSED]
    here = {name: in_force(known, own, name) for name in {view.case.municipality for view in running}}
    found = [one for view in running for one in _of_case(view, here[view.case.municipality], today)]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind.value, one.id)))


def _of_case(view: CaseView, terms: tuple[Term, ...], today: date) -> Iterator[Appointment]:
    """A term that sleeps has no last day yet."""
    case = view.case.id
    for talk in view.conversations:
        if not talk.done:
            yield Appointment(talk.id, AppointmentKind.VISIT, case, talk.held_on)
    mine = [term for term in terms if term.law in {None, view.case.law}]
    for run in open_runs(mine, events(view), view.term_changes):
        one = deadline(run.term, run.began, today, changes=run.changes)
        if not one.sleeps:
            again = f" {run.number}" if run.number else ""
            term = id_within(case, f"term {run.term.id}{again}")
            yield Appointment(term, AppointmentKind.TERM, case, one.due, run.term.name)
    yield from _help(view)
    for entry in view.waiting:
        if entry.placed_on is None:
            due = contact_due_of(entry, (contact for contact in view.contacts if contact.entry_id == entry.id))
            yield Appointment(id_within(entry.id, "contact"), AppointmentKind.CONTACT, case, due, entry.product)


def _help(view: CaseView) -> Iterator[Appointment]:
    known = {one.id: one for one in view.indications}
    for held in view.evaluations:
        if held.held_on is None:
            yield _evaluation(view, held, known.get(held.indication_id))
    for one in view.indications:
        # Of help that a provider stopped the last day has been already.
        ran_on = stopped(one, view.trajectories) is None
        if one.status is IndicationStatus.APPROVED and one.end is not None and ran_on:
            ending = id_within(one.id, "ending")
            yield Appointment(ending, AppointmentKind.ENDING, view.case.id, one.end, help=one)


def _evaluation(view: CaseView, held: Evaluation, about: Indication | None) -> Appointment:
    return Appointment(held.id, AppointmentKind.EVALUATION, view.case.id, held.due_on, help=about)
