"""Pausing and extending a term: what the act allows, and how the days are counted then.

A pause takes days out of the count (Awb art. 4:15), an extension adds days to it (Awb art. 4:14). The day on which the
application is completed counts again: a pause lasts *until* that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.course import TermChange
from desktop.models.faults import RuleBroken
from desktop.models.kinds import PauseGround, TermChangeKind
from desktop.models.region import Term
from desktop.rules.dates import add_days

TOLD_FIRST = frozenset({PauseGround.SUPPLEMENT, PauseGround.ABROAD})
"""The pause begins the day after the applicant was told (Awb art. 4:15 lid 1)."""

MUST_BE_TOLD = TOLD_FIRST | {PauseGround.BEYOND_CONTROL}
"""Awb art. 4:15 lid 1 and 3."""

LOOK_AGAIN_DAYS = 14
"""A pause without an end is looked at again after so many days, so that no term sleeps forgotten."""


def pauses(changes: Iterable[TermChange]) -> tuple[TermChange, ...]:
    """The pauses among them, in the order of their days."""
    found = [change for change in changes if change.kind is TermChangeKind.PAUSED]
    return tuple(sorted(found, key=lambda change: (change.from_on, change.until_on or date.max, change.id)))


def extensions(changes: Iterable[TermChange]) -> tuple[TermChange, ...]:
    """The extensions among them, the first told first."""
    found = [change for change in changes if change.kind is TermChangeKind.EXTENDED]
    return tuple(sorted(found, key=lambda change: (change.from_on, change.id)))


def extra_days(term: Term, changes: Iterable[TermChange]) -> int:
    """By how many days a term was extended; of two that met at sync only as many count as the act allows."""
    return sum(change.days or 0 for change in extensions(changes)[: term.extensions])


def last_counted_day(began: date, days: int, changes: Iterable[TermChange], today: date) -> date:
    """The day on which so many days after the first have been counted; days inside a pause are passed over.

    Two colleagues may have paused the same days on two laptops: such days are passed over once.

    Args:
        began: Day of the event; it does not count itself.
        days: How many must be counted.
        changes: Of this term; extensions are no business of this count.
        today: A pause without an end lasts up to and including today.
    """
    last, passed = add_days(began, days), began
    for pause in pauses(changes):
        first = max(pause.from_on, add_days(passed, 1))
        until = pause.until_on or today
        if first <= last and first <= until:
            last, passed = add_days(last, (until - first).days + 1), until
    return last


def pause_on(changes: Iterable[TermChange], day: date) -> TermChange | None:
    """The pause that a day falls in; None when the term runs on that day."""
    return next((one for one in pauses(changes) if one.from_on <= day <= (one.until_on or date.max)), None)


def is_long(term_days: int, days: int) -> bool:
    """True for an extension by more than the term itself: Awb art. 4:14 asks for a time as short as possible."""
    return days > term_days


def look_again_on(pause: TermChange) -> date:
    """Day on which someone must see whether a pause without an end still holds."""
    return add_days(pause.from_on, LOOK_AGAIN_DAYS)


def check_pause(term: Term, began: date, due: date, changes: Iterable[TermChange], pause: TermChange) -> None:
    """Holds back a pause that the act does not know, or whose days cannot be.

    Args:
        term: The term in force.
        began: Day of the event it counts from.
        due: Its last day as things stand.
        changes: What was changed in it before, the pause itself not among them.
        pause: As it is to be written.

    Raises:
        RuleBroken: ``term-not-paused``; ``required`` (basis, told_on); ``pause-before-start``, ``pause-day-after``,
            ``term-over`` or ``pauses-overlap`` (from_on); ``agreed-until-when``, ``end-before-start`` or
            ``pauses-overlap`` (until_on).
    """
    if not term.may_pause:
        raise RuleBroken("term-not-paused", term=term.name)
    _check_ground(pause)
    if pause.from_on <= began:
        raise RuleBroken("pause-before-start", "from_on", day=began)
    if pause.from_on > due:
        raise RuleBroken("term-over", "from_on", day=due)
    if pause.until_on is not None and pause.until_on < pause.from_on:
        raise RuleBroken("end-before-start", "until_on")
    for other in pauses(changes):
        if _overlap(pause, other):
            inside = other.from_on <= pause.from_on
            raise RuleBroken("pauses-overlap", "from_on" if inside else "until_on", day=other.from_on)


def _check_ground(pause: TermChange) -> None:
    """What each ground of Awb art. 4:15 asks of its days."""
    if pause.basis is None:
        raise RuleBroken("required", "basis")
    if pause.basis in MUST_BE_TOLD and pause.told_on is None:
        raise RuleBroken("required", "told_on")
    if pause.basis in TOLD_FIRST and pause.told_on is not None and pause.from_on <= pause.told_on:
        raise RuleBroken("pause-day-after", "from_on", day=add_days(pause.told_on, 1))
    if pause.basis is PauseGround.AGREED and pause.until_on is None:
        raise RuleBroken("agreed-until-when", "until_on")


def check_extension(term: Term, began: date, due: date, changes: Iterable[TermChange], extension: TermChange) -> None:
    """Holds back an extension that the act does not know, or that was told too late.

    Args:
        term: The term in force.
        began: Day of the event it counts from.
        due: Its last day as things stand.
        changes: What was changed in it before.
        extension: As it is to be written; it holds from the day it was told.

    Raises:
        RuleBroken: ``term-not-extended`` or ``extended-already``; ``required`` (days); ``extended-before-start`` or
            ``term-over`` (told_on).
    """
    if term.extensions == 0:
        raise RuleBroken("term-not-extended", term=term.name)
    if len(extensions(changes)) >= term.extensions:
        raise RuleBroken("extended-already", times=term.extensions)
    if not extension.days:
        raise RuleBroken("required", "days")
    if extension.from_on < began:
        raise RuleBroken("extended-before-start", "told_on", day=began)
    if extension.from_on > due:
        raise RuleBroken("term-over", "told_on", day=due)


def _overlap(one: TermChange, other: TermChange) -> bool:
    return one.from_on <= (other.until_on or date.max) and other.from_on <= (one.until_on or date.max)
