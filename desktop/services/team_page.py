"""The team lead's screen: where it hurts, and whose cases these are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.language import N_
from desktop.models.amounts import Amount, AmountKind
from desktop.models.audit import ShownList
from desktop.models.changes import ChangeSet
from desktop.models.kinds import CasePhase, Law, Role
from desktop.models.people import Colleague
from desktop.models.region_settings import CaseloadRule
from desktop.rules.caseloads import Load, weigh
from desktop.rules.next_steps import ENDING_DAYS
from desktop.rules.permissions import Act, require
from desktop.services.names import join_name
from desktop.services.open_terms import open_terms
from desktop.services.shown import tell_list
from desktop.services.team import presses
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.queries.late_approvals import InClosedCase, LateApproval, approved_in_closed, late_approvals
from desktop.store.queries.team import SIGNS, CaseSigns, Days, SignsOf, signs_by_consultant, signs_of_consultant
from desktop.store.reader import Reader


class Sign(StrEnum):
    """What a case asks attention for."""

    REPORTED = "reported"
    TERM = "term"
    EVALUATION = "evaluation"
    EXPIRING = "expiring"
    SILENT = "silent"
    WAITING = "waiting"
    APPROVAL = "approval"


SIGN_NAMES: Mapping[Sign, str] = {
    Sign.REPORTED: N_("Reports waiting"),
    Sign.TERM: N_("Terms"),
    Sign.EVALUATION: N_("Evaluations late"),
    Sign.EXPIRING: N_("Ending soon"),
    Sign.SILENT: N_("No contact"),
    Sign.WAITING: N_("Wait for help"),
    Sign.APPROVAL: N_("To approve"),
}
"""Msgid by sign."""


SIGN_HEADS: Mapping[Sign, str] = {
    Sign.REPORTED: N_("New"),
    Sign.TERM: N_("On term"),
    Sign.EVALUATION: N_("To evaluate"),
    Sign.EXPIRING: N_("Ends"),
    Sign.SILENT: N_("Silent"),
    Sign.WAITING: N_("In wait"),
    Sign.APPROVAL: N_("To judge"),
}
"""The same in a word, as the head of a narrow column."""


LATE_DAYS = 92
"""A quarter: as long an approval that was entered late stands on the team's page."""


@dataclass(frozen=True)
class ConsultantLine:
    """One consultant, or with an empty id the cases of nobody.

    Attributes:
        load: None for the cases of nobody: they weigh on no one yet.
        covered: Cases of an absent colleague among them.
        cover_over: Of those, the ones whose cover has ended.
        is_active: False for someone who left and still has cases.
    """

    colleague_id: str
    name: str
    cases: int
    load: Load | None
    signs: Mapping[Sign, int]
    covered: int = 0
    cover_over: int = 0
    is_active: bool = True


@dataclass(frozen=True)
class TeamPage:
    """The whole team.

    Attributes:
        lines: By name; the cases of nobody last.
        rule: How cases are weighed, with its source.
        receivers: Colleagues who can be given cases, names by id.
        late: Texts that were approved before they were entered as such, of the last quarter, the latest first.
    """

    lines: tuple[ConsultantLine, ...]
    rule: CaseloadRule
    receivers: Mapping[str, str]
    late: tuple[LateApproval, ...] = ()
    in_closed: tuple[InClosedCase, ...] = ()
    """Approved help that stands in a closed case, as an approval and a closing met at sync."""

    @property
    def unassigned(self) -> int:
        """Cases of nobody."""
        return sum(line.cases for line in self.lines if not line.colleague_id)


@dataclass(frozen=True)
class TeamCase:
    """A case in the list of one consultant."""

    case_id: str
    resident: str
    law: Law
    phase: CasePhase
    opened_on: date
    signs: tuple[Sign, ...]
    covers_for: str
    """The absent colleague's name; empty when it is the consultant's own."""
    covered_until: date | None
    applied_for: int
    """Applications that wait for a decision."""


