"""Why a hit stands where it stands, in words: how it fits, how near it is, how soon it can begin."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from desktop.language import N_, _, ngettext
from desktop.language.forms import age_text, number
from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import Hit, HitKind, HitWait
from desktop.rules.standing import Match
from desktop.store.search.reasons import Reason

_FITS = {
    Match.NAME: N_("what you asked is in its name"),
    Match.NAME_RELATED: N_("a related word is in its name"),
    Match.LABEL: N_("it is about what you asked"),
    Match.SAME_MEANING: N_("another word for what you asked"),
    Match.DESCRIPTION: N_("only in its description"),
}

_TAKES = {
    AvailabilityStatus.OPEN: N_("takes new residents; how soon is not known"),
    AvailabilityStatus.LIMITED: N_("takes few new residents"),
    AvailabilityStatus.INTAKE_STOP: N_("takes no new residents now, so lower"),
    AvailabilityStatus.ASSESSMENT_FIRST: N_("looks first whether it fits"),
    AvailabilityStatus.ON_CONSULTATION: N_("takes new residents in consultation"),
    AvailabilityStatus.UNKNOWN: N_("waiting time not known"),
}


def stands(hit: Hit, why: Sequence[Reason], *, near: bool) -> tuple[str, ...]:
    """First its kind when that decides, then match, distance and availability, each in a few words.

    Args:
        hit: Without `stands`.
        why: For every part of the question.
        near: True when distances count.
    """
    found = [_("needs no indication, so it comes first")] if hit.kind is HitKind.COMMUNITY else []
    if why:
        found.append(_fits(why))
    if near:
        found.append(_away(hit.distance_km))
    if hit.kind is HitKind.PROVIDER:
        found.append(_soon(hit.wait))
    return tuple(found)


def _fits(why: Sequence[Reason]) -> str:
    """By the part of the question that it fits worst, when parts differ."""
    best, worst = (choose(why, key=lambda one: one.match.value) for choose in (max, min))
    if best.match is worst.match:
        return _(_FITS[best.match])
    return _("{best}; the rest: {worst}", best=_(_FITS[best.match]), worst=_(_FITS[worst.match]))


def _away(km: float | None) -> str:
    if km is None:
        return _("not known how far")
    return _("in the place you asked") if not km else _("{km} km away", km=number(km))


def _soon(wait: HitWait | None) -> str:
    if wait is None:
        return _("waiting time not known")
    said = _(_TAKES[wait.status]) if wait.status is not AvailabilityStatus.OPEN else _weeks(wait)
    weeks = "" if wait.status in (AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP) else _weeks_known(wait)
    told = ", ".join(filter(None, (said, weeks)))
    return _("{what} (measured {age})", what=told, age=age_text(wait.age_days))


def _weeks(wait: HitWait) -> str:
    return _weeks_known(wait) or _(_TAKES[AvailabilityStatus.OPEN])


def _weeks_known(wait: HitWait) -> str:
    most = [one for one in (wait.intake_max, wait.start_max) if one is not None]
    least = [one for one in (wait.intake_min, wait.start_min) if one is not None]
    if most and max(most) >= max(least, default=0.0):
        weeks = ceil(max(most))
        return ngettext("help within 1 week", "help within {n} weeks", weeks) if weeks else _("help at once")
    return ngettext("help after at least 1 week", "help after at least {n} weeks", round(max(least))) if least else ""
