"""Putting right what was observed of a wait. Nothing is overwritten: who looks back sees what was said, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus
from desktop.models.social_map import AvailabilityReport
from desktop.rules.permissions import Act, require
from desktop.rules.waiting import Wait, read_wait, status_of, write_wait
from desktop.services.availability import OFFER, wait_columns, wait_typed
from desktop.services.guards import filled, not_later
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


class About(NamedTuple):
    """Of which part of an offer a figure is; empty means all of it."""

    expertise: str = ""
    location: str = ""
    target_group: str = ""


@dataclass(frozen=True)
class Correction:
    """What it should have been. What nobody changes stays as it was, to the letter.

    Attributes:
        intake: As typed, or as `standing_text` gives it when it was right; empty means not known.
        start: Idem.
        source: Where the right figure comes from.
        reason: Why the earlier one does not hold.
        counts: Free places and number waiting, None where not known; without counts they stay as they were.
        status: None: as `status_after` tells.
        measured_on: The day it was true; None where that was right.
        about: What it was measured of; None where that was right.
    """

    intake: str
    start: str
    source: str
    reason: str
    counts: tuple[int | None, int | None] | None = None
    status: AvailabilityStatus | None = None
    measured_on: date | None = None
    about: About | None = None


def standing_text(report: AvailabilityReport, wait: str) -> str:
    """A wait as it was given, or written from its weeks where it came as a number; `wait` is as in the columns."""
    low, high = getattr(report, f"{wait}_min"), getattr(report, f"{wait}_max")
    return getattr(report, f"{wait}_text") or write_wait(low, high)


def status_after(report: AvailabilityReport, intake: str, start: str) -> AvailabilityStatus:
    """Whether residents are taken once the two waits read so.

    It stays as it was unless the words of the waits say otherwise than they did: other weeks do not lift a limit.
    """
    before = _words_tell(standing_text(report, "intake"), standing_text(report, "start"))
    after = _words_tell(intake, start)
    return report.status if before is after else after


def correct_wait(workplace: Workplace, report_id: str, correction: Correction) -> ChangeSet:
    """Adds the right figures in the place of wrong ones: of the same day and offer, or of the one that was meant.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``; ``required`` (note) without a reason; ``corrected-already``;
            ``in-future`` (measured_on); a fault of
            `desktop.services.availability.wait_typed` in a wait that was changed, or a field's limit.
    """
    require(workplace.role, Act.REPORT_AVAILABILITY)
    filled("note", correction.reason)
    not_later("measured_on", correction.measured_on, workplace.today)
    with workplace.work(N_("Record waiting time")) as work:
        work.add(_corrected(workplace, _standing(work, report_id), correction))
        return work.commit()


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


def _corrected(workplace: Workplace, earlier: AvailabilityReport, right: Correction) -> AvailabilityReport:
    free, waiting = right.counts or (earlier.free_places, earlier.waiting_count)
    told = {
        "id": new_id(),
        "corrects": earlier.id,
        "free_places": free,
        "waiting_count": waiting,
        "status": right.status or status_after(earlier, right.intake, right.start),
        "source": right.source or earlier.source,
        "checked_by": workplace.colleague.name,
        "note": right.reason.strip(),
        "measured_on": right.measured_on or earlier.measured_on,
    } | _about(earlier, right.about)
    changed = {**_changed(earlier, "intake", right.intake), **_changed(earlier, "start", right.start)}
    return validated(AvailabilityReport, {**earlier.model_dump(), **changed, **told})


def _about(earlier: AvailabilityReport, right: About | None) -> dict[str, object]:
    """What was written otherwise; a blank more or less is no other offer."""
    typed = right._asdict() if right else {}
    return {name: text for name, text in typed.items() if text.split() != getattr(earlier, name).split()}


def _changed(earlier: AvailabilityReport, wait: str, typed: str) -> dict[str, object]:
    """The columns of a wait that was typed otherwise. One that was not may be published in words nobody can read."""
    same = typed.strip() == standing_text(earlier, wait).strip()
    return {} if same else wait_columns(wait, wait_typed(typed, wait))


def _words_tell(*texts: str) -> AvailabilityStatus:
    read = (read_wait(text) for text in texts)
    return status_of([wait for wait in read if isinstance(wait, Wait)])
