"""What becomes of help when a young person turns eighteen.

Jeugdwet art. 1.1, at `jeugdhulp` and `jeugdige`: guidance (2°) and personal care (3°) are youth help only for who has
not reached eighteen. Help with treatment (1°) goes on until 23 where it was decided before eighteen, or begun before it
and found necessary, or is taken up again within half a year. Foster care that began before eighteen goes on until 21,
also when it is taken up again within half a year. A family home does so by the agreement of 30 January 2020 between
state, municipalities and providers. Youth probation goes on as long as it was imposed for: who was tried under the
criminal law for the young stays a young person (`jeugdige` 2°).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.models.kinds import CareForm, Law, Provision
from desktop.models.region_settings import Source
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.prompts.youth import ADULT, LAST_AGE, NEVER, RESUME_MONTHS, UNTIL_AGE, WHILE_IMPOSED

_YOUTH = "Jeugdwet"
_ENDS = Source(document=_YOUTH, paragraph="art. 1.1, jeugdhulp 2° en 3°")
_EXTENDED = Source(document=_YOUTH, paragraph="art. 1.1, jeugdige 3°")
_TRIED = Source(document=_YOUTH, paragraph="art. 1.1, jeugdige 2°")
_FIRST_OTHERS = Source(document=_YOUTH, paragraph="art. 1.2")
_AGREED = Source(document="Bestuurlijke afspraak gezinshuizen, 30-01-2020", paragraph="vanaf 01-02-2020")
_OWN_END = Source(document="De beschikking", paragraph="einddatum")


class Outcome(StrEnum):
    """What becomes of it."""

    ENDS = "ends"
    GOES_ON = "goes-on"
    MAY_GO_ON = "may-go-on"
    """Only when it is decided before the day it would end."""


class Ground(StrEnum):
    """On which of the three grounds of Jeugdwet art. 1.1, `jeugdige` 3°, help may go on after eighteen."""

    BEGUN_BEFORE = "begun-before"
    """It had begun, and that it goes on was found necessary."""
    DECIDED_BEFORE = "decided-before"
    """It was decided on before the birthday."""
    RESUMED = "resumed"
    """Within half a year after help that had begun before the birthday stopped."""


class Help(NamedTuple):
    """Help that runs, ran or was granted.

    Attributes:
        name: As people call it.
        care_form: Of youth help; None where nobody chose one.
        end: Last day; None without one.
        extended: True when it was decided that it goes on after eighteen.
        decided_on: Day of that decision; None where nobody told it.
    """

    id: str
    law: Law
    name: str
    start: date
    end: date | None = None
    care_form: CareForm | None = None
    extended: bool = False
    provision: Provision = Provision.IN_KIND
    decided_on: date | None = None

    def covers(self, day: date) -> bool:
        """True when it is there on that day by its own dates."""
        return self.start <= day and (self.end is None or day <= self.end)


class Becoming(NamedTuple):
    """What becomes of one help.

    Attributes:
        last_day: Last day on which it is there; None when it has no end.
        longest: Last day to which it could go on by a decision; the same day where it cannot.
        resume_by: Last day to take it up again after it stopped; None where that cannot be.
        ground: Why it is there after eighteen; None where it is not, where no ground is needed, or where none is known.
    """

    help: Help
    outcome: Outcome
    last_day: date | None
    longest: date | None
    source: Source
    resume_by: date | None = None
    ground: Ground | None = None

    @property
    def lacks_ground(self) -> bool:
        """True for extended help of which none of the three grounds is known."""
        return self.help.extended and self.outcome is Outcome.GOES_ON and self.ground is None

    def runs_unsaid(self, today: date) -> bool:
        """True while the decision runs on past the last day that is known for the help: nobody wrote down that it may.

        Without an end only where the form can go on: who forgot to end other help is not helped by it for years.
        """
        if self.last_day is None or self.last_day >= today or not self.help.covers(today):
            return False
        return self.help.end is not None or self.outcome is Outcome.MAY_GO_ON


_RESUMABLE = (CareForm.TREATMENT_HELP, CareForm.FOSTER_CARE)

_LONGEST_SOURCE: Mapping[CareForm, Source] = {
    CareForm.TREATMENT_HELP: _EXTENDED,
    CareForm.FOSTER_CARE: _EXTENDED,
    CareForm.FAMILY_HOME: _AGREED,
}


def becomings(helps: Iterable[Help], birth: date) -> list[Becoming]:
    """What becomes of all help of one young person: what is taken up again is told by what stopped before it."""
    known = list(helps)
    youth = [one for one in known if one.law is Law.JEUGDWET]
    return [becoming(one, birth, youth if len(youth) > 1 else ()) for one in known]


def becoming(one: Help, birth: date, others: Iterable[Help] = ()) -> Becoming:
    """What becomes of help at the eighteenth birthday, by the law, its form, what was decided, and its dates.

    Args:
        one: The help.
        birth: Day of birth.
        others: Youth help of the same young person, in which it may be found that this one was taken up again.
    """
    if one.law is not Law.JEUGDWET:
        return Becoming(one, _by_its_end(one), one.end, one.end, _OWN_END)
    adult = birthday(birth, ADULT)
    until, last = _until(one, birth), add_days(adult, -1)
    if one.end is not None and one.end < last:
        return Becoming(one, Outcome.ENDS, one.end, one.end, _OWN_END, _resumed_by(one, one.end, until))
    is_over = one.end is not None and one.end < adult
    if one.care_form in WHILE_IMPOSED:
        return Becoming(one, Outcome.ENDS if is_over else Outcome.GOES_ON, one.end, one.end, _TRIED)
    if until is None:
        form_unknown = one.care_form not in NEVER
        return Becoming(one, Outcome.ENDS, last, last, _FIRST_OTHERS if form_unknown else _ENDS)
    source = _LONGEST_SOURCE[one.care_form] if one.care_form else _EXTENDED
    ground = _ground(one, adult, birth, others)
    # What was decided to the day before the birthday stops there, whatever the form: only a decision can let it go on.
    if not is_over and _goes_on(one, ground):
        longest = _earlier(one.end, until)
        return Becoming(one, Outcome.GOES_ON, longest, until, source, _resumed_by(one, longest, until), ground)
    return Becoming(one, Outcome.MAY_GO_ON, last, until, source, _resumed_by(one, last, until))


def _by_its_end(one: Help) -> Outcome:
    return Outcome.GOES_ON if one.end is None else Outcome.ENDS


def _until(one: Help, birth: date) -> date | None:
    """Last day that the form can go on to; None where it ends at eighteen, or where it began too late to go on."""
    age = UNTIL_AGE.get(one.care_form) if one.care_form else None
    if age is None:
        return None
    over = birthday(birth, age)
    return add_days(over, -1) if one.start < over else None


def _ground(one: Help, adult: date, birth: date, others: Iterable[Help]) -> Ground | None:
    if one.start < adult:
        return Ground.BEGUN_BEFORE
    if one.decided_on is not None and one.decided_on < adult:
        return Ground.DECIDED_BEFORE
    return Ground.RESUMED if any(_takes_up(one, other, birth) for other in others) else None


def _takes_up(one: Help, other: Help, birth: date) -> bool:
    """True when this is the other again, which had begun before eighteen and stopped at most half a year ago."""
    if one.care_form not in _RESUMABLE or other.care_form is not one.care_form:
        return False
    if other.start >= birthday(birth, ADULT):
        return False
    stopped = becoming(other, birth).last_day
    return stopped is not None and stopped < one.start <= add_months(stopped, RESUME_MONTHS)


def _goes_on(one: Help, ground: Ground | None) -> bool:
    """Foster care and a family home go on by themselves when they began before eighteen; the rest by a decision."""
    by_itself = one.care_form in (CareForm.FOSTER_CARE, CareForm.FAMILY_HOME)
    return one.extended or (by_itself and ground in (Ground.BEGUN_BEFORE, Ground.RESUMED))


def _resumed_by(one: Help, stopped: date, until: date | None) -> date | None:
    """Never past the last day on which the form is possible at all."""
    if one.care_form not in _RESUMABLE or until is None or stopped >= until:
        return None
    return min(add_months(stopped, RESUME_MONTHS), until)


def _earlier(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)


def leaves_by(birth: date) -> date:
    """The last day on which any youth help is possible."""
    return add_days(birthday(birth, LAST_AGE), -1)
