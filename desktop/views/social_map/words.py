"""How a hit is told in words: for the list, the detail and a screen reader alike."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import age_text, short_day
from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.models.labels import label
from desktop.models.search import Hit, HitKind, HitStop, HitWait
from desktop.services.weeks import weeks_text
from desktop.views.design.tokens import Tone
from desktop.views.indication.providers import away_text, status_text, status_tone


def wait_text(wait: HitWait | None) -> str:
    """Like ``intake: 6–8 weeks · start: 4 weeks``; that it is not known when nobody reported a figure."""
    if wait is None:
        return _("waiting time not known")
    intake = weeks_text(wait.intake_min, wait.intake_max, "")
    start = weeks_text(wait.start_min, wait.start_max, "")
    parts = (
        _("first talk: {wait}", wait=intake) if intake else "",
        _("help: {wait}", wait=start) if start else "",
    )
    told = " · ".join(filter(None, parts)) or _("waiting time not known")
    return _("disputed: {wait}", wait=told) if wait.disputed else told


def measured_text(days: int, *, stale: bool) -> str:
    """How old a figure is, and in words that it is out of date when it is."""
    age = age_text(days)
    return _("out of date: {age}", age=age) if stale else _("measured {age}", age=age)


def where_text(hit: Hit) -> str:
    """The place, and the distance; of an entry with more locations the one that is near."""
    return " · ".join(filter(None, (hit.nearest or hit.place, away_text(hit.distance_km))))


def badge_text(hit: Hit) -> str:
    """The one thing to know at a glance; empty where the heading above says it all."""
    if hit.status is not MapStatus.ACTIVE:
        return label(hit.status)
    if hit.kind is HitKind.COMMUNITY:
        return _("light check") if hit.light_check else ""
    if hit.stop is not None:
        stop = label(AvailabilityStatus.INTAKE_STOP)
        return stop if hit.stop is HitStop.ALL else _("partly {state}", state=stop)
    return status_text(hit.wait.status, disputed=hit.wait.disputed) if hit.wait else _("not known")


def badge_tone(hit: Hit) -> Tone:
    """How that one thing is coloured."""
    if hit.status is not MapStatus.ACTIVE:
        return Tone.BAD
    if hit.kind is HitKind.COMMUNITY:
        return Tone.GOOD
    if hit.stop is not None:
        return Tone.BAD if hit.stop is HitStop.ALL else Tone.CAUTION
    return status_tone(hit.wait.status, disputed=hit.wait.disputed) if hit.wait else Tone.MUTED


def detail_text(hit: Hit) -> str:
    """The line under the name."""
    if hit.kind is HitKind.COMMUNITY:
        seen = _("checked on {day}", day=short_day(hit.checked_on)) if hit.checked_on else _("never checked")
        return " · ".join(filter(None, (hit.organisation, where_text(hit), hit.cost, hit.phone, seen)))
    age = measured_text(hit.wait.age_days, stale=hit.wait.is_stale) if hit.wait else ""
    return " · ".join(filter(None, (where_text(hit), wait_text(hit.wait), age)))


def stands_text(hit: Hit) -> str:
    """Why it stands where it stands; where that is not told, why it was found."""
    if hit.stands:
        return " · ".join(hit.stands)
    return _("found by: {words}", words=", ".join(hit.matched)) if hit.matched else ""


def stands_in_row(hit: Hit) -> str:
    """The same where there is room for a few words: what sets this hit apart comes before what its heading says."""
    if hit.kind is HitKind.COMMUNITY and len(hit.stands) > 1:
        return " · ".join(hit.stands[1:])
    return stands_text(hit)


def spoken(hit: Hit) -> str:
    """The whole row as one sentence."""
    return ", ".join(filter(None, (hit.name, badge_text(hit), detail_text(hit), hit.summary, stands_text(hit))))
