"""A resident who waits is heard and seen: since when, for what, what bridges it, and the next contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import InterimKind, WaitEnd
from desktop.models.social_map import CommunityService, Provider
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.rules.forecast import WEEK
from desktop.rules.waiting import LONGEST_WEEKS
from desktop.services.guards import filled, not_later, only, open_case_of
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import family
from desktop.store.unit_of_work import UnitOfWork

CHANGEABLE = ("provider_id", "product", "since", "urgency", "review_on", "limited_choice", "note")
"""Fields of a wait that a colleague corrects; how it ended is said by `end_wait`."""


@dataclass(frozen=True)
class Heard:
    """What was said in a contact, and when the next is."""

    note: str = ""
    held_on: date | None = None
    """None: today."""
    next_on: date | None = None
    """None: nothing is agreed yet."""


@dataclass(frozen=True)
class WaitEnding:
    """How a wait ends."""

    on: date
    because: WaitEnd = WaitEnd.PLACED
    why: str = ""
    """In words; joins the note of the wait."""


def put_on_waiting_list(workplace: Workplace, entry: WaitingListEntry) -> tuple[str, ChangeSet]:
    """Writes down that someone waits; of who stood on a list twice, the second place would count as another resident.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``in-future`` or ``wait-too-long-ago`` (since), ``required`` (product);
            ``waits-there`` when the resident waits there for it already.
    """
    _told_right(workplace, {"since": entry.since, "product": entry.product})
    with workplace.casework(N_("Put on waiting list")) as work:
        open_case_of(work, entry.case_id)
        _not_twice(work, entry)
        work.add(entry)
        return entry.id, work.commit()


def wait_here_too(
    workplace: Workplace, entry_id: str, provider_id: str, since: date | None = None
) -> tuple[str, ChangeSet]:
    """The resident also waits at another provider for the same need; help at one of them ends the wait at the others.

    A wait without a provider yet gets this one, and stays one wait. The next agreed contact counts for all places.

    Raises:
        RuleBroken: ``gone``; ``wait-over``; ``waits-there`` when the resident waits there for it already; ``in-future``
            or ``wait-too-long-ago`` (since).
    """
    first_day = since or workplace.today
    _told_right(workplace, {"since": first_day})
    with workplace.casework(N_("Wait here too")) as work:
        entry = _running(work, entry_id)
        open_case_of(work, entry.case_id)
        work.get(Provider, provider_id)
        there = family(work.connection, provider_id)
        if any(other.provider_id in there for other in (entry, *_for_same_need(work, entry))):
            raise RuleBroken("waits-there")
        if entry.provider_id is None:
            work.change(WaitingListEntry, entry_id, provider_id=provider_id)
            return entry_id, work.commit()
        need = entry.need or entry.id
        work.change(WaitingListEntry, entry_id, need=need)
        same = {"case_id": entry.case_id, "product": entry.product, "urgency": entry.urgency}
        another = validated(WaitingListEntry, {**same, "need": need, "provider_id": provider_id, "since": first_day})
        work.add(another)
        planned = [c.agreed_on for c in work.find(ContactMoment, entry_id=entry_id, held_on=None)]
        if planned:
            _agree(work, another.id, [], min(planned))
        return another.id, work.commit()


def change_wait(workplace: Workplace, entry_id: str, **fields: object) -> ChangeSet:
    """Corrects a wait that runs, like its urgency, the day it is looked at again or why the choice was limited.

    Raises:
        RuleBroken: ``gone``, ``wait-over``, ``in-future`` or ``wait-too-long-ago`` (since), ``required`` (product),
            ``waits-there`` when another wait of the resident is the same then, or the limit that a field is outside of.
    """
    only(fields, CHANGEABLE)
    _told_right(workplace, fields)
    with workplace.casework(N_("Change wait")) as work:
        entry = _running(work, entry_id)
        if {"provider_id", "product"} & fields.keys():
            _not_twice(work, entry.model_copy(update=fields))
        work.change(WaitingListEntry, entry_id, **fields)
        return work.commit()


def bridge(workplace: Workplace, measure: InterimMeasure) -> tuple[str, ChangeSet]:
    """Writes down what bridges a wait.

    Raises:
        RuleBroken: ``gone``; ``end-before-start`` (end).
    """
    if measure.end and measure.end < measure.start:
        raise RuleBroken("end-before-start", "end")
    with workplace.casework(N_("Bridge wait")) as work:
        work.get(WaitingListEntry, measure.entry_id)
        work.add(measure)
        return measure.id, work.commit()


def bridge_in_words(workplace: Workplace, entry_id: str, kind: InterimKind, what: str) -> tuple[str, ChangeSet]:
    """Writes down in words what bridges a wait from today.

    Raises:
        RuleBroken: ``gone``; ``missing`` or ``too-long`` (what).
    """
    fields = {"entry_id": entry_id, "kind": kind, "what": what.strip(), "start": workplace.today}
    return bridge(workplace, validated(InterimMeasure, fields))


def bridge_with(workplace: Workplace, entry_id: str, service_id: str) -> tuple[str, ChangeSet]:
    """A community service bridges the wait, from today, wherever the resident waits for this need.

    Raises:
        RuleBroken: ``gone``; ``bridges-already``.
    """
    with workplace.casework(N_("Bridge wait")) as work:
        entry = _running(work, entry_id)
        service = work.get(CommunityService, service_id)
        places = [entry_id, *(other.id for other in _for_same_need(work, entry))]
        if work.count(InterimMeasure, entry_id=places, service_id=family(work.connection, service_id), end=None):
            raise RuleBroken("bridges-already")
        fields = {"entry_id": entry_id, "kind": InterimKind.COMMUNITY_SERVICE, "what": service.name}
        measure = validated(InterimMeasure, {**fields, "service_id": service_id, "start": workplace.today})
        work.add(measure)
        return measure.id, work.commit()


def stop_bridge(workplace: Workplace, measure_id: str) -> ChangeSet:
    """What bridged the wait ends today; on its first day it is as if it never was.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.casework(N_("Stop what bridges the wait")) as work:
        measure = work.get(InterimMeasure, measure_id)
        if measure.start >= workplace.today:
            work.remove(InterimMeasure, measure_id)
        else:
            work.change(InterimMeasure, measure_id, end=workplace.today)
        return work.commit()


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


