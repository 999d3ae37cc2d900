"""What the acts ask along the way of a case, besides deciding in time: done or not, when, and in time or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Conversation
from desktop.models.indications import Decision
from desktop.models.kinds import CourseCheck, Law
from desktop.models.region_settings import Source
from desktop.rules.next_steps import CaseView

_WMO, _YOUTH, _AWB = "Wmo 2015", "Jeugdwet", "Algemene wet bestuursrecht"


@dataclass(frozen=True)
class Checked:
    """One thing an act asks, in one case.

    Attributes:
        on: Day it was done; None when it was not.
        by: Colleague's id of who did; empty when that is not written down.
        not_before: First day on which it can have been done.
        is_late: True when it had to be done before something that has come.
        about: Id of the record that it is kept in.
    """

    check: CourseCheck
    source: Source
    on: date | None
    by: str
    not_before: date
    about: str
    is_late: bool = False


def checks(view: CaseView, today: date) -> tuple[Checked, ...]:
    """What the acts ask in this case as far as it has come, in the order in which it is done."""
    return (*_of_report(view, today), *_identity(view), *_report_given(view), *_announced(view, today))


def first_talk(view: CaseView, today: date) -> date | None:
    """Day of the first talk that has begun; None while none has."""
    return min((talk.held_on for talk in view.conversations if talk.done or talk.held_on < today), default=None)


def _of_report(view: CaseView, today: date) -> Iterator[Checked]:
    """The resident hears of free client support before the investigation, whatever the act it is held under."""
    if not view.need_reports:
        return
    report, wmo = view.need_reports[0], view.case.law is Law.WMO
    since = report.received_on
    if wmo:
        source = Source(document=_WMO, paragraph="art. 2.3.2 lid 1")
        yield Checked(CourseCheck.CONFIRMED, source, report.confirmed_on, report.confirmed_by, since, report.id)
    talk, told = first_talk(view, today), report.client_support_told_on
    yield Checked(
        CourseCheck.CLIENT_SUPPORT,
        Source(document=_WMO, paragraph="art. 2.3.2 lid 3 en 2.2.4" if wmo else "art. 2.2.4"),
        told,
        report.client_support_told_by,
        since,
        report.id,
        is_late=talk is not None and (told is None or told > talk),
    )


def _identity(view: CaseView) -> Iterator[Checked]:
    sources = {
        Law.WMO: Source(document=_WMO, paragraph="art. 2.3.4"),
        Law.JEUGDWET: Source(document=_YOUTH, paragraph="art. 7.2.1 tot en met 7.2.4"),
    }
    case = view.case
    if case.law in sources:
        seen, by = case.identity_checked_on, case.identity_checked_by
        yield Checked(CourseCheck.IDENTITY, sources[case.law], seen, by, case.opened_on, case.id)


def _report_given(view: CaseView) -> Iterator[Checked]:
    talk = _latest_talk(view)
    if talk is not None and view.case.law is Law.WMO:
        source = Source(document=_WMO, paragraph="art. 2.3.2 lid 8")
        given, by = talk.report_given_on, talk.report_given_by
        yield Checked(CourseCheck.REPORT_GIVEN, source, given, by, talk.held_on, talk.id)


def _announced(view: CaseView, today: date) -> Iterator[Checked]:
    """The time to object begins only when the decision was sent: the oldest that was not, else the latest."""
    unsent = [one for one in view.decisions if one.announced_on is None]
    decided = min(unsent, key=_newest, default=None) or max(view.decisions, key=_newest, default=None)
    if decided is not None:
        source, since = Source(document=_AWB, paragraph="art. 3:41 en 6:8"), decided.decided_on
        late = decided.announced_on is None and since < today
        yield Checked(CourseCheck.ANNOUNCED, source, decided.announced_on, "", since, decided.id, late)


def _latest_talk(view: CaseView) -> Conversation | None:
    done = [talk for talk in view.conversations if talk.done]
    return max(done, key=lambda talk: (talk.held_on, talk.id), default=None)


def _newest(decided: Decision) -> tuple[date, str]:
    return decided.decided_on, decided.id
