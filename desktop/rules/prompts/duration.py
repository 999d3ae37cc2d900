"""How long the help is drafted for: bounded or long, temporary, compared with others, and looked back on in time."""

from __future__ import annotations

from datetime import date

from desktop.language import _
from desktop.language.forms import days_text, long_day
from desktop.models.kinds import Frequency, SegmentDuration
from desktop.models.region import RuleSetting
from desktop.rules.dates import days_between
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.history import GAP_DAYS, directly_before, same_help
from desktop.rules.prompts.numbers import Span, count, span
from desktop.rules.prompts.phrases import about, length_text
from desktop.rules.said import is_said

SHORT = Span(months=12)
"""Shorter than this is short where help should be long, when neither profile nor segment says otherwise."""

MINIMUM_CASES = 10
"""Trajectories at least before a comparison says anything, when the profile does not say."""


def end_date_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for an end date where the segment, the product or an amount per week needs one.

    Per week because the allocation messages want it (iWmo and iJw 3.2, rules for the end date of an allocation).
    """
    if case.draft.end is not None:
        return None
    if case.duration is SegmentDuration.BOUNDED and case.segment:
        return Asked(
            _("Help in the segment “{segment}” is for a bounded time. Choose an end date.", segment=case.segment.name)
        )
    if case.product and (case.product.temporary or case.product.max_days):
        return Asked(_("{product} is temporary. Choose an end date.", product=case.product.name))
    if case.draft.frequency is Frequency.WEEK:
        return Asked(_("An amount per week needs an end date, or it cannot be sent to the provider. Choose one."))
    return None


def long_term_expected(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Says that the segment asks for calm, where a short indication is drafted."""
    start, end = case.draft.start, case.draft.end
    if case.duration is not SegmentDuration.LONG or case.segment is None or not start or not end:
        return None
    of_segment = next((s.long_from_months for s in case.segments if s.long_from_months), None)
    long_from = span(setting) or (Span(months=of_segment) if of_segment else SHORT)
    if end < start or end >= long_from.last_day_from(start):
        return None
    text = _(
        "In the segment “{segment}” calm matters: a long indication, with room for more or less help. "
        "This one lasts {length}. A later end date may fit better.",
        segment=case.segment.name,
        length=length_text(start, end),
    )
    return Asked(text, values={"days": case.length})


def temporary_too_long(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks for an earlier end where a temporary product is drafted beyond its term."""
    product, start, end = case.product, case.draft.start, case.draft.end
    if product is None or not (product.temporary or product.max_days) or not start or not end:
        return None
    longest = span(setting) or (Span(days=product.max_days) if product.max_days else None)
    if longest is None or end <= longest.last_day_from(start):
        return None
    last = longest.last_day_from(start)
    text = _(
        "{product} is temporary. This indication lasts {length}; the last day can be {last}. "
        "Choose an earlier end date.",
        product=product.name,
        length=days_text(case.length or 0),
        last=long_day(last),
    )
    return Asked(text, values={"days": case.length, "last": last})


def stop_unanswered(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks what must be true to stop, where that is still open."""
    if case.draft.stops_when is None or is_said(case.draft.stops_when):
        return None
    return Asked(_("What must be true to stop? Write it down now, then the evaluation can hold the help against it."))


def longer_than_comparable(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks why this resident needs help longer than three quarters of comparable trajectories lasted.

    Help that went directly before counts with it, as it does in those trajectories. It keeps silent when there are too
    few to compare with, and when fewer than three quarters ever ended.
    """
    others, length = case.comparable, whole_length(case)
    if others is None or length is None or others.upper_quartile_days is None:
        return None
    if others.n < count(setting, "minimum_cases", MINIMUM_CASES) or length <= others.upper_quartile_days:
        return None
    told = {"length": about(length), "n": others.n, "quartile": about(others.upper_quartile_days)}
    text = (
        _(
            "This indication lasts {length}. Of {n} comparable trajectories three quarters ended within {quartile}. "
            "Explain why this resident needs help for longer.",
            **told,
        )
        if length == case.length
        else _(
            "With the help directly before it this becomes {length}. Of {n} comparable trajectories three quarters "
            "ended within {quartile}. Explain why this resident needs help for longer.",
            **told,
        )
    )
    values = {"days": length, "n": others.n, "upper_quartile_days": others.upper_quartile_days}
    return Asked(text, values=values)


def whole_length(case: Drafted) -> int | None:
    """Days of the drafted help with the same help directly before it, to the last day; None while a day is missing."""
    start, end = case.draft.start, case.draft.end
    if start is None or end is None or case.length is None:
        return None
    rule = next((one for one in case.profile.rules if one.code == "repeat-indication" and one.on), None)
    gap = count(rule, "gap_days", GAP_DAYS) if rule else GAP_DAYS
    first = min((one.start for one in directly_before(start, same_help(case), gap)), default=start)
    return days_between(first, end)


def evaluation_missing(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks for an evaluation, planned at once with the indication and within the region's term."""
    start, end, term = case.draft.start, case.draft.end, span(setting)
    if start and end and end < start:
        end = None  # such an end is a fault, told at its own field; it says nothing of when to look back
    days = [day for day in case.draft.evaluations if start is None or day >= start]
    latest = term.after(start) if term and start else None
    if not days:
        return Asked(_plan_by(latest, end), values={"latest": min(filter(None, (latest, end)), default=None)})
    first = min(days)
    values = {"first": first, "latest": latest}
    if latest and first > latest and (end is None or end >= latest):
        text = _(
            "The first evaluation is on {first}. In this region it is held on {latest} at the latest.",
            first=long_day(first),
            latest=long_day(latest),
        )
        return Asked(text, values=values)
    if end and first > end:
        text = _(
            "The first evaluation ({first}) comes after the help has ended ({end}). Plan an earlier one.",
            first=long_day(first),
            end=long_day(end),
        )
        return Asked(text, values=values)
    return None


def _plan_by(latest: date | None, end: date | None) -> str:
    if end and (latest is None or end < latest):
        return _("Plan an evaluation on {end} at the latest: on that day the help ends.", end=long_day(end))
    if latest is None:
        return _("Plan an evaluation: look back together on what the help brings.")
    return _("Plan an evaluation. In this region it is held on {latest} at the latest.", latest=long_day(latest))
