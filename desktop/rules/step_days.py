"""The order in which a case goes: no step came after what came of it, also not when its day is corrected later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.casework import Application, NeedReport
from desktop.models.region import Term
from desktop.rules.dates import add_days
from desktop.rules.next_steps import CaseView
from desktop.rules.term_runs import APPLICATION, NEED_REPORT


def last_day_of_report(view: CaseView, report: NeedReport, terms: Iterable[Term]) -> date | None:
    """The last day on which a report of need can have come in; None while nothing came of it."""
    done = (report.client_support_told_on, report.confirmed_on, view.case.identity_checked_on)
    followed = [
        *(day for day in done if day is not None),
        *(talk.held_on for talk in view.conversations),
        *(one.applied_on for one in view.applications),
        *(plan.received_on for plan in view.personal_plans),
        *(one.decided_on for one in view.decisions),
        *_changed(view, NEED_REPORT, terms, report.received_on),
    ]
    return min(followed, default=None)


def last_day_of_application(view: CaseView, application: Application, terms: Iterable[Term]) -> date | None:
    """The last day on which an application can have come in; None while nothing was decided or changed after it.

    It came in before it was withdrawn.

    What was decided before it came in is about another one, and so is what names another one.
    """
    since = application.applied_on
    mine = [one for one in view.decisions if application.id in (one.answers or (application.id,))]
    decided = [one.decided_on for one in mine if one.decided_on >= since]
    withdrawn = [application.withdrawn_on] if application.withdrawn_on else []
    return min([*decided, *withdrawn, *_changed(view, APPLICATION, terms, since)], default=None)


def _changed(view: CaseView, event: str, terms: Iterable[Term], since: date) -> list[date]:
    """The last day before each pause or extension of the terms that count from an event, as far as they ran by then.

    A pause begins when the term has begun (Awb art. 4:15), an extension is told while it runs (art. 4:14).
    """
    ids = {term.id for term in terms if term.counts_from == event}
    mine = (one for one in view.term_changes if one.term in ids and one.from_on >= since)
    return [one.from_on if one.days is not None else add_days(one.from_on, -1) for one in mine]
