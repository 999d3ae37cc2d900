"""What must be done around the eighteenth birthday, and by when.

What there is to do is data: ``resources/eighteen.toml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.kinds import CareForm, Law, Provision, TaskArea
from desktop.models.region import Term
from desktop.models.region_settings import Source
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.eighteen.becoming import Becoming, Outcome, becomings
from desktop.rules.eighteen.becoming import Help as RunningHelp
from desktop.rules.prompts.youth import ADULT, RESUME_MONTHS
from desktop.rules.terms import due_day

_QUARTER = 3
"""Months."""

_YEAR = 12
"""Months."""

_MONTH = 31
"""Days, the most."""

_STRETCH = 30
"""Days by which terms run on past weekends and holidays, more than they ever do."""

_AFTER_BY_WMO = (CareForm.GUIDANCE, CareForm.PERSONAL_CARE, CareForm.OTHER, None)
"""Forms of youth help whose place after eighteen is, or may be, the Wmo."""

COUNTED = ("need-report", "application")
"""Events from which the legal terms of the Wmo count, one after the other."""


class Owner(StrEnum):
    """Who sees to it."""

    YOUTH_CONSULTANT = "youth-consultant"
    WMO_CONSULTANT = "wmo-consultant"
    YOUNG_PERSON = "young-person"
    PARENTS = "parents"
    PROVIDER = "provider"


class TaskDay(StrEnum):
    """Days that months do not say."""

    COUNTED_BACK = "counted-back"
    QUARTER_END = "quarter-end"


@dataclass(frozen=True)
class TaskRule:
    """One thing that must be arranged.

    Attributes:
        months: From the birthday; before it when negative. None where `day` says it.
        only: For whom, see the file; empty means everyone.
        is_proposal: True when the moment is a proposal: the source asks for it and names none.
        at: With whom it is asked for; empty where nothing is asked.
        keeps: True when help after eighteen hangs on it: done in time, no gap opens.
        told: The step as the young person reads it, in plain words.
    """

    code: str
    area: TaskArea
    name: str
    owner: Owner
    law: str
    source: Source
    months: int | None = None
    day: TaskDay | None = None
    only: tuple[str, ...] = ()
    at: str = ""
    is_proposal: bool = False
    keeps: bool = False
    told: str = ""


@dataclass(frozen=True)
class Task:
    """A thing that must be arranged for one young person, with its last day."""

    rule: TaskRule
    due: date

    def is_late(self, today: date) -> bool:
        """True when its day has passed."""
        return self.due < today


def tasks(
    rules: Iterable[TaskRule],
    helps: Iterable[RunningHelp],
    birth: date,
    terms: Iterable[Term],
    today: date | None = None,
) -> tuple[Task, ...]:
    """What must be arranged for who was born on a day and has this help, the first day first.

    Args:
        rules: In force.
        helps: That run, or are granted.
        birth: Day of birth.
        terms: The municipality's; those of the Wmo are counted back from the birthday.
        today: The day it is; see `TaskCalendar.tasks`.
    """
    return TaskCalendar(rules, terms).tasks(becomings(helps, birth), birthday(birth, ADULT), today, birth)


class TaskCalendar:
    """The tasks and their last days for many young people: terms are counted back once for each birthday.

    Attributes:
        longest: No last day lies more days before a birthday.
    """

    def __init__(self, rules: Iterable[TaskRule], terms: Iterable[Term]) -> None:
        self._rules, self._terms = tuple(rules), tuple(terms)
        self._reported: dict[date, date] = {}
        self._codes: dict[frozenset[str], frozenset[str]] = {}
        counted = 1 + _STRETCH + sum(term.days for term in _longest(self._terms).values())
        months = max((-(rule.months or 0) for rule in self._rules), default=0)
        self.longest = max(counted, months * _MONTH)

    def tasks(
        self, found: Iterable[Becoming], adult: date, today: date | None = None, birth: date | None = None
    ) -> tuple[Task, ...]:
        """What must be arranged for who has this help and is eighteen on a day, the first day first.

        With a `today`, what had stopped more than half a year before it, or before the birthday, asks for nothing.
        With a `birth`, whole years are counted by birthdays: who was born on 29 February is sixteen on that day.
        """
        due = [Task(rule, self._due(rule, adult, birth)) for rule in self._asked(_of(found, adult, today))]
        return tuple(sorted(due, key=lambda task: (task.due, task.rule.code)))

    def codes(self, found: Iterable[Becoming], adult: date, today: date) -> frozenset[str]:
        """The codes of the same tasks, for who only asks whether a plan has them all."""
        facts = frozenset(_of(found, adult, today))
        if facts not in self._codes:
            self._codes[facts] = frozenset(rule.code for rule in self._asked(facts))
        return self._codes[facts]

    def _asked(self, facts: Collection[str]) -> Iterator[TaskRule]:
        return (rule for rule in self._rules if not rule.only or not {*rule.only}.isdisjoint(facts))

    def _due(self, rule: TaskRule, adult: date, birth: date | None) -> date:
        if rule.day is TaskDay.COUNTED_BACK:
            if adult not in self._reported:
                self._reported[adult] = last_day_to_report(adult, self._terms)
            return self._reported[adult]
        if rule.day is TaskDay.QUARTER_END:
            # Who is eighteen on the first day of a quarter has no right to it in that quarter (AKW art. 7 and 11).
            return quarter_end(add_days(adult, -1))
        years, rest = divmod(rule.months or 0, _YEAR)
        if birth is not None and not rest:
            return birthday(birth, ADULT + years)
        return add_months(adult, rule.months or 0)


def last_day_to_report(adult: date, terms: Iterable[Term]) -> date:
    """The last day on which a need can be reported so that investigation and decision end before the birthday.

    Each term may run on past a weekend or a holiday (Algemene termijnenwet art. 1), so it is counted forward from each
    day until one is found.
    """
    by_event = _longest(terms)
    reported = add_days(adult, -1 - sum(term.days for term in by_event.values()))
    while _decided(reported, by_event) >= adult:
        reported = add_days(reported, -1)
    return reported


def _longest(terms: Iterable[Term]) -> dict[str, Term]:
    """By event the longest that counts from it: the others are the resident's own."""
    known = (term for term in terms if term.law in {None, Law.WMO} and term.counts_from in COUNTED)
    return {term.counts_from: term for term in sorted(known, key=lambda one: one.days)}


def quarter_end(day: date) -> date:
    """The last day of the quarter in which a day lies."""
    first = date(day.year, (day.month - 1) // _QUARTER * _QUARTER + 1, 1)
    return add_days(add_months(first, _QUARTER), -1)


def _decided(reported: date, by_event: Mapping[str, Term]) -> date:
    day = reported
    for event in COUNTED:
        if event in by_event:
            day = due_day(by_event[event], day)
    return day


def _of(found: Iterable[Becoming], adult: date, today: date | None) -> set[str]:
    """What the tasks hang on; see `TaskCalendar.tasks`."""
    since = add_months(min(today, adult), -RESUME_MONTHS) if today else date.min
    return _facts(one for one in found if one.last_day is None or one.last_day >= since)


def _facts(found: Iterable[Becoming]) -> set[str]:
    facts: set[str] = set()
    for one in found:
        if one.help.law is not Law.JEUGDWET:
            continue
        if one.help.care_form is not None:
            facts.add(one.help.care_form.value)
        if one.help.provision is Provision.PGB:
            facts.add("pgb")
        if one.outcome is not Outcome.GOES_ON and one.help.care_form in _AFTER_BY_WMO:
            facts.add("guidance-after")
    return facts
