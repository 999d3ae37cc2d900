"""What went before: the same help again, and need that came back soon after help had ended as planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.language import _, ngettext
from desktop.language.forms import long_day
from desktop.models.draft import DraftHistory
from desktop.models.kinds import EndReason
from desktop.models.region import RuleSetting
from desktop.rules.dates import DAYS_IN_MONTH, add_days, days_between
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.numbers import Span, count, span
from desktop.rules.prompts.phrases import length_text, months_text

GAP_DAYS = 31
"""So many days between two indications still count as directly after, when the profile does not say."""

SOON = Span(months=6)
"""Need that returns within this time returned soon, when the profile does not say."""


@dataclass(frozen=True)
class Earlier:
    """The same help as it was indicated before.

    Attributes:
        count: Earlier indications.
        months: What they cover together; a day that two of them share counts once.
        months_total: With the draft itself.
    """

    count: int
    months: int
    months_total: int


def repeat_indication(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks what will be different, where the same help is drafted directly after earlier help.

    It follows the chain back: each earlier indication that ran until shortly before the next one counts, and their
    months are added up; time that two of them share counts once.
    """
    start = case.draft.start
    if start is None:
        return None
    chain = directly_before(start, same_help(case), count(setting, "gap_days", GAP_DAYS))
    if not chain:
        return None
    before = _months(chain, until=add_days(start, -1))
    total = before + round((case.length or 0) / DAYS_IN_MONTH)
    text = ngettext(
        "{help} was given once directly before this, {before} in all. With this indication it becomes {total}. "
        "What must go differently this time, and when can the help stop?",
        "{help} was given {n} times directly before this, {before} in all. With this indication it becomes {total}. "
        "What must go differently this time, and when can the help stop?",
        len(chain),
        help=case.product_name or "—",
        before=months_text(before),
        total=months_text(total),
    )
    return Asked(text, values={"earlier": len(chain), "months_before": before, "months_total": total})


def returned_soon(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks what changed, where need returned within the region's term after help had ended as planned.

    Help that goes on without a day between did not return; that is for the prompt on repeated indications.
    """
    start, term = case.draft.start, span(setting) or SOON
    if start is None:
        return None
    ended = [h.end for h in case.draft.history if h.ended is EndReason.AS_PLANNED and h.end and h.start < start]
    soon = [end for end in ended if add_days(end, 1) < start <= term.after(end)]
    if not soon or _runs_on(case.draft.history, start):
        return None
    end = max(soon)
    text = _(
        "Earlier help ended as planned on {ended}, {length} before this start. Explain what has changed since.",
        ended=long_day(end),
        length=length_text(add_days(end, 1), add_days(start, -1)),
    )
    return Asked(text, values={"ended": end})


def earlier_help(case: Drafted) -> Earlier:
    """How often the same help was indicated before this draft, and how many months it comes to."""
    until = add_days(case.first_day, -1)
    before = [h for h in same_help(case) if h.start < case.first_day]
    months = _months(before, until)
    return Earlier(len(before), months, months + round((case.length or 0) / DAYS_IN_MONTH))


def directly_before(start: date, history: Iterable[DraftHistory], gap_days: int) -> tuple[DraftHistory, ...]:
    """The unbroken chain of earlier indications up to a start, the latest first.

    One that has no end, or that ends after the next one starts, still ran then and belongs to the chain.
    """
    chain: list[DraftHistory] = []
    earliest = start
    for earlier in sorted(history, key=lambda h: (h.end or date.max, h.start), reverse=True):
        if earlier.start >= start:
            continue
        if add_days(earlier.end or date.max, gap_days + 1) < earliest:
            break
        chain.append(earlier)
        earliest = min(earliest, earlier.start)
    return tuple(chain)


def same_help(case: Drafted) -> list[DraftHistory]:
    """Earlier indications of the same product, or of one it follows.

    Where no product is stated, of the same segment; where the lot has no segments, of the same lot.
    """
    draft = case.draft
    if draft.product:
        same = {draft.product, *(case.product.follows if case.product else ())}
        return [h for h in draft.history if h.product in same]
    narrowest = draft.segment or (case.lot.id if case.lot else None)
    return [h for h in draft.history if narrowest and (h.product or h.segment or h.lot) == narrowest]


def _runs_on(history: Iterable[DraftHistory], start: date) -> bool:
    """True when some earlier help was still running on the day before the start."""
    return any(h.start < start and (h.end is None or add_days(h.end, 1) >= start) for h in history)


def _months(chain: Iterable[DraftHistory], until: date) -> int:
    """Months that the indications cover together, up to a day; a day that two of them share counts once."""
    days, open_from = 0, date.min
    for earlier in sorted(chain, key=lambda h: h.start):
        last = min(earlier.end or until, until)
        days += days_between(max(earlier.start, open_from), last)
        open_from = max(open_from, add_days(last, 1))
    return round(days / DAYS_IN_MONTH)
