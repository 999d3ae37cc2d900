"""Putting right what was observed of a wait. Nothing is overwritten: who looks back sees what was said, and why not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.social_map import AvailabilityReport
from desktop.rules.permissions import Act, require
from desktop.services.availability import OFFER, WaitEntry, record_wait
from desktop.services.guards import filled
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Correction:
    """What it should have been.

    Attributes:
        intake: As typed; empty means not known.
        start: As typed; empty means not known.
        source: Where the right figure comes from.
        reason: Why the earlier one does not hold.
    """

    intake: str
    start: str
    source: str
    reason: str


def correct_wait(workplace: Workplace, report_id: str, correction: Correction) -> ChangeSet:
    """Adds the right figures of that day in the place of wrong ones.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``; ``required`` (note) without a reason; ``corrected-already``; or as
            `desktop.services.availability.record_wait` says.
    """
    require(workplace.role, Act.REPORT_AVAILABILITY)
    filled("note", correction.reason)
    with workplace.store.read() as reader:
        earlier = _standing(reader, report_id)
    offer = WaitEntry(**{name: getattr(earlier, name) for name in OFFER})
    right = replace(
        offer,
        intake=correction.intake,
        start=correction.start,
        measured_on=earlier.measured_on,
        source=correction.source or earlier.source,
        note=correction.reason.strip(),
        corrects=report_id,
    )
    return record_wait(workplace, right)


def withdraw_wait(workplace: Workplace, report_id: str, reason: str) -> ChangeSet:
    """Says that an observation does not hold, without another in its place; what was observed before counts again.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``; ``required`` (note) without a reason; ``corrected-already``.
    """
    require(workplace.role, Act.REPORT_AVAILABILITY)
    filled("note", reason)
    with workplace.work(N_("Withdraw waiting time")) as work:
        work.add(_withdrawal(workplace, _standing(work, report_id), reason.strip()))
        return work.commit()


def take_back_wait(workplace: Workplace, report_id: str) -> ChangeSet:
    """Takes back what was just written down: what stood before it stands again, also when it was a correction.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``; ``corrected-already`` when it does not stand any more.
    """
    require(workplace.role, Act.REPORT_AVAILABILITY)
    with workplace.work(N_("Take waiting time back")) as work:
        report = _standing(work, report_id)
        before = work.maybe(AvailabilityReport, report.corrects) if report.corrects else None
        if before is None or before.withdrawn:
            work.add(_withdrawal(workplace, report, ""))
        else:
            work.add(before.model_copy(update={"id": new_id(), "corrects": report.id}))
        return work.commit()


def _standing(reader: Reader, report_id: str) -> AvailabilityReport:
    report = reader.get(AvailabilityReport, report_id)
    if report.withdrawn or reader.count(AvailabilityReport, corrects=report_id):
        raise RuleBroken("corrected-already")
    return report


def _withdrawal(workplace: Workplace, report: AvailabilityReport, reason: str) -> AvailabilityReport:
    offer = {name: getattr(report, name) for name in OFFER}
    told = {"corrects": report.id, "withdrawn": True, "note": reason, "checked_by": workplace.colleague.name}
    return validated(AvailabilityReport, {**offer, **told, "measured_on": report.measured_on})
