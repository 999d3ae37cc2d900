"""More and less help inside one indication: what holds on a day, and whether a change fits in the room there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, VolumeChange


def in_order(changes: Iterable[VolumeChange]) -> tuple[VolumeChange, ...]:
    """The changes by their first day; of two from one day only the younger, which holds."""
    by_day = {change.from_on: change for change in sorted(changes, key=lambda change: change.id)}
    return tuple(by_day[day] for day in sorted(by_day))


def volume_on(indication: Indication, changes: Iterable[VolumeChange], day: date) -> int | None:
    """The volume that holds on a day; of two changes from one day the younger. None where no volume is indicated."""
    begun = [change for change in in_order(changes) if change.from_on <= day]
    return begun[-1].volume if begun else indication.volume


def check_change(indication: Indication, changes: Iterable[VolumeChange], change: VolumeChange) -> None:
    """Refuses a change that does not fit.

    What was indicated is the most there can be: more than that is another decision, to which the resident can object.

    Raises:
        RuleBroken: ``above-indicated`` (volume), ``too-early`` or ``too-late`` (from_on) outside the period,
            ``pause-from-the-start`` (from_on) for help that would pause before it was ever given: it begins later,
            ``same-volume`` (volume) when it changes nothing.
    """
    most = indication.volume or 0
    if change.volume > most:
        raise RuleBroken("above-indicated", "volume", most=most)
    if indication.start and change.from_on < indication.start:
        raise RuleBroken("too-early", "from_on")
    if change.from_on == indication.start and not change.volume:
        raise RuleBroken("pause-from-the-start", "from_on")
    if indication.end and change.from_on > indication.end:
        raise RuleBroken("too-late", "from_on")
    if volume_on(indication, changes, change.from_on) == change.volume:
        raise RuleBroken("same-volume", "volume")
