"""Consent to use what is known of someone beyond the act it was told under: for what, by whom, and does it hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.kinds import ConsentBy, ConsentPurpose, Law
from desktop.models.region_settings import Source
from desktop.rules.dates import age_on, birthday
from desktop.rules.prompts.youth import ADULT

WITH_PARENT, OWN_SAY = 12, 16
"""Years: from the first a youth answers with a parent, from the second alone (Jeugdwet art. 7.3.4 and 7.3.5)."""

TELLING_OTHERS = frozenset({ConsentPurpose.TO_PROVIDER, ConsentPurpose.TO_NETWORK})
"""Who is twelve says alone what others are told (Wmo 2015 art. 5.3.3 lid 2; Jeugdwet art. 7.3.11 and 7.3.15)."""

_WMO = "Wmo 2015"

SOURCES: Mapping[ConsentPurpose, Source] = {
    ConsentPurpose.FROM_YOUTH_HELP: Source(document=_WMO, paragraph="art. 5.1.1 lid 4"),
    ConsentPurpose.FROM_PARTICIPATION: Source(document=_WMO, paragraph="art. 5.1.1 lid 4"),
    ConsentPurpose.FROM_DEBT_HELP: Source(document=_WMO, paragraph="art. 5.1.1 lid 4"),
    ConsentPurpose.FROM_WMO: Source(document="Algemene verordening gegevensbescherming", paragraph="art. 9"),
    ConsentPurpose.TO_WMO: Source(document=_WMO, paragraph="art. 5.1.1 lid 4"),
    ConsentPurpose.FROM_INSURER: Source(document=_WMO, paragraph="art. 5.1.1 lid 5"),
    ConsentPurpose.FROM_CARE_PROVIDER: Source(document=_WMO, paragraph="art. 5.1.1 lid 5"),
    ConsentPurpose.TO_PROVIDER: Source(document=_WMO, paragraph="art. 5.3.3"),
    ConsentPurpose.TO_NETWORK: Source(document=_WMO, paragraph="art. 5.3.3"),
}
"""Where it stands that it must be asked."""

_REUSE: Mapping[tuple[Law, Law], ConsentPurpose] = {
    (Law.WMO, Law.JEUGDWET): ConsentPurpose.FROM_YOUTH_HELP,
    (Law.WMO, Law.PARTICIPATIEWET): ConsentPurpose.FROM_PARTICIPATION,
    (Law.JEUGDWET, Law.WMO): ConsentPurpose.FROM_WMO,
    (Law.JEUGDWET, Law.PARTICIPATIEWET): ConsentPurpose.FROM_PARTICIPATION,
}
"""Purpose by the act that data is used under and the act that it was told under."""


class Standing(StrEnum):
    """How consent for one purpose stands."""

    NOT_ASKED = "not-asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """The yes was another's, when they still had a say in it."""


class Said(NamedTuple):
    """What of a `Consent` decides how it stands, for who reads thousands."""

    id: str
    purpose: ConsentPurpose
    given: bool
    asked_on: date
    by: ConsentBy
    withdrawn_on: date | None


S = TypeVar("S", Consent, Said)


@dataclass(frozen=True)
class Answer:
    """How consent stands, on which answer."""

    standing: Standing
    consent: Consent | None = None

    @property
    def holds(self) -> bool:
        """True when the data may be used now."""
        return self.standing is Standing.GIVEN


def answer(consents: Iterable[Consent], purpose: ConsentPurpose, today: date, birth_date: date | None = None) -> Answer:
    """How one person's consent for a purpose stands: the latest answer counts, as long as it was not withdrawn.

    With a birth date, a yes of a parent alone holds no longer from twelve on, one of a parent and the youth together
    not from sixteen on, and one of who represented a child not from eighteen on: then it is asked again. A no stays a
    no.
    """
    latest = _latest(consents, purpose, today)
    return Answer(_standing(latest, today, birth_date), latest)


def holds(consents: Iterable[S], purpose: ConsentPurpose, today: date, birth_date: date | None = None) -> bool:
    """True when data may be used by what was said, as `answer` tells it; for thousands of people at once."""
    return _standing(_latest(consents, purpose, today), today, birth_date) is Standing.GIVEN


def _latest(consents: Iterable[S], purpose: ConsentPurpose, today: date) -> S | None:
    asked = [one for one in consents if one.purpose is purpose and one.asked_on <= today]
    return max(asked, key=lambda one: (one.asked_on, one.id), default=None)