def team_page(workplace: Workplace) -> TeamPage:
    """Everyone with cases, and every active consultant; the log is told of the residents that it names.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    page = page_without_names(workplace)
    tell_list(workplace, ShownList.TEAM, [one.case_id for one in page.late] + [one.case_id for one in page.in_closed])
    return page


def page_without_names(workplace: Workplace) -> TeamPage:
    """The same, for who shows of it the consultants alone.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_TEAM_CASELOAD)
    rule = workplace.profile.caseload
    with workplace.store.read() as reader:
        days, pressing = _days(workplace, rule), _pressing(workplace, reader)
        found = signs_by_consultant(reader, days, pressing)
        colleagues = {one.id: one for one in reader.find(Colleague)}
        own = {a.colleague: a.value for a in reader.find(Amount, kind=AmountKind.CAPACITY)}
        late = late_approvals(reader, workplace.today - timedelta(days=LATE_DAYS))
        in_closed = approved_in_closed(reader)
    ids = {one.colleague_id for one in found} | {i for i, c in colleagues.items() if _is_consultant(c)}
    lines = [
        _line(i, [one for one in found if one.colleague_id == i], colleagues.get(i), rule, own.get(i)) for i in ids
    ]
    lines.sort(key=lambda line: (not line.colleague_id, line.name.casefold(), line.colleague_id))
    active = sorted((c for c in colleagues.values() if _has_cases(c)), key=lambda c: c.name.casefold())
    return TeamPage(tuple(lines), rule, {c.id: c.name for c in active}, tuple(late), tuple(in_closed))


def cases_of(workplace: Workplace, colleague_id: str, sign: Sign | None = None) -> tuple[TeamCase, ...]:
    """The open cases of one, by name, or only those with a sign; of nobody for an empty id.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_TEAM_CASELOAD)
    with workplace.store.read() as reader:
        days, pressing = _days(workplace, workplace.profile.caseload), _pressing(workplace, reader)
        found = signs_of_consultant(reader, days, pressing, colleague_id)
        names = {one.id: one.name for one in reader.find(Colleague)}
    cases = (_case(one, names) for one in found)
    shown = tuple(one for one in cases if sign is None or sign in one.signs)
    tell_list(workplace, ShownList.TEAM, (one.case_id for one in shown), sign.value if sign else "")
    return shown


def set_capacity(workplace: Workplace, colleague_id: str, cases: int | None) -> ChangeSet:
    """Sets how much work a consultant can have, in usual cases; None for what holds for everyone.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, or the limit that the number is outside of.
    """
    require(workplace.role, Act.HAND_OVER_CASES)
    with workplace.work(N_("Set capacity")) as work:
        work.get(Colleague, colleague_id)
        there = work.find(Amount, kind=AmountKind.CAPACITY, colleague=colleague_id)
        for one in there[1:] if cases is not None else there:
            work.remove(Amount, one.id)
        if cases is not None and there:
            work.change(Amount, there[0].id, value=cases)
        elif cases is not None:
            fields = {"kind": AmountKind.CAPACITY, "colleague": colleague_id, "value": cases}
            work.add(validated(Amount, fields))
        return work.commit()


def _days(workplace: Workplace, rule: CaseloadRule) -> Days:
    today = workplace.today
    return Days(today, today + timedelta(days=ENDING_DAYS), today - timedelta(days=rule.no_contact_days))


def _pressing(workplace: Workplace, reader: Reader) -> list[str]:
    today = workplace.today
    return [case for case, due in open_terms(workplace.profile, reader, today).items() if presses(due, today)]


def _line(
    colleague_id: str, found: Iterable[SignsOf], colleague: Colleague | None, rule: CaseloadRule, own: int | None
) -> ConsultantLine:
    mine = list(found)
    phases = Counter({one.phase: one.cases for one in mine})
    return ConsultantLine(
        colleague_id,
        colleague.name if colleague else "",
        phases.total(),
        weigh(rule, phases, own) if colleague_id else None,
        {Sign(sign): sum(one.signs[n] for one in mine) for n, sign in enumerate(SIGNS)},
        sum(one.covered for one in mine),
        sum(one.cover_over for one in mine),
        colleague is not None and colleague.active,
    )


def _case(one: CaseSigns, names: Mapping[str, str]) -> TeamCase:
    return TeamCase(
        one.case_id,
        join_name(*one.resident),
        one.law,
        one.phase,
        one.opened_on,
        tuple(sign for sign in Sign if sign.value in one.signs),
        names.get(one.covers_for, one.covers_for),
        one.covered_until,
        one.applied_for,
    )


def _is_consultant(colleague: Colleague) -> bool:
    return colleague.active and colleague.role == Role.CONSULTANT.value


def _has_cases(colleague: Colleague) -> bool:
    return colleague.active and colleague.role in {Role.CONSULTANT.value, Role.TEAM_LEAD.value}