def hear(workplace: Workplace, entry_id: str, heard: Heard) -> ChangeSet:
    """Writes down that the resident was heard, and agrees the next contact, in one act; it counts for the whole need.

    Every agreed contact up to that day is held with it, and a day of review that has come is done. With only a next day
    nothing was said yet, and that day takes the place of what was agreed for later.

    Raises:
        RuleBroken: ``gone``, ``wait-over``, ``required`` (note) with neither, ``in-future`` (held_on), ``too-early``
            (next_on) before today, ``too-long`` (note).
    """
    held_on = heard.held_on or workplace.today
    not_later("held_on", held_on, workplace.today)
    if heard.next_on is None:
        filled("note", heard.note)
    elif heard.next_on < workplace.today:
        raise RuleBroken("too-early", "next_on")
    with workplace.casework(N_("Hold contact")) as work:
        entry = _running(work, entry_id)
        for place in (entry, *_for_same_need(work, entry)):
            _hear(work, place, replace(heard, held_on=held_on, note=heard.note.strip()), told=place is entry)
        return work.commit()


def end_wait(
    workplace: Workplace, entry_id: str, placed_on: date, because: WaitEnd = WaitEnd.PLACED, why: str = ""
) -> ChangeSet:
    """The wait is over. A place, here or elsewhere, ends the wait at every other provider for the same need too.

    Raises:
        RuleBroken: ``gone``; ``wait-over``; ``in-future`` (placed_on); ``too-early`` (placed_on) before the wait began;
            ``required`` (why) for another reason without words; ``too-long`` (note).
    """
    not_later("placed_on", placed_on, workplace.today)
    if because is WaitEnd.OTHER:
        filled("why", why)
    with workplace.casework(N_("End wait")) as work:
        entry = _running(work, entry_id)
        if placed_on < entry.since:
            raise RuleBroken("too-early", "placed_on")
        _end(work, entry, WaitEnding(placed_on, because, why.strip()))
        others = _for_same_need(work, entry)
        elsewhere = WaitEnd.PLACED_ELSEWHERE if because is WaitEnd.PLACED else because
        for other in others:
            if because is not WaitEnd.OTHER:
                _end(work, other, WaitEnding(max(placed_on, other.since), elsewhere))
        return work.commit()


