"""Why a hit stands where it stands, in words: how it fits, how near it is, how soon it can begin."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from desktop.language import N_, _, ngettext
from desktop.language.forms import age_text, number
from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import HitKind, HitWait
from desktop.rules.standing import Match

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


class Away(NamedTuple):
    """How far an entry is.

    Attributes:
        km: None when it is not known.
        nearest: What the location is called; empty when it is the entry's own place.
        within: So far at the most was asked; None when it did not matter.
    """

    km: float | None
    nearest: str = ""
    within: float | None = None


def stands(kind: HitKind, matches: Sequence[Match], wait: HitWait | None, away: Away | None) -> tuple[str, ...]:
    """First its kind when that decides, then match, distance and availability, each in a few words.

    Args:
        kind: A community service comes first.
        matches: For every part of the question in what it was found.
        wait: Of a provider; None when nothing was ever observed.
        away: The distance; None when distances do not count.
    """
    found = [_("needs no indication, so it comes first")] if kind is HitKind.COMMUNITY else []
    if matches:
        found.append(_fits(matches))
    if away:
        found.append(_away(away))
    if kind is HitKind.PROVIDER:
        found.append(_soon(wait))
    return tuple(found)


def _fits(matches: Sequence[Match]) -> str:
    """By the part of the question that it fits worst, when parts differ."""
    if len(set(matches)) == 1:
        return _(_FITS[matches[0]])
    best, worst = (choose(matches, key=lambda one: one.value) for choose in (max, min))
    return _("{best}; the rest: {worst}", best=_(_FITS[best]), worst=_(_FITS[worst]))


def _away(away: Away) -> str:
    if away.km is None:
        return _("not known how far") if away.within is None else _("not known how far, so it stays")
    if not away.km:
        return _("in the place you asked")
    far = _("{km} km away", km=number(away.km))
    if away.nearest:
        far = _("{km} km: location {name}", km=number(away.km), name=away.nearest)
    beyond = away.within is not None and away.km > away.within
    return _("comes to the resident or is online, {far}", far=far) if beyond else far


def _soon(wait: HitWait | None) -> str:
    if wait is None:
        return _("waiting time not known")
    said = _(_TAKES[wait.status]) if wait.status is not AvailabilityStatus.OPEN else _weeks(wait)
    weeks = "" if wait.status in (AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP) else _weeks_known(wait)
    told = ", ".join(filter(None, (said, weeks)))
    if wait.disputed:
        told = _("disputed, the least hopeful report: {what}", what=told)
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
