"""What becomes of help when a young person turns eighteen.

Jeugdwet art. 1.1, at `jeugdhulp` and `jeugdige`: guidance (2°) and personal care (3°) are youth help only for who has
not reached eighteen. Help with treatment (1°) goes on until 23 where it was decided before eighteen, or begun before it
and found necessary, or is taken up again within half a year. Foster care that began before eighteen goes on until 21. A
family home does so by the agreement of 30 January 2020 between state, municipalities and providers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.kinds import CareForm, Law, Provision
from desktop.models.region_settings import Source
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.prompts.youth import ADULT, LAST_AGE, NEVER, UNTIL_AGE

RESUME_MONTHS = 6
"""Within half a year after it stopped, treatment and foster care may be taken up again (Jeugdwet art. 1.1)."""

_YOUTH = "Jeugdwet"
_ENDS = Source(document=_YOUTH, paragraph="art. 1.1, jeugdhulp 2° en 3°")
_EXTENDED = Source(document=_YOUTH, paragraph="art. 1.1, jeugdige 3°")
_FIRST_OTHERS = Source(document=_YOUTH, paragraph="art. 1.2")
_AGREED = Source(document="Bestuurlijke afspraak gezinshuizen, 30-01-2020", paragraph="vanaf 01-02-2020")
_OWN_END = Source(document="De beschikking", paragraph="einddatum")


class Outcome(StrEnum):
    """What becomes of it."""

    ENDS = "ends"
    GOES_ON = "goes-on"
    MAY_GO_ON = "may-go-on"
    """Only when it is decided before the day it would end."""


@dataclass(frozen=True, slots=True)
class Help:
    """Help that runs, ran or was granted.

    Attributes:
        name: As people call it.
        care_form: Of youth help; None where nobody chose one.
        end: Last day; None without one.
        extended: True when it was decided that it goes on after eighteen.
    """

    id: str
    law: Law
    name: str
    start: date
    end: date | None = None
    care_form: CareForm | None = None
    extended: bool = False
    provision: Provision = Provision.IN_KIND

    def covers(self, day: date) -> bool:
        """True when it is there on that day by its own dates."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Becoming:
    """What becomes of one help.

    Attributes:
        last_day: Last day on which it is there; None when it has no end.
        longest: Last day to which it could go on by a decision; the same day where it cannot.
        resume_by: Last day to take it up again after it stopped; None where that cannot be.
    """

    help: Help
    outcome: Outcome
    last_day: date | None
    longest: date | None
    source: Source
    resume_by: date | None = None


_LONGEST_SOURCE: Mapping[CareForm, Source] = {
    CareForm.TREATMENT_HELP: _EXTENDED,
    CareForm.FOSTER_CARE: _EXTENDED,
    CareForm.FAMILY_HOME: _AGREED,
}


def becoming(one: Help, birth: date) -> Becoming:
    """What becomes of help at the eighteenth birthday, by the law, its form, what was decided, and its dates."""
    if one.law is not Law.JEUGDWET:
        return Becoming(one, _by_its_end(one), one.end, one.end, _OWN_END)
    adult = birthday(birth, ADULT)
    if one.end is not None and one.end < add_days(adult, -1):
        return Becoming(one, Outcome.ENDS, one.end, one.end, _OWN_END, _resumed_by(one, one.end))
    until = _until(one, birth)
    last = add_days(adult, -1)
    if until is None:
        form_unknown = one.care_form not in NEVER
        return Becoming(one, Outcome.ENDS, last, last, _FIRST_OTHERS if form_unknown else _ENDS)
    source = _LONGEST_SOURCE[one.care_form] if one.care_form else _EXTENDED
    if _is_decided(one, adult):
        longest = _earlier(one.end, until)
        return Becoming(one, Outcome.GOES_ON, longest, until, source, _resumed_by(one, longest))
    return Becoming(one, Outcome.MAY_GO_ON, last, until, source, _resumed_by(one, last))


def _by_its_end(one: Help) -> Outcome:
    return Outcome.GOES_ON if one.end is None else Outcome.ENDS


def _until(one: Help, birth: date) -> date | None:
    """Last day that the form can go on to; None where it ends at eighteen, or where it began too late to go on."""
    age = UNTIL_AGE.get(one.care_form) if one.care_form else None
    if age is None:
        return None
    over = birthday(birth, age)
    return add_days(over, -1) if one.start < over else None


def _is_decided(one: Help, adult: date) -> bool:
    """Foster care and a family home go on by themselves when they began before eighteen; the rest by a decision."""
    return one.extended or (one.care_form in (CareForm.FOSTER_CARE, CareForm.FAMILY_HOME) and one.start < adult)


def _resumed_by(one: Help, stopped: date) -> date | None:
    if one.care_form not in (CareForm.TREATMENT_HELP, CareForm.FOSTER_CARE):
        return None
    return add_months(stopped, RESUME_MONTHS)


def _earlier(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)


def leaves_by(birth: date) -> date:
    """The last day on which any youth help is possible."""
    return add_days(birthday(birth, LAST_AGE), -1)