def leave_list(workplace: Workplace, entry_id: str, why: str = "") -> ChangeSet:
    """The resident no longer waits at this provider, and goes on waiting at the others.

    Raises:
        RuleBroken: ``gone``, ``wait-over``, ``too-long`` (note).
    """
    with workplace.casework(N_("Leave this list")) as work:
        _end(work, _running(work, entry_id), WaitEnding(workplace.today, WaitEnd.WITHDREW, why.strip()))
        return work.commit()


def _running(work: UnitOfWork, entry_id: str) -> WaitingListEntry:
    entry = work.get(WaitingListEntry, entry_id)
    if entry.placed_on is not None:
        raise RuleBroken("wait-over")
    return entry


def _told_right(workplace: Workplace, fields: Mapping[str, object]) -> None:
    """Since when, and for what, as far as it is told: a slip there makes every norm and forecast wrong."""
    since = fields.get("since")
    not_later("since", since, workplace.today)
    if isinstance(since, date) and (workplace.today - since).days > LONGEST_WEEKS * WEEK:
        raise RuleBroken("wait-too-long-ago", "since", years=LONGEST_WEEKS // 52)
    if not fields.get("product", True):
        raise RuleBroken("required", "product")


def _not_twice(work: UnitOfWork, entry: WaitingListEntry) -> None:
    there = family(work.connection, entry.provider_id) if entry.provider_id else (None,)
    running = work.find(WaitingListEntry, case_id=entry.case_id, product=entry.product, placed_on=None)
    if any(other.provider_id in there for other in running if other.id != entry.id):
        raise RuleBroken("waits-there")


def _for_same_need(work: UnitOfWork, entry: WaitingListEntry) -> list[WaitingListEntry]:
    """Where else the resident waits for it."""
    if not entry.need:
        return []
    found = work.find(WaitingListEntry, case_id=entry.case_id, need=entry.need, placed_on=None)
    return [other for other in found if other.id != entry.id]


def _end(work: UnitOfWork, entry: WaitingListEntry, ending: WaitEnding) -> None:
    note = "\n".join(part for part in (entry.note, ending.why) if part)
    work.change(WaitingListEntry, entry.id, placed_on=ending.on, ended_because=ending.because, note=note)


def _hear(work: UnitOfWork, entry: WaitingListEntry, heard: Heard, *, told: bool) -> None:
    """For one place; what was said is kept once, where it was `told`."""
    planned = work.find(ContactMoment, entry_id=entry.id, held_on=None)
    if heard.note and heard.held_on:
        due = [contact for contact in planned if contact.agreed_on <= heard.held_on]
        _hold(work, entry, due, heard.note if told else "", heard.held_on)
        planned = [contact for contact in planned if contact not in due]
    if heard.next_on is not None:
        _agree(work, entry.id, planned, heard.next_on)


def _hold(work: UnitOfWork, entry: WaitingListEntry, due: list[ContactMoment], note: str, held_on: date) -> None:
    for contact in due:
        work.change(ContactMoment, contact.id, held_on=held_on, note=note if contact is due[-1] else "")
    if not due:
        fields = {"entry_id": entry.id, "agreed_on": held_on, "held_on": held_on, "note": note}
        work.add(validated(ContactMoment, fields))
    if entry.review_on and entry.review_on <= held_on:
        work.change(WaitingListEntry, entry.id, review_on=None)


def _agree(work: UnitOfWork, entry_id: str, planned: list[ContactMoment], day: date) -> None:
    """One next contact stands; a day agreed before moves to this one."""
    if not planned:
        work.add(ContactMoment(entry_id=entry_id, agreed_on=day))
        return
    work.change(ContactMoment, planned[0].id, agreed_on=day)
    for one in planned[1:]:
        work.remove(ContactMoment, one.id)
