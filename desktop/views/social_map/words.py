"""How a hit is told in words: for the list, the detail and a screen reader alike."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import age_text, short_day
from desktop.models.kinds import MapStatus
from desktop.models.labels import label
from desktop.models.search import Hit, HitKind, HitWait
from desktop.views.indication.providers import away_text, weeks_text


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
    return " · ".join(filter(None, parts)) or _("waiting time not known")


def where_text(hit: Hit) -> str:
    """Place and distance."""
    return " · ".join(filter(None, (hit.place, away_text(hit.distance_km))))


def badge_text(hit: Hit) -> str:
    """The one thing to know at a glance; empty where the heading above says it all."""
    if hit.kind is HitKind.COMMUNITY:
        return _("light check") if hit.light_check else ""
    if hit.status is not MapStatus.ACTIVE:
        return label(hit.status)
    return label(hit.wait.status) if hit.wait else _("not known")


def detail_text(hit: Hit) -> str:
    """The line under the name."""
    if hit.kind is HitKind.COMMUNITY:
        seen = _("checked on {day}", day=short_day(hit.checked_on)) if hit.checked_on else _("never checked")
        return " · ".join(filter(None, (hit.organisation, where_text(hit), hit.cost, hit.phone, seen)))
    age = _("measured {age}", age=age_text(hit.wait.age_days)) if hit.wait else ""
    return " · ".join(filter(None, (where_text(hit), wait_text(hit.wait), age)))


def why_text(hit: Hit) -> str:
    """Why it was found."""
    return _("found by: {words}", words=", ".join(hit.matched)) if hit.matched else ""


def spoken(hit: Hit) -> str:
    """The whole row as one sentence."""
    return ", ".join(filter(None, (hit.name, badge_text(hit), detail_text(hit), hit.summary)))
