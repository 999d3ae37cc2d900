"""Warm handover: someone receives it, on a day, or it does not happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.casework import WarmHandover
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import HandoverTo
from desktop.rules.passing_on import MovedOn, handed_on_warmly, is_open
from desktop.services.guards import filled, not_before, not_later, open_case_of
from desktop.services.told_steps import tick_told
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


@dataclass(frozen=True)
class NewHandover:
    """Who receives it, when, and what goes with it."""

    received_by: str
    """The person, never only an organisation."""
    on_day: date | None
    """Day of the talk in which it is handed on; a day that has passed means that it was held."""
    to: HandoverTo = HandoverTo.PROVIDER
    organisation: str = ""
    what: str = ""


def plan_handover(workplace: Workplace, case_id: str, new: NewHandover) -> tuple[str, ChangeSet]:
    """Agrees on a handover, or writes down one that was held.

    Raises:
        RuleBroken: ``required`` (received_by, on_day; organisation unless it goes to a colleague), ``person-needed``
            (received_by) when that is the organisation again, ``too-early`` (on_day) before the case, ``case-closed``.
    """
    _checked(new)
    with workplace.casework(N_("Plan warm handover")) as work:
        case = open_case_of(work, case_id)
        if new.on_day and new.on_day < case.opened_on:
            raise RuleBroken("too-early", "on_day")
        fields = {
            "case_id": case_id,
            "handed_by": workplace.colleague.name,
            "received_by": new.received_by.strip(),
            "organisation": new.organisation.strip(),
            "to": new.to,
            "on_day": new.on_day,
            "held_on": new.on_day if new.on_day and new.on_day < workplace.today else None,
            "what": new.what.strip(),
        }
        planned = validated(WarmHandover, fields)
        work.add(planned)
        if planned.held_on:
            tick_told(work, case.resident_id)
        return planned.id, work.commit()


def hold_handover(workplace: Workplace, handover_id: str, held_on: date | None) -> ChangeSet:
    """Writes down that the talk took place.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required``, ``in-future`` or ``done-before`` (held_on) before the
            case was there.
    """
    filled("held_on", held_on)
    not_later("held_on", held_on, workplace.today)
    with workplace.casework(N_("Hold warm handover")) as work:
        case = open_case_of(work, work.get(WarmHandover, handover_id).case_id)
        not_before("held_on", held_on, case.opened_on)
        work.change(WarmHandover, handover_id, held_on=held_on)
        tick_told(work, case.resident_id)
        return work.commit()


def move_handover(workplace: Workplace, handover_id: str, on_day: date | None) -> ChangeSet:
    """Agrees on another day.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required`` or ``in-past`` (on_day), ``handover-held`` once it took
            place.
    """
    filled("on_day", on_day)
    if on_day and on_day < workplace.today:
        raise RuleBroken("in-past", "on_day")
    with workplace.casework(N_("Move warm handover")) as work:
        _still_open(work, handover_id)
        work.change(WarmHandover, handover_id, on_day=on_day)
        return work.commit()


def drop_handover(workplace: Workplace, handover_id: str) -> ChangeSet:
    """Takes back what was agreed and not held; can be undone.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``handover-held``.
    """
    with workplace.casework(N_("Drop warm handover")) as work:
        _still_open(work, handover_id)
        work.remove(WarmHandover, handover_id)
        return work.commit()


def require_handover(workplace: Workplace, reader: Reader, case_id: str, moved: MovedOn, field: str = "reason") -> None:
    """Holds back an end after which other help goes on, until who goes on has received it.

    Raises:
        RuleBroken: ``handover-open`` while one was agreed and not held; ``handover-missing`` when there is none;
            ``handover-other`` when none of them was around that day with who goes on, ``handover-to`` when that
            provider is known (``values['provider']``); all at the field.
    """
    known, rule = reader.find(WarmHandover, case_id=case_id), workplace.profile.handover_around
    if handed_on_warmly(known, moved, rule):
        return
    if any(map(is_open, known)):
        raise RuleBroken("handover-open", field)
    if moved.to:
        raise RuleBroken("handover-to", field, provider=moved.to, days=rule.within_days)
    raise RuleBroken("handover-other" if known else "handover-missing", field, days=rule.within_days)


def _checked(new: NewHandover) -> None:
    filled("received_by", new.received_by)
    filled("on_day", new.on_day)
    if new.to is not HandoverTo.COLLEAGUE:
        filled("organisation", new.organisation)
    if new.received_by.strip().casefold() == new.organisation.strip().casefold():
        raise RuleBroken("person-needed", "received_by")


def _still_open(reader: Reader, handover_id: str) -> None:
    handover = reader.get(WarmHandover, handover_id)
    open_case_of(reader, handover.case_id)
    if not is_open(handover):
        raise RuleBroken("handover-held")
