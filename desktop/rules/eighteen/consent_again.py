"""Consent that is asked anew: at sixteen of the young person alone, at eighteen because a new file begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.course import Consent
from desktop.models.kinds import ConsentBy
from desktop.models.region_settings import Source
from desktop.rules.consent import OWN_SAY
from desktop.rules.dates import birthday
from desktop.rules.prompts.youth import ADULT

_OWN = (ConsentBy.RESIDENT, ConsentBy.REPRESENTATIVE)
_SOURCES = {
    OWN_SAY: Source(document="Jeugdwet", paragraph="art. 7.3.4 en 7.3.5"),
    ADULT: Source(document="Wmo 2015", paragraph="art. 5.1.1 lid 4"),
}
STEPS = {OWN_SAY: "consent-at-16", ADULT: "consent-at-18"}
"""Code of the step of the plan, by age. Whether it was taken is told by the record of consent, not by a tick."""


@dataclass(frozen=True)
class AskedAgain:
    """One moment to ask.

    Attributes:
        age: Years from which the answer of before no longer does.
        due: The birthday.
        asked_on: Day of the first answer since; None while nobody asked. A refusal is an answer too.
    """

    age: int
    due: date
    asked_on: date | None
    source: Source

    def is_late(self, today: date) -> bool:
        """True when the birthday has gone by and nobody asked."""
        return self.asked_on is None and self.due < today


def asked_again(consents: Iterable[Consent], birth: date) -> tuple[AskedAgain, AskedAgain]:
    """At sixteen and at eighteen: when the young person, or who represents them, answered for the first time since."""
    own = sorted(one.asked_on for one in consents if one.by in _OWN)
    until = {OWN_SAY: birthday(birth, ADULT), ADULT: date.max}
    first, second = (_moment(age, birthday(birth, age), until[age], own) for age in (OWN_SAY, ADULT))
    return first, second


def _moment(age: int, due: date, until: date, answered: list[date]) -> AskedAgain:
    return AskedAgain(age, due, next((day for day in answered if due <= day < until), None), _SOURCES[age])