def _standing(latest: Consent | Said | None, today: date, birth_date: date | None) -> Standing:
    if latest is None:
        return Standing.NOT_ASKED
    if not latest.given:
        return Standing.REFUSED
    if latest.withdrawn_on is not None and latest.withdrawn_on <= today:
        return Standing.WITHDRAWN
    if birth_date is not None and _has_lapsed(latest, birth_date, today):
        return Standing.LAPSED
    return Standing.GIVEN


_UNTIL = {
    ConsentBy.PARENT: (WITH_PARENT, OWN_SAY),
    ConsentBy.BOTH: (OWN_SAY,),
    ConsentBy.REPRESENTATIVE: (ADULT,),
}
"""Years from which it was another's yes, by who said it: who is twelve has a say, who is sixteen says it alone."""


def _has_lapsed(yes: Consent | Said, birth_date: date, today: date) -> bool:
    """True when it was given before the age from which another could no longer give it, and that age is there."""
    return any(yes.asked_on < birthday(birth_date, age) <= today for age in _UNTIL.get(yes.by, ()))


def purpose_of_reuse(used_under: Law, told_under: Law) -> ConsentPurpose | None:
    """For what consent is needed to use under one act what was told under another; None under the same act.

    Raises:
        KeyError: For acts between which the program reuses nothing (a bug).
    """
    return None if used_under is told_under else _REUSE[used_under, told_under]


_HANDED_ON: Mapping[tuple[Law, Law], ConsentPurpose] = {(Law.WMO, Law.JEUGDWET): ConsentPurpose.TO_WMO}
"""A yes to handing it on is a yes to using it there."""


def answer_to_reuse(
    consents: Iterable[Consent], used_under: Law, told_under: Law, today: date, birth_date: date | None = None
) -> Answer:
    """How consent stands to use under one act what was told under another; given by a yes to handing it on as well.

    Raises:
        KeyError: Under the same act, and for acts between which the program reuses nothing (a bug).
    """
    known = tuple(consents)
    asked = answer(known, _REUSE[used_under, told_under], today, birth_date)
    on = _HANDED_ON.get((used_under, told_under))
    handed = answer(known, on, today, birth_date) if on else asked
    return handed if asked.standing is Standing.NOT_ASKED else asked


def reuses(used_under: Law, told_under: Law) -> bool:
    """False for acts between which nothing may be reused, asked or not."""
    return used_under is told_under or (used_under, told_under) in _REUSE


def who_may_consent(birth_date: date | None, day: date, purpose: ConsentPurpose | None = None) -> frozenset[ConsentBy]:
    """Who can say yes: under twelve a parent, under sixteen both, from sixteen the youth; always a representative.

    To telling others a youth says yes alone from twelve on; with a parent is good as well. A purpose that is not known
    counts as one for which more is asked. Of someone whose age is not known the program cannot tell, and takes the
    consultant's word.
    """
    if birth_date is None:
        return frozenset(ConsentBy)
    age = age_on(birth_date, day)
    if age < WITH_PARENT:
        return frozenset({ConsentBy.PARENT, ConsentBy.REPRESENTATIVE})
    if age < OWN_SAY:
        alone = {ConsentBy.RESIDENT} if purpose in TELLING_OTHERS else set[ConsentBy]()
        return frozenset({ConsentBy.BOTH, ConsentBy.REPRESENTATIVE, *alone})
    return frozenset({ConsentBy.RESIDENT, ConsentBy.REPRESENTATIVE})


def check_consent(consent: Consent, birth_date: date | None) -> None:
    """Holds back a consent by someone who cannot give it. A refusal is always taken, whoever says no.

    Raises:
        RuleBroken: ``consent-not-by`` (by) with who can; ``withdrawn-before-asked`` (withdrawn_on).
    """
    allowed = who_may_consent(birth_date, consent.asked_on, consent.purpose)
    if consent.given and consent.by not in allowed:
        raise RuleBroken("consent-not-by", "by", years=_years(birth_date, consent.asked_on))
    if consent.withdrawn_on is not None and consent.withdrawn_on < consent.asked_on:
        raise RuleBroken("withdrawn-before-asked", "withdrawn_on", day=consent.asked_on)


def _years(birth_date: date | None, day: date) -> int:
    return age_on(birth_date, day) if birth_date else 0
