"""The day on which a report of need came in, put right afterwards: the terms count from there."""

from __future__ import annotations

from datetime import date

from desktop.language import N_, _
from desktop.language.forms import short_day
from desktop.models.casework import NeedReport
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.services.cases import change_report_in
from desktop.services.guards import filled, not_later, open_case_of
from desktop.services.workplace import Workplace

MOST_WHY = 500
"""Characters of the reason."""


def correct_report_day(workplace: Workplace, case_id: str, received_on: date | None, why: str) -> ChangeSet:
    """Puts the day right, and writes under the report what it was, what it became, why and by whom.

    The same day changes nothing. With the report the case began, when that was on the same day.

    Raises:
        RuleBroken: ``gone``, ``case-closed``; ``required`` (received_on, why), ``too-long`` (why), and what
            `desktop.services.cases.change_report` says of the day.
    """
    filled("received_on", received_on)
    filled("why", why)
    if len(why.strip()) > MOST_WHY:
        raise RuleBroken("too-long", "why", most=MOST_WHY)
    not_later("received_on", received_on, workplace.today)
    with workplace.casework(N_("Correct day of report")) as work:
        open_case_of(work, case_id)
        reports = work.find(NeedReport, case_id=case_id)
        if not reports:
            raise RuleBroken("gone")
        report = reports[0]
        if received_on != report.received_on:
            told = _told(workplace, report.received_on, received_on, why.strip())
            text = "\n\n".join(part for part in (report.text, told) if part)
            change_report_in(workplace, work, report, {"received_on": received_on, "text": text})
        return work.commit()


def _told(workplace: Workplace, before: date, after: date | None, why: str) -> str:
    return _(
        "Day of the report corrected from {before} to {after} by {name} on {day}: {why}",
        before=short_day(before),
        after=short_day(after) if after else "",
        name=workplace.colleague.name,
        day=short_day(workplace.today),
        why=why,
    )
