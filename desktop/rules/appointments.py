"""What of a consultant's cases belongs in a calendar: days that are known, from today on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.base import id_within
from desktop.models.indications import Evaluation
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.models.region import Term
from desktop.rules.next_steps import CaseView, contact_due_of, events, is_open
from desktop.rules.terms import deadlines


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
        what: The term's name, or the id of the product; empty where the kind says it all.
    """

    id: str
    kind: AppointmentKind
    case_id: str
    day: date
    what: str = ""

    def has_passed(self, today: date) -> bool:
        """True when its day is over: a calendar has no use for it, the list of today still shows it."""
        return self.day < today


def appointments(views: Iterable[CaseView], terms: Iterable[Term], today: date) -> tuple[Appointment, ...]:
    """All of these cases, the first day first; those whose day has passed too. A closed case has none."""
    known = tuple(terms)
    running = [view for view in views if view.case.phase is not CasePhase.CLOSED]
    found = [one for view in running for one in _of_case(view, known, today)]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind.value, one.id)))


def _of_case(view: CaseView, terms: tuple[Term, ...], today: date) -> Iterator[Appointment]:
    case = view.case.id
    for talk in view.conversations:
        if not talk.done:
            yield Appointment(talk.id, AppointmentKind.VISIT, case, talk.held_on)
    happened = events(view)
    mine = [term for term in terms if term.law in {None, view.case.law} and is_open(term, happened)]
    for one in deadlines(mine, happened, today):
        yield Appointment(id_within(case, f"term {one.term.id}"), AppointmentKind.TERM, case, one.due, one.term.name)
    yield from _help(view)
    for entry in view.waiting:
        if entry.placed_on is None:
            due = contact_due_of(entry, (contact for contact in view.contacts if contact.entry_id == entry.id))
            yield Appointment(id_within(entry.id, "contact"), AppointmentKind.CONTACT, case, due, entry.product)


def _help(view: CaseView) -> Iterator[Appointment]:
    products = {one.id: one.product for one in view.indications}
    for held in view.evaluations:
        if held.held_on is None:
            yield _evaluation(view, held, products.get(held.indication_id, ""))
    for one in view.indications:
        if one.status is IndicationStatus.APPROVED and one.end is not None:
            ending = id_within(one.id, "ending")
            yield Appointment(ending, AppointmentKind.ENDING, view.case.id, one.end, one.product)


def _evaluation(view: CaseView, held: Evaluation, product: str) -> Appointment:
    return Appointment(held.id, AppointmentKind.EVALUATION, view.case.id, held.due_on, product)
