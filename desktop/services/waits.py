"""A resident who waits is heard and seen: since when, for what, what bridges it, and the next contact."""

from __future__ import annotations

from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services.guards import not_later, open_case_of
from desktop.services.workplace import Workplace


def put_on_waiting_list(workplace: Workplace, entry: WaitingListEntry) -> tuple[str, ChangeSet]:
    """Writes down that someone waits.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``in-future`` (since).
    """
    not_later("since", entry.since, workplace.today)
    with workplace.casework(N_("Put on waiting list")) as work:
        open_case_of(work, entry.case_id)
        work.add(entry)
        return entry.id, work.commit()


def bridge(workplace: Workplace, measure: InterimMeasure) -> tuple[str, ChangeSet]:
    """Writes down what bridges a wait.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.casework(N_("Bridge wait")) as work:
        work.get(WaitingListEntry, measure.entry_id)
        work.add(measure)
        return measure.id, work.commit()


def agree_contact(workplace: Workplace, entry_id: str, agreed_on: date) -> tuple[str, ChangeSet]:
    """Agrees a day on which the resident is called or seen.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.casework(N_("Agree contact")) as work:
        work.get(WaitingListEntry, entry_id)
        contact = ContactMoment(entry_id=entry_id, agreed_on=agreed_on)
        work.add(contact)
        return contact.id, work.commit()


def hold_contact(workplace: Workplace, contact_id: str, note: str, held_on: date | None = None) -> ChangeSet:
    """Writes down a contact that was held, today unless another day is named.

    Raises:
        RuleBroken: ``gone``, ``contact-held`` when it was written down before, ``in-future`` (held_on), ``too-long``.
    """
    held = held_on or workplace.today
    not_later("held_on", held, workplace.today)
    with workplace.casework(N_("Hold contact")) as work:
        if work.get(ContactMoment, contact_id).held_on is not None:
            raise RuleBroken("contact-held")
        work.change(ContactMoment, contact_id, note=note, held_on=held)
        return work.commit()


def end_wait(workplace: Workplace, entry_id: str, placed_on: date) -> ChangeSet:
    """The wait is over.

    Raises:
        RuleBroken: ``gone``, ``in-future`` (placed_on), ``too-early`` (placed_on) before the wait began.
    """
    not_later("placed_on", placed_on, workplace.today)
    with workplace.casework(N_("End wait")) as work:
        if placed_on < work.get(WaitingListEntry, entry_id).since:
            raise RuleBroken("too-early", "placed_on")
        work.change(WaitingListEntry, entry_id, placed_on=placed_on)
        return work.commit()
