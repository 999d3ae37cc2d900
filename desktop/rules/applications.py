"""When an application can be made: after the investigation, or when the time for it has passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.kinds import Law
from desktop.models.region import Term
from desktop.models.region_settings import Source
from desktop.rules.dates import add_days
from desktop.rules.next_steps import CaseView, events
from desktop.rules.term_runs import CONVERSATION, NEED_REPORT, REPORT_GIVEN, runs
from desktop.rules.terms import due_day

AFTER_INVESTIGATION = Source(document="Wmo 2015", paragraph="art. 2.3.2 lid 9")

INVESTIGATED = (CONVERSATION, REPORT_GIVEN)
"""What shows that the need was investigated: a talk of which the report is finished."""


@dataclass(frozen=True)
class FirstDay:
    """The first day of an application as the act means it.

    Attributes:
        day: An earlier application is written down all the same: who applies has applied.
        talked: False when that day only comes because the time for the investigation is over by then.
    """

    day: date
    talked: bool
    source: Source = AFTER_INVESTIGATION


def first_day(view: CaseView, terms: Iterable[Term]) -> FirstDay | None:
    """When an application follows on the last report of need; None under another act, or without a report.

    Args:
        view: The case.
        terms: Of the region: what a municipality promised in less time than the act changes nothing here.
    """
    seen = events(view)
    of_act = [term for term in terms if term.law is Law.WMO and term.by_act and term.counts_from == NEED_REPORT]
    counted = [run for term in of_act for run in runs(term, seen)]
    reported = max((run.began for run in counted), default=None)
    if view.case.law is not Law.WMO or reported is None:
        return None
    over = add_days(max(due_day(run.term, run.began) for run in counted if run.began == reported), 1)
    done = [day for name in INVESTIGATED for day in seen.days.get(name, ()) if day >= reported]
    return FirstDay(min([*done, over]), talked=min(done, default=date.max) <= over)
